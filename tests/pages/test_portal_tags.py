"""The small template tags, in tables."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from portal.pages.templatetags import portal_tags

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = dt.UTC
pytestmark = pytest.mark.usefixtures("this_year")


@pytest.fixture
def this_year():
    with time_machine.travel(dt.datetime(2026, 11, 21, 4, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (dt.date(2026, 11, 21), "11月21日 星期六", "Saturday 21 November"),
        (dt.date(2027, 1, 3), "2027年1月3日 星期日", "Sunday 3 January 2027"),
        # 17:00 in London is the next day in Shanghai
        (dt.datetime(2026, 11, 21, 17, tzinfo=UTC), "11月22日 星期日", "Sunday 22 November"),
        (None, "", ""),
    ],
)
def test_plain_date(value, chinese, english):
    with translation.override("zh-hans"):
        assert portal_tags.plain_date(value) == chinese
    with translation.override("en"):
        assert portal_tags.plain_date(value) == english


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "凌晨0点"),
        (5, 59, "凌晨5点59分"),
        (6, 0, "早上6点"),
        (9, 0, "上午9点"),
        (9, 5, "上午9点5分"),
        (12, 0, "中午12点"),
        (13, 0, "下午1点"),
        (15, 30, "下午3点30分"),
        (18, 0, "晚上6点"),
        (20, 12, "晚上8点12分"),
        (23, 59, "晚上11点59分"),
    ],
)
def test_plain_time(hour, minute, words):
    with translation.override("zh-hans"):
        assert portal_tags.plain_time(dt.time(hour, minute)) == words


def test_plain_time_in_english():
    with translation.override("en"):
        assert portal_tags.plain_time(dt.time(9)) == "9 a.m."


def test_midnight_is_a_time_and_nothing_is_not():
    assert portal_tags.plain_time(dt.time(0)) != ""
    assert portal_tags.plain_time(None) == ""
    assert portal_tags.plain_time("") == ""


def test_plain_moment_is_local():
    with translation.override("zh-hans"):
        moment = dt.datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
        assert portal_tags.plain_moment(moment) == "11月21日 星期六 上午9点"
    assert portal_tags.plain_moment(None) == ""


@pytest.mark.parametrize(
    ("language", "year", "shown"),
    [
        ("zh-hans", 2026, "星期六 上午9点"),
        ("zh-hans", 2025, "2025年 星期五 上午9点"),
        ("en", 2026, "Saturday 9 a.m."),
        ("en", 2025, "2025 Friday 9 a.m."),
    ],
)
def test_beside_a_date_block_the_day_is_not_said_again(language, year, shown, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 4, tzinfo=UTC))
    with translation.override(language):
        moment = dt.datetime(year, 11, 21, 1, 0, tzinfo=UTC)
        assert portal_tags.weekday_time(moment) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13800138000", "138 0013 8000"),
        ("138-0013-8000", "138 0013 8000"),
        ("07448222148", "0744-8222148"),
        ("0744-8222148", "0744-8222148"),
        ("01012345678", "010-12345678"),
        ("4008123456", "400 812 3456"),
        ("12348", "12348"),
        ("110", "110"),
        (" 0744-8222148 转 8 ", "0744-8222148 转 8"),
        (None, ""),
    ],
)
def test_spaced_phone(value, shown):
    assert portal_tags.spaced_phone(value) == shown


@pytest.mark.parametrize(
    ("value", "address"),
    [("0744-8222148", "tel:07448222148"), ("+86 138 0013", "tel:+861380013"), (None, "tel:")],
)
def test_tel(value, address):
    assert portal_tags.tel(value) == address


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (330, "5 h 30 min"), (None, "0 min")],
)
def test_minutes_as_hours(minutes, words):
    with translation.override("en"):
        assert portal_tags.minutes_as_hours(minutes) == words


def test_month_of_a_moment_is_local():
    with translation.override("zh-hans"):
        assert portal_tags.month(dt.datetime(2026, 11, 30, 20, tzinfo=UTC)) == "12月"
        assert portal_tags.month(dt.date(2026, 1, 2)) == "1月"


@pytest.mark.parametrize(
    ("path", "section", "mark"),
    [
        ("/", "home", ' aria-current="page"'),
        ("/learn/", "home", ""),
        ("/villages/", "villages", ' aria-current="page"'),
        ("/v/430802001001/", "villages", ' aria-current="true"'),
        ("/advisers/7/", "villages", ' aria-current="true"'),
        ("/lectures/", "learn", ' aria-current="page"'),
        ("/my/thread/", "my", ' aria-current="true"'),
        ("/villagers/", "villages", ""),
    ],
)
def test_active(path, section, mark):
    template = Template("{% load portal_tags %}{% active section %}")
    context = Context({"request": RequestFactory().get(path), "section": section})
    assert template.render(context) == mark


def test_active_without_a_request_marks_nothing():
    template = Template('{% load portal_tags %}{% active "home" %}')
    assert template.render(Context()) == ""


def test_icon_is_hidden_from_readers_and_escapes():
    shown = portal_tags.icon('x"><script>')
    assert 'aria-hidden="true"' in shown
    assert "<script>" not in shown
