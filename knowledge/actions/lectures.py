"""What happens to a lecture. Every action writes one line of its history (Wagtail's audit log)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from directory.ledger.actions import record
from directory.ledger.models import Entry
from knowledge.models import TRANSITIONS, Lecture, LectureChange

WORDS = {"title", "topic", "audience", "speaker", "summary"}
CALENDAR = {"village", "starts_at", "ends_at", "location"}


@transaction.atomic
def plan(*, by=None, **facts) -> Lecture:
    """Enter a planned lecture; ``facts`` are its fields. ``by=None`` is the operator's command."""
    _may(by, "knowledge.add_lecture")
    lecture = Lecture(**facts)
    lecture.full_clean()
    lecture.save()
    log(lecture, "wagtail.create", user=by)
    return lecture


@transaction.atomic
def announce(lecture, *, by=None) -> Lecture:
    """Make a planned lecture public."""
    lecture = _begin(lecture, "announce", by)
    return _finish(lecture, "announce", by)


@transaction.atomic
def describe(lecture, *, by=None, **words) -> Lecture:
    """Correct what is said about a lecture (WORDS); time and place are for ``move``."""
    lecture = _begin(lecture, "describe", by)
    changed = _apply(lecture, words, allowed=WORDS)
    return _finish(lecture, "describe", by, changed) if changed else lecture


@transaction.atomic
def move(lecture, *, by=None, reason="", **facts) -> Lecture:
    """Change time or place (CALENDAR). Calendars that hold the lecture follow by its sequence.

    When people know of the lecture, they are told what it was before and the ``reason``.
    """
    lecture = _begin(lecture, "move", by)
    news = _news(lecture, LectureChange.Kind.MOVED, reason)
    changed = _apply(lecture, facts, allowed=CALENDAR)
    if not changed:
        return lecture
    lecture.sequence += 1
    lecture = _finish(lecture, "move", by, changed | ({"reason": reason} if reason else {}))
    if set(changed) != {"ends_at"}:
        _tell(news)
    return lecture


@transaction.atomic
def hold(lecture, *, by=None, at: datetime | None = None) -> Lecture:
    """Mark a lecture held and write it into the ledger of its village.

    ``at`` is the moment of marking (now); a lecture that has not begun by then is refused.
    """
    lecture = _begin(lecture, "hold", by)
    if (at or timezone.now()) < lecture.starts_at:
        raise ValidationError(_("This lecture has not begun yet."), code="too_early")
    lecture.ledger_entry = record(
        village=lecture.village,
        kind=Entry.Kind.LECTURE,
        happened_on=timezone.localdate(lecture.starts_at),
        adviser=lecture.speaker,
        summary=lecture.title,
        by=by,
        minutes=lecture.minutes,
    )
    return _finish(lecture, "hold", by)


@transaction.atomic
def cancel(lecture, *, by=None, reason="") -> Lecture:
    """Call a lecture off. It stays visible as cancelled; calendars strike it out."""
    lecture = _begin(lecture, "cancel", by)
    news = _news(lecture, LectureChange.Kind.CANCELLED, reason)
    lecture.sequence += 1
    lecture = _finish(lecture, "cancel", by, {"reason": reason} if reason else None)
    _tell(news)
    return lecture


def _may(user, permission):
    if user is not None and not user.has_perm(permission):
        raise PermissionDenied


def _begin(lecture, action, user):
    """Lock the row; refuse a person without the right and a status the action cannot start from."""
    _may(user, "knowledge.change_lecture")
    fresh = Lecture.objects.select_for_update().get(pk=lecture.pk)
    if not fresh.allows(action):
        raise ValidationError(
            _("This cannot be done any more: the lecture is %(status)s."),
            code="wrong_status",
            params={"status": fresh.get_status_display()},
        )
    return fresh


def _news(lecture, kind, reason):
    """What the public is told of a change, with the facts as they were; None while it is planned.

    Taken before the change: afterwards nobody knows where the lecture was.
    """
    if lecture.status == Lecture.Status.PLANNED:
        return None
    return LectureChange(
        lecture_id=lecture.pk,
        kind=kind,
        starts_at_before=lecture.starts_at,
        place_before=lecture.whereabouts,
        reason=reason.strip(),
    )


def _tell(news):
    if news is not None:
        news.full_clean()
        news.save()


def _apply(lecture, facts, *, allowed):
    """Set ``facts`` on the lecture; return those that changed, as text for its history."""
    if unknown := set(facts) - allowed:
        raise TypeError(f"not among {sorted(allowed)}: {sorted(unknown)}")
    changed = {}
    for name, value in facts.items():
        before = getattr(lecture, name)
        if before != value:
            changed[name] = [str(before), str(value)]
            setattr(lecture, name, value)
    return changed


def _finish(lecture, action, user, data=None):
    status = TRANSITIONS[action][1]
    if status:
        lecture.status = status
    lecture.full_clean()
    lecture.save()
    log(lecture, f"knowledge.{action}", user=user, data=data or {})
    return lecture
