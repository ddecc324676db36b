"""What this app shows in Wagtail's admin."""

from knowledge.viewsets.checks import GateChecks, RefusalFormatter
from knowledge.viewsets.lectures import LectureViewSet
from knowledge.viewsets.panels import KnowledgeToDo
from knowledge.viewsets.statutes import StatuteGroup
from knowledge.viewsets.word_import import WordImportMenuItem, import_buttons, word_import_urls

__all__ = [
    "GateChecks",
    "KnowledgeToDo",
    "LectureViewSet",
    "RefusalFormatter",
    "StatuteGroup",
    "WordImportMenuItem",
    "import_buttons",
    "word_import_urls",
]
