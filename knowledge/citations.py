"""Citations of law in any text: 《民法典》第一千零八十七条, 第1087条, 民法典第1087条第二款."""

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))


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


def article_label(number: int, branch: int = 0) -> str:
    """Return the number of an article as statutes write it: 第一百二十条之一 for (120, 1)."""
    label = f"第{chinese_number(number)}条"
    return f"{label}之{chinese_number(branch)}" if branch else label


def article_number(label: str) -> int:
    """Return the number in an article's label: 1087 for 第一千零八十七条 or 第1087条."""
    words = label.removeprefix("第").partition("条")[0]
    if words.isdigit():
        return int(words)
    return next(number for number in range(1, 2000) if chinese_number(number) == words)
