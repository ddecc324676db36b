"""How the division changes 区划变更: a place is renamed, merged, split or given a new code."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from directory.models import Place, PlaceChange
from directory.permissions import keeps_register
from directory.pinyin import spell

Kind = PlaceChange.Kind


@transaction.atomic
def record_change(kind, former, successor=(), *, happened_on, by, source="", new_name=""):
    """Writes down one change of the division and closes what it ends; returns its rows.

    ``former`` and ``successor`` are a place or several: ``renamed`` takes one former place and
    ``new_name``; ``recoded`` one and one; ``merged`` one or more into one; ``split`` one into two
    or more. Who serves the place stays as it is until ``move_services``.

    Raises ``PermissionDenied`` for anybody but the bureau of every place named,
    ``ValidationError`` in words for what cannot be.
    """
    formers, successors = _locked(former), _locked(successor)
    if not all(keeps_register(by, place) for place in [*formers, *successors]):
        raise PermissionDenied
    if happened_on > timezone.localdate():
        raise ValidationError(
            {"happened_on": _("Write the change down on the day it comes into force.")}
        )
    if kind == Kind.RENAMED:
        return [_rename(_only(formers), new_name.strip(), happened_on, source, by)]
    _check_number(kind, formers, successors)
    for place in formers:
        _check_former(place, successors)
    return [
        row for place in formers for row in _close(kind, place, successors, happened_on, source, by)
    ]


def _locked(places):
    """The places as they are now, one of each, held until the change is written."""
    wanted = [places] if isinstance(places, Place) else list(places)
    codes = {place.pk for place in wanted}
    rows = Place.objects.select_for_update(of=["self"]).filter(pk__in=codes).order_by("pk")
    return list(rows)


def _only(formers):
    if len(formers) != 1:
        raise ValidationError({"former": _("A new name is given to one place at a time.")})
    return formers[0]


def _rename(place, name, happened_on, source, by):
    if not place.is_active:
        raise ValidationError(
            {"former": _("%(place)s is closed; its name stays as it was.") % {"place": place}}
        )
    if not name or name == place.name:
        raise ValidationError({"new_name": _("Write down the new name.")})
    row = PlaceChange(
        kind=Kind.RENAMED,
        former=place,
        former_name=place.name,
        successor=place,
        happened_on=happened_on,
        source=source.strip(),
    )
    place.name = name
    place.pinyin, place.initials = spell(name)
    place.full_clean()
    place.save()
    return _store(row, by)


def _check_number(kind, formers, successors):
    """Asks for as many places as this kind of change has."""
    if not formers:
        raise ValidationError({"former": _("Say which place has changed.")})
    if not successors:
        raise ValidationError({"successor": _("Say which place took over.")})
    if kind == Kind.SPLIT and len(successors) == 1:
        raise ValidationError({"successor": _("A place is split into two or more.")})
    if kind != Kind.SPLIT and len(successors) > 1:
        raise ValidationError({"successor": _("Only a split leads to several places.")})
    if kind != Kind.MERGED and len(formers) > 1:
        raise ValidationError({"former": _("Only a merger has several places before it.")})


def _check_former(place, successors):
    """What speaks against ``place`` going into ``successors``, in words."""
    words = {"place": place}
    if any(place == successor for successor in successors):
        raise ValidationError({"successor": _("%(place)s cannot go into itself.") % words})
    if not place.is_active:
        raise ValidationError({"former": _("%(place)s is closed already.") % words})
    for successor in successors:
        words["successor"] = successor
        if successor.level != place.level:
            raise ValidationError(
                {"successor": _("%(place)s and %(successor)s are not of one level.") % words}
            )
        if not successor.is_active:
            raise ValidationError(
                {"successor": _("%(successor)s is closed: it cannot take over.") % words}
            )
    living = place.children.active().count()
    if living:
        message = ngettext(
            "%(n)d place of %(place)s is still in use: say first what became of it.",
            "%(n)d places of %(place)s are still in use: say first what became of them.",
            living,
        )
        raise ValidationError({"former": message % {"n": living, "place": place}})


def _close(kind, place, successors, happened_on, source, by):
    place.is_active = False
    place.save()
    if kind == Kind.RECODED:
        _keep_point(place, successors[0])
    rows = [
        PlaceChange(
            kind=kind,
            former=place,
            former_name=place.name,
            successor=successor,
            happened_on=happened_on,
            source=source.strip(),
        )
        for successor in successors
    ]
    return [_store(row, by) for row in rows]


def _keep_point(former, successor):
    """A new code moves no village hall."""
    if successor.point is None and former.point is not None:
        successor.latitude, successor.longitude = former.point
        successor.save()


def _store(row, by):
    row.full_clean()
    row.save()
    data = {
        "kind": row.kind,
        "former_name": row.former_name,
        "successor": row.successor_id,
        "happened_on": row.happened_on.isoformat(),
    }
    log(row, "directory.change_place", user=by, data=data)
    log(row.former, "directory.change_place", user=by, data=data)
    return row
