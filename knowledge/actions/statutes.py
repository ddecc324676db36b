"""What happens to a law and its articles. Every action writes one line of history (audit log)."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from knowledge.models import EarlierWording, Law, LawName, Statute

DESCRIBED = {
    Law: ("name", "full_name", "kind", "in_force_since", "source"),
    Statute: ("chapter", "in_force_since", "source"),
}


@transaction.atomic
def enter_law(row, *, by):
    """Write down a law or an article of law that is not on record yet."""
    if by is not None and not by.has_perm(f"knowledge.add_{row._meta.model_name}"):
        raise PermissionDenied
    return _finish(row, "enter", by, {})


@transaction.atomic
def describe_law(row, *, by, **facts):
    """Change what a record says beside the words of the law: name, kind, chapter, source …

    Raises ValueError for a fact that another action guards.
    """
    if guarded := set(facts) - set(DESCRIBED[type(row)]):
        raise ValueError(f"Not described but decided: {guarded}")
    row = _begin(row, by)
    changed = _set(row, facts)
    return _finish(row, "describe_law", by, {"changed": changed}) if changed else row


@transaction.atomic
def name_law(law, *, names, by) -> Law:
    """Let texts cite ``law`` under ``names`` (简称) beside its own name, and no others.

    Raises ValidationError when a name is already that of another law.
    """
    law, names = _begin(law, by), list(dict.fromkeys(names))
    before = sorted(row.name for row in law.other_names.all())
    if before == sorted(names):
        return law
    law.other_names.exclude(name__in=names).delete()
    for written in set(names) - set(before):
        row = LawName(name=written, law=law)
        _refuse_foreign(row)
        row.save()
    return _finish(law, "name", by, {"changed": {"other_names": [before, sorted(names)]}})


@transaction.atomic
def amend(statute, *, text, since: date, by, source="") -> Statute:
    """Give an article new words that hold from ``since``; the old ones stay as EarlierWording.

    Every live case that cites it is on the re-check list from now on. The same words again change
    nothing. ``source`` empty: the new words stand where the old ones stood. ``by=None`` is the
    operator's command. Raises ValidationError when ``since`` lies ahead or before the old words.
    """
    statute, text = _begin(statute, by), text.strip()
    if text == statute.text:
        return statute
    _check_day(statute, since)
    before = EarlierWording(
        statute=statute,
        text=statute.text,
        in_force_since=statute.in_force_since,
        in_force_until=since - timedelta(days=1),
        source=statute.source,
    )
    before.full_clean()
    before.save()
    statute.text, statute.in_force_since = text, since
    statute.source = source or statute.source
    _mark(statute, timezone.localdate())
    return _finish(statute, "amend", by, {"since": since.isoformat()})


@transaction.atomic
def correct(statute, *, text, by) -> Statute:
    """Mend a slip of the pen in the record: the law itself did not change."""
    statute, text = _begin(statute, by), text.strip()
    if text == statute.text:
        return statute
    changed = {"text": [statute.text, text]}
    statute.text = text
    return _finish(statute, "correct", by, {"changed": changed})


@transaction.atomic
def mark_changed(statute, *, on: date, by) -> Statute:
    """Put every live case that cites the article on the re-check list: its law changed ``on``."""
    statute = _begin(statute, by)
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")}, code="ahead")
    _mark(statute, on)
    return _finish(statute, "mark_changed", by, {"since": on.isoformat()})


@transaction.atomic
def repeal(row, *, until: date | None, by, replaced_by: Law | None = None):
    """Write down the last day of a Law or Statute (``until=None``: it holds on).

    ``replaced_by``: the law that took the place of a law. Cases that cite it are on the re-check
    list from the day after ``until``.
    """
    row = _begin(row, by)
    facts: dict[str, object] = {"in_force_until": until}
    if isinstance(row, Law):
        if replaced_by is not None and row in _successors(replaced_by):
            raise ValidationError({"replaced_by": _("A law cannot replace itself.")}, code="circle")
        facts["replaced_by"] = replaced_by
    changed = _set(row, facts)
    return _finish(row, "repeal", by, {"changed": changed}) if changed else row


def _begin(row, user):
    """Lock the row; refuse a person without the right to change it."""
    if user is not None and not user.has_perm(f"knowledge.change_{row._meta.model_name}"):
        raise PermissionDenied
    return type(row).objects.select_for_update().get(pk=row.pk)


def _set(row, facts):
    """Give ``row`` the facts that differ; return them with what stood there before."""
    changed = {}
    for field, value in facts.items():
        if (before := getattr(row, field)) != value:
            changed[field] = [str(before or ""), str(value or "")]
            setattr(row, field, value)
    return changed


def _refuse_foreign(row):
    """Refuse a name under which another law is on record."""
    others = Law.objects.exclude(pk=row.law_id)
    is_taken = others.filter(Q(name=row.name) | Q(full_name=row.name)).exists()
    if is_taken or LawName.objects.filter(name=row.name).exists():
        said = _("“%(name)s” is the name of another law.") % {"name": row.name}
        raise ValidationError({"other_names": said}, code="taken")
    row.full_clean()


def _check_day(statute, since):
    """Refuse a day that has not come, or on which the words to be replaced did not hold yet."""
    if since > timezone.localdate():
        said = _("Enter new words on the day on which they become law, not before.")
        raise ValidationError({"since": said}, code="ahead")
    if statute.in_force_since and since <= statute.in_force_since:
        said = _("The words that stand here hold since %(day)s. New ones begin after that day.")
        wrong = ValidationError(said, code="too_early", params={"day": statute.in_force_since})
        raise ValidationError({"since": wrong})


def _mark(statute, day):
    """An earlier day than the one that stands there would take cases off the re-check list."""
    statute.changed_on = max(day, statute.changed_on or day)
    statute.changed_at = timezone.now()


def _successors(law):
    """The law and those that replaced it in turn; a circle ends where it began."""
    seen = []
    while law is not None and law not in seen:
        seen.append(law)
        law = law.replaced_by
    return seen


def _finish(row, action, user, data):
    row.full_clean()
    row.save()
    log(row, f"knowledge.{action}", user=user, data=data)
    return row
