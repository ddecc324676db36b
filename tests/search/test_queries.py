"""What a person typed becomes a query, whatever it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.queries import LENGTH_LIMIT, TERM_LIMIT, clean, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  征地   补偿 ", "征地 补偿"),
        ("a\x00b", "a b"),
        ("\u202e反过来", "反过来"),
        ("征\u200b地", "征 地"),
        ("一\r\n二", "一 二"),
        ("\ud800", ""),
        ("村" * 200, "村" * LENGTH_LIMIT),
    ],
)
def test_clean(text, expected):
    assert clean(text) == expected


def test_at_most_eight_terms_count():
    query = parse(" ".join(f"t{number}" for number in range(200)))
    assert query.tokens == tuple(f"t{number}" for number in range(TERM_LIMIT))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请问欠薪怎么办", ("欠", "薪", "欠薪")),
        ("欠薪是否可以起诉", ("欠", "薪", "欠薪", "起", "诉", "起诉")),
        ("村村", ("村", "村村")),
    ],
)
def test_formulas_are_cut_so_that_no_pair_spans_them(text, expected):
    assert parse(text).tokens == expected


def test_a_query_of_formulas_only_is_kept():
    assert "怎么" in parse("怎么办").tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“征地补偿”", ("征地补偿",)),
        ('"征地" 和 "补偿"', ("征地", "补偿")),
        ("「征地」", ("征地",)),
        ('"没有关上', ()),
        ('""""', ()),
    ],
)
def test_quotes_make_phrases(text, expected):
    assert parse(text).phrases == expected


@pytest.mark.parametrize(
    ("text", "is_code", "is_letters"),
    [
        ("430802001001", True, False),
        ("４３０８０２００１００１", True, False),
        ("43080200100", False, False),
        ("huilong", False, True),
        ("HL", False, True),
        ("回龙", False, False),
        ("", False, False),
    ],
)
def test_kinds_of_query(text, is_code, is_letters):
    query = parse(text)
    assert (query.is_code, query.is_letters) == (is_code, is_letters)


@given(st.text(max_size=400))
def test_any_text_gives_a_short_query(text):
    query = parse(text)
    assert len(query.text) <= LENGTH_LIMIT
    assert len(query.tokens) == len(set(query.tokens)) <= LENGTH_LIMIT * 8


def test_what_is_typed_twice_is_known():
    assert parse("工资 老板 工资").repeated == {"工", "资", "工资"}
    assert parse("老板").repeated == frozenset()


@pytest.mark.parametrize("text", ["在什么情况下属于欠薪", "该怎么办欠薪", "我想问欠薪会不会"])
def test_what_only_asks_is_left_out(text):
    assert "欠薪" in parse(text).tokens
    assert not {"下属", "办欠", "薪会", "情况"} & set(parse(text).tokens)


class TestNeeded:
    def test_of_a_few_words_one_must_be_met(self):
        assert parse("拖欠工资").needed == ["拖欠", "欠工", "工资"]

    def test_a_whole_question_is_met_by_its_characters_too(self):
        query = parse("走在路上被邻居家的狗咬了要赔多少钱")
        assert query.needed == query.tokens
        assert {"狗", "邻居"} <= set(query.needed)

    def test_a_lone_character_is_all_there_is(self):
        assert list(parse("狗").needed) == ["狗"]
