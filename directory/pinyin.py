"""Pinyin of names, as people type it on a phone: no tones, no spaces, ü as v."""

from pypinyin import Style, lazy_pinyin


def spell(name: str) -> tuple[str, str]:
    """Pinyin and initials of ``name``: 回龙居委会 → ("huilongjuweihui", "hljwh")."""
    syllables = lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)
    letters = ["".join(filter(str.isalnum, syllable)).lower() for syllable in syllables]
    return "".join(letters), "".join(syllable[0] for syllable in letters if syllable)
