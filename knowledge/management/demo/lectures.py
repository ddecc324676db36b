"""Two years of lectures, each taken through its life by the very actions of the desk."""

from datetime import timedelta

from django.utils import timezone

from directory.ledger.models import Volume
from directory.management.demo import moment, service_began
from directory.models import Place
from knowledge import actions
from knowledge.management.demo import filings, outlines, pictures, requests, signups, sources
from knowledge.models import ArticlePage, Lecture, LectureChange

Status = Lecture.Status
WORDS = ("title", "audience", "location", "summary")
REPORTED = timedelta(hours=2)  # how long after its end a lecture is marked held
TOLD = timedelta(hours=3)  # how long before it people hear that it is moved or called off


def load() -> int:
    """Load the lectures that are not there, the oldest first; how many there are."""
    topics = sources.topics()
    for facts in sorted(sources.rows("lectures"), key=lambda row: row["day"]):
        village = Place.objects.get(pk=facts["village"])
        if not Lecture.objects.filter(village=village, title=facts["title"]).exists():
            _tell(facts, village, topics[facts["topic"]])
    return Lecture.objects.count()


def _tell(facts, village, topic):
    speaker = sources.adviser(facts["speaker"])
    day = facts.get("moved", {}).get("from_day", facts["day"])
    planned = {
        **{name: facts[name] for name in WORDS},
        **_time(facts, day),
        "topic": topic,
        "speaker": speaker,
    }
    lecture = requests.plan(facts, village, planned)
    if facts["state"] != Status.PLANNED:
        lecture = actions.announce(lecture, by=speaker.user)
    lecture = _outlined(lecture, facts)
    signups.load(lecture, facts)
    if "moved" in facts:
        _move(lecture, facts)
    if facts["state"] == Status.HELD:
        _hold(lecture, facts)
    if facts["state"] == Status.CANCELLED:
        lecture = actions.cancel(lecture, by=speaker.user, reason=facts["reason"])
        _date_change(lecture)


def _time(facts, day):
    starts_at = moment(day, facts["start"])
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=facts["minutes"])}


def _outlined(lecture, facts):
    """Planned lectures have no outline yet: the admin asks for it."""
    if facts["state"] in (Status.PLANNED, Status.CANCELLED):
        return lecture
    found = list(ArticlePage.objects.live().filter(slug__in=facts["cases"]))
    found.sort(key=lambda case: facts["cases"].index(case.slug))
    text, by = outlines.text(facts, found), lecture.speaker.user
    return actions.write_outline(lecture, by=by, text=text, articles=found)


def _move(lecture, facts):
    reason = facts["moved"]["reason"]
    moved = _time(facts, facts["day"])
    lecture = actions.move(lecture, by=lecture.speaker.user, reason=reason, **moved)
    _date_change(lecture)


def _date_change(lecture):
    """Say it shortly before the lecture was to be, and never ahead of now."""
    for row in LectureChange.objects.filter(lecture=lecture):
        at = min(row.starts_at_before - TOLD, timezone.now())
        LectureChange.objects.filter(pk=row.pk).update(at=at)


def _hold(lecture, facts):
    _open_volume(lecture.village, timezone.localdate(lecture.starts_at))
    lecture = actions.hold(
        lecture,
        by=lecture.speaker.user,
        at=lecture.ends_at + REPORTED,
        head_count=facts["people"],
        photos=pictures.of_lecture(facts),
    )
    filings.load(lecture, facts)


def _open_volume(village, day):
    """The volume of the village was opened before the first thing that stands in it."""
    began = min(day, service_began(timezone.localdate()))
    volume, _made = Volume.objects.get_or_create(village=village, defaults={"opened_on": began})
    Volume.objects.filter(pk=volume.pk, opened_on__gt=began).update(opened_on=began)
