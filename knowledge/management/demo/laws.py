"""The articles of law that the demo's content cites, as records."""

from datetime import date

from knowledge.citations import article_number
from knowledge.management.demo import sources
from knowledge.models import Law, Statute

KINDS = {"法律": "law", "司法解释": "interpretation", "行政法规": "regulation"}
STATE = "中华人民共和国"


def load() -> int:
    """Enter the laws and articles that are not on record; how many articles there are."""
    for row in sources.statutes():
        law, _made = Law.objects.get_or_create(name=row["law"], defaults=_law(row))
        Statute.objects.get_or_create(
            law=law, number=article_number(row["no"]), defaults=_article(row)
        )
    return Statute.objects.count()


def _law(row):
    kind = KINDS[row["kind"]]
    return {"kind": kind, "full_name": STATE + row["law"] if kind == "law" else ""}


def _article(row):
    since = row.get("in_force_since")
    return {
        "chapter": row["chapter"],
        "text": row["content"],
        "in_force_since": date.fromisoformat(since) if since else None,
    }
