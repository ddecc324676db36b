"""What one cell of a sheet means, however it was typed."""

import re
import unicodedata
from datetime import date, datetime, timedelta

LONGEST = 200  # characters of a cell that are kept
EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar
FIRST_SERIAL, LAST_SERIAL = 20_000, 73_050  # 1954 to 2099: no other number is taken for a day
HAN = r"㐀-鿿豈-﫿\U00020000-\U000323af"
SPACE_IN_NAME = re.compile(rf"(?<=[{HAN}·])\s+(?=[{HAN}·])")
DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
BETWEEN_VILLAGES = re.compile(r"[、,;/|\n]+")
VILLAGE_END = re.compile(r".{1,}(村|社区|委会|委员会|居)$")
KINDS = [  # words of the sheet → kind of adviser; the first that stands in the cell counts
    ("检察", "retired_prosecutor"),
    ("法官", "retired_judge"),
    ("法院", "retired_judge"),
    ("法律服务", "legal_worker"),
    ("法律工作者", "legal_worker"),
    ("基层", "legal_worker"),
    ("律师", "lawyer"),
]


def text_of(value) -> str:
    """A cell as text: full-width forms made plain, invisible characters gone, spaces single.

    Lines stay lines. A whole number that Excel kept as 13800000000.0 is written without its point.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    visible = [char for char in text if char == "\n" or unicodedata.category(char)[0] != "C"]
    lines = [" ".join(line.split()) for line in "".join(visible).split("\n")]
    return "\n".join(filter(None, lines))[:LONGEST].strip()


def name_of(text: str) -> str:
    """A name without stray spaces: 张 三 → 张三. Latin names keep theirs."""
    flat = " ".join(text.split()).replace("•", "·").replace("・", "·").replace("‧", "·")
    return SPACE_IN_NAME.sub("", flat)


def joined(text: str) -> str:
    """The text without any space."""
    return "".join(text.split())


def phone_of(text: str) -> str:
    """Digits and hyphens of a phone; the country's prefix is left out."""
    digits = re.sub(r"[^\d-]", "", re.sub(r"^\s*(\+|00)86", "", text)).strip("-")
    return digits[:20]


def same_phone(one: str, other: str) -> bool:
    """Whether both are the same number, hyphens or not."""
    return one.replace("-", "") == other.replace("-", "")


def code_of(text: str) -> str:
    """An official code, or what stands in its place: Excel drops no digit of twelve."""
    return re.sub(r"\.0+$", "", joined(text))


def kind_of(text: str) -> str:
    """The kind of adviser that the cell means; empty when it says nothing we know."""
    return next((kind for word, kind in KINDS if word in text), "")


def days_of(text: str) -> list[date]:
    """The days that a cell names, in order: 2026.1.1, 2026年1月1日至2028年12月31日, 46023."""
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        serial = int(float(text))
        in_range = FIRST_SERIAL <= serial <= LAST_SERIAL
        return [EXCEL_EPOCH + timedelta(days=serial)] if in_range else []
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = []
    for parts in DAY.findall(text):
        try:
            found.append(date(*map(int, parts)))
        except ValueError:
            return []
    return found


def villages_of(text: str) -> list[str]:
    """The villages that one cell names: 板坪村、青山村 → two."""
    parts = [part.strip(" 。.等") for part in BETWEEN_VILLAGES.split(text)]
    villages: list[str] = []
    for part in filter(None, parts):
        words = part.split()
        many = len(words) > 1 and all(VILLAGE_END.fullmatch(word) for word in words)
        villages += words if many else [joined(part)]
    return villages
