"""Article numbers as statutes write them and as people type them."""

import re

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))
VALUES = {word: value for value, word in enumerate(DIGITS)} | {"两": 2}
SIZES = {word: size for size, word in UNITS}


def chinese_number(number: int) -> str:
    """Write a number from 1 to 9999 as statutes do: 1087 is 一千零八十七, 12 is 十二."""
    words, rest = "", number
    for size, unit in UNITS:
        digit, rest = divmod(rest, size)
        if digit:
            words += DIGITS[digit] + unit
        elif words and rest and not words.endswith("零"):
            words += "零"
    words += DIGITS[rest] if rest else ""
    return words.removeprefix("一") if words.startswith("一十") else words


def number_of(words: str) -> int:
    """Return the number that figures or Chinese numerals mean: 1087, 一千零八十七, 一〇八七.

    Figures read as letters by a scanner (O, 〇) count as nought. 0 for what is no number.
    """
    words = re.sub("[〇○◯Oo]", "零", words)
    figures = "".join(str(VALUES.get(word, word)) for word in words)
    if figures.isascii() and figures.isdigit():
        return int(figures)
    total = digit = 0
    for word in words:
        if word in SIZES:
            total, digit = total + (digit or 1) * SIZES[word], 0
        elif word in VALUES:
            digit = VALUES[word]
        else:
            return 0
    return total + digit


def article_label(number: int, branch: int = 0) -> str:
    """Return the number of an article as statutes write it: 第一百二十条之一 for (120, 1)."""
    label = f"第{chinese_number(number)}条"
    return f"{label}之{chinese_number(branch)}" if branch else label


def article_number(label: str) -> int:
    """Return the number in an article's label: 1087 for 第一千零八十七条 or 第1087条.

    ValueError when there is none.
    """
    number = number_of(label.removeprefix("第").partition("条")[0])
    if not number:
        raise ValueError(f"No article number in {label!r}.")
    return number
