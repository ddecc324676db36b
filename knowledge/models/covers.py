"""Pages with a picture at their top, which the clock draws in its size before anybody asks."""

from wagtail.models import Page

COVER = "width-720|format-webp"


class CoveredPage(Page):
    """A page with a ``cover``."""

    class Meta:
        abstract = True

    def picture(self):
        """The cover as the page shows it, or None while it is not drawn."""
        return self.cover.drawn(COVER) if self.cover_id else None

    def share_picture(self):
        """The picture an editor chose for sharing, else the cover."""
        drawn = self.picture()
        return super().share_picture() or (drawn.url if drawn else "")
