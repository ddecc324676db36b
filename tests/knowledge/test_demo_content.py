"""What the demo teaches: enough of everything, and every word of law as it stands in the record."""

import gzip
import json
from collections import Counter
from datetime import date

import pytest

from directory.models import Topic
from knowledge.management.demo import bodies, laws
from knowledge.models import ArticlePage, NewsPage, SituationPage, Statute
from tests.knowledge.demo_words import (
    CASES,
    LECTURES,
    NEWS,
    ON_RECORD,
    REQUESTS,
    ROOT,
    SITUATIONS,
    STATUTES,
    cards,
    named,
    number,
    read,
)

CORPUS = ROOT.parent / "shared/data/search/corpus.jsonl.gz"
SEED = {"land-expropriation", "land-transfer", "family", "school-medical", "social-security"}
SEED |= {"property-reform", "other"}
LIVE = [case for case in CASES if case["state"] == "live"]
each_case = pytest.mark.parametrize("case", LIVE, ids=lambda case: case["slug"])


def test_thirty_cases_twelve_situations_forty_lectures_twelve_pieces_of_news():
    assert Counter(case["state"] for case in CASES) == {"live": 30, "review": 1, "draft": 1}
    assert (len(SITUATIONS), len(LECTURES), len(NEWS)) == (12, 40, 12)
    slugs = [facts["slug"] for facts in [*CASES, *SITUATIONS, *NEWS]]
    assert len(set(slugs)) == len(slugs)
    titles = [facts["title"] for facts in [*CASES, *SITUATIONS, *NEWS]]
    assert len(set(titles)) == len(titles)


@pytest.mark.django_db
def test_every_topic_has_a_case_and_the_seeds_topics_are_among_them():
    told = {case["topic"] for case in LIVE}
    assert told >= SEED
    assert told == set(Topic.objects.values_list("slug", flat=True))
    assert {facts["topic"] for facts in [*SITUATIONS, *LECTURES, *REQUESTS]} <= told


@each_case
def test_a_case_is_whole(case):
    assert case["title"].endswith("？")
    assert 20 <= len(case["summary"]) <= 120
    for part in ("story", "people", "asked", "laws", "analysis", "result", "papers", "tags"):
        assert case[part], part
    assert 4 <= len(case["steps"]) <= 6
    assert all(len(title) <= 40 and text for title, text in case["steps"])
    assert any(contact["phone"] for contact in case["contacts"])
    assert case["checked_days_ago"] > 0


def test_some_cases_have_tables_words_explained_and_warnings():
    assert sum("table" in case for case in LIVE) >= 6
    assert sum("term" in case for case in LIVE) >= 6
    assert sum("callout" in case for case in LIVE) >= 20
    for case in CASES:
        for row in case.get("table", {}).get("rows", []):
            assert len(row) == len(case["table"]["columns"]), case["slug"]


def test_a_few_cases_are_due_for_a_check_and_the_others_are_not():
    old = [case["slug"] for case in LIVE if case["checked_days_ago"] > 365]
    assert len(old) == 3
    assert all(case["days_ago"] >= case["checked_days_ago"] for case in LIVE if case["slug"] in old)


def test_the_situations_stand_below_all_four_doors_and_say_what_to_do_at_once():
    doors = Counter(facts["door"] for facts in SITUATIONS)
    assert doors == {"learn": 3, "ask": 3, "mediate": 3, "aid": 3}
    for facts in SITUATIONS:
        assert facts["callout"]["text"]
        assert 3 <= len(facts["steps"]) <= 6, facts["slug"]
        assert facts["papers"], facts["slug"]
        assert facts["contacts"], facts["slug"]
        assert facts["laws"], facts["slug"]


def test_news_is_of_every_kind_and_tells_of_advisers():
    assert {facts["kind"] for facts in NEWS} == set(NewsPage.Kind.values)
    assert sum("adviser" in facts for facts in NEWS) >= 3
    assert all(facts["cover"] and len(facts["summary"]) <= 120 for facts in NEWS)


def test_lectures_lie_over_two_years_in_every_state():
    days = [facts["day"] for facts in LECTURES]
    assert min(days) <= -700
    assert max(days) >= 30
    states = Counter(facts["state"] for facts in LECTURES)
    assert set(states) == {"planned", "announced", "held", "cancelled"}
    filed = Counter(facts.get("filing") for facts in LECTURES if facts["state"] == "held")
    assert {"filed", "returned", "submitted"} <= set(filed)
    late = [facts for facts in LECTURES if facts.get("filing") == "" and facts["day"] < -93]
    assert late, "one that was never handed in, more than a quarter ago"
    assert any("moved" in facts for facts in LECTURES)
    assert all(facts["reason"] for facts in LECTURES if facts["state"] == "cancelled")


def test_lectures_name_cases_villages_and_speakers_that_there_are():
    slugs = {case["slug"] for case in CASES if case["state"] != "draft"}
    people = {row["key"] for row in read("directory/demo/advisers.json")}
    lines = (ROOT / "directory/demo/divisions.csv").read_text(encoding="utf-8")
    for facts in LECTURES:
        assert facts["cases"], facts["title"]
        assert set(facts["cases"]) <= slugs, facts["title"]
        assert facts["speaker"] in people
        assert facts["village"] in lines
        assert (facts["state"] == "held") == ("people" in facts)
    assert len({(facts["village"], facts["title"]) for facts in LECTURES}) == len(LECTURES)
    assert {facts["state"] for facts in REQUESTS} == {"open", "declined", "withdrawn"}


def test_every_law_card_is_on_record():
    assert [card for card in cards() if card[1] not in ON_RECORD] == []


def test_every_article_named_in_a_sentence_is_on_record():
    found = list(named())
    assert len(found) >= 8
    unknown = [(where, row) for where, row in found if (row.law, row.number) not in ON_RECORD]
    assert unknown == []


def test_nothing_is_on_record_that_nobody_cites():
    cited = {card for _where, card in cards()} | {(row.law, row.number) for _where, row in named()}
    assert set(ON_RECORD) - cited == set()


def test_the_law_told_is_in_force():
    for row in STATUTES:
        since = date.fromisoformat(row["in_force_since"])
        assert date(2000, 1, 1) < since <= date(2026, 1, 1), row["name"]
    assert not [row["law"] for row in STATUTES if row["law"] in ("合同法", "婚姻法", "物权法")]


def national(keys):
    """Rows of the national corpus by their id; none where it does not lie beside the repository."""
    if not CORPUS.exists():
        return {}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row for row in rows if row["id"] in keys}


def test_the_records_say_what_the_national_corpus_says():
    ours = {row["id"]: row for row in STATUTES}
    theirs = national(ours.keys())
    assert set(theirs) == (set(ours) if CORPUS.exists() else set())
    for key, row in theirs.items():
        for part in ("law", "no", "kind", "chapter", "content"):
            assert ours[key][part] == row[part], row["name"]


@pytest.mark.django_db
def test_the_database_holds_the_words_of_the_file():
    assert laws.load() == len(STATUTES)
    for statute in Statute.objects.select_related("law"):
        row = ON_RECORD[statute.law.name, statute.number]
        assert statute.text == row["content"]
        assert statute.in_force_since.isoformat() == row["in_force_since"]
        assert statute.holds(date(2026, 11, 1))


@pytest.mark.django_db
def test_an_editors_newer_words_stay_when_the_demo_is_loaded_again():
    laws.load()
    first = Statute.objects.select_related("law").first()
    Statute.objects.filter(pk=first.pk).update(text="新的条文。")
    Statute.objects.exclude(pk=first.pk).last().delete()
    assert laws.load() == len(STATUTES)
    first.refresh_from_db()
    assert first.text == "新的条文。"


def page_of(facts, topics):
    return ArticlePage(
        title=facts["title"],
        summary=facts["summary"],
        topic=topics[facts["topic"]],
        law_checked_on=date(2026, 10, 1),
        is_deidentified=facts["state"] != "draft",
        body=bodies.raw(bodies.case(facts)),
    )


@pytest.fixture
def topics(db):
    laws.load()
    return {topic.slug: topic for topic in Topic.objects.all()}


def test_every_case_passes_the_gate_as_it_is(topics):
    refused = {
        case["slug"]: page_of(case, topics).refusals() for case in CASES if case["state"] != "draft"
    }
    assert {slug: reasons for slug, reasons in refused.items() if reasons} == {}


def test_every_situation_passes_the_gate_as_it_is(topics):
    for facts in SITUATIONS:
        page = SituationPage(
            title=facts["title"],
            summary=facts["summary"],
            topic=topics[facts["topic"]],
            body=bodies.raw(bodies.situation(facts)),
        )
        assert page.refusals() == [], facts["slug"]


def test_the_draft_shows_what_the_gate_asks_for(topics):
    draft = next(case for case in CASES if case["state"] == "draft")
    codes = {row.code for row in page_of(draft, topics).shortcomings() if row.blocks}
    assert codes >= {"no_steps", "not_deidentified"}


def test_the_numbers_of_articles_are_read_right():
    assert all(number(row) > 0 for row in STATUTES)
    assert len(ON_RECORD) == len(STATUTES)
