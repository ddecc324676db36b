"""A law that other laws lean on is found before one that nobody names."""

import pytest

from knowledge.actions.importing import StatuteFile, import_statutes
from knowledge.actions.importing.mentions import count_mentions
from knowledge.models import Law
from knowledge.search import standing_of
from portal.search.models import OutboxRow
from tests.factories.knowledge import LawFactory, StatuteFactory
from tests.knowledge.test_import_statutes import line

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil_code():
    return LawFactory(name="民法典", full_name="中华人民共和国民法典")


def mentions(law):
    return Law.objects.get(pk=law.pk).mentions


@pytest.mark.parametrize(
    "written",
    ["《民法典》", "《中华人民共和国民法典》", "《 民法典 》"],
    ids=["short", "full", "blanks"],
)
def test_an_article_of_another_law_that_names_it_counts(civil_code, written):
    StatuteFactory(law__name="反家庭暴力法", text=f"依照{written}的规定处理。")
    assert count_mentions() == 1
    assert mentions(civil_code) == 1


def test_an_article_counts_once_however_often_it_names_it(civil_code):
    StatuteFactory(law__name="反家庭暴力法", text="《民法典》以及《中华人民共和国民法典》第三条")
    count_mentions()
    assert mentions(civil_code) == 1


def test_its_own_articles_and_names_of_no_law_do_not_count(civil_code):
    StatuteFactory(law=civil_code, text="《民法典》的各编")
    StatuteFactory(law__name="反家庭暴力法", text="《某某管理办法》和民法典")
    assert count_mentions() == 0
    assert mentions(civil_code) == 0


def test_what_is_named_no_more_counts_no_more(civil_code):
    statute = StatuteFactory(law__name="反家庭暴力法", text="依照《民法典》处理。")
    count_mentions()
    statute.text = "依照本法处理。"
    statute.save()
    assert count_mentions() == 1
    assert mentions(civil_code) == 0


def test_the_articles_of_a_law_that_changed_are_indexed_anew(civil_code):
    own = StatuteFactory(law=civil_code, text="离婚。")
    StatuteFactory(law__name="反家庭暴力法", text="依照《民法典》处理。")
    OutboxRow.objects.all().delete()
    count_mentions()
    assert f"law:{own.pk}" in OutboxRow.objects.values_list("key", flat=True)
    OutboxRow.objects.all().delete()
    assert count_mentions() == 0
    assert not OutboxRow.objects.exists()


def test_an_import_counts_and_a_dry_run_does_not(tmp_path, civil_code):
    path = tmp_path / "laws.jsonl"
    path.write_text(line(law="反家庭暴力法", no="第三条", content="依照《民法典》处理。"))
    import_statutes(StatuteFile(path), dry_run=True)
    assert mentions(civil_code) == 0
    import_statutes(StatuteFile(path))
    assert mentions(civil_code) == 1


def test_standing_grows_ever_slower():
    standings = [standing_of(Law(mentions=number)) for number in (0, 1, 10, 100, 1000)]
    assert standings[0] == 1
    assert standings == sorted(set(standings))
    assert standings[-1] < 1.3
