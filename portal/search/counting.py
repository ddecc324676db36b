"""Counts what is searched for and opened: numbers for each day, nothing about the person."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from portal.search import keeping, registry
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from portal.search.models.log import NUMBERS, UNNAMED
from portal.search.tickets import Ticket
from portal.throttling.limits import allow

HOUR, DAY = 3600, 24 * 3600  # seconds
PER_CLIENT = 200  # beacons of one network address in an hour: phones share addresses
NEW_PER_CLIENT, NEW = 30, 500
"""New words in a day, of one address and of all: nobody fills the table."""
RARE_DAYS, LONG_DAYS = 30, 400
"""How long words stay that few searched for, and how long the numbers of the others."""


def count_search(ticket: Ticket, *, client: str) -> bool:
    """Count the search of ``ticket`` once a day for each ``client``; False when it is not."""
    if not (ticket.counts and ticket.text and _first_today("search", ticket.text, client)):
        return False
    words = _words(ticket.text)
    if not (_are_known(words) or _has_room(client)):
        words = UNNAMED
    _add(words, client, searches=1, unfound=0 if ticket.is_found else 1)
    return True


def count_opening(ticket: Ticket, place: int, *, client: str) -> bool:
    """Count that the result at ``place`` (1 is first) was opened; False when it is not."""
    if not 1 <= place <= len(ticket.keys):
        return False
    key = ticket.keys[place - 1]
    if not _first_today("search opening", f"{key} {ticket.text}", client):
        return False
    OpenedDay.objects.add(key=key, day=timezone.localdate(), defaults={"opened": 1})
    words = _words(ticket.text)
    _add(words if _are_known(words) else UNNAMED, client, opened=1, places=place)
    return True


@transaction.atomic
def forget_searches(*, on) -> int:
    """Drop by the day ``on`` the words that few searched for, and old numbers; how many words.

    The numbers of dropped words go on to be counted among those without words. Words that are
    being searched for at this moment wait for the next time.
    """
    unnamed, old = _row(UNNAMED), on - timedelta(days=LONG_DAYS)
    _move(SoughtDay.objects.filter(day__lt=old), unnamed)
    OpenedDay.objects.filter(day__lt=old).delete()
    rare = Q(is_common=False, first_on__lt=on - timedelta(days=RARE_DAYS))
    unused = Q(first_on__lt=old) & ~Q(Exists(SoughtDay.objects.filter(sought=OuterRef("pk"))))
    words = SoughtText.objects.exclude(text=UNNAMED).filter(rare | unused)
    gone = [row.pk for row in words.select_for_update(skip_locked=True)]
    _move(SoughtDay.objects.filter(sought__in=gone), unnamed)
    SoughtText.objects.filter(pk__in=gone).delete()
    return len(gone)


def _first_today(bucket, what, client):
    """Whether ``client`` does ``what`` for the first time today, and not too much in all."""
    return allow("search beacon", client, limit=PER_CLIENT, seconds=HOUR) and allow(
        f"{bucket} {what}", client, limit=1, seconds=DAY
    )


def _words(text):
    words = keeping.kept(text)
    return UNNAMED if words and registry.is_private(keeping.plain(text)) else words


def _are_known(words):
    return words == UNNAMED or SoughtText.objects.filter(text=words).exists()


def _has_room(client):
    """Whether one more new text may come today, from this client and at all."""
    own = allow("search words", client, limit=NEW_PER_CLIENT, seconds=DAY)
    return own and allow("search words", "everybody", limit=NEW, seconds=DAY)


@transaction.atomic
def _add(words, client, **numbers):
    sought = _row(words)
    if sought.text and not sought.is_common:
        sought.met(client)
        sought.save(update_fields=["marks", "is_common"])
    SoughtDay.objects.add(sought=sought, day=timezone.localdate(), defaults=numbers)


def _row(words):
    """Return the row of ``words``, made when it is missing, and locked.

    Words that were dropped just now are counted without them.
    """
    row = SoughtText(text=words, first_on=timezone.localdate())
    SoughtText.objects.bulk_create([row], ignore_conflicts=True)
    return SoughtText.objects.select_for_update().filter(text=words).first() or _row(UNNAMED)


def _move(days, unnamed):
    """Add the numbers of ``days`` to the searches without words."""
    days = days.exclude(sought=unnamed)
    for row in days.order_by().values("day").annotate(**{n: Sum(n) for n in NUMBERS}):
        SoughtDay.objects.add(sought=unnamed, day=row.pop("day"), defaults=row)
    days.delete()
