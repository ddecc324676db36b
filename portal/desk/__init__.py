"""The staff shell: navigation and the start page that places each app's panels."""
