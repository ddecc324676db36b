"""What search keeps: index changes that wait, names, lay words and the weights of kinds."""

from portal.search.models.authority import SearchSettings
from portal.search.models.index import OutboxRow, Suggestion
from portal.search.models.words import LayWord

__all__ = ["LayWord", "OutboxRow", "SearchSettings", "Suggestion"]
