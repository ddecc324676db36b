"""Leads and covers of a closed village: whom they serve afterwards, in words and in deed."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.serving import assign, cover, end_assignment, shorten, store
from directory.models import Assignment, Cover

DAY = timedelta(days=1)


class Outcome(NamedTuple):
    """What happens to one row: it ``goes`` on at the successor or not; ``words`` for people.

    ``starts_on`` and ``ends_on`` are its term at the successor.
    """

    goes: bool
    words: str
    starts_on: date | None = None
    ends_on: date | None = None


def said(day):
    """The day as people read it."""
    return date_format(day, "Y-m-d")


def until(row, on):
    """The last day of ``row`` at the closed place; a term not yet begun has its first day only."""
    return max(on - DAY, row.starts_on)


class Leads:
    """The assignments of a village that run on ``on`` or begin later."""

    name = "assignment"
    model = Assignment

    @staticmethod
    def rows(former, on):
        terms = former.assignments.overlapping(on).select_related("certificate__adviser")
        return terms.order_by("starts_on")

    @staticmethod
    def label(row):
        return _("Adviser %(adviser)s, since %(day)s") % {
            "adviser": row.adviser,
            "day": said(row.starts_on),
        }

    @staticmethod
    def outcome(row, heir, on):
        end = _("ends with %(day)s") % {"day": said(until(row, on))}
        if heir is None:
            return Outcome(False, end)
        words = {"end": end, "heir": heir.short_name, "adviser": row.adviser}
        first, last = max(on, row.starts_on), row.ends_on
        own = heir.assignments.overlapping(first, last).order_by("starts_on").first()
        if own and own.starts_on <= first:
            words["own"] = own.adviser
            return Outcome(False, _("%(end)s: %(heir)s has its own adviser %(own)s") % words)
        if not row.certificate.is_valid_on(first):
            return Outcome(False, _("%(end)s: the certificate is not in force") % words)
        last = own.starts_on - DAY if own else last
        words["day"] = said(first)
        if last is None:
            text = _("%(adviser)s serves %(heir)s from %(day)s") % words
        else:
            words["last"] = said(last)
            text = _("%(adviser)s serves %(heir)s from %(day)s to %(last)s") % words
        return Outcome(True, text, first, last)

    @staticmethod
    def apply(row, heir, outcome, on, by):
        if outcome.goes and row.starts_on >= on:
            row.village, row.ends_on = heir, outcome.ends_on
            store(row)
            log(row, "directory.move_services", user=by, data={"village": heir.pk})
            return
        last = until(row, on)
        if row.ends_on is None or row.ends_on > last:
            reason = _("%(place)s was closed") % {"place": row.village.short_name}
            end_assignment(row, on=last, reason=reason, by=by)
        if outcome.goes:
            assign(
                heir,
                row.adviser,
                starts_on=outcome.starts_on,
                ends_on=outcome.ends_on,
                exception_reason=row.exception_reason,
                by=by,
            )


class Covers:
    """The covers of a village that run on ``on`` or begin later."""

    name = "cover"
    model = Cover

    @staticmethod
    def rows(former, on):
        terms = former.covers.overlapping(on).select_related("certificate__adviser")
        return terms.order_by("starts_on")

    @staticmethod
    def label(row):
        return _("Cover %(adviser)s, %(first)s to %(last)s") % {
            "adviser": row.adviser,
            "first": said(row.starts_on),
            "last": said(row.ends_on),
        }

    @classmethod
    def outcome(cls, row, heir, on):
        end = _("ends with %(day)s") % {"day": said(until(row, on))}
        if heir is None:
            return Outcome(False, end)
        first, last = max(on, row.starts_on), row.ends_on
        words = {"end": end, "heir": heir.short_name, "adviser": row.adviser}
        if heir.assignments.overlapping(first, last).exists():
            return Outcome(False, _("%(end)s: %(heir)s has its own adviser") % words)
        if heir.covers.overlapping(first, last).exists():
            return Outcome(False, _("%(end)s: somebody else stands in at %(heir)s") % words)
        if not cls._is_free(row, first):
            return Outcome(False, _("%(end)s: the adviser cannot stand in then") % words)
        words |= {"first": said(first), "last": said(last)}
        text = _("%(adviser)s stands in at %(heir)s, %(first)s to %(last)s") % words
        return Outcome(True, text, first, last)

    @staticmethod
    def _is_free(row, first):
        """Whether the adviser may stand in from then on: certified, not away, not the lead."""
        leads = row.village.assignments.overlapping(first, row.ends_on)
        return (
            row.certificate.is_valid_on(first)
            and not row.adviser.leaves.overlapping(first, row.ends_on).exists()
            and not leads.filter(certificate=row.certificate).exists()
        )

    @staticmethod
    def apply(row, heir, outcome, on, by):
        if outcome.goes and row.starts_on >= on:
            row.village = heir
            store(row)
            log(row, "directory.move_services", user=by, data={"village": heir.pk})
            return
        shorten(row, on=min(until(row, on), row.ends_on), by=by)
        if outcome.goes:
            days = {"starts_on": outcome.starts_on, "ends_on": outcome.ends_on}
            cover(heir, row.adviser, reason=row.reason, by=by, **days)
