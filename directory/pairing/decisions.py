"""What each row of a sheet would change, and whether it may."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from directory.models import Assignment, Place
from directory.models.assignments import MOST_VILLAGES
from directory.pairing.people import People, Person
from directory.pairing.places import Gazetteer
from directory.pairing.tables import Row, completed

REFUSED, CHANGE, ADD, ENDED, SAME = "refused", "change", "add", "ended", "same"
OUTCOMES = (REFUSED, CHANGE, ADD, ENDED, SAME)
WRITTEN = (CHANGE, ADD, ENDED)


@dataclass(frozen=True)
class Line:
    """One row's outcome. ``before``: the assignment that ends. ``slot``: none beyond the five."""

    number: int | None
    outcome: str
    row: Row
    village: Place | None = None
    person: Person = field(default_factory=Person)
    before: Assignment | None = None
    slot: int | None = None
    why: str = ""
    notes: tuple[str, ...] = ()

    def refused(self, why: str) -> "Line":
        return replace(self, outcome=REFUSED, why=why, slot=None)

    @property
    def place_name(self) -> str:
        """The village as the register names it, else as the sheet does."""
        if self.village:
            return self.village.full_name
        return " ".join(filter(None, [self.row.township, self.row.village or self.row.code]))

    @property
    def adviser_name(self) -> str:
        return self.person.name or self.row.adviser

    def as_json(self) -> dict:
        """What is kept of the line: no phone."""
        before = str(self.before.adviser) if self.before else ""
        facts = {"row": self.number, "outcome": self.outcome, "village": self.place_name}
        facts |= {"adviser": self.adviser_name, "before": before, "why": self.why}
        return facts | {"notes": [str(note) for note in self.notes]}


@dataclass(frozen=True)
class Register:
    """What the decisions are made against. ``terms``: assignments that reach the first day or
    later, of the villages and of the advisers concerned, each with village and adviser.
    """

    gazetteer: Gazetteer
    people: People
    terms: Sequence[Assignment]


@dataclass(frozen=True)
class SheetPlan:
    """All lines, in the order of the sheet; ended villages at the end.

    ``withheld``: villages that would lose their adviser, were every row's village known.
    """

    lines: tuple[Line, ...]
    withheld: tuple[Place, ...] = ()

    def of(self, outcome: str) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def counts(self) -> dict[str, int]:
        return {outcome: len(self.of(outcome)) for outcome in OUTCOMES}

    @property
    def changes(self) -> int:
        return sum(self.counts[outcome] for outcome in WRITTEN)

    @property
    def fingerprint(self) -> str:
        """Differs when anything that would be written or shown differs."""
        facts: list = [
            (
                *(line.number, line.outcome, line.village and line.village.pk, line.why),
                *(str(line.person.key), line.before and line.before.pk, line.slot),
                *(line.row.reason if line.slot is None else "", *line.notes),
            )
            for line in self.lines
        ]
        facts.append([village.pk for village in self.withheld])
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:32]


def decide(
    rows: Iterable[Row], register: Register, *, starts_on: date, is_complete: bool = False
) -> SheetPlan:
    """What the sheet would do on ``starts_on``. ``is_complete``: villages left out lose their
    adviser, unless some row's village is unknown (it may be one of them).
    """
    terms = _Terms(register.terms, starts_on)
    rows = completed(rows, register.people.by_name)
    lines = [_first_look(row, register, terms, starts_on) for row in rows]
    lines = _without_contradictions(lines)
    ended, withheld = [], []
    if is_complete:
        ended, withheld = _left_out(lines, register, terms, starts_on)
    lines = _within_the_cap(lines, ended, register.terms)
    return SheetPlan((*_echoes(lines), *ended), tuple(withheld))


class _Terms:
    """The assignments by village: who serves on the first day, what is written for later."""

    def __init__(self, terms, day):
        self.current, self.later = {}, {}
        for term in sorted(terms, key=lambda term: term.starts_on, reverse=True):
            (self.current if term.starts_on <= day else self.later)[term.village_id] = term


def _first_look(row, register, terms, day):
    """The row alone: village and adviser known, certified, nothing in the way."""
    line = Line(row.number, ADD, row)
    place, person = register.gazetteer.find(row), register.people.find(row)
    notes = [place.note, *person.notes, row.is_repeated and _("The adviser stands further up.")]
    line = replace(line, village=place.village, person=person, notes=tuple(filter(None, notes)))
    if why := place.why or person.why:
        return line.refused(why)
    if row.is_hidden:
        return line.refused(_("The row is hidden in the sheet. Show it or delete it."))
    before, later = terms.current.get(place.village.pk), terms.later.get(place.village.pk)
    if before and before.certificate_id == person.key:
        return _as_same(line, before, person, day)
    why = _hindrance(person, before, later, day)
    line = replace(line, outcome=CHANGE if before else ADD, before=before)
    return line.refused(why) if why else line


def _hindrance(person, before, later, day):
    """What stands against a new assignment on ``day``; nothing if it may begin."""
    if not person.may_serve_on(day):
        return _no_certificate(person)
    if later:
        text = _("Another assignment is already written for %(day)s.")
        return text % {"day": later.starts_on}
    if before and before.starts_on == day:
        return _("The present adviser begins on the same day. Take a later one.")
    return ""


def _as_same(line, before, person, day):
    notes = list(line.notes)
    if before.ends_on:
        notes.append(_("The assignment ends on %(day)s.") % {"day": before.ends_on})
    if not person.may_serve_on(day):
        notes.append(_no_certificate(person))
    return replace(line, outcome=SAME, before=before, slot=before.slot, notes=tuple(notes))


def _no_certificate(person):
    if person.newcomer or person.certificate:
        return _("The certificate is not valid on the first day.")
    return _("This adviser has no certificate.")


def _without_contradictions(lines):
    """A village twice: once is enough for the same adviser, two advisers are refused."""
    seen = defaultdict(list)
    for index, line in enumerate(lines):
        if line.village is not None and line.row.adviser:
            seen[line.village.pk].append(index)
    lines = list(lines)
    for same_village in seen.values():
        people = {lines[index].person.key or lines[index].row.adviser for index in same_village}
        rows = [lines[index].number for index in same_village]
        for position, index in enumerate(same_village):
            if len(people) > 1:
                text = _("The village stands in rows %(rows)s with different advisers.")
                numbers = "、".join(map(str, dict.fromkeys(rows)))
                lines[index] = lines[index].refused(text % {"rows": numbers})
            elif position and lines[index].outcome != REFUSED:
                note = _("As in row %(row)d.") % {"row": rows[0]}
                lines[index] = replace(lines[index], outcome=SAME, before=None, notes=(note,))
    return lines


def _echoes(lines):
    """A repeated village shares the refusal of its first row."""
    first = {}
    for line in lines:
        origin = first.setdefault(line.village and line.village.pk, line)
        is_echo = line.outcome == SAME and line.before is None and origin is not line
        is_refused = is_echo and origin.outcome == REFUSED
        yield line.refused(origin.why) if is_refused else line


def _left_out(lines, register, terms, day):
    """Lines of the villages that the sheet does not name, and those that are left alone."""
    named = {line.village.pk for line in lines if line.village}
    left_out = [
        terms.current[code]
        for code in register.gazetteer.by_code
        if code in terms.current and code not in named
    ]
    if any(line.village is None for line in lines):
        return [], [term.village for term in left_out]
    return [_ended(term, day) for term in left_out], []


def _ended(term, day):
    person = Person(term.adviser)
    line = Line(None, ENDED, Row(0), term.village, person, term)
    if term.starts_on == day:
        return line.refused(_("The present adviser begins on the same day. Take a later one."))
    return line


def _within_the_cap(lines, ended, terms):
    """Gives slots; refuses what goes beyond five villages without a reason.

    A refused change leaves the village with its adviser, who then has a slot less to give: so it
    is asked again until nothing more is refused.
    """
    while True:
        leaving = {line.before.pk for line in [*lines, *ended] if _ends(line)}
        free = _free_slots(term for term in terms if term.pk not in leaving)
        lines, refusals = _slots_given(lines, free)
        if not refusals:
            return lines


def _ends(line):
    return line.outcome in (CHANGE, ENDED) and line.before is not None


def _free_slots(terms):
    free = defaultdict(lambda: list(range(1, MOST_VILLAGES + 1)))
    for term in terms:
        if term.slot in free[term.certificate_id]:
            free[term.certificate_id].remove(term.slot)
    return free


def _slots_given(lines, free):
    given, refusals = [], 0
    for line in lines:
        if line.outcome not in (ADD, CHANGE):
            given.append(line)
            continue
        slots = free[line.person.key]
        if slots:
            given.append(replace(line, slot=slots.pop(0)))
        elif line.row.reason:
            text = _("Beyond five villages: %(reason)s") % {"reason": line.row.reason}
            given.append(replace(line, slot=None, notes=(*line.notes, text)))
        else:
            refusals += 1
            text = _("%(adviser)s would serve more than five villages; no reason is given.")
            given.append(line.refused(text % {"adviser": line.person.name}))
    return given, refusals
