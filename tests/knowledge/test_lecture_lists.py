"""The list of lectures narrowed by place and days, and the calendar of a month."""

from urllib.parse import urlencode

import pytest
import time_machine

from tests.factories.directory import VillageFactory
from tests.factories.knowledge import LectureFactory, held_lecture
from tests.knowledge.test_lecture_pages import LIST, NOW, at, upcoming

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    context = client.get(LIST, asked).context
    return list(context.get("found") or context["upcoming"])


@time_machine.travel(NOW, tick=False)
def test_a_quarter_a_month_and_a_day_narrow_the_list(client):
    november, december, january = upcoming(11, 28), upcoming(12, 3), upcoming(12, 31)
    assert listed(client, quarter="2026-4") == [november, december, january]
    assert listed(client, month="2026-12") == [december, january]
    assert listed(client, day="2026-12-03") == [december]
    assert listed(client, month="2026-12", place=january.village_id) == [january]


@time_machine.travel(NOW, tick=False)
def test_what_was_is_in_its_quarter_too(client):
    held = held_lecture(starts_at=at(11, 3), ends_at=at(11, 3, 17))
    assert listed(client, quarter="2026-4") == [held]


def test_an_empty_span_says_so_and_what_to_do(client):
    text = client.get(LIST, {"quarter": "2031-1"}).content.decode()
    assert "2031年第1季度没有讲座" in text
    assert "村委会" in text


def test_an_empty_village_leads_to_its_township(client):
    village = VillageFactory()
    text = client.get(LIST, {"place": village.pk}).content.decode()
    assert f"place={village.parent_id}" in text
    assert village.get_absolute_url() in text


def test_chips_take_a_filter_off(client):
    village = VillageFactory()
    text = client.get(LIST, {"place": village.pk, "quarter": "2026-4"}).content.decode()
    assert 'class="chip chip--chosen" href="?quarter=2026-4"' in text
    assert f'class="chip chip--chosen" href="?place={village.pk}"' in text


def test_a_name_leads_to_the_address_of_its_place(client):
    village = VillageFactory(name="竹园坪村")
    answer = client.get(LIST, {"q": "竹园坪", "quarter": "2026-4", "x": "y"})
    assert answer.status_code == 302
    assert answer["location"] == f"{LIST}?quarter=2026-4&place={village.pk}"


def test_a_name_that_means_several_lets_one_choose(client):
    places = [VillageFactory(name=f"竹园{number}村") for number in range(2)]
    text = client.get(LIST, {"q": "竹园"}).content.decode()
    assert all(f'href="?place={place.pk}"' in text for place in places)


def test_a_name_that_means_nothing_says_so(client):
    text = client.get(LIST, {"q": "<b>zz"}).content.decode()
    assert "&lt;b&gt;zz" in text
    assert "<b>zz" not in text


@time_machine.travel(NOW, tick=False)
def test_the_calendar_shows_the_month_of_today(client):
    lecture = upcoming(11, 28, title="防骗")
    upcoming(12, 3, title="下个月")
    answer = client.get(LIST, {"view": "month"})
    days = [day for week in answer.context["weeks"] for day in week]
    assert [day.lectures for day in days if day.lectures] == [[lecture]]
    assert [day.date.day for day in days if day.is_today] == [21]
    assert "month=2026-10" in answer.content.decode()
    assert "month=2026-12" in answer.content.decode()


@time_machine.travel(NOW, tick=False)
def test_a_full_day_leads_to_all_of_its_lectures(client):
    for number in range(5):
        upcoming(11, 28, title=f"第{number}场")
    text = client.get(LIST, {"view": "month"}).content.decode()
    assert "第3场" not in text
    assert "day=2026-11-28" in text
    assert len(listed(client, day="2026-11-28")) == 5


@time_machine.travel(NOW, tick=False)
def test_a_cancelled_one_says_so_in_the_calendar(client):
    LectureFactory(cancelled=True, starts_at=at(11, 28), ends_at=at(11, 28, 16))
    assert "已取消" in client.get(LIST, {"view": "month"}).content.decode()


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("month", "before", "after"),
    [("2027-11", True, False), ("2023-12", False, True), ("2099-05", False, False)],
)
def test_the_calendar_leads_nobody_on_for_ever(client, month, before, after):
    text = client.get(LIST, {"view": "month", "month": month}).content.decode()
    assert ('rel="prev"' in text, 'rel="next"' in text) == (before, after)
    assert "回到本月" in text


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, True),
        ({"quarter": "2026-4"}, True),
        ({"day": "2026-11-28"}, False),
        ({"view": "month", "month": "2099-05"}, False),
    ],
)
def test_search_engines_keep_what_ends(client, asked, kept):
    text = client.get(LIST, asked).content.decode()
    assert ('content="noindex, nofollow"' in text) is not kept


@pytest.mark.parametrize(
    "asked",
    [
        {"month": "2026-99", "quarter": "x", "day": "\0", "view": "year"},
        {"view": "month", "month": "0000-00"},
        {"page": "99999999999999999999"},
        {"page": "x", "quarter": "2026-4"},
        {"place": "4" * 5000},
    ],
)
def test_nonsense_is_overlooked(client, asked):
    LectureFactory(announced=True)
    assert client.get(LIST, asked).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"view": "month"}, {"quarter": "2026-4"}, {"quarter": "2026-4", "place": "here"}]
)
def test_no_list_asks_more_when_rows_grow(client, queries_of, asked):
    with time_machine.travel(NOW, tick=False):
        village = upcoming(11, 28).village
        asked = {name: village.pk if value == "here" else value for name, value in asked.items()}
        url = f"{LIST}?{urlencode(asked)}"
        few = queries_of(url)
        for day in range(1, 20):
            upcoming(11, day, village=village)
        assert queries_of(url) == few <= 8
