"""A table as somebody laid it out → one row for each village it names."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace

from directory.pairing.cells import (
    code_of,
    days_of,
    joined,
    kind_of,
    name_of,
    phone_of,
    text_of,
    villages_of,
)
from directory.pairing.headers import find_header

SUM = re.compile(r"^(合计|小计|总计|共计|汇总|本页小计)")
BETWEEN_CODES = re.compile(r"[、,;/|\s]+")
BETWEEN_PEOPLE = re.compile(r"[、,;/|\n]")
PERSONAL = ("kind", "firm", "phone", "certificate", "valid_from", "valid_until", "trained_on")
COUNT = r"[一二三四五六七八九十\d]+"
SECTION = re.compile(rf"^(?:{COUNT}[、.)]|\({COUNT}\))?(\w{{1,20}}?(?:乡|镇|街道))(?:\(.*\))?$")
NOTHING = re.compile(r"^[-—–/\\无]*$")  # how people write that there is nothing


@dataclass(frozen=True)
class Table:
    """One worksheet. ``rows``: (number as shown, cells). ``merged``: (first row, first column,
    last row, last column), columns from 0. ``repeats_blanks``: a blank adviser means the one
    above (a text file cannot merge cells).
    """

    title: str
    rows: Sequence[tuple[int, list]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    repeats_blanks: bool = False


@dataclass(frozen=True)
class Row:
    """What a sheet says about one village. Days in ISO form, or as typed when they are no day."""

    number: int
    township: str = ""
    village: str = ""
    code: str = ""
    adviser: str = ""
    kind: str = ""
    firm: str = ""
    phone: str = ""
    certificate: str = ""
    valid_from: str = ""
    valid_until: str = ""
    trained_on: str = ""
    reason: str = ""
    is_hidden: bool = False
    is_repeated: bool = False  # the adviser stands further up
    has_many_codes: bool = False  # several codes that do not fit the villages

    def as_json(self) -> dict:
        """Only what differs from nothing: rows wait in the database."""
        blank = {one.name: one.default for one in fields(self)}
        return {name: value for name, value in asdict(self).items() if value != blank[name]}

    @classmethod
    def from_json(cls, kept: dict) -> "Row":
        """The row again; what an older version kept and we no longer know is left out."""
        names = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in names})


@dataclass
class _Carried:
    """What blank cells below stand for."""

    township: str = ""
    person: dict = field(default_factory=dict)


def rows_of(table: Table) -> list[Row] | None:
    """The rows of the table, or none when it has no header that we know."""
    filled = _spread(table)
    found = find_header([cells for _number, cells in filled], table.hidden_columns)
    if found is None:
        return None
    last, columns = found
    rows: list[Row] = []
    carried = _Carried()
    for number, cells in filled[last + 1 :]:
        if section := _section(cells):
            carried = _Carried(section)
            continue
        typed = _typed(cells, columns)
        if _says_nothing(cells, typed):
            carried.person = {}
            continue
        typed |= _above(typed, carried, table.repeats_blanks)
        rows += _per_village(number, typed, number in table.hidden_rows)
    return rows


def _spread(table):
    """The rows with the value of a merged cell in each of its cells."""
    rows = [(number, list(cells)) for number, cells in table.rows]
    position = {number: index for index, (number, _cells) in enumerate(rows)}
    for top, left, bottom, right in table.merged:
        origin = rows[position[top]][1] if top in position else []
        value = origin[left] if left < len(origin) else None
        if value is None:
            continue
        for number in range(top, min(bottom, rows[-1][0]) + 1):
            if number in position:
                cells = rows[position[number]][1]
                cells += [None] * (right + 1 - len(cells))
                cells[left : right + 1] = [value] * (right + 1 - left)
    return rows


def _typed(cells, columns):
    """Field → text; what people write for nothing is nothing."""
    texts = {
        name: text_of(cells[column]) if column < len(cells) else ""
        for name, column in columns.items()
    }
    return {name: "" if NOTHING.match(text) else text for name, text in texts.items()}


def _section(cells):
    """The township that a row names and nothing else: 一、崇文街道（12个村）."""
    texts = {joined(text_of(cell)) for cell in cells} - {""}
    found = SECTION.match(texts.pop()) if len(texts) == 1 else None
    return found[1] if found else ""


def _says_nothing(cells, typed):
    """A blank row, a sum, a repeated header."""
    texts = [joined(text_of(cell)) for cell in cells]
    if any(SUM.match(text) for text in texts):
        return True
    if not (typed.get("village") or typed.get("code") or typed.get("adviser")):
        return True
    return find_header([cells]) is not None


def _above(typed, carried, repeats):
    """What the blank cells of a row take from the rows above; remembers what it says itself."""
    given = joined(typed.get("township", ""))
    moved = bool(given and carried.township and given != carried.township)
    carried.township = given or carried.township
    if typed.get("adviser"):
        carried.person = {name: typed.get(name, "") for name in ("adviser", *PERSONAL, "validity")}
    if moved and not typed.get("adviser"):
        carried.person = {}
    taken = {"township": carried.township, "is_repeated": False}
    if repeats and not typed.get("adviser") and carried.person:
        own = {name: typed[name] for name in carried.person if typed.get(name)}
        return taken | carried.person | own | {"is_repeated": True}
    return taken


def _per_village(number, typed, is_hidden):
    """One row for each village of a cell; a row without a village stays one row."""
    villages = villages_of(typed.get("village", ""))
    codes = [code_of(code) for code in BETWEEN_CODES.split(typed.get("code", "")) if code]
    fits = len(codes) <= 1 if len(villages) <= 1 else len(codes) in (0, len(villages))
    row = _row(number, typed, is_hidden)
    row = replace(row, has_many_codes=not fits)
    if not villages:
        return [replace(row, code=code) for code in codes] or [row]
    codes = codes if len(codes) == len(villages) else [""] * len(villages)
    return [
        replace(row, village=village, code=code)
        for village, code in zip(villages, codes, strict=True)
    ]


def _row(number, typed, is_hidden):
    def get(name):
        return " ".join(typed.get(name, "").split())

    both = days_of(get("validity"))
    first = get("valid_from") or (both[0].isoformat() if len(both) > 1 else "")
    last = get("valid_until") or (both[-1].isoformat() if both else "")
    adviser = name_of(get("adviser"))
    return Row(
        number=number,
        township=joined(get("township")),
        adviser=typed["adviser"] if _is_many(typed.get("adviser", "")) else adviser,
        kind=kind_of(get("kind")),
        firm=name_of(get("firm")),
        phone=phone_of(get("phone")),
        certificate=joined(get("certificate")),
        valid_from=_day(first),
        valid_until=_day(last),
        trained_on=_day(get("trained_on")),
        reason=get("reason"),
        is_hidden=is_hidden,
        is_repeated=typed["is_repeated"],
    )


def _is_many(adviser):
    return bool(BETWEEN_PEOPLE.search(adviser))


def _day(text):
    days = days_of(text)
    return days[0].isoformat() if days else text[:40]


def completed(rows: Iterable[Row], known: Container[str]) -> list[Row]:
    """Rows of people whom the register does not know, with what another row says of them.

    Only where one row says all that any of them says: two phones may be two people.
    """
    rows = list(rows)
    said: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        if row.adviser and row.adviser not in known:
            said[row.adviser].append(_facts(row))
    full = {name: _fullest(facts) for name, facts in said.items()}
    return [replace(row, **full.get(row.adviser, {})) for row in rows]


def _facts(row):
    return {name: value for name in PERSONAL if (value := getattr(row, name))}


def _fullest(facts):
    best = max(facts, key=len)
    return best if all(one.items() <= best.items() for one in facts) else {}
