"""The outline of a demo lecture: what is told of each case, and what is told last."""

from knowledge.citations import chinese_number
from knowledge.models import ArticlePage

LAST = ["各人带来的材料，讲完以后一个一个看", "记三个电话：顾问、12348、110"]


def text(facts: dict, articles: list[ArticlePage]) -> str:
    """Return the outline as it lies at the judicial office, heads and points, a line each."""
    lines = [facts["summary"]]
    for number, article in enumerate(articles, start=1):
        lines += ["", f"{chinese_number(number)}、{article.title}", *_points(article)]
    last = chinese_number(len(articles) + 1)
    return "\n".join([*lines, "", f"{last}、现场问", *LAST])


def _points(article):
    for block in article.body:
        if block.block_type == "law":
            yield f"法律：{block.value['statute']}。{block.value['plain_words']}"
        elif block.block_type == "steps":
            yield "怎么办：" + "；".join(step["title"] for step in block.value)
