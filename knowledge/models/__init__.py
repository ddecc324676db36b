"""Pages that editors publish, statutes as records, lectures and what is filed of them."""

from knowledge.models.articles import ArticlePage, ArticleTag
from knowledge.models.citing import Citation, Reading, ShareCard
from knowledge.models.filings import FILING_TRANSITIONS, Filing, LectureRequest
from knowledge.models.gate import Shortcoming
from knowledge.models.laws import Law, LawName
from knowledge.models.lectures import TRANSITIONS, Lecture
from knowledge.models.news import NewsIndexPage, NewsPage
from knowledge.models.outlines import LectureChange, LecturePhoto, Outline, SignUp
from knowledge.models.sections import ArticleIndexPage
from knowledge.models.situations import SituationPage
from knowledge.models.statutes import EarlierWording, Statute
from knowledge.models.word_files import WordFile

__all__ = [
    "FILING_TRANSITIONS",
    "TRANSITIONS",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "Citation",
    "EarlierWording",
    "Filing",
    "Law",
    "LawName",
    "Lecture",
    "LectureChange",
    "LecturePhoto",
    "LectureRequest",
    "NewsIndexPage",
    "NewsPage",
    "Outline",
    "Reading",
    "ShareCard",
    "Shortcoming",
    "SignUp",
    "SituationPage",
    "Statute",
    "WordFile",
]
