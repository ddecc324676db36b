"""What the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from knowledge.models import Lecture
from tests.factories.knowledge import LectureFactory, held_lecture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": F("starts_at")},
        {"status": "held"},
        {"status": "forgotten"},
    ],
    ids=["no duration", "held without entry", "unknown status"],
)
def test_a_planned_lecture_cannot_become(change):
    lecture = LectureFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Lecture.objects.filter(pk=lecture.pk).update(**change)


@pytest.mark.parametrize("change", [{"status": "announced"}, {"ledger_entry": None}])
def test_a_held_lecture_stays_in_the_ledger(change):
    lecture = held_lecture()
    with pytest.raises(IntegrityError), transaction.atomic():
        Lecture.objects.filter(pk=lecture.pk).update(**change)


def test_two_lectures_cannot_share_a_ledger_entry_or_an_identity():
    held, other = held_lecture(), LectureFactory()
    for change in [{"status": "held", "ledger_entry": held.ledger_entry}, {"uid": held.uid}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Lecture.objects.filter(pk=other.pk).update(**change)
