"""From the plain data of a case, a situation or a piece of news to the blocks of its page."""

from collections.abc import Iterator

from django.utils.html import format_html_join

from knowledge.models import Statute

Blocks = Iterator[tuple[str, object]]


def raw(blocks: Blocks) -> list[dict]:
    """Return ``blocks`` (type, value) as a StreamField keeps them."""
    return [{"type": kind, "value": value} for kind, value in blocks]


def case(facts: dict) -> Blocks:
    """The blocks of a case in the order villagers read them; what is urgent comes first."""
    urgent = facts.get("callout", {}).get("kind") == "urgent"
    if urgent:
        yield callout(facts)
    yield "story", paragraphs(facts["story"])
    yield "people", [{"name": name, "role": role} for name, role in facts["people"]]
    yield "asked", paragraphs(facts["asked"])
    yield from laws(facts)
    yield "analysis", paragraphs(facts["analysis"])
    if "table" in facts:
        yield "table", table(facts["table"])
    yield "result", paragraphs(facts["result"])
    yield from guidance(facts)
    if "callout" in facts and not urgent:
        yield callout(facts)
    if "term" in facts:
        term, text = facts["term"]
        yield "term", {"term": term, "text": text}


def situation(facts: dict) -> Blocks:
    """The blocks of a life situation: what to do at once, the steps, then the law."""
    yield callout(facts)
    yield from guidance(facts)
    yield from laws(facts)


def guidance(facts: dict) -> Blocks:
    """Steps, papers and telephones, those that there are: a draft may lack any."""
    if facts["steps"]:
        yield "steps", [{"title": title, "text": text} for title, text in facts["steps"]]
    if facts["papers"]:
        yield "papers", facts["papers"]
    if facts["contacts"]:
        yield "contacts", facts["contacts"]


def laws(facts: dict) -> Blocks:
    """A card for every article of law."""
    for card in facts["laws"]:
        statute = Statute.objects.get(law__name=card["law"], number=card["number"])
        yield "law", {"statute": statute.pk, "plain_words": card["plain_words"]}


def callout(facts: dict) -> tuple[str, dict]:
    """A hint; its text is one paragraph."""
    hint = facts["callout"]
    return "callout", {**hint, "text": paragraphs([hint["text"]])}


def table(facts: dict) -> dict:
    """A table of plain text as its block keeps it."""
    return {
        "columns": [{"type": "text", "heading": heading} for heading in facts["columns"]],
        "rows": [{"values": row} for row in facts["rows"]],
        "caption": "",
    }


def paragraphs(texts: list[str]) -> str:
    """Each text as a paragraph of rich text."""
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))


def items(texts: list[str]) -> str:
    """The texts as a list of rich text."""
    listed = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
    return f"<ul>{listed}</ul>"
