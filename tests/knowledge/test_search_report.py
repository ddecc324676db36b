"""What people search for: a report for those who write cases, and how it leads to the other."""

import datetime as dt
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.search import engines, registry
from portal.search.models import LayWord, OpenedDay, SoughtDay, SoughtText
from portal.search.models.log import UNNAMED
from tests.factories.directory import UserFactory
from tests.factories.knowledge import ArticleFactory, StatuteFactory, learning_section

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
SOUGHT, OPENED = "sought", "opened"
BUDGET = 20


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def reader(client, editor):
    client.force_login(editor)


def words(text, *days, common=True):
    """Words with their days: (days ago, searches, found nothing, opened, places)."""
    row, _made = SoughtText.objects.get_or_create(
        text=text, defaults={"is_common": common, "first_on": TODAY - dt.timedelta(days=300)}
    )
    for ago, searches, unfound, opened, places in days:
        SoughtDay.objects.create(
            sought=row,
            day=TODAY - dt.timedelta(days=ago),
            searches=searches,
            unfound=unfound,
            opened=opened,
            places=places,
        )
    return row


@pytest.fixture
def sought():
    """欠薪 is found and opened, 彩礼 is not found, 加名字 is found and not opened."""
    words("欠薪", (0, 5, 0, 4, 6), (10, 6, 0, 1, 9), (200, 90, 0, 9, 9))
    words("彩礼", (0, 3, 3, 0, 0), (6, 4, 4, 0, 0))
    words("加名字", (1, 4, 1, 0, 0))
    words("张家湾老五", (0, 2, 2, 0, 0), (1, 7, 7, 1, 1), common=False)
    words("抚养费", (0, 2, 1, 1, 1), (100, 9, 0, 0, 0))
    words(UNNAMED, (0, 20, 10, 2, 2), common=True)


def listed(client, report=SOUGHT, **query):
    rows = client.get(reverse(report), query).context["object_list"]
    return [(row.text, row.searches, row.unfound, row.opened) for row in rows]


def sheet(client, report, **query):
    answer = client.get(reverse(report), {"export": "xlsx", **query})
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)


class TestWhatPeopleSearchFor:
    @pytest.mark.parametrize(
        ("days", "found"),
        [
            ("7", [("彩礼", 7, 7, 0), ("欠薪", 5, 0, 4), ("加名字", 4, 1, 0)]),
            ("30", [("欠薪", 11, 0, 5), ("彩礼", 7, 7, 0), ("加名字", 4, 1, 0)]),
            (
                "365",
                [
                    ("欠薪", 101, 0, 14),
                    ("抚养费", 11, 1, 1),
                    ("彩礼", 7, 7, 0),
                    ("加名字", 4, 1, 0),
                ],
            ),
        ],
    )
    def test_by_period_the_most_first(self, client, reader, sought, days, found):
        assert listed(client, days=days) == found

    def test_a_month_when_nothing_is_asked(self, client, reader, sought):
        assert listed(client) == listed(client, days="nonsense") == listed(client, days="30")

    def test_what_was_not_found(self, client, reader, sought):
        assert [row[0] for row in listed(client, came="unfound")] == ["彩礼", "加名字"]

    def test_what_nobody_opened(self, client, reader, sought):
        assert [row[0] for row in listed(client, came="unopened")] == ["加名字"]
        words("低保", (0, 9, 0, 0, 0))
        assert [row[0] for row in listed(client, came="unopened")] == ["低保", "加名字"]

    @pytest.mark.parametrize(
        ("ordering", "first"), [("searches", "加名字"), ("-unfound", "彩礼"), ("-opened", "欠薪")]
    )
    def test_in_another_order(self, client, reader, sought, ordering, first):
        assert listed(client, ordering=ordering)[0][0] == first

    def test_the_sum_tells_of_all_searches(self, client, reader, sought):
        context = client.get(reverse(SOUGHT)).context
        assert context["totals"]["searches"] == 11 + 7 + 4 + 9 + 2 + 20
        assert context["unnamed"] == 9 + 2 + 20

    @pytest.mark.parametrize("query", [{}, {"days": "365"}, {"came": "unfound"}, {"came": "x"}])
    def test_words_of_few_are_nowhere(self, client, reader, sought, query):
        for results_only in (SOUGHT, f"{SOUGHT}_results"):
            page = client.get(reverse(results_only), query).content.decode()
            assert "张家湾" not in page
        assert "张家湾" not in str(sheet(client, SOUGHT, **query))

    def test_words_of_few_in_the_period_are_not_told_either(self, client, reader, sought):
        assert "抚养费" not in str(sheet(client, SOUGHT, days="7"))
        assert "抚养费" in str(sheet(client, SOUGHT, days="365"))

    def test_it_leaves_as_a_sheet(self, client, reader, sought):
        rows = sheet(client, SOUGHT, days="30")
        assert rows[0][:2] == ("搜索的词", "搜索次数")
        assert rows[1] == ("欠薪", 11, 0, 5, "3.0")
        assert rows[2] == ("彩礼", 7, 7, 0, "–")

    def test_not_as_a_csv(self, client, reader, sought):
        """A spreadsheet would run formulas from it."""
        assert "export=csv" not in client.get(reverse(SOUGHT)).content.decode()
        answer = client.get(reverse(SOUGHT), {"export": "csv"})
        assert answer["Content-Type"].startswith("text/html")

    def test_words_lead_to_what_villagers_see(self, client, reader, sought):
        page = client.get(reverse(SOUGHT)).content.decode()
        assert 'href="/search/?q=%E5%BD%A9%E7%A4%BC"' in page

    def test_says_what_is_counted_and_what_not(self, client, reader, sought):
        page = client.get(reverse(SOUGHT)).content.decode()
        assert "一共搜了 53 次" in page
        assert "另有 31 次只计数" in page
        assert "至少三个人搜过" in page
        assert "JavaScript" in page

    def test_without_a_search_it_says_so(self, client, reader):
        answer = client.get(reverse(SOUGHT))
        assert answer.status_code == 200
        assert "一共搜了 0 次" in answer.content.decode()


class TestWhatToDo:
    def cell(self, client):
        words("彩礼", (0, 3, 3, 0, 0))
        return client.get(reverse(SOUGHT)).content.decode()

    def test_a_word_of_search_is_begun_with_what_was_sought(self, client, reader):
        add = reverse("wagtailsnippets_portal_search_layword:add")
        assert f'href="{add}?word=%E5%BD%A9%E7%A4%BC"' in self.cell(client)
        form = client.get(add, {"word": "彩礼"}).context["form"]
        assert form["word"].value() == "彩礼"

    @pytest.mark.parametrize(
        ("word", "begins"),
        [("", ""), ("长" * 99, "长" * 20), ("彩\x00礼", "彩 礼"), ("=1+1", "=1+1")],
    )
    def test_whatever_the_link_names(self, client, reader, word, begins):
        add = reverse("wagtailsnippets_portal_search_layword:add")
        answer = client.get(add, {"word": word})
        assert answer.status_code == 200
        assert answer.context["form"]["word"].value() == begins

    def test_and_is_saved_as_it_was_written(self, client, reader):
        add = reverse("wagtailsnippets_portal_search_layword:add")
        client.post(f"{add}?word=彩礼", {"word": "彩礼钱呀", "terms": "婚约财产"})
        assert LayWord.objects.get(word="彩礼钱呀").terms == "婚约财产"

    def test_a_case_is_begun_where_cases_stand(self, client, reader):
        section = learning_section()
        add = reverse("wagtailadmin_pages:add", args=["knowledge", "articlepage", section.pk])
        assert add in self.cell(client)
        assert client.get(add).status_code == 200

    def test_what_is_found_and_opened_needs_nothing(self, client, reader):
        learning_section()
        words("欠薪", (0, 5, 0, 4, 6))
        page = client.get(reverse(SOUGHT)).content.decode()
        assert "layword/add" not in page
        assert "articlepage" not in page

    def test_no_way_to_what_one_may_not(self, client, editor):
        editor.groups.first().permissions.filter(codename="add_layword").delete()
        client.force_login(editor)
        assert "layword/add" not in self.cell(client)


class TestTheReports:
    @pytest.mark.parametrize(
        ("report", "query", "current"),
        [
            (SOUGHT, {}, "搜得最多"),
            (SOUGHT, {"came": "unfound", "days": "7"}, "搜了没找到"),
            (SOUGHT, {"came": "unopened"}, "找到了没人点"),
            (OPENED, {"days": "365"}, "点得最多"),
        ],
    )
    def test_lead_to_each_other_in_the_same_period(self, client, reader, report, query, current):
        tabs = client.get(reverse(report), query).context["tabs"]
        assert [tab["label"] for tab in tabs if tab["is_current"]] == [current]
        assert len(tabs) == 4
        for tab in tabs:
            assert f"days={query.get('days', '30')}" in tab["url"]
            assert client.get(tab["url"]).status_code == 200

    @pytest.mark.parametrize("report", [SOUGHT, OPENED])
    def test_cost_the_same_for_many_rows(self, client, reader, report, queries_of):
        def more(number):
            words(f"词{number}", (0, 5, 1, 1, 1))
            page = ArticleFactory()
            for key in (
                f"article:{page.pk}",
                f"law:{StatuteFactory(number=ord(number) % 1000).pk}",
            ):
                OpenedDay.objects.create(key=key, day=TODAY, opened=5)
            engines.engine().rebuild(registry.documents())

        more("甲")
        few = queries_of(reverse(report))
        for number in "乙丙丁戊己庚":
            more(number)
        assert queries_of(reverse(report)) == few <= BUDGET

    @pytest.mark.parametrize("report", [SOUGHT, OPENED, f"{SOUGHT}_results", f"{OPENED}_results"])
    def test_are_for_those_who_write(self, client, report, editor, reviewer):
        for user, may in [(editor, True), (reviewer, True), (UserFactory(), False)]:
            client.force_login(user)
            for query in ({}, {"export": "xlsx"}):
                answer = client.get(reverse(report), query)
                assert (answer.status_code == 200) == may
        client.logout()
        answer = client.get(reverse(report))
        assert answer.status_code == 302
        assert parse_qs(urlsplit(answer["Location"]).query)

    def test_stand_in_the_menu_of_those_who_write(self, client, editor):
        client.force_login(editor)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "大家在搜什么" in page or "\\u5927\\u5bb6\\u5728\\u641c\\u4ec0\\u4e48" in page
