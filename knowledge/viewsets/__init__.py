"""What this app shows in Wagtail's admin."""

from knowledge.viewsets.checks import GateChecks, RefusalFormatter
from knowledge.viewsets.lectures import LectureViewSet
from knowledge.viewsets.panels import KnowledgeToDo
from knowledge.viewsets.statutes import StatuteGroup

__all__ = ["GateChecks", "KnowledgeToDo", "LectureViewSet", "RefusalFormatter", "StatuteGroup"]
