"""What changes the register."""

from directory.actions.places import Report, import_places
from directory.actions.serving import (
    assign,
    cover,
    end_assignment,
    grant_leave,
    reassign,
    shorten,
)

__all__ = [
    "Report",
    "assign",
    "cover",
    "end_assignment",
    "grant_leave",
    "import_places",
    "reassign",
    "shorten",
]
