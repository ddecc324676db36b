"""Forms of the public pages and of the bureau."""

from directory.forms.bureau import (
    AssignmentEndForm,
    AssignmentForm,
    CoverForm,
    LeaveForm,
    LeaveShortenForm,
    ShortenForm,
)
from directory.forms.public import AdviserFilterForm

__all__ = [
    "AdviserFilterForm",
    "AssignmentEndForm",
    "AssignmentForm",
    "CoverForm",
    "LeaveForm",
    "LeaveShortenForm",
    "ShortenForm",
]
