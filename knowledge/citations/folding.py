"""One spelling for what texts write in many: full-width signs, marks, spaces, broken lines."""

import re
import unicodedata
from dataclasses import dataclass, field

SIGNS = str.maketrans(
    {
        "（": "(", "）": ")", "﹙": "(", "﹚": ")", "〔": "(", "〕": ")", "［": "[", "］": "]",
        "〈": "《", "〉": "》", "＜": "《", "＞": "》", "<": "《", ">": "》",
        "﹤": "《", "﹥": "》",
        "«": "《", "»": "》", "‹": "《", "›": "》", "「": "“", "」": "”", "『": "“", "』": "”",
        "﹁": "“", "﹂": "”", "，": ",", "：": ":", "；": ";", "﹐": ",", "､": "、",
        "笫": "第", "條": "条", "項": "项", "規": "规", "〜": "-", "～": "-", "~": "-",
        "—": "-", "–": "-", "－": "-", "―": "-", "‐": "-", "‑": "-", "─": "-",
        "\u3000": " ", "\u00a0": " ", "\u200b": " ", "\ufeff": " ", "\t": " ",
        "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n",
    }
)  # fmt: skip
BLANK = " \n"


@dataclass
class Folded:
    """A text without blanks; ``at[i]`` is where its character i stands in the original.

    ``starts`` are the places where a line of the original begins, ``blanks`` those with a blank
    before them. Between two figures a blank stays, so that 第10条 12 does not grow together.
    """

    text: str = ""
    at: list[int] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)
    blanks: set[int] = field(default_factory=set)


def fold(text: str) -> Folded:
    """Return ``text`` in one spelling, in one pass."""
    folded, kept = Folded(), []
    is_start, is_blank, figure = True, False, False
    for index, sign in enumerate(_narrow(text)):
        if sign in BLANK:
            is_start, is_blank = is_start or sign == "\n", True
            continue
        is_figure = sign.isdigit()
        if is_blank and figure and is_figure:
            kept.append(" ")
            folded.at.append(index - 1)
        if is_start:
            folded.starts.add(len(kept))
        if is_blank:
            folded.blanks.add(len(kept))
        kept.append(sign)
        folded.at.append(index)
        is_start, is_blank, figure = False, False, is_figure
    folded.text = "".join(kept)
    return folded


def plain(name: str) -> str:
    """Return the spelling of a law's name that all its spellings share.

    Marks, blanks, 中华人民共和国 and brackets around numbers fall away:
    《中华人民共和国民法典》婚姻家庭编的解释（一） is 民法典婚姻家庭编的解释一.
    """
    words = re.sub(r"[《》“”\"'\s、,·]", "", _narrow(name))
    words = words.replace("中华人民共和国", "")
    words = re.sub(r"\(([一二三四五六七八九十]{1,3})\)", r"\1", words)
    return re.sub(r"\((\d{1,2})\)$", lambda match: _chinese(match[1]), words)


def _narrow(text):
    """Full-width letters and figures narrow, one character for each."""
    folded = text.translate(SIGNS)
    if folded.isascii():
        return folded
    return "".join(_narrowed(sign) if "！" <= sign <= "～" else sign for sign in folded)


def _narrowed(sign):
    return unicodedata.normalize("NFKC", sign)


def _chinese(figures):
    from knowledge.citations.numerals import chinese_number

    return chinese_number(int(figures))
