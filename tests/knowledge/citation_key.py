"""The key against which the recogniser of citations is measured: 330 real legal texts.

Answers of advisers and articles of law, drawn at random, each with the articles that it cites
(``{law: [number or "number-branch"]}``). It was made with two recognisers of different build: where
they agreed, what is not plainly name and number was read again; where they differed, each text
was read and decided by hand. ``law_names.txt`` holds kind and name of 1,322 laws on record.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.actions.importing.laws import full_name
from knowledge.actions.importing.reading import KINDS
from knowledge.citations import LawNames, find
from knowledge.citations.popular import short_names

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Text:
    """One text of the key; ``own``: the law that it is an article of."""

    text: str
    own: str
    cites: frozenset

    @property
    def source(self):
        return "articles of law" if self.own else "answers of advisers"


@dataclass
class Score:
    """How many citations are in the key, how many were found, how many of these are right."""

    texts: int = 0
    cited: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self):
        return self.right / self.cited if self.cited else 1.0

    @property
    def precision(self):
        return self.right / self.found if self.found else 1.0

    def add(self, cited, found):
        self.texts += 1
        self.cited += len(cited)
        self.found += len(found)
        self.right += len(cited & found)


def key() -> Iterator[Text]:
    """Yield the texts of the key."""
    for line in (HERE / "citation_key.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        cites = {(law, *_article(one)) for law, many in row["cites"].items() for one in many}
        yield Text(row["text"], row.get("own", ""), frozenset(cites))


def _article(written):
    number, _, branch = str(written).partition("-")
    return int(number), int(branch or 0)


def law_names() -> LawNames:
    """Every name that an import of these laws would put on record."""
    names = {}
    for line in (HERE / "law_names.txt").read_text(encoding="utf-8").splitlines():
        kind, law = line.split("\t")
        whole = full_name(law, KINDS[kind])
        names |= {name: law for name in (law, whole, *short_names(law)) if name}
    return LawNames(names)


def measure(names: LawNames) -> dict[str, Score]:
    """Return the score of each source and of all."""
    scores: dict[str, Score] = {}
    for text in key():
        found = {row.key for row in find(text.text, names, text.own)}
        for name in (text.source, "all"):
            scores.setdefault(name, Score()).add(text.cites, found)
    return scores
