"""What this app adds to Wagtail."""

from wagtail import hooks

from portal.media.views import part_of_recording

# After Wagtail's own hook, which asks whether this person may have the document at all.
hooks.register("before_serve_document", part_of_recording, order=100)
