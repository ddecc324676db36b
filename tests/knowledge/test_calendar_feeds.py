"""Calendars that phones follow: of a village, a township, the county; and the file of one lecture.

What a phone keeps is played through: each file is opened in a calendar that goes by UID and
SEQUENCE, as calendars do.
"""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from directory.actions import record_change
from knowledge import actions
from tests.factories.directory import (
    AppointmentFactory,
    CountyFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.knowledge import LectureFactory, held_lecture
from tests.knowledge.strict_calendar import PhoneCalendar, read

pytestmark = pytest.mark.django_db
ALL = "/lectures.ics"
WECHAT = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 MicroMessenger/8.0.47"
DAY = dt.timedelta(days=1)


def of_place(place):
    return reverse("knowledge:place_ics", args=[place.pk])


def of_one(lecture):
    return reverse("knowledge:lecture_ics", args=[lecture.pk])


def events(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["content-type"] == "text/calendar; charset=utf-8"
    return read(answer.content).of("VEVENT")


def titles(client, url):
    return [event.text("SUMMARY") for event in events(client, url)]


def later(lecture, days=1):
    return {
        "starts_at": lecture.starts_at + days * DAY,
        "ends_at": lecture.ends_at + days * DAY,
    }


class TestWhichLectures:
    def test_a_village_a_township_and_the_county_have_their_own(self, client):
        township = TownshipFactory()
        here, next_door = VillageFactory(parent=township), VillageFactory(parent=township)
        LectureFactory(announced=True, village=here, title="本村")
        LectureFactory(announced=True, village=next_door, title="邻村")
        LectureFactory(announced=True, title="别乡")
        assert titles(client, of_place(here)) == ["本村"]
        assert sorted(titles(client, of_place(township))) == ["本村", "邻村"]
        assert len(titles(client, of_place(township.parent))) == 3
        assert len(titles(client, ALL)) == 3

    def test_planned_ones_are_left_out_held_and_cancelled_ones_stay(self, client):
        LectureFactory(title="没定")
        held_lecture(title="讲过")
        LectureFactory(cancelled=True, title="取消")
        assert titles(client, ALL) == ["讲过", "取消"]

    def test_after_four_hundred_days_a_lecture_leaves(self, client):
        start = timezone.now() - 402 * DAY
        LectureFactory(announced=True, starts_at=start)
        kept = LectureFactory(announced=True, starts_at=start + 4 * DAY)
        assert titles(client, ALL) == [kept.title]

    def test_a_place_without_lectures_has_an_empty_calendar(self, client):
        assert events(client, of_place(VillageFactory())) == []

    def test_it_is_called_after_its_place(self, client):
        village = VillageFactory(name="竹园坪村", parent__name="教字垭镇")
        calendar = read(client.get(of_place(village)).content)
        assert calendar.text("X-WR-CALNAME") == "法律讲座 · 教字垭镇 竹园坪村"

    @pytest.mark.parametrize("code", ["430802999999", "110101001001"])
    def test_an_unknown_place_has_none(self, client, code):
        assert client.get(f"/lectures/{code}.ics").status_code == 404

    @pytest.mark.parametrize("path", ["/lectures/4308.ics", "/lectures/x.ics", "/lectures/.ics"])
    def test_what_is_no_code_is_no_calendar(self, client, path):
        assert client.get(path).status_code == 404

    def test_a_village_that_was_merged_leads_to_its_heir(self, client):
        bureau = AppointmentFactory(role="bureau", place=CountyFactory()).user
        old = VillageFactory(name="老村委会")
        heir = VillageFactory(name="新村委会", parent=old.parent)
        record_change("merged", old, heir, happened_on=timezone.localdate(), by=bureau)
        answer = client.get(of_place(old))
        assert (answer.status_code, answer["location"]) == (301, of_place(heir))


class TestOneLecture:
    def test_the_file_is_offered_to_be_kept(self, client):
        lecture = LectureFactory(announced=True)
        answer = client.get(of_one(lecture))
        assert answer["content-type"] == "text/calendar; charset=utf-8"
        assert answer["content-disposition"] == f'attachment; filename="lecture-{lecture.pk}.ics"'
        (event,) = read(answer.content).of("VEVENT")
        assert event.text("LOCATION") == f"{lecture.village.full_name} {lecture.location}"
        assert event.text("URL") == f"http://testserver{lecture.get_absolute_url()}"
        assert event.moment("DTSTART") == lecture.starts_at.replace(microsecond=0)

    def test_a_held_lecture_has_its_file_and_a_planned_one_has_none(self, client):
        assert client.get(of_one(held_lecture())).status_code == 200
        assert client.get(of_one(LectureFactory())).status_code == 404


class TestIdentity:
    """What a phone shows after a lecture was moved and called off."""

    @pytest.fixture(params=["one", "village", "township", "county"])
    def address(self, request):
        self.lecture = LectureFactory(announced=True, location="村部")
        village = self.lecture.village
        places = {"one": of_one(self.lecture), "county": ALL}
        return (places | {"village": of_place(village), "township": of_place(village.parent)})[
            request.param
        ]

    def test_the_event_moves_and_is_struck_and_never_doubles(self, client, address):
        phone = PhoneCalendar()
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
            phone.open(client.get(address).content)
            assert not phone.only.is_struck
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=2)):
            moved = actions.move(self.lecture, location="小学", **later(self.lecture))
            phone.open(client.get(address).content)
            assert phone.only.sequence == 1
            assert phone.only.starts_at == moved.starts_at.replace(microsecond=0)
            assert phone.only.place.endswith("小学")
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=3)):
            actions.cancel(moved)
            phone.open(client.get(address).content)
            assert phone.only.sequence == 2
            assert phone.only.is_struck

    def test_a_file_fetched_from_one_calendar_is_corrected_by_the_other(self, client):
        lecture = LectureFactory(announced=True)
        phone = PhoneCalendar()
        phone.open(client.get(of_one(lecture)).content)
        actions.move(lecture, **later(lecture))
        phone.open(client.get(ALL).content)
        assert phone.only.starts_at == (lecture.starts_at + DAY).replace(microsecond=0)

    def test_better_words_reach_the_phone_without_a_new_sequence(self, client):
        lecture = LectureFactory(announced=True, title="防骗")
        (before,) = events(client, ALL)
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
            actions.describe(lecture, title="防诈骗")
            (after,) = events(client, ALL)
        assert after.text("SUMMARY") == "防诈骗"
        assert after.number("SEQUENCE") == before.number("SEQUENCE") == 0
        assert after.moment("DTSTAMP") > before.moment("DTSTAMP")

    def test_a_lecture_that_moves_to_another_village_changes_calendars(self, client):
        lecture, other = LectureFactory(announced=True), VillageFactory()
        old, new = of_place(lecture.village), of_place(other)
        seen = client.get(old)["etag"]
        actions.move(lecture, village=other)
        assert titles(client, old) == []
        assert titles(client, new) == [lecture.title]
        assert client.get(old, headers={"if-none-match": seen}).status_code == 200


class TestAskingAgain:
    def test_nothing_new_costs_nothing(self, client, django_assert_max_num_queries):
        LectureFactory(announced=True)
        etag = client.get(ALL)["etag"]
        with django_assert_max_num_queries(3):
            answer = client.get(ALL, headers={"if-none-match": etag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["etag"] == etag
        assert "max-age=3600" in answer["cache-control"]

    @pytest.mark.parametrize(
        "change",
        [
            lambda lecture: actions.move(lecture, **later(lecture)),
            actions.cancel,
            lambda lecture: actions.describe(lecture, title="新的名字"),
            lambda lecture: LectureFactory(announced=True),
            lambda lecture: actions.announce(LectureFactory()),
        ],
        ids=["moved", "cancelled", "described", "new", "announced"],
    )
    def test_something_new_is_sent_even_within_the_same_second(self, client, change):
        lecture = LectureFactory(announced=True)
        etag = client.get(ALL)["etag"]
        change(lecture)
        assert client.get(ALL, headers={"if-none-match": etag}).status_code == 200

    def test_a_date_is_no_sign_that_nothing_changed(self, client):
        LectureFactory(announced=True)
        answer = client.get(ALL, headers={"if-modified-since": "Fri, 01 Jan 2038 00:00:00 GMT"})
        assert answer.status_code == 200
        assert "last-modified" not in answer

    def test_the_number_of_queries_does_not_grow(self, queries_of):
        first = LectureFactory(announced=True)
        urls = [ALL, of_place(first.village), of_place(first.village.parent)]
        few = [queries_of(url) for url in urls]
        for _ in range(12):
            LectureFactory(announced=True, village=first.village)
        assert [queries_of(url) for url in urls] == few
        assert max(few) <= 5


class TestWeChat:
    """WeChat's browser drops calendar files: a tap leads to the way out instead."""

    def get(self, client, url):
        return client.get(url, headers={"user-agent": WECHAT})

    def test_a_tap_on_a_lecture_says_how_to_get_out(self, client):
        lecture = LectureFactory(announced=True)
        answer = self.get(client, of_one(lecture))
        assert answer["location"] == f"/lectures/subscribe/?lecture={lecture.pk}"
        assert "User-Agent" in answer["vary"]
        text = self.get(client, answer["location"]).content.decode()
        assert "您现在在微信里" in text
        assert of_one(lecture) in text
        assert of_place(lecture.village) in text

    def test_a_tap_on_a_calendar_too(self, client):
        village = VillageFactory()
        answer = self.get(client, of_place(village))
        assert answer["location"] == f"/lectures/subscribe/?place={village.pk}"
        assert self.get(client, ALL)["location"] == "/lectures/subscribe/?"
        assert self.get(client, "/lectures/subscribe/?").status_code == 200

    def test_nobody_else_is_told_to_leave(self, client):
        assert "您现在在微信里" not in client.get("/lectures/subscribe/").content.decode()

    def test_caches_keep_both_apart(self, client):
        assert "User-Agent" in client.get(ALL)["vary"]


class TestSubscribing:
    PAGE = "/lectures/subscribe/"

    def test_the_page_offers_the_address_in_every_way(self, client):
        village = VillageFactory()
        text = client.get(self.PAGE, {"place": village.pk}).content.decode()
        assert f'href="webcal://testserver{of_place(village)}"' in text
        assert f'href="{of_place(village)}"' in text
        assert f"http://testserver{of_place(village)}</code>" in text
        assert village.full_name in text

    def test_without_a_place_it_is_the_county(self, client):
        assert f'href="webcal://testserver{ALL}"' in client.get(self.PAGE).content.decode()

    def test_it_explains_each_kind_of_phone(self, client):
        text = client.get(self.PAGE).content.decode()
        for words in ["在微信里", "在浏览器打开", "苹果手机", "安卓手机"]:
            assert words in text

    @pytest.mark.parametrize(
        "asked",
        [
            {"place": "x"},
            {"place": "430802999999"},
            {"lecture": "x"},
            {"lecture": "999999999"},
            {"lecture": "9" * 30},
            {"lecture": "١"},
            {"lecture": "\0"},
        ],
    )
    def test_nonsense_is_the_county(self, client, asked):
        answer = client.get(self.PAGE, asked)
        assert answer.status_code == 200
        assert f"webcal://testserver{ALL}" in answer.content.decode()

    def test_a_planned_lecture_is_not_named(self, client):
        lecture = LectureFactory(title="还没定")
        assert "还没定" not in client.get(self.PAGE, {"lecture": lecture.pk}).content.decode()


@pytest.mark.parametrize("path", [ALL, "/lectures/subscribe/"])
def test_they_only_read(client, path):
    assert client.post(path).status_code == 405
