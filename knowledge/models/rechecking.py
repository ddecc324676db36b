"""Whose law is to be compared again: never, long ago, changed since, or no longer in force."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.query import PageQuerySet

from knowledge.models.citing import Citation

STALE_DAYS = 365


@dataclass(frozen=True)
class LawState:
    """What speaks against the law told in a case; nothing at all: ``is_stale`` is false.

    ``cited``: every article of law that it cites, with its law.
    """

    is_unchecked: bool
    is_old: bool
    changed: tuple = ()
    ended: tuple = ()
    cited: tuple = ()

    @property
    def is_stale(self):
        return self.is_unchecked or self.is_old or bool(self.changed) or bool(self.ended)


class RecheckQuerySet(PageQuerySet):
    """Live cases by the state of their law."""

    def to_recheck(self, on=None):
        """Live cases whose law is to be compared again on the day ``on`` (today), oldest first."""
        rows = self.live().filter(_stale(on or timezone.localdate()))
        return rows.order_by(F("law_checked_on").asc(nulls_first=True), "pk")

    def with_staleness(self, on=None):
        """With ``has_stale_law`` on the day ``on`` (today), so that most need not be asked."""
        return self.annotate(has_stale_law=_stale(on or timezone.localdate()))

    def with_cited_law(self):
        """With the articles of law that each cites, two queries for all."""
        rows = Citation.objects.select_related("statute__law__replaced_by").order_by("pk")
        return self.prefetch_related(models.Prefetch("citations", rows))

    def never_compared(self):
        """Cases whose law nobody compared yet."""
        return self.filter(law_checked_on=None)

    def compared_long_ago(self, on=None):
        """Cases whose law was compared more than a year before the day ``on`` (today)."""
        return self.filter(_old(on or timezone.localdate()))

    def with_changed_law(self):
        """Cases that cite an article which changed after their law was compared."""
        return self.filter(Exists(_changed()))

    def with_ended_law(self, on=None):
        """Cases that cite an article which is not in force on the day ``on`` (today)."""
        return self.filter(Exists(_ended(on or timezone.localdate())))


class RecheckedPage(models.Model):
    """A page that says on which day its law was compared, and what happened to it since."""

    class Meta:
        abstract = True

    def law_state(self, on=None):
        """Return the LawState on the day ``on`` (today); one query unless citations are there."""
        on, checked = on or timezone.localdate(), self.law_checked_on
        cited = [row.statute for row in cited_by(self)]
        return LawState(
            is_unchecked=checked is None,
            is_old=checked is not None and checked < on - timedelta(days=STALE_DAYS),
            changed=tuple(row for row in cited if self.was_compared_before(row)),
            ended=tuple(row for row in cited if not row.holds(on)),
            cited=tuple(cited),
        )

    @cached_property
    def law_warning(self):
        """The LawState when it is stale today, else None: what a reader must be told.

        One query; none for a page fetched ``with_staleness`` whose law is fine.
        """
        state = self.law_state() if getattr(self, "has_stale_law", True) else None
        return state if state and state.is_stale else None

    def recheck_reasons(self):
        """Why its law is to be compared again, in sentences; see ``law_state`` for the queries."""
        state = self.law_state()
        if state.is_unchecked:
            yield gettext("Nobody has compared it yet.")
        if state.is_old:
            yield gettext("Compared on %(day)s, more than a year ago.") % {
                "day": date_format(self.law_checked_on)
            }
        for statute in state.ended:
            yield gettext("%(article)s does not hold.") % {"article": statute}
        for statute in (row for row in state.changed if row not in state.ended):
            words = {"article": statute, "day": date_format(statute.changed_on)}
            yield gettext("%(article)s changed on %(day)s.") % words

    def was_compared_before(self, statute):
        """Whether ``statute`` changed after this page's law was compared, to the moment."""
        if statute.changed_on is None or self.law_checked_on is None:
            return False
        if self.law_checked_on != statute.changed_on or None in self._moments(statute):
            return self.law_checked_on < statute.changed_on
        return self.last_published_at < statute.changed_at

    def _moments(self, statute):
        return (self.last_published_at, statute.changed_at)


def cited_by(page):
    """Citations of the live ``page`` with article and law; those fetched before are used."""
    fetched = getattr(page, "_prefetched_objects_cache", {}).get("citations")
    rows = Citation.objects.filter(page_id=page.pk).select_related("statute__law__replaced_by")
    return rows.order_by("pk") if fetched is None else fetched


def _old(on):
    return Q(law_checked_on__lt=on - timedelta(days=STALE_DAYS))


def _stale(on):
    own = Q(law_checked_on=None) | _old(on)
    return own | Q(Exists(_changed())) | Q(Exists(_ended(on)))


def _changed():
    """Citations in the page of the row whose article changed after the page's law was compared."""
    before = Q(statute__changed_on__gt=OuterRef("law_checked_on"))
    same_day = Q(
        statute__changed_on=OuterRef("law_checked_on"),
        statute__changed_at__gt=OuterRef("last_published_at"),
    )
    return Citation.objects.filter(before | same_day, page=OuterRef("pk"))


def _ended(on):
    ends = Q(statute__in_force_until__lt=on) | Q(statute__law__in_force_until__lt=on)
    begins = Q(statute__in_force_since__gt=on) | Q(statute__law__in_force_since__gt=on)
    return Citation.objects.filter(ends | begins, page=OuterRef("pk"))
