"""A reader of iCalendar files that forgives nothing (RFC 5545), and a calendar that imports them.

Written beside the library that makes the files, so that both would have to err alike.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<parameters>(;[A-Z0-9-]+=(\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*))*)"
    r":(?P<value>[^\x00-\x08\x0a-\x1f]*)"
)
TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "COMMENT"}
ESCAPED = re.compile(r"(?:[^\\,;]|\\[\\,;nN])*")
UTC = re.compile(r"\d{8}T\d{6}Z")
LOCAL = re.compile(r"\d{8}T\d{6}")
OFFSET = re.compile(r"[+-]\d{4}")
DURATION = re.compile(r"-?P(\d+D)?(T(\d+H)?(\d+M)?)?")
MUST = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "URL"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
INSIDE = {
    "VTIMEZONE": "VCALENDAR",
    "VEVENT": "VCALENDAR",
    "STANDARD": "VTIMEZONE",
    "VALARM": "VEVENT",
}
FORMS = {
    "DTSTAMP": UTC,
    "LAST-MODIFIED": UTC,
    "TZOFFSETFROM": OFFSET,
    "TZOFFSETTO": OFFSET,
    "TRIGGER": DURATION,
    "REFRESH-INTERVAL": DURATION,
    "X-PUBLISHED-TTL": DURATION,
    "SEQUENCE": re.compile(r"\d+"),
    "STATUS": re.compile("CONFIRMED|CANCELLED|TENTATIVE"),
    "VERSION": re.compile(r"2\.0"),
    "CALSCALE": re.compile("GREGORIAN"),
    "URL": re.compile(r"https?://[!-~]+"),
    "UID": re.compile(r"[!-~]+@[!-~]+"),
}


class BrokenError(Exception):
    """The file breaks the standard; says how."""


@dataclass
class Part:
    """A component: its properties (name → (parameters, value)) and the components inside."""

    name: str
    properties: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)

    def text(self, name):
        return re.sub(
            r"\\([\\,;nN])",
            lambda found: "\n" if found[1] in "nN" else found[1],
            self.properties[name][1],
        )

    def number(self, name):
        return int(self.properties[name][1])

    def moment(self, name):
        parameters, value = self.properties[name]
        zone = ZoneInfo(parameters.removeprefix(";TZID=")) if parameters else dt.UTC
        return dt.datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zone)

    def of(self, name):
        return [part for part in self.parts if part.name == name]


def need(condition, what):
    if not condition:
        raise BrokenError(what)


def lines_of(content: bytes) -> list[str]:
    """The logical lines; every physical one ends in CRLF, is short and whole UTF-8 by itself."""
    need(content.endswith(b"\r\n"), "no line break at the end")
    need(not content.startswith(b"\xef\xbb\xbf"), "byte order mark")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    lines = []
    for line in physical:
        need(line and b"\r" not in line and b"\n" not in line, f"bare or empty line: {line!r}")
        need(len(line) <= 75, f"{len(line)} octets: {line!r}")
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            raise BrokenError(f"a character is split: {line!r}") from error
        if text.startswith((" ", "\t")):
            need(lines, "begins with a fold")
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def read(content: bytes) -> Part:
    """The VCALENDAR in ``content``, everything in it checked."""
    stack, done = [], []
    for line in lines_of(content):
        found = LINE.fullmatch(line)
        need(found, f"no content line: {line!r}")
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            need(value in MUST, f"unknown component {value}")
            need(
                (stack[-1].name if stack else None) == INSIDE.get(value), f"{value} in wrong place"
            )
            stack.append(Part(value))
        elif name == "END":
            need(stack and stack[-1].name == value, f"END of {value}")
            part = stack.pop()
            _check(part)
            (stack[-1].parts if stack else done).append(part)
        else:
            need(stack, f"{name} outside")
            need(name not in stack[-1].properties, f"{name} twice in {stack[-1].name}")
            stack[-1].properties[name] = (found["parameters"], value)
    need(not stack and len(done) == 1, "not one whole calendar")
    _check_whole(done[0])
    return done[0]


def _check(part):
    need(part.properties.keys() >= MUST[part.name], f"{part.name} has only {set(part.properties)}")
    for name, (_parameters, value) in part.properties.items():
        if name in FORMS:
            need(FORMS[name].fullmatch(value), f"{name} is {value!r}")
        if name in TEXT:
            need(ESCAPED.fullmatch(value), f"{name} is not escaped: {value!r}")
    if part.name == "VEVENT":
        need(part.moment("DTEND") > part.moment("DTSTART"), "ends before it begins")


def _check_whole(calendar):
    need("METHOD" not in calendar.properties, "METHOD makes it a message, not a calendar")
    zones = {zone.text("TZID") for zone in calendar.of("VTIMEZONE")}
    identities = [event.text("UID") for event in calendar.of("VEVENT")]
    need(len(identities) == len(set(identities)), "a UID twice")
    for event in calendar.of("VEVENT"):
        for name in ("DTSTART", "DTEND"):
            parameters, value = event.properties[name]
            need(LOCAL.fullmatch(value), f"{name} is {value!r}")
            need(parameters.removeprefix(";TZID=") in zones, f"{name} in an unknown zone")


@dataclass
class Entry:
    """What a phone shows of an event."""

    sequence: int
    stamp: dt.datetime
    starts_at: dt.datetime
    place: str
    is_struck: bool


class PhoneCalendar:
    """A calendar into which files are opened, as RFC 5546 (2.1.4, 2.1.5) has it.

    An event is known by its UID. A file replaces it when its SEQUENCE is higher, or with the same
    SEQUENCE when it was stamped later; an older file changes nothing.
    """

    def __init__(self):
        self.entries = {}

    def open(self, content):
        for event in read(content).of("VEVENT"):
            new = Entry(
                event.number("SEQUENCE"),
                event.moment("DTSTAMP"),
                event.moment("DTSTART"),
                event.text("LOCATION"),
                event.text("STATUS") == "CANCELLED",
            )
            old = self.entries.get(event.text("UID"))
            if old is None or (new.sequence, new.stamp) >= (old.sequence, old.stamp):
                self.entries[event.text("UID")] = new

    @property
    def only(self):
        (entry,) = self.entries.values()
        return entry
