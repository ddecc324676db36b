"""The demo's words: short sentences, quotations as published, nothing said twice.

``statutes.json`` holds the whole text of every article of law that the case articles quote. Where
the national corpus of statutes lies beside the repository, that copy is compared with it as well.
"""

import gzip
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared/data/search/corpus.jsonl.gz"
HOTLINES = {"110", "120", "122", "12315", "12333", "12338"}
HOTLINES |= {"12345", "12348", "12355", "12378", "12393", "96110"}
DIGITS = "一二三四五六七八九"


def read(path):
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


ARTICLES = read("knowledge/demo/articles.json")
QUESTIONS = read("consultations/demo/consultations.json")
PAGES = read("portal/home/demo/pages.json")
LECTURES = read("knowledge/demo/lectures.json")
STATUTES = read("tests/knowledge/statutes.json")
CARDS = [(article["slug"], card) for article in ARTICLES for card in article["laws"]]
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda facts: facts["slug"])
each_card = pytest.mark.parametrize(
    "card", [card for _, card in CARDS], ids=[f"{slug}-{card['article']}" for slug, card in CARDS]
)


def sentences(texts):
    return [part for text in texts for part in re.split("[。！？；\n]", text) if part.strip()]


def own_words(article):
    """Return what the editors wrote themselves: everything but the words of the law."""
    told = [article["summary"], article["callout"], *article["story"], *article["result"]]
    told += [words for step in article["steps"] for words in step]
    return told + [card["plain_words"] for card in article["laws"]]


def written(question):
    return [question["question"]] + [step["text"] for step in question["steps"] if "text" in step]


def strings(value):
    """Return every string inside ``value``, however deep."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [text for part in inner for text in strings(part)] if hasattr(inner, "__iter__") else []


def squeezed(text):
    return re.sub(r"\s", "", text)


def paragraphs(law):
    """Return the paragraphs (款) of ``law``, each with the items （一）（二） that belong to it."""
    return [squeezed(part) for part in re.split(r"\n(?!（)", law)]


def key(card):
    return f"{card['name']} {re.match('第[一二三四五六七八九十百千零]+条', card['article'])[0]}"


def corpus():
    """Return the national corpus by bare law name and number of the article; empty if not here."""
    if not CORPUS.exists():
        return {}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {bare(f"{row['law']} {row['no']}"): squeezed(row["content"]) for row in rows}


def bare(name):
    return re.sub("[《》〈〉]|中华人民共和国", "", name)


@each_article
def test_articles_speak_in_short_sentences(article):
    lengths = [len(sentence) for sentence in sentences(own_words(article))]
    assert statistics.mean(lengths) <= 25
    assert max(lengths) <= 45


def test_answers_and_pages_speak_in_short_sentences_too():
    for texts in ([text for row in QUESTIONS for text in written(row)], strings(PAGES)):
        lengths = [len(sentence) for sentence in sentences(texts)]
        assert statistics.mean(lengths) <= 30
        assert max(lengths) <= 60


@each_card
def test_the_law_is_quoted_as_published_and_by_the_paragraphs_named(card):
    published, quoted = paragraphs(STATUTES[key(card)]), paragraphs(card["text"])
    assert set(quoted) <= set(published), "a paragraph is shortened or changed"
    named = [DIGITS.index(digit) for digit in re.findall(f"第([{DIGITS}])款", card["article"])]
    assert [published.index(part) for part in quoted] == (named or list(range(len(published))))


def test_the_statutes_kept_here_are_those_quoted_and_as_in_the_national_corpus():
    assert set(STATUTES) == {key(card) for _, card in CARDS}
    national = corpus()
    for name, text in STATUTES.items():
        assert national.get(bare(name), squeezed(text)) == squeezed(text), name


def test_no_two_questions_or_answers_are_alike():
    texts = [text for row in QUESTIONS for text in written(row)]
    assert len(texts) > 130
    assert not [text for text, times in Counter(map(squeezed, texts)).items() if times > 1]
    long = [re.sub(r"\W", "", text) for text in sentences(texts) if len(text) >= 12]
    assert not [text for text, times in Counter(long).items() if times > 1]


def test_numbers_to_call_are_public_hotlines():
    called = [contact["phone"] for article in ARTICLES for contact in article["contacts"]]
    told = strings([ARTICLES, PAGES, LECTURES, [written(row) for row in QUESTIONS]])
    called += [number for text in told for number in re.findall(r"打 ?(\d{3,5})(?!\d)", text)]
    called += re.findall(r"(?<!\d)(?:12[1-3]\d\d|96\d{3})(?!\d)", " ".join(told))
    assert set(called) <= HOTLINES


def test_readers_are_addressed_politely():
    """The reader is 您, one person; a bare 你 stands only in what somebody says or asks."""
    own = [text for article in ARTICLES for text in own_words(article)] + strings(PAGES)
    addressed = [re.sub("“[^”]*”", "", text) for text in own if "跟孩子说" not in text]
    assert not [text for text in addressed if "你" in text]
    assert not [text for row in QUESTIONS for text in written(row) if "您们" in text]
