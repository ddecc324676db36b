"""The poster of a lecture: what stands on the sheet, and when there is none."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from knowledge import actions
from tests.factories.directory import AdviserFactory, VillageFactory
from tests.factories.knowledge import LectureFactory, OutlineFactory, held_lecture

pytestmark = pytest.mark.django_db
SHEET = '<article class="poster '
NOW = dt.datetime(2026, 11, 21, 4, 0, tzinfo=dt.UTC)
START = dt.datetime(2026, 12, 3, 7, 0, tzinfo=dt.UTC)


def address(lecture):
    return reverse("knowledge:lecture_poster", args=[lecture.pk])


def text_of(client, lecture, **asked):
    answer = client.get(address(lecture), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def announced(**facts):
    times = {"starts_at": START, "ends_at": START + dt.timedelta(minutes=90)}
    return LectureFactory(announced=True, **times | facts)


@time_machine.travel(NOW, tick=False)
def test_it_says_what_when_where_by_whom_and_for_whom(client):
    village = VillageFactory(name="竹园坪村", parent__name="教字垭镇")
    lecture = announced(village=village, title="彩礼和嫁妆", location="村部前坪", audience="年轻人")
    text = text_of(client, lecture)
    for part in [
        "彩礼和嫁妆",
        "<span>12月3日 星期四</span> <span>下午3点</span>",
        "教字垭镇 竹园坪村 村部前坪",
        "年轻人",
        lecture.speaker.name,
        lecture.speaker.firm.name,
        "免费听",
    ]:
        assert part in text


def test_the_code_leads_to_the_page_of_the_lecture(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.gov.cn"
    lecture = LectureFactory(announced=True, title="防骗")
    text = text_of(client, lecture)
    assert text.count('<img class="qr"') == 1
    assert "二维码：讲座“防骗”的网页" in text


def test_four_points_of_the_outline_are_enough(client):
    points = "\n".join(f"{number}、要点{number}" for number in "一二三四五")
    text = text_of(client, LectureFactory(announced=True, outline=OutlineFactory(text=points)))
    assert "要点四" in text
    assert "要点五" not in text


def test_without_an_outline_it_says_what_the_lecture_is_about(client):
    lecture = LectureFactory(announced=True, summary="带上手机，现场教。")
    assert "带上手机，现场教。" in text_of(client, lecture)


@pytest.mark.parametrize(
    ("length", "classes"),
    [
        (10, ['class="poster__title"']),
        (30, ["poster__title--middle"]),
        (80, ["poster__title--long", "poster--full"]),
    ],
)
def test_many_words_get_smaller_letters(client, length, classes):
    text = text_of(client, LectureFactory(announced=True, title="长" * length))
    assert all(name in text for name in classes)


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({}, "a4"),
        ({"size": "a3"}, "a3"),
        ({"size": "a4"}, "a4"),
        ({"size": "A3"}, "a4"),
        ({"size": '"><script>'}, "a4"),
        ({"size": "\0"}, "a4"),
    ],
)
def test_it_comes_in_two_sizes_and_nonsense_is_the_usual_one(client, asked, size):
    text = text_of(client, LectureFactory(announced=True), **asked)
    assert f'class="poster poster--{size}"' in text
    assert "size=a3" in text
    assert "size=a4" in text


def test_it_can_be_printed_with_scripts_and_without(client):
    text = text_of(client, LectureFactory(announced=True))
    assert "data-print hidden" in text
    assert "<noscript>" in text


def test_search_engines_leave_it_alone(client):
    assert '<meta name="robots" content="noindex">' in text_of(
        client, LectureFactory(announced=True)
    )


class TestMoved:
    @time_machine.travel(NOW, tick=False)
    def test_a_moved_lecture_says_what_was_and_what_is_right(self, client):
        lecture = announced(location="村部")
        later = {"starts_at": START + dt.timedelta(days=1), "ends_at": START + dt.timedelta(days=2)}
        actions.move(lecture, location="小学", **later)
        text = text_of(client, lecture)
        assert "有变动！以这张为准" in text
        assert f"<s>12月3日 星期四 下午3点 {lecture.village.full_name} 村部</s>" in text
        assert "<span>12月4日 星期五</span>" in text
        assert "请揭下旧海报" in text

    def test_only_the_latest_place_is_struck(self, client):
        lecture = LectureFactory(announced=True, location="甲地")
        actions.move(lecture, location="乙地")
        actions.move(lecture, location="丙地")
        text = text_of(client, lecture)
        assert "乙地</s>" in text
        assert "甲地" not in text

    def test_one_that_was_never_moved_says_nothing_of_it(self, client):
        assert "poster__news" not in text_of(client, LectureFactory(announced=True))


class TestCancelled:
    def test_the_sheet_tells_people_not_to_come(self, client):
        lecture = LectureFactory(announced=True)
        actions.cancel(lecture, reason="律师生病")
        text = text_of(client, lecture)
        assert "讲座取消，不办了" in text
        assert "poster--off" in text
        assert "盖在旧海报上" in text
        assert "免费听" not in text
        assert "律师生病" not in text, "the reason is on the page, not on the door"

    def test_it_says_cancelled_and_not_moved(self, client):
        lecture = LectureFactory(announced=True)
        actions.move(lecture, location="小学")
        actions.cancel(lecture)
        assert "以这张为准" not in text_of(client, lecture)


@pytest.mark.parametrize(
    "made",
    [held_lecture, lambda: LectureFactory(announced=True, last_week=True)],
    ids=["held", "over"],
)
def test_what_is_over_has_no_sheet(client, made):
    text = text_of(client, made())
    assert SHEET not in text
    assert "data-print" not in text
    assert "已经讲过了" in text


def test_a_planned_lecture_has_no_poster(client):
    assert client.get(address(LectureFactory())).status_code == 404
    assert client.get("/lectures/999999/poster/").status_code == 404


def test_it_only_reads(client):
    lecture = LectureFactory(announced=True)
    assert client.post(address(lecture)).status_code == 405


def test_the_page_of_the_lecture_leads_to_it(client):
    lecture = LectureFactory(announced=True)
    assert address(lecture) in client.get(lecture.get_absolute_url()).content.decode()


def test_words_that_people_typed_are_only_words(client):
    lecture = LectureFactory(
        announced=True,
        title="<b>甲</b>",
        location="<i>乙</i>",
        speaker=AdviserFactory(name="<u>丙</u>"),
    )
    text = text_of(client, lecture)
    for tag in ("<b>甲", "<i>乙", "<u>丙"):
        assert tag not in text


def test_the_number_of_queries_is_small_and_constant(queries_of):
    lecture = LectureFactory(announced=True, outline=OutlineFactory())
    few = queries_of(address(lecture))
    for number in range(5):
        actions.move(lecture, location=f"第{number}处")
        LectureFactory(announced=True, speaker=lecture.speaker)
    assert queries_of(address(lecture)) == few <= 6
