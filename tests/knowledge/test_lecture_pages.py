"""The list of lectures and the page of one, as a stranger sees them."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from directory.models.advisers import PORTRAIT, THUMBNAIL
from knowledge import actions
from knowledge.actions.pictures import draw_missing_pictures
from tests.factories.directory import AdviserFactory, TownshipFactory, VillageFactory
from tests.factories.knowledge import (
    ArticleFactory,
    LectureFactory,
    OutlineFactory,
    held_lecture,
)
from tests.factories.media import ImageFactory, photo

pytestmark = pytest.mark.django_db
LIST = "/lectures/"
NOW = dt.datetime(2026, 11, 21, 4, 0, tzinfo=dt.UTC)


def at(month, day, hour=15):
    return dt.datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


def upcoming(month, day, **facts):
    start = at(month, day)
    return LectureFactory(
        **{"status": "announced", "starts_at": start, "ends_at": start + dt.timedelta(hours=1)}
        | facts
    )


@time_machine.travel(NOW, tick=False)
def test_what_comes_is_listed_by_month_the_next_first(client):
    upcoming(12, 3, title="十二月的讲座")
    upcoming(11, 28, title="十一月的讲座")
    text = client.get(LIST).content.decode()
    order = ["2026年11月", "十一月的讲座", "2026年12月", "十二月的讲座"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


@time_machine.travel(NOW, tick=False)
def test_a_lecture_that_is_going_on_is_still_listed_as_coming(client):
    lecture = LectureFactory(
        announced=True, starts_at=NOW - dt.timedelta(hours=1), ends_at=NOW + dt.timedelta(hours=1)
    )
    answer = client.get(LIST)
    assert list(answer.context["upcoming"]) == [lecture]
    assert list(answer.context["past"]) == []


def test_held_lectures_stand_below_and_planned_ones_nowhere(client):
    held = held_lecture(title="讲过的讲座")
    LectureFactory(title="还没定的讲座")
    answer = client.get(LIST)
    assert list(answer.context["past"]) == [held]
    assert "还没定的讲座" not in answer.content.decode()


def test_a_cancelled_lecture_stays_and_says_so(client):
    lecture = LectureFactory(cancelled=True)
    assert lecture.title in client.get(LIST).content.decode()
    assert "callout--urgent" in client.get(lecture.get_absolute_url()).content.decode()


def test_the_list_narrows_to_a_village_or_its_township(client):
    township = TownshipFactory(code="430802777000")
    here = VillageFactory(parent=township)
    next_door = VillageFactory(parent=township)
    shown = {"here": LectureFactory(announced=True, village=here)}
    shown["next door"] = LectureFactory(announced=True, village=next_door)
    LectureFactory(announced=True)
    assert len(client.get(LIST).context["upcoming"]) == 3
    village_only = client.get(LIST, {"place": here.code}).context
    assert list(village_only["upcoming"]) == [shown["here"]]
    assert village_only["place"] == here
    assert len(client.get(LIST, {"place": township.code}).context["upcoming"]) == 2


@pytest.mark.parametrize("place", ["999999999999", "x", "\0", "430802001001' OR 1=1"])
def test_an_unknown_place_shows_all(client, place):
    LectureFactory(announced=True)
    answer = client.get(LIST, {"place": place, "page": "-7"})
    assert answer.status_code == 200
    assert len(answer.context["upcoming"]) == 1


def test_an_empty_list_says_what_to_do(client):
    assert "empty" in client.get(LIST).content.decode()


def test_past_lectures_come_in_pages(client):
    for _ in range(11):
        LectureFactory(cancelled=True, last_week=True)
    assert len(client.get(LIST).context["past"]) == 10
    assert len(client.get(LIST, {"page": 2}).context["past"]) == 1


def test_the_page_of_a_lecture_tells_all_of_it(client):
    lecture = LectureFactory(announced=True, summary="带上手机，现场教。")
    text = client.get(lecture.get_absolute_url()).content.decode()
    for part in [
        lecture.title,
        lecture.village.full_name,
        lecture.location,
        lecture.speaker.name,
        lecture.audience,
        lecture.summary,
        reverse("knowledge:lecture_ics", args=[lecture.pk]),
    ]:
        assert part in text


def test_a_planned_lecture_is_nobody_elses_business(client):
    assert client.get(LectureFactory().get_absolute_url()).status_code == 404


def test_a_lecture_that_is_over_offers_no_calendar(client):
    lecture = LectureFactory(announced=True, last_week=True)
    text = client.get(lecture.get_absolute_url()).content.decode()
    assert reverse("knowledge:lecture_ics", args=[lecture.pk]) not in text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_read(client, method):
    assert getattr(client, method)(LIST).status_code == 405


def test_the_number_of_queries_does_not_grow(client, queries_of):
    adviser = AdviserFactory()
    first = LectureFactory(announced=True, speaker=adviser)
    held_lecture(speaker=adviser)
    few = queries_of(LIST)
    one = queries_of(first.get_absolute_url())
    for _ in range(20):
        LectureFactory(announced=True, speaker=adviser)
        held_lecture(speaker=adviser)
    assert queries_of(LIST) == few <= 8
    assert queries_of(first.get_absolute_url()) == one <= 8


class TestPageOfALecture:
    """What the page says in each state of a lecture."""

    def text(self, client, lecture):
        return client.get(lecture.get_absolute_url()).content.decode()

    def test_it_says_how_many_come(self, client):
        lecture = LectureFactory(announced=True)
        assert "已报名" not in self.text(client, lecture)
        actions.sign_up(lecture, key="k" * 24, people=3)
        assert "目前3人" in self.text(client, lecture)

    def test_a_moved_one_says_what_was_and_why(self, client):
        lecture = LectureFactory(announced=True, location="村部")
        actions.move(lecture, location="小学操场", reason="停电")
        text = self.text(client, lecture)
        assert "callout--warn" in text
        assert "村部</s>" in text
        assert "停电" in text
        assert "小学操场" in text

    def test_a_cancelled_one_says_why_and_takes_no_sign_up(self, client):
        lecture = LectureFactory(announced=True)
        actions.cancel(lecture, reason="律师生病")
        text = self.text(client, lecture)
        assert "律师生病" in text
        assert "/sign-up/" not in text
        assert f"place={lecture.village.parent_id}" in text

    def test_one_that_is_over_says_so_and_what_comes_next(self, client):
        lecture = LectureFactory(announced=True, last_week=True, outline=OutlineFactory())
        text = self.text(client, lecture)
        assert "已经结束" in text
        assert "讲了什么" in text
        assert "您会听到什么" not in text
        assert f"place={lecture.village.parent_id}" in text

    def test_a_held_one_shows_how_it_was(self, client):
        photos = [(ContentFile(photo(), name="photo.jpg"), "乡亲们坐满了会议室")]
        lecture = held_lecture(head_count=43)
        actions.add_photos(lecture, photos=photos)
        assert "乡亲们坐满了会议室" not in self.text(client, lecture), "nobody waits for drawing"
        draw_missing_pictures()
        text = self.text(client, lecture)
        assert 'alt="乡亲们坐满了会议室"' in text
        assert "43" in text

    def test_the_cases_it_tells_are_there_when_villagers_may_see_them(self, client):
        outline = OutlineFactory(text="一、骗子怎么骗人\n二、怎么办")
        seen, hidden = ArticleFactory(title="看得见"), ArticleFactory(title="草稿", draft=True)
        outline.articles.set([seen, hidden])
        text = self.text(client, LectureFactory(announced=True, outline=outline))
        assert "骗子怎么骗人" in text
        assert "看得见" in text
        assert "草稿" not in text

    def test_a_speaker_whose_portrait_was_drawn_before_is_shown(self, client):
        adviser = AdviserFactory(photo=ImageFactory())
        adviser.photo.get_renditions(PORTRAIT, THUMBNAIL)
        lecture = LectureFactory(announced=True, speaker=adviser)
        assert 'class="portrait portrait--small"' in self.text(client, lecture)
