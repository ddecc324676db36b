"""Villages that asked for a lecture, and what became of it."""

from directory.management.demo import moment
from directory.models import Place
from knowledge import actions
from knowledge.management.demo import sources
from knowledge.models import LectureRequest

ASKED, ANSWERED = "08:20", "16:40"  # of the day, and of the next one
Status = LectureRequest.Status


def load() -> int:
    """Load the requests that led to no lecture; how many requests there are in all."""
    topics = sources.topics()
    for facts in sorted(sources.rows("requests"), key=lambda row: row["day"]):
        village, topic = Place.objects.get(pk=facts["village"]), topics[facts["topic"]]
        known = {"village": village, "topic": topic, "audience": facts["audience"]}
        if not LectureRequest.objects.filter(**known).exists():
            _answer(_ask(facts, village, topic, facts["audience"]), facts)
    return LectureRequest.objects.count()


def plan(facts, village, planned):
    """Plan a lecture; one that the village asked for answers the request."""
    if "request" not in facts:
        return actions.plan(village=village, **planned)
    wish = facts["request"]
    row = _ask(wish, village, planned["topic"], planned["audience"])
    lecture = actions.plan_requested(row, **planned)
    _date_answer(row, wish)
    return lecture


def _ask(facts, village, topic, audience):
    wish = {name: facts[name] for name in ("people", "wish", "note") if name in facts}
    by = sources.clerk_of(village)
    row = actions.request_lecture(village, by=by, topic=topic, audience=audience, **wish)
    asked = moment(facts["day"], ASKED)
    LectureRequest.objects.filter(pk=row.pk).update(requested_at=asked)
    return row


def _answer(row, facts):
    if facts["state"] == Status.DECLINED:
        actions.decline_request(row, reason=facts["answer"])
    elif facts["state"] == Status.WITHDRAWN:
        actions.withdraw_request(row, by=row.requested_by)
    else:
        return
    _date_answer(row, facts)


def _date_answer(row, facts):
    at = moment(facts["day"] + 1, ANSWERED)
    LectureRequest.objects.filter(pk=row.pk).update(answered_at=at)
