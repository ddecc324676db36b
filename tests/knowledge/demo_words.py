"""The words of the demo's content, taken from its data files."""

import json
from pathlib import Path

from knowledge import citations
from knowledge.management.demo import sources

ROOT = Path(__file__).resolve().parents[2]


def read(path):
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


CASES = sources.cases()
SITUATIONS = sources.rows("situations")
NEWS = sources.rows("news")
LECTURES = sources.rows("lectures")
REQUESTS = sources.rows("requests")
STATUTES = [row for row, _line in sources.statutes()]
QUESTIONS = read("consultations/demo/consultations.json")
PAGES = read("portal/home/demo/pages.json")
KEYS = {"slug", "topic", "author", "state", "cover", "kind", "door", "figure", "file", "phone"}
KEYS |= {
    "law",
    "village",
    "speaker",
    "start",
    "filing",
    "photos",
    "cases",
    "adviser",
    "words",
    "key",
}


def strings(value):
    """Every string inside ``value`` that somebody reads, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [part for name, part in value.items() if name not in KEYS]
    return [text for part in value for text in strings(part)] if isinstance(value, list) else []


def number(row):
    return citations.article_number(row["no"])


ON_RECORD = {(row["law"], number(row)): row for row in STATUTES}
NAMES = citations.LawNames({row["law"]: row["law"] for row in STATUTES})


def cards():
    """Law and number of every card with where it stands."""
    for facts in [*CASES, *SITUATIONS]:
        for card in facts["laws"]:
            yield facts["slug"], (card["law"], card["number"])


def named():
    """Every article of law named in a sentence, with where."""
    for facts in [*CASES, *SITUATIONS, *NEWS, *LECTURES, *REQUESTS]:
        for text in strings(facts):
            for found in citations.find(text, NAMES):
                yield facts.get("slug") or facts["village"], found
