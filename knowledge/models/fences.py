"""Pages behind view restrictions, asked for cheaply."""

from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.pages.fences import fenced, in_time
from portal.pages.models import BasePage


class FencedQuerySet(PageQuerySet):
    """Which pages a villager may see."""

    def visible(self):
        """Live, not run out and behind no view restriction; one query with what is added to it."""
        return self.live().filter(in_time(), ~fenced())

    def for_reading(self):
        """With everything the page itself shows; pages without a fence need not ask for it."""
        return self.annotate(is_fenced=fenced())

    def newest(self):
        """What was published last comes first."""
        return self.order_by("-first_published_at", "-pk")


FencedManager = PageManager.from_queryset(FencedQuerySet)


class FencedPage(BasePage):
    """A page that asks for the view restrictions above it in one query instead of two."""

    objects = FencedManager()

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """As Wagtail's; no page above an article can be an alias, each exists but once.

        A page fetched ``for_reading`` that has none asks nothing more.
        """
        if not getattr(self, "is_fenced", True):
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)
