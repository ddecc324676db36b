"""Marked titles and passages, always escaped."""

import re

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import tokens
from portal.search.snippets import PASSAGE, REACH, highlight, passage

MARKUP = st.text(alphabet="<>&'\"/mark征地补偿。 \n", max_size=120)
TAGS = re.compile(r"</?mark>")


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("征地补偿款", "征地", "<mark>征地</mark>补偿款"),
        ("征地补偿款", "征地补偿", "<mark>征地补偿</mark>款"),
        ("土地征收", "征地", "土地征收"),
        ("徵地補償", "征地", "<mark>徵地</mark>補償"),
        ("離婚糾紛", "离婚", "<mark>離婚</mark>糾紛"),
        ("Call ＡＢＣ now", "abc", "Call <mark>ＡＢＣ</mark> now"),
        ("<b>征地</b>", "征地", "&lt;b&gt;<mark>征地</mark>&lt;/b&gt;"),
        ("村村通", "村", "<mark>村村</mark>通"),
        ("㍿离婚", "离婚", "㍿<mark>离婚</mark>"),
        ("", "离婚", ""),
    ],
)
def test_highlight(text, query, expected):
    assert highlight(text, tokens(query)) == expected


@given(MARKUP, MARKUP)
def test_highlight_only_adds_marks(text, query):
    html = highlight(text, tokens(query))
    assert isinstance(html, SafeString)
    assert TAGS.sub("", html) == escape(text)


@given(MARKUP | st.text(max_size=300), MARKUP)
def test_nothing_but_marks_is_markup(text, query):
    rest = TAGS.sub("", passage(text, tokens(query)))
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest


@given(st.text(alphabet="征地补偿款，。", max_size=600), st.text(alphabet="征地款", max_size=6))
def test_a_passage_is_short_and_from_the_text(text, query):
    plain = TAGS.sub("", passage(text, tokens(query)))
    assert len(plain) <= PASSAGE + 2 * REACH + 2
    assert plain.strip("…") in text


def test_a_passage_begins_at_the_sentence_with_most_hits():
    text = "前面的话。" * 60 + "村里征地了。补偿款没有给。" + "后面的话。" * 60
    snippet = passage(text, tokens("征地补偿"))
    assert snippet.startswith("…村里<mark>征地</mark>了。<mark>补偿</mark>款没有给。")
    assert snippet.endswith("。…")


def test_a_short_text_is_shown_whole():
    assert passage("没有命中。", tokens("征地")) == "没有命中。"
