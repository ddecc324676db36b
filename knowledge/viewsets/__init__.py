"""What this app shows in Wagtail's admin."""

from knowledge.viewsets.lectures import LectureViewSet
from knowledge.viewsets.panels import KnowledgeToDo
from knowledge.viewsets.statutes import StatuteGroup

__all__ = ["KnowledgeToDo", "LectureViewSet", "StatuteGroup"]
