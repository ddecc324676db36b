"""Forms of the public pages and of the bureau."""

from directory.forms.bureau import (
    AppointmentForm,
    AssignmentEndForm,
    AssignmentForm,
    CoverForm,
    LeaveForm,
    LeaveShortenForm,
    ShortenForm,
)
from directory.forms.pairing import PairingSheetForm, SheetDecisionForm
from directory.forms.public import AdviserFilterForm

__all__ = [
    "AdviserFilterForm",
    "AppointmentForm",
    "AssignmentEndForm",
    "AssignmentForm",
    "CoverForm",
    "LeaveForm",
    "LeaveShortenForm",
    "PairingSheetForm",
    "SheetDecisionForm",
    "ShortenForm",
]
