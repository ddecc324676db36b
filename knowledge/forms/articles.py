"""The editor's form of a case or situation: what is missing stands beside its block."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from knowledge.models import Shortcoming
from knowledge.models.gate import NEEDS

FREE_ACTIONS = ("action-cancel-workflow",)
SENDS_BACK = "reject"


class GatedForm(WagtailAdminPageForm):
    """Saving a draft is free; submitting, approving and publishing pass the gate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topic" in self.fields:
            self.fields["topic"].error_messages["required"] = NEEDS["no_topic"].message

    def _post_clean(self) -> None:
        """Measure the filled-in page: only here it has what was typed."""
        super()._post_clean()
        if not self.is_deferred_validation and not self._sends_back():
            rows = self.instance.shortcomings()
            self._show([row for row in rows if row.blocks and row.field not in self.errors])

    def _sends_back(self) -> bool:
        """Whether a reviewer returns the case or an editor takes it back: no gate there."""
        returned = self.data.get("workflow-action-name") == SENDS_BACK
        return returned or any(self.data.get(action) for action in FREE_ACTIONS)

    def _show(self, rows: list[Shortcoming]) -> None:
        for row in rows:
            if row.field != "body":
                self.add_error(self._field(row), row.message)
        if in_body := [row for row in rows if row.field == "body"]:
            self.add_error("body", body_error(self.instance.body, in_body))

    def _field(self, row: Shortcoming) -> str | None:
        return row.field if row.field in self.fields else None


def body_error(body: blocks.StreamValue, rows: Iterable[Shortcoming]) -> StreamBlockValidationError:
    """Return one error for the body that puts each shortcoming at its block and its part."""
    places = {child.id: place for place, child in enumerate(body)}
    whole: list[str] = []
    trees: dict[int, dict[Any, Any]] = {}
    for row in rows:
        if row.block_id in places:
            tree = trees.setdefault(places[row.block_id], {})
            for step in row.path:
                tree = tree.setdefault(step, {})
            tree.setdefault("", []).append(row.message)
        else:
            whole.append(row.message)
    errors = {place: _error(body[place].block, tree) for place, tree in trees.items()}
    return StreamBlockValidationError(block_errors=errors, non_block_errors=whole)


def _error(block: blocks.Block, tree: dict[Any, Any]) -> ValidationError:
    """Return the error that this kind of block understands, with those of its parts inside."""
    messages = tree.pop("", [])
    if isinstance(block, blocks.StructBlock):
        parts = {name: _error(block.child_blocks[name], rest) for name, rest in tree.items()}
        return StructBlockValidationError(block_errors=parts, non_block_errors=messages)
    if isinstance(block, blocks.ListBlock):
        items = {place: _error(block.child_block, rest) for place, rest in tree.items()}
        return ListBlockValidationError(block_errors=items, non_block_errors=messages)
    return ValidationError(messages)
