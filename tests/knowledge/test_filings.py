"""The filing of held lectures: submitted, filed under a number, or returned with a reason."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from knowledge import actions
from knowledge.models import FILING_TRANSITIONS, Filing
from knowledge.quarters import Quarter
from tests.factories.directory import TownshipFactory, VillageFactory
from tests.knowledge.lecture_desk import LectureDesk

pytestmark = pytest.mark.django_db
Status = Filing.Status
MARCH = dt.datetime(2026, 3, 30, 2, tzinfo=dt.UTC)
STEPS = {
    "submit": lambda desk, row: actions.submit_filing(row.lecture, by=desk.adviser),
    "file": lambda desk, row: actions.file(row, by=desk.office_user),
    "return": lambda desk, row: actions.return_filing(row, by=desk.office_user, reason="缺提纲"),
}


@pytest.fixture
def desk():
    return LectureDesk()


def filing_in(desk, status):
    row = desk.filing()
    if status == Status.FILED:
        return actions.file(row, by=desk.office_user)
    if status == Status.RETURNED:
        return actions.return_filing(row, by=desk.office_user, reason="缺提纲")
    return row


def history(lecture):
    rows = ModelLogEntry.objects.for_instance(lecture)
    return list(rows.order_by("timestamp", "pk").values_list("action", flat=True))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", Status.values)
def test_each_step_works_from_its_statuses_and_from_no_other(desk, step, status):
    row = filing_in(desk, status)
    before = history(row.lecture)
    sources, target = FILING_TRANSITIONS[step]
    if status in sources:
        assert STEPS[step](desk, row).status == target
        assert history(row.lecture) == [*before, f"knowledge.filing_{step}"]
        return
    with pytest.raises(ValidationError):
        STEPS[step](desk, row)
    row.refresh_from_db()
    assert row.status == status
    assert history(row.lecture) == before


@pytest.mark.parametrize("status", ["planned", "announced", "cancelled"])
def test_only_a_held_lecture_is_handed_in(desk, status):
    with pytest.raises(ValidationError) as refusal:
        actions.submit_filing(desk.lecture(status), by=desk.adviser)
    assert refusal.value.code == "not_held"
    assert not Filing.objects.exists()


@pytest.mark.parametrize("who", ["other_adviser", "clerk", "office_user", "leader"])
def test_somebody_elses_lecture_is_not_handed_in(desk, who):
    with pytest.raises(PermissionDenied):
        actions.submit_filing(desk.lecture("held"), by=getattr(desk, who))


@pytest.mark.parametrize("who", ["adviser", "other_adviser", "clerk", "other_office", "leader"])
@pytest.mark.parametrize("step", [actions.file, actions.return_filing])
def test_only_office_and_bureau_decide(desk, who, step):
    row = desk.filing()
    reason = {"reason": "缺提纲"} if step == actions.return_filing else {}
    with pytest.raises(PermissionDenied):
        step(row, by=getattr(desk, who), **reason)
    row.refresh_from_db()
    assert row.status == Status.SUBMITTED


def test_the_bureau_may_file_too(desk):
    assert actions.file(desk.filing(), by=desk.bureau).status == Status.FILED


@pytest.mark.parametrize("reason", ["", " \n "])
def test_returning_says_what_is_missing(desk, reason):
    with pytest.raises(ValidationError):
        actions.return_filing(desk.filing(), by=desk.office_user, reason=reason)


def test_handed_in_again_it_carries_no_old_decision(desk):
    row = filing_in(desk, Status.RETURNED)
    row = actions.submit_filing(row.lecture, by=desk.adviser)
    assert (row.reason, row.decided_at, row.decided_by) == ("", None, None)


def test_what_lies_at_the_office_is_not_changed(desk):
    row = desk.filing()
    with pytest.raises(ValidationError) as refusal:
        actions.write_outline(row.lecture, by=desk.adviser, text="一、换了")
    assert refusal.value.code == "filed"


def test_a_returned_outline_may_be_mended(desk):
    row = filing_in(desk, Status.RETURNED)
    lecture = actions.write_outline(row.lecture, by=desk.adviser, text="一、补正")
    assert lecture.outline.text == "一、补正"


def test_numbers_run_without_a_gap_past_returned_ones(desk):
    rows = [desk.filing() for _row in range(3)]
    numbers = [actions.file(rows[0], by=desk.office_user).number]
    actions.return_filing(rows[1], by=desk.office_user, reason="缺提纲")
    numbers.append(actions.file(rows[2], by=desk.office_user).number)
    again = actions.submit_filing(rows[1].lecture, by=desk.adviser)
    numbers.append(actions.file(again, by=desk.office_user).number)
    assert [number[number.index("〕") :] for number in numbers] == ["〕1号", "〕2号", "〕3号"]


def test_every_year_begins_with_one(desk):
    first, second = desk.filing(), desk.filing()
    assert actions.file(first, at=MARCH).number == "〔2026〕1号"
    next_year = MARCH.replace(year=2027)
    assert actions.file(second, at=next_year).number == "〔2027〕1号"


def test_the_year_is_that_of_the_local_day(desk):
    new_year = dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)
    assert actions.file(desk.filing(), at=new_year).number == "〔2027〕1号"


def test_every_township_counts_for_itself(desk):
    other = VillageFactory(parent=TownshipFactory(parent=desk.county))
    here, there = desk.filing(), desk.filing(village=other)
    assert actions.file(here, at=MARCH).serial == 1
    assert actions.file(there, at=MARCH).serial == 1


def test_the_database_refuses_a_number_twice(desk):
    first, second = (actions.file(desk.filing(), at=MARCH) for _row in range(2))
    second.serial = first.serial
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_filed_for_a_quarter_follows_the_day_of_the_lecture_not_of_filing(desk):
    row = actions.file(desk.filing())
    quarter = Quarter.of(row.lecture.starts_at)
    assert list(Filing.objects.filed_for(quarter)) == [row]
    assert list(Filing.objects.filed_for(quarter.next)) == []


def test_a_village_that_came_to_another_township_gets_the_next_number_there(desk):
    """What the office's screen still says of the township is old by then."""
    first = desk.filing()
    there = TownshipFactory()
    Filing.objects.filter(pk=first.pk).update(township=there)
    actions.file(Filing.objects.get(pk=first.pk), by=desk.bureau, at=MARCH)
    seen = desk.filing()
    Filing.objects.filter(pk=seen.pk).update(township=there)
    assert actions.file(seen, by=desk.bureau, at=MARCH).serial == 2
