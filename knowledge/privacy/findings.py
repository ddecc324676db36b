"""All detectors together, with advice in plain words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from knowledge.privacy.names import full_names
from knowledge.privacy.numbers import bank_cards, id_numbers, phones, plates
from knowledge.privacy.places import addresses, villagers

ADVICE = {
    "id_number": _("An ID number. Leave it out."),
    "bank_card": _("A bank card number. Leave it out."),
    "phone": _(
        "Somebody's telephone. Leave it out; an office's telephone goes under “Whom to call”."
    ),
    "plate": _("A licence plate. Leave it out."),
    "address": _("An address that leads to the door. Write only “in the village”."),
    "name": _("It looks like a real name. Write 老李、小陈 or 张某."),
    "village": _("A village of this county beside a surname. Leave out the village."),
}


@dataclass(frozen=True)
class Finding:
    """Characters ``start`` to ``end`` may tell who it was; ``kind`` is a key of ``ADVICE``."""

    start: int
    end: int
    kind: str
    excerpt: str
    advice: str


def findings(text: str, villages: Iterable[str] = ()) -> list[Finding]:
    """Return what in ``text`` could make somebody known, in its order, nothing twice.

    ``villages`` are names of villages as people write them: 罗水村, 回龙居委会. A person decides:
    a name may be invented and a number may be an office's.
    """
    found: list[Finding] = []
    for kind, (start, end) in _spans(text, villages):
        if all(end <= other.start or start >= other.end for other in found):
            found.append(Finding(start, end, kind, text[start:end], str(ADVICE[kind])))
    return sorted(found, key=lambda finding: finding.start)


def _spans(text: str, villages: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield kind and place, the surest first: an ID number is no bank card."""
    sources = [
        ("id_number", id_numbers(text)),
        ("bank_card", bank_cards(text)),
        ("phone", phones(text)),
        ("plate", plates(text)),
        ("address", addresses(text)),
        ("village", villagers(text, villages)),
        ("name", full_names(text)),
    ]
    for kind, spans in sources:
        for span in spans:
            yield kind, span
