"""Forms: what a villager fills in step by step, what she sends later, what the desk sends."""

from consultations.forms.ask import (
    CheckForm,
    ComplaintCheckForm,
    ComplaintForm,
    ContactForm,
    PartiesForm,
    QuestionForm,
    TopicForm,
    VillageForm,
)
from consultations.forms.desk import DESK_FORMS, MessageForm, ReasonForm, ReferForm
from consultations.forms.my import ComplaintReplyForm, LookupForm, RatingForm, ReopenForm, ReplyForm

__all__ = [
    "DESK_FORMS",
    "CheckForm",
    "ComplaintCheckForm",
    "ComplaintForm",
    "ComplaintReplyForm",
    "ContactForm",
    "LookupForm",
    "MessageForm",
    "PartiesForm",
    "QuestionForm",
    "RatingForm",
    "ReasonForm",
    "ReferForm",
    "ReopenForm",
    "ReplyForm",
    "TopicForm",
    "VillageForm",
]
