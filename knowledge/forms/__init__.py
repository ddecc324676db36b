"""What is typed in this app. Forms check it and never save."""

from knowledge.forms.articles import GatedForm
from knowledge.forms.lecture_search import LectureSearch, Span, month_of
from knowledge.forms.lectures import LectureForm
from knowledge.forms.signups import SignUpForm

__all__ = ["GatedForm", "LectureForm", "LectureSearch", "SignUpForm", "Span", "month_of"]
