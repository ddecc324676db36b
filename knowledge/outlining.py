"""The outline (讲座提纲) made from chosen cases: their questions as heads, law and steps below."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge.citations import chinese_number
from knowledge.models.outlines import HEAD

STEP_LENGTH = 60
"""Characters of a step: what one says in a breath."""


@dataclass(frozen=True)
class Told:
    """A case as one tells it: its question, the articles of law, what to do in order."""

    question: str
    laws: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def told(article) -> Told:
    """What an outline says of the case ``article``; its citations should be fetched before."""
    return Told(
        question=article.title.strip(),
        laws=tuple(str(citation.statute) for citation in article.citations.all()),
        steps=tuple(_short(step) for step in _steps(article)),
    )


def outline(cases: Iterable[Told], text: str = "") -> str:
    """``text``, below it the ``cases`` that it does not tell yet, heads numbered on (一、二、)."""
    lines = text.rstrip().splitlines()
    heads = [found[1].strip() for line in lines if (found := HEAD.match(line))]
    for case in cases:
        if case.question in heads:
            continue
        heads.append(case.question)
        lines += [""] if lines else []
        lines += _point(len(heads), case)
    return "\n".join(lines)


def _point(number, case):
    lines = [f"{chinese_number(number)}、{case.question}"]
    if case.laws:
        lines.append(_("Law: %(laws)s") % {"laws": "、".join(case.laws)})
    if case.steps:
        steps = "；".join(f"{row}. {step}" for row, step in enumerate(case.steps, start=1))
        lines.append(_("What to do: %(steps)s") % {"steps": steps})
    return lines


def _steps(article):
    for block in article.body:
        if block.block_type == "steps":
            yield from block.value


def _short(step):
    """The title of a step, and its first sentence when both are short."""
    title = step["title"].strip().rstrip("。；，")
    first = re.split(r"[。；！？\n]", step["text"].strip(), maxsplit=1)[0]
    whole = f"{title}（{first}）" if first else title
    return whole if len(whole) <= STEP_LENGTH else title
