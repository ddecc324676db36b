"""What is typed in this app. Forms check it and never save."""

from knowledge.forms.articles import GatedForm
from knowledge.forms.holding import HoldForm, PhotosForm
from knowledge.forms.laws import ArticleJump, LawSearch
from knowledge.forms.lecture_plans import ChangeForm, PlanForm, typed_from, typed_of
from knowledge.forms.lecture_requests import LectureRequestForm, ReasonForm
from knowledge.forms.lecture_search import LectureSearch, Span, month_of
from knowledge.forms.lectures import LectureForm
from knowledge.forms.outlines import OutlineForm
from knowledge.forms.signups import SignUpForm
from knowledge.forms.statutes import LawForm, LawSearchForm, StatuteForm, StatuteSearchForm
from knowledge.forms.word_files import CaseDraftForm, WordFileForm

__all__ = [
    "ArticleJump",
    "CaseDraftForm",
    "ChangeForm",
    "GatedForm",
    "HoldForm",
    "LawForm",
    "LawSearch",
    "LawSearchForm",
    "LectureForm",
    "LectureRequestForm",
    "LectureSearch",
    "OutlineForm",
    "PhotosForm",
    "PlanForm",
    "ReasonForm",
    "SignUpForm",
    "Span",
    "StatuteForm",
    "StatuteSearchForm",
    "WordFileForm",
    "month_of",
    "typed_from",
    "typed_of",
]
