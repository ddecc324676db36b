"""Documents are found by the words of the questions that they answer, on every engine."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.search import registry
from portal.search.documents import BODY_LIMIT
from portal.search.models import SearchSettings
from portal.search.models.authority import NAMES
from tests.factories.search import group_document, make_document

QUESTION = "娃儿跟了他妈，我还出不出生活费"
LAW = {"kind": "law", "title": "民法典第一千零八十五条", "is_suggested": False}
TEXT = "离婚后，子女由一方直接抚养的，另一方应当负担部分或者全部抚养费。"


@pytest.fixture
def asking(groups):
    """Groups answer a question; return the source."""
    registry.unregister(groups)
    source = replace(
        groups, build=lambda group: replace(group_document(group), questions=(QUESTION,))
    )
    registry.register(source)
    return source


def test_the_words_of_a_question_find_what_answers_it(engine):
    document = make_document(body=TEXT, questions=(QUESTION,), **LAW)
    engine.index([document, make_document(body=TEXT, **LAW)])
    assert [hit.key for hit in engine.search("娃儿跟了妈").hits] == [document.key]


def test_questions_are_never_shown(engine):
    engine.index([make_document(body=TEXT, questions=(QUESTION,), **LAW)])
    (hit,) = engine.search("娃儿的生活费").hits
    assert hit.body == TEXT
    assert "娃儿" not in f"{hit.title_html}{hit.snippet}"
    assert not engine.suggest("娃儿")


def test_what_is_learned_helps_the_order_and_not_only_the_finding(engine):
    rival = make_document(body=TEXT, **LAW)
    taught = make_document(body=TEXT, questions=("离婚后不给孩子抚养费怎么办",), **LAW)
    engine.index([rival, taught])
    assert engine.search("离婚孩子的抚养费").hits[0].key == taught.key


def test_a_question_that_is_gone_finds_nothing(engine):
    document = make_document(body=TEXT, questions=(QUESTION,), **LAW)
    engine.index([document])
    engine.index([replace(document, questions=())])
    assert not engine.search("娃儿").hits


def test_another_question_makes_the_copy_outdated():
    document = make_document(body=TEXT, **LAW)
    assert replace(document, questions=(QUESTION,)).digest != document.digest


def test_a_long_body_does_not_push_questions_out():
    document = make_document(body="水" * (BODY_LIMIT + 5), questions=(QUESTION,))
    assert document.words.endswith(QUESTION)
    assert document.words.count("水") == BODY_LIMIT


@pytest.mark.django_db
@pytest.mark.parametrize(("learns", "expected"), [(True, (QUESTION,)), (False, ())])
def test_editors_decide_whether_it_learns(asking, learns, expected):
    SearchSettings.objects.create(learns=learns)
    key = asking.key(Group.objects.create(name="回龙村"))
    assert registry.documents_of([key])[key].questions == expected
    assert [document.questions for document in registry.documents()] == [expected]


@pytest.mark.django_db
def test_switching_it_off_forgets_what_was_learned(
    asking, engine, django_capture_on_commit_callbacks
):
    settings = SearchSettings.objects.create()
    Group.objects.create(name="回龙村")
    engine.rebuild()
    assert engine.search("娃儿").hits
    settings.learns = False
    with django_capture_on_commit_callbacks(execute=True):
        settings.save()
    assert not engine.search("娃儿").hits
    assert not engine.check()


@pytest.mark.django_db
@pytest.mark.parametrize("ticked", [True, False])
def test_the_switch_is_among_the_settings(admin_client, ticked):
    row = SearchSettings.objects.create(learns=not ticked)
    address = reverse("wagtailsettings:edit", args=["portal_search", "searchsettings", row.pk])
    fields = dict.fromkeys(NAMES, "1") | ({"learns": "on"} if ticked else {})
    admin_client.post(address, fields)
    assert SearchSettings.now().learns is ticked
