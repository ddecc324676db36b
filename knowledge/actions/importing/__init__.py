"""Importing laws and their articles from a file of lines, one article each."""

from knowledge.actions.importing.reading import StatuteFile, UnreadableError
from knowledge.actions.importing.report import Report
from knowledge.actions.importing.statutes import import_statutes

__all__ = ["Report", "StatuteFile", "UnreadableError", "import_statutes"]
