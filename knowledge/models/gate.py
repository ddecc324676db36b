"""What a case lacks before villagers may read it, said in the editor's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models import Place
from knowledge import citations, privacy, wording
from knowledge.models.laws import Law
from knowledge.models.passages import Passage, passages
from knowledge.models.statutes import Statute

NOT_READ = {"contacts"}
"""Blocks that hold offices and telephones: nobody is told there in sentences."""

LAW_ENDINGS = ("法", "法典", "条例", "解释", "规定", "）")
"""Between marks this is a law and not the village's own rules, 《村规民约》第三条."""


@dataclass(frozen=True)
class Shortcoming:
    """Something to mend. ``blocks``: nobody can publish before it is mended; else it is advice.

    It belongs to the ``field`` of the page; in the body to the block ``block_id``, there to
    ``path`` (see ``Passage``), or without a block to the body as a whole.
    """

    code: str
    message: str
    field: str
    block_id: str = ""
    path: tuple = ()
    blocks: bool = True


class Written:
    """What stands on one version of a page: its passages and the articles of law in them."""

    def __init__(self, page):
        self.page = page
        self.passages = list(passages(page))

    @cached_property
    def cards(self) -> list[tuple[str, Statute]]:
        """Block and article of law of every law card."""
        laws = [child for child in self.page.body if child.block_type == "law"]
        rows = [(child.id, child.value.get("statute")) for child in laws]
        return [(block_id, statute) for block_id, statute in rows if statute]

    @cached_property
    def references(self) -> list[tuple[Passage, citations.Reference]]:
        """Articles of law that are named in the text."""
        names = Law.objects.names()
        return [(row, found) for row in self.passages for found in citations.find(row.text, names)]

    @cached_property
    def records(self) -> dict[tuple[str, int, int], Statute]:
        """The records of the articles of law that are named, by law, number and branch."""
        return Statute.objects.cited(found for _row, found in self.references)

    @property
    def public_on(self) -> date:
        """The day on which villagers read it first: today, or the day it is scheduled for."""
        today, hour = timezone.localdate(), self.page.go_live_at
        return max(today, timezone.localdate(hour)) if hour else today

    def record(self, reference: citations.Reference) -> Statute | None:
        """The record of the article that ``reference`` names; None when there is none."""
        return self.records.get(reference.key)

    def statutes(self) -> list[Statute]:
        """Every article of law that is cited, on a card or in the text, once."""
        named = [self.record(found) for _row, found in self.references]
        cited = [statute for _id, statute in self.cards] + [row for row in named if row]
        return list({statute.pk: statute for statute in cited}.values())


class Need(NamedTuple):
    """What a page may lack: who lacks it, what to do then, in which field."""

    lacks: Callable[[Written], bool]
    message: Promise
    field: str = "body"
    blocks: bool = True


def _lacks_block(name):
    return lambda written: (
        not any(child.value for child in written.page.body if child.block_type == name)
    )


def _lacks_citation(written: Written) -> bool:
    cited = (written.record(found) for _row, found in written.references)
    return not written.cards and not any(cited)


NEEDS = {
    "no_topic": Need(
        lambda written: not written.page.topic_id,
        _("Choose the topic the case belongs to."),
        "topic",
    ),
    "no_citation": Need(
        _lacks_citation,
        _("No article of law is cited. Add a law card with the one that decides it."),
    ),
    "no_steps": Need(
        _lacks_block("steps"),
        _("There are no steps. Add “Steps”: what does one do first, second, third?"),
    ),
    "no_contacts": Need(
        _lacks_block("contacts"),
        _("Nobody to call. Add “Whom to call” with a telephone."),
        blocks=False,
    ),
    "law_unchecked": Need(
        lambda written: not written.page.law_checked_on,
        _("Fill in the day on which you compared the law."),
        "law_checked_on",
        blocks=False,
    ),
}
"""A page says in its ``needs`` which of these are asked of it."""


def shortcomings(page) -> list[Shortcoming]:
    """Return what ``page`` lacks as it is now, what blocks publishing first."""
    written = Written(page)
    found = [*_missing(written), *_law(written), *_words(written), *_people(written)]
    return sorted(found, key=lambda row: not row.blocks)


def _missing(written: Written) -> Iterator[Shortcoming]:
    for code, need in NEEDS.items():
        if code in written.page.needs and need.lacks(written):
            yield Shortcoming(code, str(need.message), need.field, blocks=need.blocks)


def _law(written: Written) -> Iterator[Shortcoming]:
    for passage, found in written.references:
        quoted = passage.text[found.start : found.end]
        if not found.is_known:
            message = gettext("The law of “%(quoted)s” is not on record. Is the name right?") % {
                "quoted": quoted
            }
            is_law = "《" in quoted and found.law.endswith(LAW_ENDINGS)
            yield _at(passage, "unknown_law", message, blocks=is_law)
        elif not written.record(found):
            message = gettext("“%(quoted)s”: this law has no such article. Check the number.")
            yield _at(passage, "unknown_article", message % {"quoted": quoted})
    yield from _ended(written)


def _ended(written: Written) -> Iterator[Shortcoming]:
    """A card tells the law that holds; the text may tell of a law that once held."""
    day = written.public_on
    message = gettext("%(article)s is not in force on %(day)s. Cite the law that holds then.")
    for block_id, statute in written.cards:
        if not statute.holds(day):
            text = message % {"article": statute, "day": date_format(day)}
            yield Shortcoming("superseded", text, "body", block_id, ("statute",))
    for passage, found in written.references:
        record = written.record(found)
        if record and not record.holds(day):
            text = message % {"article": record, "day": date_format(day)}
            yield _at(passage, "superseded", text, blocks=False)


def _words(written: Written) -> Iterator[Shortcoming]:
    for passage in written.passages:
        if passage.block_type not in NOT_READ:
            advice = {row.excerpt: row for row in wording.findings(passage.text)}
            for row in advice.values():
                yield _at(passage, row.kind, row.advice, blocks=row.kind != "long")


def _people(written: Written) -> Iterator[Shortcoming]:
    villages = list(Place.objects.villages().values_list("name", flat=True))
    suspects = [
        (passage, found)
        for passage in written.passages
        if passage.block_type not in NOT_READ
        for found in privacy.findings(passage.text, villages)
    ]
    for passage, found in suspects:
        message = f"“{found.excerpt}”: {found.advice}"
        yield _at(passage, "private", message, blocks=False)
    if "not_deidentified" in written.page.needs and not written.page.is_deidentified:
        yield Shortcoming("not_deidentified", _confirm(suspects), "is_deidentified")


def _confirm(suspects) -> str:
    message = gettext(
        "Read it again with the eyes of a neighbour, then tick “nobody can be recognised”."
    )
    if not suspects:
        return message
    excerpts = "、".join(dict.fromkeys(found.excerpt for _passage, found in suspects))
    return f"{message} " + gettext("Look at these first: %(excerpts)s") % {"excerpts": excerpts}


def _at(passage: Passage, code: str, message: str, blocks: bool = True) -> Shortcoming:
    """Return a shortcoming in ``passage`` that names the block it is in."""
    text = gettext("In “%(block)s”: %(message)s") % {"block": passage.label, "message": message}
    return Shortcoming(code, text, passage.field, passage.block_id, passage.path, blocks)
