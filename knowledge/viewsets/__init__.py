"""What this app shows in Wagtail's admin."""

from knowledge.viewsets.checks import GateChecks, RefusalFormatter
from knowledge.viewsets.comparing import WordsComparison
from knowledge.viewsets.lectures import LectureViewSet
from knowledge.viewsets.panels import EditorialToDo, KnowledgeToDo
from knowledge.viewsets.reports import ADDRESSES, REPORTS, ReportMenuItem, writes
from knowledge.viewsets.statutes import StatuteGroup
from knowledge.viewsets.word_import import WordImportMenuItem, import_buttons, word_import_urls

__all__ = [
    "ADDRESSES",
    "REPORTS",
    "EditorialToDo",
    "GateChecks",
    "KnowledgeToDo",
    "LectureViewSet",
    "RefusalFormatter",
    "ReportMenuItem",
    "StatuteGroup",
    "WordImportMenuItem",
    "WordsComparison",
    "import_buttons",
    "word_import_urls",
    "writes",
]
