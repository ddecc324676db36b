"""Ugly sheets: what comes of each row, and nothing is written before somebody says so."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from directory import actions
from directory.forms import PairingSheetForm
from directory.models import Adviser, Assignment, Attendance, Certificate, Firm, PairingSheet
from tests.directory import sheet_making, sheets
from tests.directory.sheet_making import DAY, QINGSHAN, Sheet, book
from tests.directory.whole_sheets import NEW_HEAD
from tests.factories.directory import UserFactory

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
    return UserFactory(superuser=True)


def upload(sheet, county, bureau):
    form = PairingSheetForm(
        {"place": county.pk, "starts_on": DAY},
        {"file": SimpleUploadedFile(f"{sheet.name}.xlsx", sheet.content)},
    )
    assert form.is_valid(), form.errors
    return actions.read_sheet(
        form.rows,
        file_name=sheet.name,
        place=county,
        starts_on=DAY,
        is_complete=sheet.is_complete,
        by=bureau,
    )


def outcome(plan):
    return [
        (line.number, line.outcome, line.village and line.village.pk, line.adviser_name)
        for line in plan.lines
    ]


def register():
    terms = Assignment.objects.order_by("pk").values_list("village", "certificate", "ends_on")
    return list(terms), Adviser.objects.count(), Certificate.objects.count(), Firm.objects.count()


@pytest.mark.parametrize("build", sheets.UGLY, ids=lambda build: build.__name__)
class TestUglySheets:
    def test_each_row_comes_out_as_meant_and_nothing_is_written(self, build, county, bureau):
        sheet, before = build(), register()
        plan = actions.plan_sheet(upload(sheet, county, bureau))
        assert outcome(plan) == sheet.outcome
        said = "\n".join(" ".join([line.why, *line.notes]) for line in plan.lines)
        assert [words for words in sheet.says if words not in said] == []
        assert all(line.why for line in plan.of("refused"))
        assert register() == before

    def test_written_as_shown_and_the_second_time_changes_nothing(self, build, county, bureau):
        first = upload(build(), county, bureau)
        plan = actions.plan_sheet(first)
        actions.apply_sheet(first, fingerprint=plan.fingerprint, by=bureau)
        leads = dict(
            Assignment.objects.current(DAY).values_list("village", "certificate__adviser__name")
        )
        for line in plan.lines:
            if line.outcome in ("add", "change"):
                assert leads[line.village.pk] == line.adviser_name
            if line.outcome == "ended":
                assert line.village.pk not in leads
        after = register()
        second = upload(build(), county, bureau)
        again = actions.plan_sheet(second)
        assert again.changes == 0
        actions.apply_sheet(second, fingerprint=again.fingerprint, by=bureau)
        assert register() == after


def test_a_sheet_that_is_written_forgets_its_rows(county, bureau):
    sheet = upload(sheets.plain(), county, bureau)
    plan = actions.plan_sheet(sheet)
    actions.apply_sheet(sheet, fingerprint=plan.fingerprint, by=bureau)
    sheet.refresh_from_db()
    assert (sheet.status, sheet.rows) == (PairingSheet.Status.APPLIED, [])
    assert sheet.applied_at is not None
    assert sheet.report["counts"] == {"refused": 0, "change": 1, "add": 2, "ended": 0, "same": 1}
    assert len(sheet.report["lines"]) == 4


def test_the_present_adviser_ends_the_day_before(county, bureau):
    sheet = upload(sheets.plain(), county, bureau)
    actions.apply_sheet(sheet, fingerprint=actions.plan_sheet(sheet).fingerprint, by=bureau)
    old, new = Assignment.objects.filter(village=QINGSHAN).order_by("starts_on")
    assert (old.ends_on, new.starts_on) == (dt.date(2026, 11, 30), DAY)
    assert "张三" in old.end_reason


def test_a_newcomer_comes_with_everything_a_certificate_stands_on(county, bureau):
    sheet = upload(sheets.newcomers(), county, bureau)
    actions.apply_sheet(sheet, fingerprint=actions.plan_sheet(sheet).fingerprint, by=bureau)
    adviser = Adviser.objects.get(name="周新")
    assert (adviser.kind, adviser.firm.name) == ("lawyer", "湖南新人律师事务所")
    assert (adviser.pinyin, adviser.phone, adviser.public_phone) == ("zhouxin", "13811112222", "")
    certificate = adviser.certificate
    assert (certificate.valid_from, certificate.valid_until) == (
        dt.date(2026, 1, 1),
        dt.date(2028, 12, 31),
    )
    assert Attendance.objects.get(adviser=adviser).training.held_on == dt.date(2025, 12, 20)
    assert adviser.certificate.assignments.count() == 2
    assert not Adviser.objects.filter(name="吴晚").exists()


def test_a_shortened_firm_is_the_same_firm(county, bureau):
    rows = [NEW_HEAD]
    rows += [["石桥村", "王家坪镇", "周新", "律师", "天门律师事务所", None, "永顾0009"]]
    rows[1] += ["2026.1.1-2028.12.31", "2025.12.20"]
    sheet = upload(Sheet("x", book(rows)), county, bureau)
    actions.apply_sheet(sheet, fingerprint=actions.plan_sheet(sheet).fingerprint, by=bureau)
    assert Adviser.objects.get(name="周新").firm.name == "湖南天门律师事务所"


def test_villages_left_out_keep_their_adviser_while_one_row_is_unknown(county, bureau):
    plan = actions.plan_sheet(upload(sheets.complete_but_unreadable(), county, bureau))
    assert [village.pk for village in plan.withheld] == [QINGSHAN]
    assert plan.changes == 0


def test_what_differs_is_said_without_the_phone(county, bureau):
    sheet = upload(sheets.header_in_two_rows(), county, bureau)
    plan = actions.plan_sheet(sheet)
    kept = str([line.as_json() for line in plan.lines])
    assert "The phone differs" in kept
    assert "13800000009" not in kept
    assert "13999999999" not in str(sheet.rows)


def test_ids_and_licences_are_never_kept(county, bureau):
    rows = [["村", "乡镇", "法律顾问", "身份证号", "执业证号"]]
    rows += [["石桥村", "王家坪镇", "张三", "430802199001011234", "14308201010000000"]]
    sheet = upload(Sheet("x", book(rows)), county, bureau)
    assert sheet.rows == [
        {"number": 2, "township": "王家坪镇", "village": "石桥村", "adviser": "张三"}
    ]
