"""The demo's words: short sentences, plain speech, nothing said twice."""

import re
from collections import Counter

import pytest

from knowledge import wording
from tests.knowledge.demo_words import (
    CASES,
    LECTURES,
    NEWS,
    PAGES,
    QUESTIONS,
    SITUATIONS,
    strings,
)

MEAN, LONGEST = 30, 60  # characters of a sentence
MEAN_TAUGHT, LONGEST_TAUGHT = 25, 45
HOTLINES = {"110", "120", "122", "12315", "12333", "12338"}
HOTLINES |= {"12345", "12348", "12355", "12378", "12393", "96110"}
TAUGHT = [*CASES, *SITUATIONS, *NEWS]
each = pytest.mark.parametrize("facts", TAUGHT, ids=lambda facts: facts["slug"])


def written(question):
    return [question["question"]] + [step["text"] for step in question["steps"] if "text" in step]


def sentences(texts):
    return [sentence for text in texts for sentence in wording.sentences(text)]


@each
def test_a_68_year_old_can_follow(facts):
    told = sentences(strings(facts))
    assert wording.mean_sentence_length("\n".join(told)) <= MEAN_TAUGHT
    assert max(map(len, told)) <= LONGEST_TAUGHT


@each
def test_nothing_is_said_in_the_words_of_an_office(facts):
    text = "\n".join(strings(facts))
    assert [row.excerpt for row in wording.findings(text)] == []


def test_answers_and_pages_speak_in_short_sentences_too():
    for texts in ([text for row in QUESTIONS for text in written(row)], strings(PAGES)):
        assert wording.mean_sentence_length("\n".join(texts)) <= MEAN
        assert max(map(len, sentences(texts))) <= LONGEST


def test_lectures_are_announced_in_short_sentences():
    for facts in LECTURES:
        assert facts["summary"].endswith("。"), facts["title"]
        assert max(map(len, wording.sentences(facts["summary"]))) <= MEAN, facts["title"]


def test_no_two_questions_or_answers_are_alike():
    texts = [text for row in QUESTIONS for text in written(row)]
    assert len(texts) > 130
    assert not [text for text, times in Counter(texts).items() if times > 1]
    long = [re.sub(r"\W", "", text) for text in sentences(texts) if len(text) >= 12]
    assert not [text for text, times in Counter(long).items() if times > 1]


def test_no_two_cases_tell_the_same_story():
    told = [re.sub(r"\W", "", text) for case in CASES for text in sentences(case["story"])]
    assert not [text for text, times in Counter(told).items() if times > 1 and len(text) >= 10]


def test_numbers_to_call_are_public_hotlines():
    called = [contact["phone"] for facts in [*CASES, *SITUATIONS] for contact in facts["contacts"]]
    told = strings([TAUGHT, PAGES, LECTURES, [written(row) for row in QUESTIONS]])
    called += [number for text in told for number in re.findall(r"打 ?(\d{3,5})(?!\d)", text)]
    called += re.findall(r"(?<!\d)(?:12[1-3]\d\d|96\d{3})(?!\d)", " ".join(told))
    assert set(called) <= HOTLINES


def test_readers_are_addressed_politely():
    """The reader is 您, one person; a bare 你 stands only in what somebody says or asks."""
    own = strings(TAUGHT) + strings(PAGES)
    addressed = [re.sub("“[^”]*”", "", text) for text in own if "跟孩子说" not in text]
    assert not [text for text in addressed if "你" in text and "左边写你" not in text]
    assert not [text for row in QUESTIONS for text in written(row) if "您们" in text]
