"""How far villages are with their lecture of the quarter."""

import datetime as dt

import pytest
from django.utils import timezone

from knowledge import actions
from knowledge.meters import Meter, by_township, meters, total
from knowledge.models import Lecture
from knowledge.quarters import Quarter
from tests.factories.directory import TownshipFactory, VillageFactory
from tests.factories.knowledge import LectureFactory, held_lecture

MAY = dt.datetime(2026, 5, 6, 9, tzinfo=dt.UTC)
SPRING = Quarter(2026, 2)


def meter(**counts):
    return Meter(None, **counts)


@pytest.mark.parametrize(
    ("counts", "is_met", "is_filed"),
    [
        ({}, False, False),
        ({"coming": 2}, False, False),
        ({"held": 1}, True, False),
        ({"held": 1, "filed": 1}, True, True),
        ({"held": 2, "filed": 1}, True, False),
    ],
)
def test_one_held_lecture_is_enough_and_all_held_are_filed(counts, is_met, is_filed):
    assert (meter(**counts).is_met, meter(**counts).is_filed) == (is_met, is_filed)


def test_each_state_has_its_own_words():
    states = [meter(), meter(coming=1), meter(held=1), meter(held=1, filed=1)]
    assert len({row.words for row in states}) == 4


def test_a_village_with_a_lecture_and_one_to_come_is_not_counted_as_waiting():
    whole = total([meter(held=1, coming=1), meter(coming=3), meter()])
    assert (whole.villages, whole.met, whole.coming, whole.missing) == (3, 1, 1, 2)


def test_nothing_adds_up_to_nothing():
    assert (total([]).villages, total([]).missing) == (0, 0)
    assert by_township([]) == []


@pytest.mark.django_db
def test_counts_per_village_of_the_quarter():
    village, other = VillageFactory(), VillageFactory()
    held = held_lecture(village=village, starts_at=MAY)
    held_lecture(village=village, starts_at=MAY)
    held_lecture(village=village, starts_at=SPRING.over_at)
    LectureFactory(announced=True, village=other, starts_at=MAY)
    LectureFactory(cancelled=True, village=other, starts_at=MAY)
    filing = actions.submit_filing(held)
    counts = Lecture.objects.in_quarter(SPRING).per_village()
    assert counts[village.pk] == {"held": 2, "filed": 0, "coming": 0}
    assert counts[other.pk] == {"held": 0, "filed": 0, "coming": 1}
    actions.file(filing)
    assert Lecture.objects.in_quarter(SPRING).per_village()[village.pk]["filed"] == 1


@pytest.mark.django_db
def test_first_and_last_moment_of_the_quarter_count():
    for moment in (SPRING.begins_at, SPRING.over_at - dt.timedelta(minutes=1)):
        LectureFactory(starts_at=moment)
    LectureFactory(starts_at=SPRING.begins_at - dt.timedelta(minutes=1))
    LectureFactory(starts_at=SPRING.over_at)
    assert Lecture.objects.in_quarter(SPRING).count() == 2


@pytest.mark.django_db
def test_townships_in_order_each_with_its_villages():
    first, second = TownshipFactory(), TownshipFactory()
    villages = [VillageFactory(parent=second), VillageFactory(parent=first)]
    villages.append(VillageFactory(parent=first))
    rows = meters(villages, {villages[0].pk: {"held": 1, "filed": 0, "coming": 0}})
    found = by_township(rows)
    expected = sorted([(first, 2, 0), (second, 1, 1)], key=lambda row: row[0].pk)
    assert [(whole.place, whole.villages, whole.met) for whole, _rows in found] == expected
    assert [len(members) for _whole, members in found] == [row[1] for row in expected]


@pytest.mark.django_db
def test_late_is_what_was_held_in_a_quarter_that_is_over_and_not_filed():
    held = held_lecture(starts_at=MAY)
    filed = held_lecture(starts_at=MAY)
    actions.file(actions.submit_filing(filed))
    LectureFactory(announced=True, starts_at=MAY)
    assert list(Lecture.objects.late(dt.date(2026, 6, 30))) == []
    assert list(Lecture.objects.late(dt.date(2026, 7, 1))) == [held]
    returned = actions.submit_filing(held)
    actions.return_filing(returned, reason="缺提纲")
    assert list(Lecture.objects.late(timezone.localdate())) == [held]
