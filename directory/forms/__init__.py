"""Forms of the public pages and of the bureau."""

from directory.forms.bureau import (
    AppointmentEndForm,
    AppointmentForm,
    AssignmentEndForm,
    AssignmentForm,
    CoverForm,
    LeaveForm,
    LeaveShortenForm,
    ShortenForm,
)
from directory.forms.contracts import ContractChangeForm, ContractForm
from directory.forms.handover import HandOverDayForm, HandOverForm
from directory.forms.pairing import PairingSheetForm, SheetDecisionForm
from directory.forms.planning import PlanDecisionForm, PlanForm
from directory.forms.public import AdviserFilterForm

__all__ = [
    "AdviserFilterForm",
    "AppointmentEndForm",
    "AppointmentForm",
    "AssignmentEndForm",
    "AssignmentForm",
    "ContractChangeForm",
    "ContractForm",
    "CoverForm",
    "HandOverDayForm",
    "HandOverForm",
    "LeaveForm",
    "LeaveShortenForm",
    "PairingSheetForm",
    "PlanDecisionForm",
    "PlanForm",
    "SheetDecisionForm",
    "ShortenForm",
]
