"""What search keeps: changes that wait, names, lay words, the weights of kinds, its numbers."""

from portal.search.models.authority import SearchSettings
from portal.search.models.index import OutboxRow, Suggestion
from portal.search.models.log import OpenedDay, SoughtDay, SoughtText
from portal.search.models.words import LayWord

__all__ = [
    "LayWord",
    "OpenedDay",
    "OutboxRow",
    "SearchSettings",
    "SoughtDay",
    "SoughtText",
    "Suggestion",
]
