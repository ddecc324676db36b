"""Images and documents of the content, stripped of their metadata when they arrive."""
