"""What the address of the list of lectures may ask for; nonsense counts as not asked."""

import datetime as dt

import pytest

from knowledge.forms import LectureSearch
from knowledge.forms.lecture_search import month_of, read_day, read_month, read_quarter
from tests.factories.directory import TownshipFactory, VillageFactory

COUNTY = "430802000000"
TODAY = dt.date(2026, 11, 28)


class TestSpans:
    @pytest.mark.parametrize(
        ("code", "first", "after"),
        [
            ("2026-11", dt.date(2026, 11, 1), dt.date(2026, 12, 1)),
            ("2026-12", dt.date(2026, 12, 1), dt.date(2027, 1, 1)),
            ("2028-02", dt.date(2028, 2, 1), dt.date(2028, 3, 1)),
        ],
    )
    def test_a_month_goes_from_its_first_day_to_the_next_one(self, code, first, after):
        month = read_month(code)
        assert (month.first_day, month.next_day, month.code) == (first, after, code)
        assert month == month_of(after - dt.timedelta(days=1))

    def test_a_month_names_its_neighbours(self):
        january = read_month("2027-01")
        assert january.previous_month.code == "2026-12"
        assert january.next_month.code == "2027-02"

    def test_a_month_is_laid_out_in_whole_weeks_from_monday(self):
        weeks = read_month("2026-11").weeks()
        assert {len(week) for week in weeks} == {7}
        assert weeks[0][0] == dt.date(2026, 10, 26)
        assert weeks[-1][-1] == dt.date(2026, 12, 6)
        assert all(week[0].weekday() == 0 for week in weeks)

    def test_a_day_begins_and_ends_at_midnight_in_the_county(self):
        day = read_day("2026-11-28")
        assert day.begins_at.isoformat() == "2026-11-28T00:00:00+08:00"
        assert day.over_at.isoformat() == "2026-11-29T00:00:00+08:00"
        assert day.label == "2026年11月28日 星期六"

    @pytest.mark.parametrize("code", ["2026-4", "2026Q4"])
    def test_a_quarter_is_read_in_both_ways_of_writing(self, code):
        quarter = read_quarter(code)
        assert (quarter.first_day, quarter.next_day) == (dt.date(2026, 10, 1), dt.date(2027, 1, 1))

    @pytest.mark.parametrize(
        ("read", "code"),
        [
            (read_month, "2026-13"),
            (read_month, "2026-1"),
            (read_month, "1999-12"),
            (read_month, "2101-01"),
            (read_month, "２０２６-11"),
            (read_month, "2026-11\n"),
            (read_month, ""),
            (read_day, "2026-02-30"),
            (read_day, "2026-11-2"),
            (read_day, "2026-11-28T10:00"),
            (read_day, "20261128"),
            (read_day, "2026-1100"),
            (read_quarter, "2026-5"),
            (read_quarter, "2026-04"),
            (read_quarter, "Q"),
            (read_quarter, "\0"),
        ],
    )
    def test_nonsense_is_no_span(self, read, code):
        assert read(code) is None

    @pytest.mark.parametrize(
        ("code", "near"),
        [
            ("2026-11", True),
            ("2027-11", True),
            ("2027-12", False),
            ("2023-12", True),
            ("2023-11", False),
        ],
    )
    def test_links_lead_three_years_back_and_one_ahead(self, code, near):
        assert read_month(code).is_near(TODAY) is near


@pytest.mark.django_db
class TestAsked:
    def asked(self, **said):
        return LectureSearch(said, COUNTY)

    def test_the_shortest_span_counts(self):
        every = self.asked(quarter="2026-4", month="2026-11", day="2026-11-28")
        assert every.span.code == "2026-11-28"
        assert self.asked(quarter="2026-4", month="2026-11").span.code == "2026-11"
        assert self.asked(quarter="2026-4", month="x").span.code == "2026-4"
        assert self.asked().span is None

    def test_a_township_or_a_village_is_a_place(self):
        village = VillageFactory()
        assert self.asked(place=village.code).place == village
        assert self.asked(place=village.parent.code).place == village.parent

    @pytest.mark.parametrize(
        "code", ["", "4308", "430802999999", "４３０８０２００１００１", "\0" * 12]
    )
    def test_what_is_no_place_here_is_none(self, code):
        assert self.asked(place=code).place is None

    def test_a_village_that_closed_is_none(self):
        village = VillageFactory(is_active=False)
        assert self.asked(place=village.code).place is None

    def test_a_place_of_another_county_is_none(self):
        elsewhere = TownshipFactory(code="430811001000", parent__code="430811000000")
        assert self.asked(place=elsewhere.code).place is None

    def test_a_name_that_means_one_place_finds_it(self):
        village = VillageFactory(name="竹园坪村")
        assert self.asked(q=" 竹园坪 ").found == village
        assert self.asked(village=village.code, q="").found == village

    def test_a_name_that_means_several_offers_them(self):
        for number in range(3):
            VillageFactory(name=f"竹园{number}村")
        search = self.asked(q="竹园")
        assert search.found is None
        assert len(search.matches) == 3

    def test_a_name_that_means_none_offers_none(self):
        search = self.asked(q="zzzz")
        assert (search.found, search.matches) == (None, [])

    def test_a_name_is_cut_to_what_a_name_can_be(self):
        assert len(self.asked(q="长" * 500).query) == 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, True),
        ({"view": "month"}, True),
        ({"place": "here"}, True),
        ({"quarter": "2026-4"}, True),
        ({"month": "2026-10", "view": "month"}, True),
        ({"month": "2099-10", "view": "month"}, False),
        ({"month": "2001-10"}, False),
        ({"day": "2026-11-28"}, False),
        ({"q": "竹"}, False),
        ({"place": "here", "quarter": "2026-4"}, False),
    ],
)
def test_search_engines_keep_the_lists_that_end(said, kept):
    village = VillageFactory()
    asked = {name: village.code if value == "here" else value for name, value in said.items()}
    assert LectureSearch(asked, COUNTY).is_for_engines(TODAY) is kept
