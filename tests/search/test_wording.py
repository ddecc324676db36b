"""What people say finds what the law says; the table is the editors'."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.search import wording
from portal.search.models import LayWord
from portal.search.models.words import MOST_TERMS, SHORTEST
from portal.search.queries import parse
from portal.search.wording import Table
from tests.factories.search import make_document

TERMS = {"欠薪": ("拖欠劳动报酬",), "欠薪条": ("欠条",), "彩礼": ("聘礼", "婚约财产")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("老板欠薪怎么办", ["拖欠劳动报酬"]),
        ("欠薪条", ["欠条"]),
        ("欠薪和彩礼", ["拖欠劳动报酬", "聘礼", "婚约财产"]),
        ("彩礼彩礼", ["聘礼", "婚约财产"]),
        ("彩礼就是聘礼", ["婚约财产"]),
        ("薪", []),
        ("", []),
    ],
)
def test_terms_of_a_text(text, expected):
    assert Table(TERMS).terms_for(text) == expected


def test_no_words_no_terms():
    assert Table({}).terms_for("老板欠薪") == []


def test_at_most_eight_terms():
    words = {f"词{n}": (f"术语{n}甲", f"术语{n}乙") for n in range(10, 20)}
    assert len(Table(words).terms_for("".join(words))) == MOST_TERMS


def test_the_terms_become_pairs_that_were_not_typed():
    query = parse("彩礼").meaning(lambda text: ["聘礼", "还彩礼"])
    assert query.legal == ("聘礼", "还彩")


@pytest.mark.django_db
class TestShipped:
    def test_at_least_three_hundred_words(self):
        assert LayWord.objects.count() >= 300

    def test_each_would_be_accepted_from_an_editor(self):
        for word in LayWord.objects.all():
            before = (word.word, word.terms)
            word.full_clean()
            assert (word.word, word.terms) == before
            assert word.word not in word.terms.split()


@pytest.mark.django_db
class TestSearch:
    def test_the_law_is_found_behind_what_is_said(self, engine):
        LayWord.objects.update_or_create(word="讨薪", defaults={"terms": "劳动报酬"})
        law = make_document(title="讨论劳动报酬", body="支付劳动报酬。讨薪")
        other = make_document(title="讨论天气报告", body="今天天气很好。讨薪")
        engine.index([other, law])
        assert engine.search("讨薪").hits[0].key == law.key

    def test_legal_terms_alone_make_no_hit(self, engine):
        LayWord.objects.update_or_create(word="讨薪", defaults={"terms": "劳动报酬"})
        engine.index([make_document(title="劳动报酬", body="")])
        assert engine.search("讨薪").total == 0

    def test_a_change_is_felt_at_the_next_search(self):
        word, _ = LayWord.objects.update_or_create(word="讨薪", defaults={"terms": "劳动报酬"})
        assert wording.legal_terms("讨薪") == ["劳动报酬"]
        word.terms = "工资支付"
        word.save()
        assert wording.legal_terms("讨薪") == ["工资支付"]
        word.delete()
        assert wording.legal_terms("讨薪") == []

    def test_a_change_in_another_process_is_felt_when_that_one_says_so(self):
        assert wording.legal_terms("咕噜咕噜") == []
        LayWord.objects.bulk_create([LayWord(word="咕噜咕噜", terms="清偿债务")])  # no signal here
        assert wording.legal_terms("咕噜咕噜") == []
        cache.delete(wording.KEY)
        assert wording.legal_terms("咕噜咕噜") == ["清偿债务"]

    def test_the_table_is_read_once(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            for _ in range(3):
                wording.legal_terms("讨薪")


@pytest.mark.django_db
class TestEditing:
    def test_words_are_kept_as_a_search_reads_them(self):
        word = LayWord(word="欠 薪呀", terms="  拖欠勞動報酬  ＡＢ ＡＢ ")
        word.full_clean()
        assert (word.word, word.terms) == ("欠薪呀", "拖欠劳动报酬 ab")

    @pytest.mark.parametrize(
        ("word", "terms", "field"),
        [
            ("欠", "拖欠", "word"),
            ("欠薪了", "薪", "terms"),
            ("欠薪了", " ".join(f"词{n}" for n in range(MOST_TERMS + 1)), "terms"),
            ("欠薪了", "", "terms"),
            ("", "拖欠", "word"),
            ("彩礼", "聘礼", "word"),
        ],
    )
    def test_what_cannot_help_is_refused(self, word, terms, field):
        with pytest.raises(ValidationError) as refused:
            LayWord(word=word, terms=terms).full_clean()
        assert field in refused.value.message_dict
        assert SHORTEST == 2

    def test_editors_find_and_add_words(self, admin_client):
        new = admin_client.post(
            reverse("wagtailsnippets_portal_search_layword:add"),
            {"word": "卷款走人", "terms": "逃匿 预付款"},
        )
        assert new.status_code == 302
        assert LayWord.objects.get(word="卷款走人").terms == "逃匿 预付款"
        listed = admin_client.get(
            reverse("wagtailsnippets_portal_search_layword:list"), {"q": "卷款"}
        )
        assert "卷款走人" in listed.content.decode()
        assert "彩礼" not in listed.content.decode()
