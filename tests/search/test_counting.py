"""What is searched for, in numbers: per day, by several people, without a person."""

import datetime as dt

import pytest
from django.core import signing
from django.core.management import call_command
from django.db.models import CharField, DateTimeField, TextField
from django.utils import timezone

from portal.search import counting
from portal.search.counting import count_opening, count_search, forget_searches
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from portal.search.models.log import FEW, UNNAMED
from portal.search.tickets import SALT, VALID, Ticket
from portal.throttling.models import Counter

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
CLIENTS = [f"198.51.100.{number}" for number in range(1, 9)]


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def later(time_machine):
    """Return a function: go on by so many days."""

    def go(**how_long):
        time_machine.move_to(timezone.now() + dt.timedelta(**how_long), tick=False)

    return go


def ticket(text="欠薪", *, counts=True, is_found=True, keys=("article:1", "law:2")):
    return Ticket(text, counts, is_found, list(keys))


def search(text="欠薪", clients=CLIENTS[:FEW], **about):
    return [count_search(ticket(text, **about), client=client) for client in clients]


def numbers(text="欠薪"):
    """Return what the report may show of ``text``, None when nothing."""
    row = SoughtText.objects.lately(TODAY - dt.timedelta(days=400)).filter(text=text).first()
    return row and (row.searches, row.unfound, row.opened, row.places)


def total(name="searches"):
    return sum(SoughtDay.objects.values_list(name, flat=True))


class TestSearches:
    def test_add_up_by_day(self, later):
        search()
        later(days=1)
        search(is_found=False)
        days = SoughtDay.objects.order_by("day").values_list("day", "searches", "unfound")
        assert list(days) == [(TODAY, 3, 0), (TODAY + dt.timedelta(days=1), 3, 3)]
        assert numbers() == (6, 3, 0, 0)

    def test_other_ways_to_say_the_same_are_the_same_words(self):
        for client, text in zip(CLIENTS, ["欠薪", "欠薪怎么办", "请问欠薪？"], strict=False):
            assert count_search(ticket(text), client=client)
        assert numbers() == (3, 0, 0, 0)

    def test_once_a_day_for_each_address(self, later):
        assert search(clients=[CLIENTS[0], CLIENTS[0]]) == [True, False]
        later(days=1)
        assert search(clients=[CLIENTS[0]]) == [True]
        assert total() == 2

    def test_narrowed_and_turned_pages_are_not_searches(self):
        assert search(counts=False) == [False] * FEW
        assert search("") == [False] * FEW
        assert not SoughtDay.objects.exists()

    def test_are_kept_by_day_not_by_moment(self):
        fields = [
            field for model in (SoughtText, SoughtDay, OpenedDay) for field in model._meta.fields
        ]
        assert not any(isinstance(field, DateTimeField | TextField) for field in fields)
        texts = {field.name for field in fields if isinstance(field, CharField)}
        assert texts == {"text", "marks", "key"}


class TestFewAskers:
    def test_are_shown_to_nobody(self):
        search(clients=CLIENTS[: FEW - 1])
        assert numbers() is None
        assert total() == FEW - 1

    def test_one_person_on_many_days_is_one_asker(self, later):
        for _ in range(9):
            search(clients=CLIENTS[:1])
            later(days=1)
        assert numbers() is None
        assert total() == 9

    def test_the_third_makes_it_common_for_good_and_marks_go(self, later):
        search(clients=CLIENTS[:2])
        assert 1 < len(SoughtText.objects.get().marks) <= 4
        search(clients=CLIENTS[2:3])
        row = SoughtText.objects.get()
        assert (row.is_common, row.marks) == (True, "")
        later(days=40)
        forget_searches(on=timezone.localdate())
        assert SoughtText.objects.get(text="欠薪").is_common

    def test_marks_tell_no_address(self):
        """One byte of a keyed hash: many addresses give the same."""
        marks = set()
        for number in range(2000):
            row = SoughtText(text="欠薪")
            row.met(f"10.0.{number // 250}.{number % 250}")
            marks.add(row.marks)
        assert len(marks) <= 256
        assert all(len(mark) == 2 for mark in marks)

    def test_few_in_the_period_are_not_shown_either(self):
        search()
        SoughtDay.objects.update(day=TODAY - dt.timedelta(days=20))
        search(clients=CLIENTS[3:5])
        assert not SoughtText.objects.lately(TODAY - dt.timedelta(days=7)).exists()
        assert SoughtText.objects.lately(TODAY - dt.timedelta(days=30)).get().searches == 5


class TestWithoutWords:
    @pytest.mark.parametrize("text", ["13874400001", "张秀英离婚", "怎么办", "丈" * 30])
    def test_only_the_number_stays(self, text):
        search(text, clients=CLIENTS)
        assert [*SoughtText.objects.values_list("text", flat=True)] == [UNNAMED]
        assert total() == len(CLIENTS)
        assert not SoughtText.objects.lately(TODAY).exists()

    def test_nothing_that_was_typed_is_in_any_table(self):
        search("张秀英离婚", clients=CLIENTS)
        for model in (SoughtText, SoughtDay, OpenedDay, Counter):
            assert "张秀英" not in str([*model.objects.values()])
            assert CLIENTS[0] not in str([*model.objects.values()])

    def test_new_words_of_one_address_have_a_limit(self, monkeypatch):
        monkeypatch.setattr(counting, "NEW_PER_CLIENT", 2)
        for text in ("欠薪", "彩礼", "征地", "欠薪补偿"):
            search(text, clients=CLIENTS[:1])
        search("征地", clients=CLIENTS[1:2])
        assert {*SoughtText.objects.values_list("text", flat=True)} == {
            UNNAMED,
            "欠薪",
            "彩礼",
            "征地",
        }
        assert total() == 5

    def test_and_those_of_all(self, monkeypatch):
        monkeypatch.setattr(counting, "NEW", 2)
        for client, text in zip(CLIENTS, ("欠薪", "彩礼", "征地", "欠薪"), strict=False):
            search(text, clients=[client])
        assert {*SoughtText.objects.values_list("text", flat=True)} == {UNNAMED, "欠薪", "彩礼"}
        assert total() == 4

    def test_one_address_has_a_limit_in_all(self, monkeypatch):
        monkeypatch.setattr(counting, "PER_CLIENT", 2)
        assert [*search("欠薪", CLIENTS[:1]), *search("彩礼", CLIENTS[:1])] == [True, True]
        assert search("征地", CLIENTS[:2]) == [False, True]


class TestOpenings:
    def test_count_for_the_words_and_for_the_result(self):
        search()
        assert count_opening(ticket(), 2, client=CLIENTS[0])
        assert count_opening(ticket(), 1, client=CLIENTS[1])
        assert numbers() == (3, 0, 2, 3)
        opened = OpenedDay.objects.order_by("key").values_list("key", "day", "opened")
        assert [*opened] == [("article:1", TODAY, 1), ("law:2", TODAY, 1)]

    def test_from_a_narrowed_page_too(self):
        search()
        assert count_opening(ticket(counts=False), 1, client=CLIENTS[0])
        assert numbers() == (3, 0, 1, 1)

    def test_once_a_day_for_each_address(self):
        again = [count_opening(ticket(), 1, client=client) for client in (*CLIENTS[:2], CLIENTS[0])]
        assert again == [True, True, False]
        assert OpenedDay.objects.get().opened == 2

    def test_make_no_new_words(self):
        assert count_opening(ticket("张伟"), 1, client=CLIENTS[0])
        assert count_opening(ticket("彩礼"), 1, client=CLIENTS[0])
        assert SoughtText.objects.get().text == UNNAMED
        assert total("opened") == 2

    @pytest.mark.parametrize("place", [0, -1, 3, 999])
    def test_of_what_was_not_on_the_page_do_not(self, place):
        assert not count_opening(ticket(), place, client=CLIENTS[0])
        assert not OpenedDay.objects.exists()


class TestTicket:
    def test_comes_back_as_it_went(self):
        assert Ticket.read(ticket().signed()) == ticket()

    def test_stays_small(self):
        keys = [f"article:{number}" for number in range(123450, 123460)]
        assert len(ticket("征地补偿" * 5, keys=keys).signed()) < 300

    def test_ends(self, later):
        signed = ticket().signed()
        later(seconds=VALID + 1)
        assert Ticket.read(signed) is None

    @pytest.mark.parametrize(
        "text", ["", "x", ":::", "\x00", "欠薪", "a" * 70_000, ticket().signed()[:-1], "\ud800"]
    )
    def test_none_of_ours(self, text):
        assert Ticket.read(text) is None

    def test_of_another_shape(self):
        assert Ticket.read(signing.dumps(["欠薪"], salt=SALT)) is None
        assert Ticket.read(signing.dumps(["欠薪", True, True, []], salt="another")) is None


class TestForgetting:
    def test_words_of_few_go_after_a_month_and_their_numbers_stay(self, later):
        search(clients=CLIENTS[:2], is_found=False)
        search("彩礼")
        later(days=30)
        assert forget_searches(on=timezone.localdate()) == 0
        later(days=1)
        assert forget_searches(on=timezone.localdate()) == 1
        assert {*SoughtText.objects.values_list("text", flat=True)} == {UNNAMED, "彩礼"}
        assert (total(), total("unfound")) == (5, 2)
        assert SoughtDay.objects.get(sought__text=UNNAMED).day == TODAY

    def test_twice_does_no_harm(self, later):
        search(clients=CLIENTS[:2])
        later(days=40)
        call_command("forget_searches")
        call_command("forget_searches")
        assert total() == 2

    def test_words_begin_anew_afterwards(self, later):
        """Two askers of this month and one of the next are not three."""
        search(clients=CLIENTS[:2])
        later(days=31)
        forget_searches(on=timezone.localdate())
        search(clients=CLIENTS[2:3])
        assert not SoughtText.objects.get(text="欠薪").is_common

    def test_old_numbers_go_and_idle_words_with_them(self, later):
        search()
        count_opening(ticket(), 1, client=CLIENTS[0])
        later(days=200)
        search("彩礼")
        later(days=201)
        assert forget_searches(on=timezone.localdate()) == 1
        assert {*SoughtText.objects.values_list("text", flat=True)} == {UNNAMED, "彩礼"}
        assert (total(), total("opened"), OpenedDay.objects.count()) == (6, 1, 0)

    def test_is_started_by_the_clock(self, settings):
        assert ("forget_searches", 24 * 3600) in settings.SCHEDULE
