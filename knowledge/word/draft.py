"""What comes out of a Word file: parts of an article, pictures, and remarks for the editor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


class WordFileError(Exception):
    """This file is not taken; the message says what is wrong with it and what to do."""


class Words(NamedTuple):
    """An article of law on record: its key, how it is called, what it says, whether it holds."""

    pk: int
    name: str
    text: str
    holds: bool = True


class Library(Protocol):
    """The records of law as this package needs them."""

    names: Mapping[str, str]  # every written name of a law → its name on record

    def words(self, law: str, number: int, branch: int) -> Words | None:
        """Return the article of law, or None when it is not on record."""


@dataclass
class Notice:
    """A remark for the editor. ``TODO`` asks to do something, ``TOLD`` only tells."""

    TODO = "todo"
    TOLD = "told"

    kind: str
    message: str
    quotes: list[str] = field(default_factory=list)


class Part(NamedTuple):
    """A block: its type in the article's body and its value as JSON would hold it.

    Of a picture the value names the position in ``Draft.pictures`` instead of an image's key.
    """

    kind: str
    value: Any


@dataclass
class Picture:
    """A picture of the file, as JPEG, PNG or WebP."""

    content: bytes
    alt: str


@dataclass
class Draft:
    """A case as it would stand in the article."""

    title: str = ""
    summary: str = ""
    parts: list[Part] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)  # headings of all cases when there are several
    aside: list[str] = field(default_factory=list)  # lines around the title: series, author, date
    accounted: list[str] = field(default_factory=list)  # words that stand in a label or a record

    def tell(self, message, *quotes):
        """Leave a remark that only tells."""
        self._leave(Notice.TOLD, message, quotes)

    def ask(self, message, *quotes):
        """Leave a remark that asks the editor to do something."""
        self._leave(Notice.TODO, message, quotes)

    def _leave(self, kind, message, quotes):
        """Make a remark; one thing more of what the last one is about joins it."""
        said = [quote for quote in quotes if quote]
        last = self.notices[-1] if self.notices else None
        if last and last.message == str(message) and len(said) < 2:
            last.quotes += said
        else:
            self.notices.append(Notice(kind, str(message), said))
