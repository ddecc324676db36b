"""Static files with content hashes in their names."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class BundledStaticFilesStorage(ManifestStaticFilesStorage):
    pass
