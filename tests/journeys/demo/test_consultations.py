"""Questions of invented villagers."""

import re
import statistics
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from consultations.management.commands.load_demo_consultations import Command as Stories
from consultations.models import Consultation, Event, EventKind, Kind, Message, Status
from tests.journeys.demo import MOMENT, TODAY

RESTING = set(Status) - {Status.SUBMITTED, Status.DECLINED}  # these two last no longer than a step


def test_sixty_consultations_in_every_state_that_lasts():
    assert Consultation.objects.filter(kind=Kind.QUESTION).count() == 60
    assert set(Consultation.objects.values_list("status", flat=True)) == RESTING


def test_questions_differ_and_have_a_natural_length():
    questions = [row.question for row in Consultation.objects.all()]
    assert len(set(questions)) == 62
    assert all(20 <= len(question) <= 300 for question in questions)
    assert len({row.topic_id for row in Consultation.objects.all()}) == 12


def test_one_complaint_waits_for_the_bureau_and_one_is_answered():
    rows = Consultation.objects.filter(kind=Kind.COMPLAINT)
    assert sorted(rows.values_list("status", "desk_role")) == [
        ("answered", "bureau"),
        ("routed", "bureau"),
    ]


def test_answers_are_several_sentences_and_nobody_repeats_himself():
    texts = [message.text for message in Message.objects.all()]
    assert len(set(texts)) == len(texts) > 70
    first = {}
    for message in Message.objects.filter(sender="adviser").order_by("-sent_at"):
        first[message.consultation_id] = message.text
    lengths = [len(re.findall("[。！？]", text)) for text in first.values()]
    assert all(1 <= length <= 9 for length in lengths)
    assert statistics.mean(lengths) >= 3


def test_stories_take_the_side_ways_too():
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= set(EventKind) - {EventKind.OPEN}
    rated = Consultation.objects.exclude(rating=None)
    assert rated.count() >= 15
    assert any(row.rating_note for row in rated)
    assert Consultation.objects.filter(reopened_count__gt=0).count() >= 8


def test_questions_about_the_committee_lie_with_somebody_of_another_village():
    for row in Consultation.objects.filter(concerns_committee=True):
        lead = row.village.assignments.current(TODAY).get().adviser
        assert row.adviser != lead, row
        assert row.desk_role == "neighbour"


def test_nothing_happens_in_the_future_or_at_night_at_the_desk():
    moments = Event.objects.aggregate(last=Max("at"))
    assert moments["last"] <= timezone.now()
    for event in Event.objects.filter(actor_kind="adviser", at__lt=MOMENT - timedelta(days=2)):
        assert 8 <= timezone.localtime(event.at).hour < 21, event
    for row in Consultation.objects.prefetch_related("events"):
        told = [event.at for event in sorted(row.events.all(), key=lambda event: event.pk)]
        assert told == sorted(told)


@pytest.mark.parametrize(
    ("hour", "gap", "expected"),
    [(9, 2, "11:00"), (19, 4, "08:00"), (23, 3, "08:00"), (20, 0, "20:00")],
)
def test_people_write_by_day(hour, gap, expected):
    loader = Stories()
    loader.now = timezone.now()
    at = datetime.fromisoformat(f"2026-10-05T{hour:02d}:00:00+08:00")
    assert timezone.localtime(loader._later(at, gap, 0)).strftime("%H:%M") == expected


def test_no_question_or_answer_is_stored_in_plain_text():
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, asker_name, phone FROM consultations_consultation")
        stored = [text for row in cursor.fetchall() for text in row if text]
        cursor.execute("SELECT text FROM consultations_message")
        stored += [text for (text,) in cursor.fetchall()]
    assert len(stored) > 130
    assert not [text for text in stored if re.search("[一-鿿]|139-0000", text)]
