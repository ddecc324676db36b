"""Pages behind view restrictions, asked for cheaply."""

from wagtail.models import PageViewRestriction

from portal.pages.models import BasePage


class FencedPage(BasePage):
    """A page that asks for the view restrictions above it in one query instead of two."""

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """As Wagtail's; no page above an article can be an alias, each exists but once."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)
