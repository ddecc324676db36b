"""The list of cases to compare with the law, and the page on which one compares."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from knowledge import actions
from knowledge.models import ArticlePage
from tests.factories.directory import UserFactory
from tests.factories.knowledge import ArticleFactory, StatuteFactory, topic

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
REPORT = "recheck"
BUDGET = 21


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


def case(**facts):
    """A public case that cites article 1042, compared yesterday."""
    facts.setdefault("law_checked_on", TODAY - dt.timedelta(days=1))
    article = ArticleFactory(draft=True, **facts)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def rows(client, **query):
    return list(client.get(reverse(REPORT), query).context["object_list"])


def text(client, url):
    return client.get(url).content.decode()


@pytest.fixture
def every_reason(reviewer):
    """One case for each reason: never, old, changed, ended; and one that is fine."""
    changed, ended = StatuteFactory(number=5), StatuteFactory(number=6)
    cards = {
        name: [("law", {"statute": row, "plain_words": ""})]
        for name, row in [("changed", changed), ("ended", ended)]
    }
    steps = [("steps", [{"title": "先找证据", "text": ""}])]
    cases = {
        "never": case(law_checked_on=None),
        "old": case(law_checked_on=dt.date(2025, 11, 21)),
        "changed": case(body=[*cards["changed"], *steps]),
        "ended": case(body=[*cards["ended"], *steps]),
    }
    case()
    actions.mark_changed(changed, on=TODAY, by=reviewer)
    actions.repeal(ended, until=TODAY - dt.timedelta(days=1), by=reviewer)
    return cases


def test_all_of_them_the_oldest_first(client, editor, every_reason):
    client.force_login(editor)
    order = ["never", "old", "changed", "ended"]
    assert rows(client) == [every_reason[name] for name in order]


@pytest.mark.parametrize("reason", ["never", "old", "changed", "ended"])
def test_by_why(client, editor, every_reason, reason):
    client.force_login(editor)
    assert rows(client, reason=reason) == [every_reason[reason]]


def test_by_topic_with_those_under_it(client, editor):
    client.force_login(editor)
    wages = case(topic=topic("wages"), law_checked_on=None)
    case(law_checked_on=None)
    assert rows(client, topic=wages.topic_id) == [wages]


def test_why_in_words_with_the_article(client, editor, every_reason):
    client.force_login(editor)
    page = text(client, reverse(REPORT))
    assert "还没有人核对过法条" in page
    assert "2025年11月21日，过了一年" in page
    assert "《民法典》第五条在2026年11月22日改过" in page
    assert "《民法典》第六条不在施行了" in page


def test_the_boundary_day(client, editor, time_machine):
    article = case(law_checked_on=dt.date(2025, 11, 22))
    client.force_login(editor)
    assert rows(client) == []
    assert not article.law_state().is_stale
    time_machine.move_to(dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC), tick=False)
    client.force_login(editor)
    assert rows(client) == [article]  # half past midnight at home
    assert article.law_state().is_old


def test_the_list_and_the_warning_on_the_public_page_agree(client, every_reason, editor):
    client.force_login(editor)
    listed = {row.pk for row in rows(client)}
    for article in ArticlePage.objects.live():
        assert (article.law_warning is not None) is (article.pk in listed)


def test_it_leaves_as_a_sheet(client, editor, every_reason):
    client.force_login(editor)
    answer = client.get(reverse(REPORT), {"export": "xlsx"})
    sheet = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert len(sheet) == 5
    assert sheet[1][0] == every_reason["never"].title
    assert "核对" in sheet[1][2]
    assert "第五条" in sheet[3][2]
    assert "export=csv" not in text(client, reverse(REPORT))


def test_the_budget(client, editor, queries_of, every_reason):
    client.force_login(editor)
    few = queries_of(reverse(REPORT))
    for _ in range(5):
        case(law_checked_on=None)
    assert queries_of(reverse(REPORT)) == few <= BUDGET


@pytest.mark.parametrize("name", ["recheck", "readings"])
def test_it_is_in_the_menu_of_those_who_write(client, editor, reviewer, name):
    for user in (editor, reviewer):
        client.force_login(user)
        assert reverse(name) in text(client, reverse("wagtailadmin_home"))
        assert client.get(reverse(f"{name}_results")).status_code == 200


def test_others_do_not_get_in(client):
    article = case(law_checked_on=None)
    client.force_login(UserFactory())
    for url in [reverse(REPORT), reverse("recheck_case", args=[article.pk])]:
        assert client.get(url).status_code in (302, 403)
        assert client.post(url).status_code in (302, 403)
    assert ArticlePage.objects.get(pk=article.pk).law_checked_on is None


class TestComparing:
    def test_the_words_of_the_law_stand_there(self, client, editor, every_reason):
        client.force_login(editor)
        page = text(client, reverse("recheck_case", args=[every_reason["changed"].pk]))
        assert StatuteFactory(number=5).text in page
        assert "在2026年11月22日改过" in page

    def test_nothing_to_change(self, client, editor, every_reason):
        client.force_login(editor)
        old = every_reason["old"]
        answer = client.post(reverse("recheck_case", args=[old.pk]))
        assert answer["Location"] == reverse(REPORT)
        assert old.title in text(client, answer["Location"])
        assert old not in rows(client)
        assert ArticlePage.objects.get(pk=old.pk).law_checked_on == TODAY

    def test_ended_law_is_refused_and_said(self, client, editor, every_reason):
        client.force_login(editor)
        url = reverse("recheck_case", args=[every_reason["ended"].pk])
        assert "今天核对过了" not in text(client, url)
        answer = client.post(url)
        assert answer["Location"] == url
        assert "第六条不在施行" in text(client, url)

    def test_a_look_writes_nothing(self, client, editor, every_reason):
        client.force_login(editor)
        old = every_reason["old"]
        client.get(reverse("recheck_case", args=[old.pk]))
        assert ArticlePage.objects.get(pk=old.pk).law_checked_on == old.law_checked_on

    def test_a_draft_under_way_is_told_of(self, client, editor, every_reason):
        old = every_reason["old"]
        old.save_revision()
        client.force_login(editor)
        assert "仍是草稿" in text(client, reverse("recheck_case", args=[old.pk]))

    def test_a_case_that_is_not_public_is_not_there(self, client, editor, draft):
        client.force_login(editor)
        url = reverse("recheck_case", args=[draft.pk])
        assert client.get(url).status_code == client.post(url).status_code == 404
