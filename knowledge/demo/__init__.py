"""The demo county's content, in data files, and the pictures that our own code draws for it."""
