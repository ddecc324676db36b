"""The words that an editor wrote on a page, piece by piece, each with the place where it stands."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

FIELDS = ("title", "summary")
PARAGRAPH_ENDS = re.compile(r"</(?:p|li|h[1-6])>|<br */?>")


@dataclass(frozen=True)
class Passage:
    """``text`` stands in a field of the page, or in the block ``block_id``, there at ``path``.

    ``path`` leads to the part of the block: ``(2, "text")`` is the text of the third step.
    """

    text: str
    label: str
    field: str = ""
    block_id: str = ""
    block_type: str = ""
    path: tuple = ()


def passages(page: Any) -> Iterator[Passage]:
    """Yield everything written on ``page``: title, summary, then the body from top to bottom."""
    for name in FIELDS:
        label = str(page._meta.get_field(name).verbose_name)
        yield Passage(getattr(page, name), label, field=name)
    for child in page.body:
        label = str(child.block.label)
        for path, text in _texts(child.block, child.value, ()):
            if text.strip():
                yield Passage(text, label, "body", child.id, child.block_type, path)


def _texts(block: blocks.Block, value: Any, path: tuple) -> Iterator[tuple[tuple, str]]:
    """Yield path and text of every part of a block in which people write sentences."""
    if isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            yield from _texts(part, value.get(name), (*path, name))
    elif isinstance(block, blocks.ListBlock):
        for place, item in enumerate(value):
            yield from _texts(block.child_block, item, (*path, place))
    elif isinstance(block, TypedTableBlock):
        yield path, "\n".join(str(cell.value) for row in value.rows for cell in row)
    elif isinstance(block, blocks.RichTextBlock):
        yield path, _plain(value.source if value else "")
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield path, value or ""


def _plain(source: str) -> str:
    """Return rich text without markup, a line for each paragraph and list item."""
    return html.unescape(strip_tags(PARAGRAPH_ENDS.sub("\n", source)))
