"""Words a village does not say are found with plain ones beside them; quotations stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.wording import (
    LONGEST_SENTENCE,
    PHRASES,
    findings,
    mean_sentence_length,
    sentences,
)


def found(text):
    return [(row.kind, row.excerpt) for row in findings(text)]


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_every_phrase_of_the_list_is_found_as_one(phrase):
    rows = [row for row in findings(f"这样，{phrase}，好。") if row.kind == "jargon"]
    assert [row.excerpt for row in rows] == [phrase]
    assert rows[0].instead == PHRASES[phrase]
    assert phrase in rows[0].advice


@pytest.mark.parametrize("plain", sorted(filter(None, set(PHRASES.values()))))
def test_what_is_said_instead_is_itself_plain(plain):
    assert found(plain) == []


@pytest.mark.parametrize(
    "text",
    [
        "打官司要带身份证。",
        "老板应当给工钱，依法可以去告。",
        "赔偿的钱当天就到了。",
        "这个系统坏了，关系不好。",
        "他系好安全带就走。",
        "调解书由司法所盖章。",
        "到派出所报案，由派出所处理。",
        "本来就有所准备。",
    ],
)
def test_plain_speech_passes(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("房子被村里所拆", "被村里所拆"),
        ("他为人所骗", "为人所骗"),
        ("合同被认定为无效", "被认定为"),
        ("老板被依法判刑", "被依法判刑"),
        ("他被责令停工", "被责令"),
    ],
)
def test_a_bookish_passive_is_found(text, excerpt):
    parts = [part for kind, part in found(text) if kind == "passive"]
    assert [excerpt.startswith(part) for part in parts] == [True]


def test_is_in_officialese_is_found_after_a_person():
    assert found("被告系老李的侄子。") == [("jargon", "系")]


def test_a_long_sentence_is_found_with_its_length():
    long = "老李" * 31 + "。"
    rows = findings(long + "短句。")
    assert [row.kind for row in rows] == ["long"]
    assert str(len(long)) in rows[0].advice
    assert found("老" * (LONGEST_SENTENCE - 1) + "。") == []


@pytest.mark.parametrize("quote", ["“予以驳回”", "「予以驳回」", "《关于不予受理的规定》"])
def test_other_peoples_words_are_left_alone(quote):
    assert found(f"判决书上写着{quote}。") == []


def test_places_are_those_of_the_text_also_behind_a_quotation():
    text = "判决书写着“予以驳回”，意思就是予以驳回。"
    [row] = findings(text)
    assert text[row.start : row.end] == "予以驳回"
    assert row.start > text.index("”")


def test_sentences_end_with_their_mark_or_the_line():
    text = "钱还了没有？没有！他说：“明天。”\n后来……还了。"
    assert sentences(text) == ["钱还了没有？", "没有！", "他说：“明天。”", "后来……", "还了。"]


def test_the_mean_leaves_spaces_out():
    assert mean_sentence_length("一二三。 四 五 。") == 3.5
    assert mean_sentence_length("") == 0.0
    assert mean_sentence_length("。！？") == 0.0


@given(st.text(max_size=300))
def test_any_text_is_taken_and_each_excerpt_is_in_it(text):
    for row in findings(text):
        assert text[row.start : row.end] == row.excerpt
