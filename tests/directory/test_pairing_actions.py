"""A sheet is written once, by the bureau, as it was seen; or not at all."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Assignment, PairingSheet, Place
from directory.pairing.tables import Row
from tests.directory import sheet_making
from tests.directory.sheet_making import BANPING, DAY, HONGXING, QINGSHAN, SHIQIAO
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def county():
    return sheet_making.county()


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


def row(number, village, adviser, **facts):
    return Row(number=number, code=village, adviser=adviser, **facts)


def kept(county, by, *rows, **options):
    options = {"file_name": "x.xlsx", "place": county, "starts_on": DAY} | options
    return actions.read_sheet(rows, by=by, **options)


def apply(sheet, by):
    return actions.apply_sheet(sheet, fingerprint=actions.plan_sheet(sheet).fingerprint, by=by)


def leads(day=DAY):
    terms = Assignment.objects.current(day)
    return dict(terms.values_list("village", "certificate__adviser__name"))


@pytest.mark.parametrize("role", ["clerk", "office", "leader", None])
def test_only_the_bureau_at_the_place(county, bureau, role):
    sheet = kept(county, bureau, row(2, SHIQIAO, "张三"))
    stranger = UserFactory()
    if role:
        AppointmentFactory(role=role, user=stranger, place=county)
    with pytest.raises(PermissionDenied):
        kept(county, stranger, row(2, SHIQIAO, "张三"))
    with pytest.raises(PermissionDenied):
        apply(sheet, stranger)
    with pytest.raises(PermissionDenied):
        actions.discard_sheet(sheet, by=stranger)
    assert PairingSheet.objects.get().status == "read"
    assert SHIQIAO not in leads()


def test_a_bureau_elsewhere_is_a_stranger_too(county):
    other = CountyFactory(code="430803000000", name="武陵源区")
    with pytest.raises(PermissionDenied):
        kept(county, AppointmentFactory(role="bureau", place=other).user)


def test_every_step_is_in_the_log(county, bureau):
    apply(kept(county, bureau, row(2, SHIQIAO, "张三")), bureau)
    actions.discard_sheet(kept(county, bureau, row(2, SHIQIAO, "张三")), by=bureau)
    written = ModelLogEntry.objects.filter(content_type__model="pairingsheet").order_by("pk")
    assert [entry.action.partition(".")[2] for entry in written] == [
        "read_sheet",
        "apply_sheet",
        "read_sheet",
        "discard_sheet",
    ]
    assert ModelLogEntry.objects.filter(action="directory.assign", user=bureau).count() == 1


@pytest.mark.parametrize("status", ["applied", "discarded"])
@pytest.mark.parametrize("act", [apply, lambda sheet, by: actions.discard_sheet(sheet, by=by)])
def test_a_closed_sheet_stays_closed(county, bureau, status, act):
    sheet = kept(county, bureau, row(2, SHIQIAO, "张三"))
    PairingSheet.objects.update(status=status)
    assert PairingSheet.TRANSITIONS[status] == set()
    with pytest.raises(ValidationError, match="closed"):
        act(sheet, bureau)
    assert SHIQIAO not in leads()


def test_what_changed_since_it_was_seen_is_not_written(county, bureau):
    sheet = kept(county, bureau, row(2, SHIQIAO, "张三"), row(3, QINGSHAN, "张三"))
    seen = actions.plan_sheet(sheet).fingerprint
    AssignmentFactory(village=Place.objects.get(pk=SHIQIAO), adviser=AdviserFactory())
    before = leads()
    with pytest.raises(ValidationError) as refused:
        actions.apply_sheet(sheet, fingerprint=seen, by=bureau)
    assert refused.value.code == "changed"
    assert leads() == before
    apply(sheet, bureau)
    assert leads()[SHIQIAO] == "张三"


def test_a_change_elsewhere_does_not_matter(county, bureau):
    sheet = kept(county, bureau, row(2, SHIQIAO, "张三"))
    seen = actions.plan_sheet(sheet).fingerprint
    AssignmentFactory(village=Place.objects.get(pk=HONGXING), adviser=AdviserFactory())
    actions.apply_sheet(sheet, fingerprint=seen, by=bureau)
    assert leads()[SHIQIAO] == "张三"


def test_all_or_nothing(county, bureau):
    facts = {"kind": "lawyer", "certificate": "永顾0099", "firm": "很长" * 50}
    days = {"valid_from": "2026-01-01", "valid_until": "2028-12-31", "trained_on": "2025-12-20"}
    rows = [row(2, SHIQIAO, "张三"), row(3, QINGSHAN, "张三")]
    rows.append(row(4, HONGXING, "周新", **facts, **days))
    sheet, before = kept(county, bureau, *rows), leads()
    assert actions.plan_sheet(sheet).counts["refused"] == 0
    with pytest.raises(ValidationError):
        apply(sheet, bureau)
    assert leads() == before
    assert PairingSheet.objects.get().status == "read"


@pytest.mark.parametrize(
    ("starts_on", "village", "words"),
    [
        (dt.date(2024, 1, 1), BANPING, "begins on the same day"),
        (dt.date(2023, 6, 1), BANPING, "not valid on the first day"),
        (dt.date(2026, 12, 1), HONGXING, "already written for 2027-03-01"),
    ],
)
def test_days_that_stand_against_it(county, bureau, starts_on, village, words):
    later = Place.objects.get(pk=HONGXING)
    AssignmentFactory(village=later, adviser=AdviserFactory(), starts_on=dt.date(2027, 3, 1))
    sheet = kept(county, bureau, row(2, village, "李四"), starts_on=starts_on)
    (line,) = actions.plan_sheet(sheet).lines
    assert line.outcome == "refused"
    assert words in line.why


def test_a_closed_village_and_one_elsewhere_are_refused(county, bureau):
    elsewhere = VillageFactory(code="430803101001", name="远方村委会")
    Place.objects.filter(pk=SHIQIAO).update(is_active=False)
    rows = [row(2, SHIQIAO, "张三"), row(3, elsewhere.pk, "张三"), row(4, county.pk, "张三")]
    township = Place.objects.get(pk="430802101000")
    rows.append(Row(number=5, township="崇文街道", village="回龙", adviser="张三"))
    sheet = kept(township, bureau, *rows)
    plan = actions.plan_sheet(sheet)
    words = ["no longer in use", "does not lie in your place", "not a village", "does not lie"]
    assert [word in line.why for line, word in zip(plan.lines, words, strict=True)] == [True] * 4


def test_an_exception_is_written_with_its_reason(county, bureau):
    busy = AdviserFactory(name="周忙")
    for _ in range(5):
        AssignmentFactory(adviser=busy)
    rows = [row(2, SHIQIAO, "周忙"), row(3, HONGXING, "周忙", reason="无人愿去")]
    plan = apply(kept(county, bureau, *rows), bureau)
    assert [line.outcome for line in plan.lines] == ["refused", "add"]
    exception = Assignment.objects.get(village=HONGXING)
    assert (exception.slot, exception.exception_reason) == (None, "无人愿去")


def test_a_refused_change_takes_its_slot_back(county, bureau):
    """李四 keeps 青山, so the fifth village given to him is one too many."""
    li = Assignment.objects.get(village=QINGSHAN).adviser
    for _ in range(4):
        AssignmentFactory(adviser=li)
    full = AdviserFactory(name="周忙")
    for _ in range(5):
        AssignmentFactory(adviser=full)
    rows = [row(2, QINGSHAN, "周忙"), row(3, SHIQIAO, "李四")]
    plan = actions.plan_sheet(kept(county, bureau, *rows))
    assert [line.outcome for line in plan.lines] == ["refused", "refused"]


def test_old_sheets_are_thrown_away_by_the_clock(county, bureau, capsys):
    with time_machine.travel("2026-10-01T08:00:00+08:00", tick=False):
        old = kept(county, bureau, row(2, SHIQIAO, "张三", phone="13800000001"))
    with time_machine.travel("2026-10-22T08:00:00+08:00", tick=False):
        young = kept(county, bureau, row(2, SHIQIAO, "张三"))
    with time_machine.travel("2026-11-21T08:00:00+08:00", tick=False):
        call_command("purge_sheets")
        assert actions.purge_sheets(at=timezone.now()) == 0
    assert "1 sheets" in capsys.readouterr().out
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, old.rows, young.status) == ("discarded", [], "read")


def test_planning_asks_the_same_number_of_questions_for_many_rows(
    county, bureau, django_assert_max_num_queries
):
    few = kept(county, bureau, row(2, SHIQIAO, "张三"))
    rows = [row(2, SHIQIAO, "张三")]
    for number in range(30):
        village = VillageFactory(parent_id="430802101000", code=f"430802101{number + 100}")
        adviser = AdviserFactory(name=f"周{number}号")
        AssignmentFactory(village=village, adviser=AdviserFactory())
        rows.append(row(number + 3, village.pk, adviser.name))
    many = kept(county, bureau, *rows, is_complete=True)
    few.refresh_from_db()
    with django_assert_max_num_queries(8) as first:
        actions.plan_sheet(few)
    with django_assert_max_num_queries(len(first)):
        assert actions.plan_sheet(many).counts["change"] == 30


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_write_once():
    county, root = sheet_making.county(), UserFactory(superuser=True)
    sheet = kept(county, root, row(2, SHIQIAO, "张三"), row(3, QINGSHAN, "张三"))
    seen, outcomes, gate = actions.plan_sheet(sheet).fingerprint, [], threading.Barrier(2)

    def confirm():
        try:
            gate.wait()
            actions.apply_sheet(sheet, fingerprint=seen, by=root)
            outcomes.append("written")
        except ValidationError as refusal:
            outcomes.append(refusal.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome == "written" for outcome in outcomes) == [False, True]
    assert Assignment.objects.filter(village__in=[SHIQIAO, QINGSHAN]).count() == 3


VILLAGES = st.sampled_from(["板坪", "青山村", "石桥村", "红星社区", "王家坪青山", "不存在", ""])
PEOPLE = st.sampled_from(["张三", "李四", "王伟", "赵老", "孙到期", "张三、李四", "无此人", ""])
TOWNSHIPS = st.sampled_from(["", "王家坪", "沅古坪镇", "天外乡"])
FACTS = st.builds(
    Row,
    number=st.integers(2, 9),
    township=TOWNSHIPS,
    village=VILLAGES,
    adviser=PEOPLE,
    phone=st.sampled_from(["", "13800000003"]),
    certificate=st.sampled_from(["", "永顾0004", "永顾0099"]),
    reason=st.sampled_from(["", "远"]),
    is_hidden=st.booleans(),
)


class TestAnySheet(TestCase):
    """Whatever the sheet says: nothing before confirmation, all of it then, nothing twice."""

    @classmethod
    def setUpTestData(cls):
        cls.place, cls.root = sheet_making.county(), UserFactory(superuser=True)

    @settings(max_examples=25, deadline=None)
    @given(st.lists(FACTS, max_size=8), st.booleans())
    def test_any_sheet(self, rows, is_complete):
        before = leads()
        sheet = kept(self.place, self.root, *rows, is_complete=is_complete)
        plan = actions.plan_sheet(sheet)
        assert leads() == before
        apply(sheet, self.root)
        after = leads()
        changed = {
            village for village in before | after if before.get(village) != after.get(village)
        }
        written = {line.village.pk for line in plan.lines if line.outcome in WRITTEN}
        assert changed == written
        again = kept(self.place, self.root, *rows, is_complete=is_complete)
        assert actions.plan_sheet(again).changes == 0


WRITTEN = ("add", "change", "ended")
