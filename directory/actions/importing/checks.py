"""What can be wrong with one division of a file, in words."""

import re

from django.utils.translation import gettext as _

from directory.models import Place

RANKS = list(Place.REACH)
CODE = re.compile(r"[0-9]{12}")
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LONGEST_NAME = Place._meta.get_field("name").max_length


def problem_alone(row):
    """What can be seen wrong without looking at other places; nothing if it is right."""
    if row.fault or not CODE.fullmatch(row.code):
        return row.fault or _("A code has twelve digits.")
    if row.level not in Place.REACH:
        return _("Unknown level “%(level)s”.") % {"level": row.level}
    if row.code[Place.REACH[row.level] :].strip("0"):
        return _("The code does not belong to a place of this level.")
    if not row.name or len(row.name) > LONGEST_NAME or UNWRITABLE.search(row.name):
        return _("The name is empty, too long or has characters that are none.")
    if not row.parent and row.level != Place.Level.PROVINCE:
        return _("The parent is missing.")
    return None


def problem_with_parent(row, level):
    """What is wrong with the parent of ``row``, whose level is ``level`` (None: no such place)."""
    words = {"code": row.parent}
    if level is None:
        return _("The parent %(code)s is unknown; it must stand above.") % words
    if RANKS.index(level) >= RANKS.index(row.level):
        return _("The parent %(code)s is not a larger place.") % words
    depth = Place.REACH[level]
    if row.code[:depth] != row.parent[:depth]:
        return _("The code does not lie under its parent %(code)s.") % words
    return None
