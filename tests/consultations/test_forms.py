"""What the forms accept, and what they say."""

import pytest

from consultations import forms
from consultations.models import EventKind, Referral
from consultations.urls import DESK_EVENTS
from consultations.views import steps
from tests.factories.directory import TopicFactory, VillageFactory


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("139 7440 1234", "13974401234"),
        ("0744-8222148", "07448222148"),
        ("１３９７４４０１２３４", "13974401234"),
        ("+86 139 7440 1234", "8613974401234"),
        ("8222148", "8222148"),
    ],
)
def test_a_phone_is_kept_as_digits(typed, kept):
    form = forms.ContactForm({"phone": typed})
    assert form.is_valid()
    assert form.answers == {"asker_name": "", "phone": kept}


@pytest.mark.parametrize("name", ["QuestionForm", "ReplyForm", "MessageForm"])
def test_a_line_break_counts_once_as_the_page_counts_it(name):
    lines = "\r\n".join(["长" * 99] * 20)
    form = getattr(forms, name)({"question": lines, "text": lines})
    assert form.is_valid(), form.errors
    (words,) = form.cleaned_data.values()
    assert words == lines.replace("\r\n", "\n")
    assert len(lines + "长" * 2) > 2000 > len(words)


@pytest.mark.parametrize("typed", ["12", "没有电话", "139744012345678"])
def test_what_is_no_phone_is_told(typed):
    form = forms.ContactForm({"phone": typed})
    assert not form.is_valid()
    assert "phone" in form.errors


@pytest.mark.parametrize(("choice", "kept"), [("yes", True), ("no", False)])
def test_yes_and_no_are_kept_and_shown_again(choice, kept):
    form = forms.PartiesForm({"concerns_committee": choice})
    assert form.is_valid()
    assert form.answers["concerns_committee"] is kept
    again = forms.PartiesForm.of(form.answers)
    assert again["concerns_committee"].value() == choice


def test_nothing_is_chosen_beforehand():
    assert forms.PartiesForm.of({})["concerns_committee"].value() is None


@pytest.fixture
def villages(db):
    first = VillageFactory(name="板坪村委会")
    return first, VillageFactory(name="北正居委会", parent=first.parent)


@pytest.mark.parametrize("query", ["板坪", "板坪村", "banping", "bp", "bpc"])
def test_a_village_is_found_by_name_and_pinyin(villages, query):
    form = forms.VillageForm({"query": query})
    assert form.is_valid(), form.errors
    assert form.answers == {"village": villages[0].pk}


def test_a_village_is_found_by_its_code(villages):
    form = forms.VillageForm({"query": villages[1].code})
    assert form.is_valid()
    assert form.answers == {"village": villages[1].pk}


def test_a_township_leaves_the_choice(villages):
    form = forms.VillageForm({"query": villages[0].parent.name})
    assert not form.is_valid()
    assert list(form.matches) == sorted(villages, key=lambda village: village.pk)


def test_a_village_that_is_gone_is_not_found(villages):
    villages[0].is_active = False
    villages[0].save()
    assert not forms.VillageForm({"village": villages[0].pk}).is_valid()


def test_a_township_is_no_village(villages):
    assert not forms.VillageForm({"village": villages[0].parent.pk}).is_valid()


def test_line_breaks_count_and_stay():
    form = forms.QuestionForm({"question": "第一件\n第二件"})
    assert form.is_valid()
    assert form.answers == {"question": "第一件\n第二件"}


def test_every_button_of_the_desk_has_its_form():
    assert set(forms.DESK_FORMS) == set(DESK_EVENTS)


@pytest.mark.parametrize("to", ["", "somewhere", None])
def test_a_referral_names_a_known_place(to):
    form = forms.DESK_FORMS[EventKind.REFER]({"to": to, "text": "去那里"})
    assert "to" in form.errors


@pytest.mark.parametrize("to", Referral.values)
def test_each_referral_is_accepted(to):
    assert forms.ReferForm({"to": to, "text": "去那里"}).is_valid()


@pytest.mark.parametrize("rating", ["1", "5"])
def test_a_rating_needs_no_words(rating):
    form = forms.RatingForm({"rating": rating})
    assert form.is_valid()
    assert form.cleaned_data == {"rating": int(rating), "note": ""}


class TestSteps:
    """The order of the pages."""

    FULL = {"village": "1", "question": "q", "topic": 1, "concerns_committee": False, "phone": ""}

    def test_the_first_page_not_filled_in_is_missing(self):
        draft = {}
        for step in steps.STEPS:
            assert steps.missing(draft) is step
            draft[step.needs] = self.FULL[step.needs]
        assert steps.missing(draft) is None

    def test_one_goes_on_until_all_is_there_and_then_to_the_check(self):
        question = steps.BY_NAME["question"]
        assert steps.after(question, {"village": "1", "question": "q"}) == (
            "consultations:ask_topic"
        )
        assert steps.after(question, self.FULL) == steps.CHECK

    def test_the_last_page_leads_back_to_what_is_missing(self):
        contact = steps.BY_NAME["contact"]
        assert steps.after(contact, {"phone": ""}) == "consultations:ask_village"

    def test_back_leads_to_the_page_before(self):
        assert steps.before(steps.STEPS[0]) == "consultations:ask_start"
        assert steps.before(steps.BY_NAME["topic"]) == "consultations:ask_question"

    def test_the_same_question_keeps_its_topic(self):
        question = steps.BY_NAME["question"]
        assert "topic" in steps.merged(self.FULL, question, {"question": "q"})
        assert "topic" not in steps.merged(self.FULL, question, {"question": "r"})

    def test_the_likely_topics_come_first(self, db):
        machines = TopicFactory(keywords="拖拉机")
        draft = {"question": "拖拉机坏了"}
        shown = steps.beside(steps.BY_NAME["topic"], draft, forms.TopicForm.of(draft))
        assert shown["likely"][0] == machines
        assert shown["chosen"] == machines.pk
        assert machines not in shown["others"]
        assert not shown["others_open"]

    def test_what_is_only_near_is_offered_but_not_chosen(self, db):
        machines = TopicFactory(keywords="拖拉机")
        draft = {"question": "拖拉的机器"}
        shown = steps.beside(steps.BY_NAME["topic"], draft, forms.TopicForm.of(draft))
        assert shown["likely"][0] == machines
        assert len(shown["likely"]) <= steps.LIKELY
        assert shown["chosen"] is None
        assert not shown["others_open"]

    def test_another_choice_is_seen_at_once(self, db):
        TopicFactory(keywords="拖拉机")
        other = TopicFactory()
        draft = {"question": "拖拉机坏了", "topic": other.pk}
        shown = steps.beside(steps.BY_NAME["topic"], draft, forms.TopicForm.of(draft))
        assert shown["others_open"]
