"""What is typed in this app. Forms check it and never save."""

from knowledge.forms.articles import GatedForm
from knowledge.forms.laws import ArticleJump, LawSearch
from knowledge.forms.lecture_search import LectureSearch, Span, month_of
from knowledge.forms.lectures import LectureForm
from knowledge.forms.signups import SignUpForm
from knowledge.forms.word_files import CaseDraftForm, WordFileForm

__all__ = [
    "ArticleJump",
    "CaseDraftForm",
    "GatedForm",
    "LawSearch",
    "LectureForm",
    "LectureSearch",
    "SignUpForm",
    "Span",
    "WordFileForm",
    "month_of",
]
