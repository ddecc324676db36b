"""Picture files that go again when what they belong to was not written."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.media.models import PortalImage


@contextmanager
def files_with_rows() -> Iterator[list[PortalImage]]:
    """Give a list for the pictures one stores inside; when something fails their files are removed.

    The database takes its rows back by itself, the disk keeps every file.
    """
    images: list[PortalImage] = []
    try:
        yield images
    except BaseException:  # whatever stopped it, the rows are gone
        for image in images:
            image.file.delete(save=False)
        raise
