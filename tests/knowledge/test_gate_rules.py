"""What the gate asks of a case and of a life situation, and how it says so."""

import datetime as dt

import pytest
from django.utils import timezone

from knowledge.models import SituationPage
from tests.factories.directory import VillageFactory
from tests.factories.knowledge import (
    ArticleFactory,
    LawFactory,
    StatuteFactory,
    body,
    learning_section,
    topic,
)

pytestmark = pytest.mark.django_db


def with_text(text, **facts):
    return ArticleFactory(body=[*body(), ("analysis", f"<p>{text}</p>")], **facts)


def without(*names, **facts):
    return ArticleFactory(body=[row for row in body() if row[0] not in names], **facts)


def lacks(page):
    """Code → whether it blocks."""
    return {row.code: row.blocks for row in page.shortcomings()}


def said(page, code):
    return next(row for row in page.shortcomings() if row.code == code)


def test_a_complete_case_lacks_nothing():
    assert ArticleFactory().shortcomings() == []


@pytest.mark.parametrize(
    ("page", "code", "blocks"),
    [
        (lambda: without("law"), "no_citation", True),
        (lambda: without("steps"), "no_steps", True),
        (lambda: without("contacts"), "no_contacts", False),
        (lambda: ArticleFactory(law_checked_on=None), "law_unchecked", False),
        (lambda: ArticleFactory(is_deidentified=False), "not_deidentified", True),
        (lambda: with_text("看民法典第9999条。"), "unknown_article", True),
        (lambda: with_text("看《玛雅历法》第三条。"), "unknown_law", True),
        (lambda: with_text("本院认为，钱要还。"), "jargon", True),
        (lambda: with_text("房子被他人所占。"), "passive", True),
        (lambda: with_text("原告田建国说钱没还。"), "private", False),
        (lambda: with_text("打他的手机 13807441234。"), "private", False),
        (lambda: with_text("身份证 430802197001011237。"), "private", False),
        (lambda: with_text("他等了很久很久，" * 12), "long", False),
    ],
)
def test_each_shortcoming_alone(page, code, blocks):
    assert lacks(page()) == {code: blocks}


def test_an_empty_stream_of_steps_is_no_steps():
    article = ArticleFactory(body=[row for row in body() if row[0] != "steps"] + [("steps", [])])
    assert "no_steps" in lacks(article)


def test_a_case_without_topic_is_told_at_the_topic():
    article = ArticleFactory()
    article.topic = None
    assert (said(article, "no_topic").field, said(article, "no_topic").blocks) == ("topic", True)


def test_a_citation_in_the_text_is_a_citation():
    StatuteFactory(number=1087)
    rows = [row for row in body() if row[0] != "law"]
    rows.append(("analysis", "<p>《民法典》第一千零八十七条说得清楚。</p>"))
    assert lacks(ArticleFactory(body=rows)) == {}


def test_the_rules_of_a_village_are_no_law():
    assert lacks(with_text("《村规民约》第三条也这么写。")).get("unknown_law") is not True


def test_what_is_wrong_is_quoted_with_its_block():
    row = said(with_text("看民法典第9999条。"), "unknown_article")
    assert "民法典第9999条" in row.message
    assert row.block_id
    assert row.field == "body"


def test_a_village_of_the_county_beside_a_surname_is_pointed_at():
    VillageFactory(name="罗水村")
    assert "罗水村" in said(with_text("罗水村的老李来问。"), "private").message


def test_the_confirmation_names_what_to_look_at():
    article = with_text("打他的手机 13807441234。", is_deidentified=False)
    assert "13807441234" in said(article, "not_deidentified").message


def test_what_blocks_comes_first():
    article = with_text("本院认为，钱要还。", law_checked_on=None)
    assert [row.blocks for row in article.shortcomings()] == [True, False]


class TestEndedLaw:
    TODAY = dt.date(2026, 11, 22)

    @pytest.fixture(autouse=True)
    def _today(self, time_machine):
        time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)

    def test_a_card_that_holds_no_more_blocks(self):
        article = ArticleFactory()
        StatuteFactory().law.__class__.objects.update(in_force_until=self.TODAY - dt.timedelta(1))
        row = said(article.__class__.objects.get(), "superseded")
        assert row.blocks
        assert (row.path, bool(row.block_id)) == (("statute",), True)

    def test_the_last_day_is_a_day_in_force(self):
        article = ArticleFactory()
        StatuteFactory().law.__class__.objects.update(in_force_until=self.TODAY)
        assert lacks(article.__class__.objects.get()) == {}

    def test_old_law_may_be_told_of_in_the_text(self):
        old = LawFactory(name="婚姻法", full_name="中华人民共和国婚姻法")
        old.in_force_until = dt.date(2020, 12, 31)
        old.save()
        StatuteFactory(law=old, number=10)
        assert lacks(with_text("以前看《婚姻法》第十条。")) == {"superseded": False}

    def test_a_case_scheduled_for_the_first_day_of_a_law_may_cite_it(self):
        begins = self.TODAY + dt.timedelta(days=40)
        new = StatuteFactory(law=LawFactory(name="新法", in_force_since=begins), number=1)
        rows = [row for row in body() if row[0] != "law"]
        rows.append(("law", {"statute": new, "plain_words": ""}))
        article = ArticleFactory(body=rows)
        assert lacks(article) == {"superseded": True}
        article.go_live_at = timezone.now() + dt.timedelta(days=40)
        assert lacks(article) == {}


class TestSituation:
    def situation(self, *blocks):
        page = SituationPage(title="工钱要不回来", slug="wages", topic=topic("wages"), body=blocks)
        return learning_section().add_child(instance=page)

    def test_it_needs_steps_and_no_citation(self):
        assert lacks(self.situation()) == {"no_steps": True, "no_contacts": False}

    def test_complete(self):
        steps = [row for row in body() if row[0] in ("steps", "contacts")]
        assert lacks(self.situation(*steps)) == {}

    def test_what_it_says_of_law_must_be_right(self):
        steps = [row for row in body() if row[0] in ("steps", "contacts")]
        StatuteFactory()
        page = self.situation(*steps, ("paragraph", "<p>看《民法典》第9999条。</p>"))
        assert lacks(page) == {"unknown_article": True}
