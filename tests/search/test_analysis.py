"""Text becomes characters, pairs and whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import fold, fold_aligned, telling, tokens

ANY_TEXT = st.text(max_size=80)
CHINESE = st.text(alphabet="征地补偿款离婚財產糾紛，。 A1", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("，。！", []),
        ("村", ["村"]),
        ("征地", ["征", "地", "征地"]),
        ("征地款", ["征", "地", "款", "征地", "地款"]),
        ("征，地", ["征", "地"]),
        ("第12条", ["第", "12", "条"]),
        ("A股 Hello", ["a", "股", "hello"]),
        ("離婚", ["离", "婚", "离婚"]),
        ("ＡＢＣ１２", ["abc12"]),
        ("snake_case", ["snake", "case"]),
        ("𠮷野", ["𠮷", "野", "𠮷野"]),
        ("430802001001", ["430802001001"]),
        ("a\x00b", ["a", "b"]),
        ("\ud800", []),
        ("x" * 100, ["x" * 64]),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


@given(ANY_TEXT | CHINESE)
def test_tokens_of_any_text_are_folded_and_short(text):
    for token in tokens(text):
        assert 0 < len(token) <= 64
        assert not token.isspace()
        assert token == token.lower() or token.upper() == token


@given(ANY_TEXT | CHINESE)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(CHINESE, CHINESE)
def test_a_part_of_a_text_gives_a_part_of_its_tokens(first, second):
    assert set(tokens(first)) <= set(tokens(f"{first}。{second}"))


@given(ANY_TEXT | CHINESE)
def test_every_folded_character_has_a_place(text):
    folded, places = fold_aligned(text)
    assert len(folded) == len(places)
    assert all(0 <= place < len(text) for place in places)
    assert list(places) == sorted(places)


def test_expanded_characters_keep_their_place():
    folded, places = fold_aligned("㍿村")
    assert folded == "株式会社村"
    assert list(places) == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("given_tokens", "expected"),
    [
        (["征", "地", "征地"], ["征地"]),
        (["征"], ["征"]),
        (["征", "a", "12"], ["a", "12"]),
        ([], []),
    ],
)
def test_a_lone_character_tells_only_when_alone(given_tokens, expected):
    assert telling(given_tokens) == expected
