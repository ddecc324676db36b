"""How text becomes tokens: one analysis for documents and queries, on every engine. Pure.

A run of Han characters gives each character and each overlapping pair; a run of Latin letters or
digits stays whole. No dictionary: measured, it ranks worse than characters and pairs.
"""

import re
import unicodedata
from itertools import pairwise

from opencc import OpenCC

TOKEN_LIMIT = 64
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"(?P<han>[{HAN}]+)|[^\W_{HAN}]+")

_to_simplified = OpenCC("t2s").convert


def fold(text):
    """Return ``text`` in NFKC, lower case and simplified characters."""
    return _to_simplified(_printable(unicodedata.normalize("NFKC", text).lower()))


def fold_aligned(text):
    """Return ``text`` folded, and for each character of the result its place in ``text``.

    Where folding keeps the length (nearly always) characters keep their places; else they are
    folded one by one, thirty times slower.
    """
    folded = fold(text)
    if len(folded) == len(text):
        return folded, range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = unicodedata.normalize("NFKC", char).lower() or char
        pieces.append(folded)
        places += [place] * len(folded)
    aligned = _printable("".join(pieces))
    simplified = _to_simplified(aligned)
    return (simplified if len(simplified) == len(aligned) else aligned), places


def tokens(text):
    """Return the tokens of ``text`` in order, with repetitions."""
    return tokens_of_folded(fold(text))


def tokens_of_folded(folded):
    """Return the tokens of text that ``fold`` has been applied to."""
    result = []
    for run in RUN.finditer(folded):
        word = run.group()
        if run.lastgroup != "han":
            result.append(word[:TOKEN_LIMIT])
            continue
        result += word
        result += [first + second for first, second in pairwise(word)]
    return result


def telling(tokens):
    """Return those ``tokens`` that tell something: pairs and words; all, if there are none such.

    A lone Han character is in nearly every text: it helps to rank but makes no hit.
    """
    words = [token for token in tokens if len(token) > 1 or not re.match(rf"[{HAN}]", token)]
    return words or list(tokens)


def _printable(text):
    """Replace what the converter, a C library, cannot take: NUL and half surrogate pairs."""
    return re.sub(r"[\x00\ud800-\udfff]", " ", text)
