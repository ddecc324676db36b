"""The register's nouns; every other app reads them from here."""

from directory.models.advisers import Adviser, Certificate
from directory.models.appointments import Appointment
from directory.models.assignments import Assignment, Cover, Leave
from directory.models.offices import Firm, Office
from directory.models.places import Place
from directory.models.topics import Topic

__all__ = [
    "Adviser",
    "Appointment",
    "Assignment",
    "Certificate",
    "Cover",
    "Firm",
    "Leave",
    "Office",
    "Place",
    "Topic",
]
