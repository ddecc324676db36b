"""A quarter of a village's lecture over HTTP, the clock moved: asked for in April, late in July."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from directory.ledger.models import Entry
from knowledge.models import Filing, Lecture, LectureRequest
from tests.factories.knowledge import ArticleFactory, topic
from tests.knowledge.lecture_desk import LectureDesk, address, plan_data

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
SPRING = "2026-2"


def on(month, day, hour=10):
    return time_machine.travel(dt.datetime(2026, month, day, hour, tzinfo=ZONE), tick=False)


@pytest.fixture
def desk():
    with on(4, 1):
        return LectureDesk()


def browse(desk, user, name, *args, **query):
    response = desk.browser(user).get(address(name, *args, **query))
    assert response.status_code == 200
    return response


def tap(desk, user, name, *args, **data):
    response = desk.browser(user).post(address(name, *args), data)
    assert response.status_code == 302, response.context and response.context.get("form").errors
    return response


def ask(desk):
    with on(4, 8):
        facts = {"village": desk.village.pk, "topic": topic("wages").pk, "audience": "外出务工人员"}
        tap(desk, desk.clerk, "request_new", **facts)
    return LectureRequest.objects.get()


def plan(desk, asked):
    with on(4, 10):
        assert list(browse(desk, desk.adviser, "lectures").context["requests"]) == [asked]
        facts = plan_data(desk.village, day="2026-05-12", begins="15:00", ends="16:30")
        tap(desk, desk.adviser, "request_plan", asked.pk, **facts)
    return Lecture.objects.get(request=asked)


def prepare(desk, lecture):
    with on(4, 20):
        case = ArticleFactory(title="工钱要不回来怎么办？", topic=lecture.topic)
        url = address("outline", lecture.pk)
        made = desk.browser(desk.adviser).post(url, {"do": "make", "cases": [case.pk]})
        text = made.context["form"]["text"].value()
        tap(desk, desk.adviser, "outline", lecture.pk, do="save", cases=[case.pk], text=text)
        assert desk.browser(None).get(lecture.get_absolute_url()).status_code == 404
        tap(desk, desk.adviser, "announce", lecture.pk)
        assert desk.browser(None).get(lecture.get_absolute_url()).status_code == 200


def hold(desk, lecture):
    with on(5, 12, hour=14):
        assert titles(desk, "announced") == [lecture.title]
        early = desk.browser(desk.adviser).post(address("hold", lecture.pk), {"head_count": "46"})
        assert early.status_code == 200
    with on(5, 12, hour=17):
        assert titles(desk, "unreported") == [lecture.title]
        tap(desk, desk.adviser, "hold", lecture.pk, head_count="46")
        assert titles(desk, "unfiled") == [lecture.title]


def titles(desk, name):
    return [row.title for row in browse(desk, desk.adviser, "lectures").context[name]]


def meter(desk, village):
    rows = browse(desk, desk.bureau, "meters", quarter=SPRING).context["townships"][0][1]
    return next(row for row in rows if row.village == village)


def hand_in_twice(desk, lecture):
    with on(5, 13):
        assert meter(desk, desk.village).is_met
        tap(desk, desk.adviser, "submit", lecture.pk)
        waiting = browse(desk, desk.office_user, "lectures").context["submitted"]
        assert [row.lecture for row in waiting] == [lecture]
    with on(5, 15):
        tap(desk, desk.office_user, "return", lecture.pk, **{"return-reason": "没写讲给谁听"})
    with on(5, 18):
        page = browse(desk, desk.adviser, "lecture", lecture.pk).content.decode()
        assert "没写讲给谁听" in page
        mended = Lecture.objects.get().outline.text + "\n二、讲给外出务工的人"
        tap(desk, desk.adviser, "outline", lecture.pk, do="save", text=mended)
        tap(desk, desk.adviser, "submit", lecture.pk)


def test_a_lecture_asked_for_in_april_is_filed_in_may(desk):
    asked = ask(desk)
    lecture = plan(desk, asked)
    with on(4, 11):
        assert browse(desk, desk.clerk, "request", asked.pk).context["asked"].lecture == lecture
        assert meter(desk, desk.village).coming == 1
    prepare(desk, lecture)
    hold(desk, lecture)
    entry = Entry.objects.get()
    assert (entry.happened_on, entry.minutes) == (dt.date(2026, 5, 12), 90)
    hand_in_twice(desk, lecture)
    with on(5, 20):
        tap(desk, desk.office_user, "file", lecture.pk)
        assert Filing.objects.get().number == "〔2026〕1号"
        assert meter(desk, desk.village).is_filed
        assert titles(desk, "unfiled") == []
    with on(7, 1):
        page = browse(desk, desk.office_user, "filings", quarter=SPRING)
        assert list(page.context["late"]) == []
        assert [row.number for row in page.context["filed"]] == ["〔2026〕1号"]
        assert [row.village for row in page.context["without"]] == [desk.other_village]


def test_what_nobody_hands_in_is_late_on_the_first_of_july(desk):
    lecture = plan(desk, ask(desk))
    prepare(desk, lecture)
    hold(desk, lecture)
    with on(6, 30, hour=23):
        page = browse(desk, desk.office_user, "lectures")
        assert list(page.context["late"]) == []
    with on(7, 1, hour=0):
        page = browse(desk, desk.office_user, "lectures")
        assert list(page.context["late"]) == [lecture]
        assert "逾期" in browse(desk, desk.adviser, "lecture", lecture.pk).content.decode()
        assert list(browse(desk, desk.other_office, "lectures").context["late"]) == []
    with on(7, 2):
        tap(desk, desk.adviser, "submit", lecture.pk)
        assert list(browse(desk, desk.office_user, "lectures").context["late"]) == [lecture]
        tap(desk, desk.office_user, "file", lecture.pk)
        assert list(browse(desk, desk.office_user, "lectures").context["late"]) == []
        assert meter(desk, desk.village).is_filed
