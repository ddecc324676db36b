"""The ledger's nouns."""

from directory.ledger.models.entries import Entry, Volume

__all__ = ["Entry", "Volume"]
