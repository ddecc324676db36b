"""The outline of a demo lecture: what is told of each case, and what is done at the end."""

from knowledge import outlining
from knowledge.citations import chinese_number
from knowledge.models import ArticlePage

LAST = ("现场问", "各人带来的材料，讲完以后一个一个看", "记三个电话：顾问、12348、110")


def text(facts: dict, articles: list[ArticlePage]) -> str:
    """Return the outline as it lies at the judicial office, heads and points, a line each."""
    told = outlining.outline(map(outlining.told, articles), text=facts["summary"])
    head, *points = LAST
    return "\n".join([told, "", f"{chinese_number(len(articles) + 1)}、{head}", *points])
