"""The register's nouns; every other app reads them from here."""

from directory.models.advisers import Adviser, Certificate
from directory.models.alarms import Alarm
from directory.models.applications import Application, Proof
from directory.models.appointments import Appointment
from directory.models.assignments import Assignment, Cover, Leave
from directory.models.changes import PlaceChange, village_now, villages_now
from directory.models.contracts import Contract, ContractVillage
from directory.models.offices import Firm, Office
from directory.models.places import Place
from directory.models.plans import Plan, PlanRow
from directory.models.preferences import RegisterSettings
from directory.models.rooms import ServiceRoom, WeChatGroup
from directory.models.sheets import PairingSheet
from directory.models.topics import Topic
from directory.models.trainings import Attendance, Training

__all__ = [
    "Adviser",
    "Alarm",
    "Application",
    "Appointment",
    "Assignment",
    "Attendance",
    "Certificate",
    "Contract",
    "ContractVillage",
    "Cover",
    "Firm",
    "Leave",
    "Office",
    "PairingSheet",
    "Place",
    "PlaceChange",
    "Plan",
    "PlanRow",
    "Proof",
    "RegisterSettings",
    "ServiceRoom",
    "Topic",
    "Training",
    "WeChatGroup",
    "village_now",
    "villages_now",
]
