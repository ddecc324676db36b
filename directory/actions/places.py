"""Importing the official division: places from rows of ``code,name,level,parent_code``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import Place
from directory.pinyin import spell
from portal.search import outbox

COLUMNS = ("code", "name", "level", "parent_code")
BATCH = 2000
RANKS = list(Place.REACH)


@dataclass
class Report:
    """What an import did, or would do: counts, and ``(line, what is wrong)`` of refused rows."""

    added: int = 0
    changed: int = 0
    same: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)


def import_places(rows: Iterable[tuple[int, dict]], *, dry_run: bool = False) -> Report:
    """Adds and renames places from ``(line number, row)``; refuses rows one by one, in words.

    Streams in batches of which each is kept as a whole, so a killed run is finished by running it
    again, and a second run changes nothing. A place is never deleted nor moved to another level.
    """
    report = Report()
    levels: dict = {}
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            _import_batch(batch, report, levels)
            if dry_run:
                transaction.set_rollback(True)
    return report


def _import_batch(batch, report, levels):
    """Writes one batch; ``levels`` remembers the level of every code of the file so far."""
    codes = {row.get(key) for _line, row in batch for key in ("code", "parent_code")}
    stored = Place.objects.in_bulk(codes - levels.keys() | {row.get("code") for _l, row in batch})
    new, changed = [], []
    for line, row in batch:
        place = Place(
            code=row["code"],
            name=row["name"],
            level=row["level"],
            parent_id=row["parent_code"] or None,
        )
        if problem := _problem(place, stored, levels):
            report.errors.append((line, problem))
            continue
        levels[place.pk] = place.level
        before = stored.get(place.pk)
        if before is None:
            new.append(place)
        elif (before.name, before.parent_id) != (place.name, place.parent_id):
            changed.append(place)
        else:
            report.same += 1
    _write(new, changed)
    report.added += len(new)
    report.changed += len(changed)


def _write(new, changed):
    for place in [*new, *changed]:
        place.pinyin, place.initials = spell(place.name)
    Place.objects.bulk_create(new)
    Place.objects.bulk_update(changed, ["name", "parent", "pinyin", "initials"], batch_size=200)
    villages = [place for place in [*new, *changed] if place.level == Place.Level.VILLAGE]
    outbox.enqueue([f"village:{place.pk}" for place in villages])


def _problem(place, stored, levels):
    """What is wrong with ``place``, in words; nothing if it may be written."""
    if problem := _problem_alone(place):
        return problem
    if place.pk in levels:
        return _("The code %(code)s stands in the file twice.") % {"code": place.pk}
    if place.pk in stored and stored[place.pk].level != place.level:
        return _("The level of %(code)s cannot change.") % {"code": place.pk}
    return _problem_with_parent(place, stored, levels) if place.parent_id else None


def _problem_with_parent(place, stored, levels):
    parent = stored.get(place.parent_id)
    level = levels.get(place.parent_id) or (parent and parent.level)
    if level is None:
        return _("The parent %(code)s is unknown; it must stand above.") % {"code": place.parent_id}
    if RANKS.index(level) >= RANKS.index(place.level):
        return _("The parent %(code)s is not a larger place.") % {"code": place.parent_id}
    if place.pk[: Place.REACH[level]] != place.parent_id[: Place.REACH[level]]:
        return _("The code does not lie under its parent %(code)s.") % {"code": place.parent_id}
    return None


def _problem_alone(place):
    """What can be seen wrong without looking at other places."""
    if not re.fullmatch(r"[0-9]{12}", place.pk):
        return _("A code has twelve digits.")
    if place.level not in Place.REACH:
        return _("Unknown level “%(level)s”.") % {"level": place.level}
    if place.pk[Place.REACH[place.level] :].strip("0"):
        return _("The code does not belong to a place of this level.")
    if not place.name or len(place.name) > Place._meta.get_field("name").max_length:
        return _("The name is empty or too long.")
    if place.parent_id is None and place.level != Place.Level.PROVINCE:
        return _("The parent is missing.")
    return None
