"""The judicial office at its desk, and the meters of whoever watches."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from knowledge import actions
from knowledge.models import Filing
from knowledge.quarters import Quarter
from tests.factories.directory import VillageFactory
from tests.knowledge.lecture_desk import DAY, LectureDesk, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return LectureDesk()


def page(desk, user, name, **query):
    return desk.browser(user).get(address(name, **query))


def decide(desk, user, step, filing, **data):
    return desk.browser(user).post(address(step, filing.pk), data)


def quarter_of(filing):
    return Quarter.of(filing.lecture.starts_at).code


def sheet(response):
    assert response["Cache-Control"] == "no-store"
    rows = load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    return list(rows)


def test_filing_twice_gives_one_number(desk):
    filing = desk.filing()
    for _tap in range(2):
        assert decide(desk, desk.office_user, "file", filing).status_code == 302
    filing.refresh_from_db()
    assert (filing.status, filing.serial) == ("filed", 1)
    text = desk.browser(desk.adviser).get(address("lecture", filing.pk)).content.decode()
    assert filing.number in text


def test_returning_needs_a_reason_that_the_speaker_reads(desk):
    filing = desk.filing()
    refused = decide(desk, desk.office_user, "return", filing, **{"return-reason": ""})
    assert refused.context["return_form"].errors
    decide(desk, desk.office_user, "return", filing, **{"return-reason": "第三点没写法条"})
    text = desk.browser(desk.adviser).get(address("lecture", filing.pk)).content.decode()
    assert "第三点没写法条" in text
    assert address("submit", filing.pk) in text


def test_what_is_filed_is_not_returned(desk):
    filing = actions.file(desk.filing(), by=desk.office_user)
    decide(desk, desk.office_user, "return", filing, **{"return-reason": "晚了"})
    filing.refresh_from_db()
    assert filing.status == "filed"


@pytest.mark.parametrize("step", ["file", "return"])
def test_who_may_not_decide(desk, step):
    filing = desk.filing()
    data = {"return-reason": "不行"}
    for user, status in (
        (desk.other_office, 404),
        (desk.other_adviser, 404),
        (desk.leader, 404),
        (desk.adviser, 403),
        (desk.clerk, 403),
    ):
        assert decide(desk, user, step, filing, **data).status_code == status
    filing.refresh_from_db()
    assert filing.status == "submitted"


def test_what_was_never_handed_in_is_not_there_to_decide(desk):
    lecture = desk.lecture("held")
    assert desk.browser(desk.office_user).post(address("file", lecture.pk)).status_code == 404
    assert not Filing.objects.exists()


def test_handing_in_twice_alarms_nobody(desk):
    lecture = desk.lecture("held")
    browser = desk.browser(desk.adviser)
    for _tap in range(2):
        browser.post(address("submit", lecture.pk))
    messages = browser.get(address("lecture", lecture.pk)).context["messages"]
    assert [message.tags for message in messages] == ["success"]


def test_handing_in_what_was_not_held_says_so(desk):
    lecture = desk.lecture("announced")
    browser = desk.browser(desk.adviser)
    browser.post(address("submit", lecture.pk))
    messages = browser.get(address("lecture", lecture.pk)).context["messages"]
    assert [message.tags for message in messages] == ["error"]
    assert not Filing.objects.exists()


def test_the_register_of_a_quarter_in_the_order_of_numbers(desk):
    rows = [actions.file(desk.filing(), by=desk.office_user) for _row in range(2)]
    response = page(desk, desk.office_user, "filings", quarter=quarter_of(rows[0]))
    assert list(response.context["filed"]) == rows
    text = response.content.decode()
    assert text.index(rows[0].number) < text.index(rows[1].number)


def test_villages_without_a_lecture(desk):
    filing = desk.filing()
    response = page(desk, desk.office_user, "filings", quarter=quarter_of(filing))
    assert [row.village for row in response.context["without"]] == [desk.other_village]


def test_late_stands_in_the_quarter_in_which_it_was_held(desk):
    lecture = desk.lecture("held", starts_at=timezone.now() - 200 * DAY)
    code = Quarter.of(lecture.starts_at).code
    response = page(desk, desk.office_user, "filings", quarter=code)
    assert list(response.context["late"]) == [lecture]
    assert "一直没交" in response.content.decode()
    now = Quarter.of(timezone.now()).code
    assert list(page(desk, desk.office_user, "filings", quarter=now).context["late"]) == []


@pytest.mark.parametrize("code", ["", "2026-9", "x", "'"])
@pytest.mark.parametrize("name", ["filings", "meters", "filings_xlsx", "meters_xlsx"])
def test_an_unreadable_quarter_is_the_present_one(desk, name, code):
    assert page(desk, desk.bureau, name, quarter=code).status_code == 200


def test_the_workbook_of_the_register_holds_no_formula(desk):
    filing = desk.filing(title='=HYPERLINK("http://x")')
    actions.file(filing, by=desk.office_user)
    code = quarter_of(filing)
    header, row = sheet(page(desk, desk.office_user, "filings_xlsx", quarter=code))
    assert row[0].endswith("1号")
    assert row[3] == '\'=HYPERLINK("http://x")'
    assert len(header) == len(row)


def test_another_townships_register_is_empty(desk):
    filing = desk.filing()
    actions.file(filing, by=desk.office_user)
    rows = sheet(page(desk, desk.other_office, "filings_xlsx", quarter=quarter_of(filing)))
    assert len(rows) == 1


def test_meters_say_in_words_how_each_village_stands(desk):
    filing = desk.filing()
    response = page(desk, desk.bureau, "meters", quarter=quarter_of(filing))
    text = response.content.decode()
    assert "已讲，还没备案" in text
    assert "还没有" in text
    whole = response.context["whole"]
    assert (whole.villages, whole.met, whole.filed) == (2, 1, 0)
    [(township, rows)] = response.context["townships"]
    assert (township.place, len(rows)) == (desk.place, 2)


def test_the_workbook_of_meters_has_a_row_for_every_village(desk):
    filing = actions.file(desk.filing(), by=desk.office_user)
    rows = sheet(page(desk, desk.leader, "meters_xlsx", quarter=quarter_of(filing)))
    found = {row[2]: row[3:6] for row in rows[1:]}
    assert found == {desk.village.pk: (1, 1, 0), desk.other_village.pk: (0, 0, 0)}


def test_who_only_serves_or_lives_there_sees_no_register(desk):
    for user in (desk.adviser, desk.clerk):
        for name in ("filings", "meters", "filings_xlsx", "meters_xlsx"):
            assert page(desk, user, name).status_code == 403
    assert page(desk, desk.leader, "filings").status_code == 403


@pytest.mark.parametrize("name", ["filings", "meters", "filings_xlsx", "meters_xlsx"])
def test_queries_stay_as_they_are_with_258_villages(desk, name):
    browser, url = desk.browser(desk.bureau), address(name)
    desk.filing()
    browser.get(url)
    few = queries(browser, url)
    for _village in range(256):
        VillageFactory(parent=desk.place)
    desk.filing()
    assert queries(browser, url) == few <= 15


def queries(browser, url):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)
