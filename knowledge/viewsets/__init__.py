"""What this app shows in Wagtail's admin."""

from knowledge.viewsets.checks import GateChecks, RefusalFormatter
from knowledge.viewsets.comparing import WordsComparison
from knowledge.viewsets.lectures import LectureViewSet
from knowledge.viewsets.panels import EditorialToDo, KnowledgeToDo
from knowledge.viewsets.reports import ADDRESSES, REPORTS, ReportMenuItem, writes
from knowledge.viewsets.sought import SEARCH_ADDRESSES, SEARCH_REPORTS
from knowledge.viewsets.statutes import StatuteGroup
from knowledge.viewsets.word_import import WordImportMenuItem, import_buttons, word_import_urls

__all__ = [
    "ADDRESSES",
    "REPORTS",
    "SEARCH_ADDRESSES",
    "SEARCH_REPORTS",
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
