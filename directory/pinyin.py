"""Pinyin of names, as people type it on a phone: no tones, no spaces, ü as v."""

from functools import lru_cache

WORDS_KEPT = 1 << 15  # the whole country's village names are made of 9,000 words


def spell(name: str) -> tuple[str, str]:
    """Pinyin and initials of ``name``: 回龙居委会 → ("huilongjuweihui", "hljwh").

    The first call reads a dictionary (a quarter of a second).
    """
    from pypinyin.seg.simpleseg import seg

    pinyin = initials = ""
    for word in seg(name):
        whole, first = _spell_word(word)
        pinyin += whole
        initials += first
    return pinyin, initials


@lru_cache(maxsize=WORDS_KEPT)
def _spell_word(word: str) -> tuple[str, str]:
    """Pinyin and initials of what has one reading as a whole: a phrase, or a single character."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)
    letters = ["".join(filter(str.isalnum, syllable)).lower() for syllable in syllables]
    return "".join(letters), "".join(syllable[0] for syllable in letters if syllable)
