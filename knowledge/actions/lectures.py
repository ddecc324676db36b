"""What happens to a lecture. Every action writes one line of its history (Wagtail's audit log)."""

from django.db import transaction
from wagtail.log_actions import log

from knowledge.actions.steps import begin, finish, require
from knowledge.models import Lecture, LectureChange
from knowledge.permissions import may_lead, may_plan

WORDS = {"title", "topic", "audience", "speaker", "summary"}
CALENDAR = {"village", "starts_at", "ends_at", "location"}


@transaction.atomic
def plan(*, by=None, **facts) -> Lecture:
    """Enter a planned lecture; ``facts`` are its fields. ``by=None`` is the operator's command.

    An adviser plans her own lectures, in the villages that she serves.
    """
    lecture = Lecture(**facts)
    lecture.full_clean()
    require(may_plan(by, lecture.village) and may_lead(by, lecture))
    lecture.save()
    log(lecture, "wagtail.create", user=by)
    return lecture


@transaction.atomic
def announce(lecture, *, by=None) -> Lecture:
    """Make a planned lecture public."""
    lecture = begin(lecture, "announce", by)
    return finish(lecture, "announce", by)


@transaction.atomic
def describe(lecture, *, by=None, **words) -> Lecture:
    """Correct what is said about a lecture (WORDS); time and place are for ``move``."""
    lecture = begin(lecture, "describe", by)
    changed = _apply(lecture, words, allowed=WORDS)
    require(may_lead(by, lecture))  # nobody hands a lecture to a colleague unasked
    return finish(lecture, "describe", by, changed) if changed else lecture


@transaction.atomic
def move(lecture, *, by=None, reason="", **facts) -> Lecture:
    """Change time or place (CALENDAR). Calendars that hold the lecture follow by its sequence.

    When people know of the lecture, they are told what it was before and the ``reason``.
    """
    lecture = begin(lecture, "move", by)
    news = _news(lecture, LectureChange.Kind.MOVED, reason)
    changed = _apply(lecture, facts, allowed=CALENDAR)
    if not changed:
        return lecture
    require("village" not in changed or may_plan(by, lecture.village))
    lecture.sequence += 1
    lecture = finish(lecture, "move", by, changed | ({"reason": reason} if reason else {}))
    if set(changed) != {"ends_at"}:
        _tell(news)
    return lecture


@transaction.atomic
def revise(lecture, *, by=None, reason="", words, calendar) -> Lecture:
    """Correct its ``words`` and move it to another ``calendar`` at once: both, or neither."""
    lecture = describe(lecture, by=by, **words)
    return move(lecture, by=by, reason=reason, **calendar)


@transaction.atomic
def cancel(lecture, *, by=None, reason="") -> Lecture:
    """Call a lecture off. It stays visible as cancelled; calendars strike it out."""
    lecture = begin(lecture, "cancel", by)
    news = _news(lecture, LectureChange.Kind.CANCELLED, reason)
    lecture.sequence += 1
    lecture = finish(lecture, "cancel", by, {"reason": reason} if reason else None)
    _tell(news)
    return lecture


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
