"""Panels on other pages, words for states, and what the clock starts."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.template import Context, Template
from django.test import RequestFactory

from consultations.models import Consultation, EventKind, Status
from consultations.templatetags import consultation_tags as tags
from directory.models import Certificate
from tests.factories.consultations import QUESTION


def panel(markup, user=None, **context):
    request = RequestFactory().get("/desk/")
    request.user = user
    template = Template("{% load consultation_tags %}" + markup)
    return template.render(Context({"request": request, **context}))


def test_the_desk_s_start_page_shows_what_waits(township):
    township.ask()
    township.ask(answered=True, question="另一个问题")
    page = panel("{% desk_inbox_panel %}", township.lead.user)
    assert QUESTION[:20] in page
    assert "另一个问题" not in page


def test_a_stranger_s_panel_is_empty(township):
    township.ask()
    assert "empty" in panel("{% desk_inbox_panel %}", township.neighbour.user)


def test_the_panel_costs_the_same_with_many_rows(township, django_assert_max_num_queries):
    for _row in range(8):
        township.ask()
    with django_assert_max_num_queries(2):
        panel("{% desk_inbox_panel %}", township.lead.user)


def test_the_village_page_counts_this_year_s_answers(township):
    markup = "{% village_answered_count village %}"
    assert panel(markup, village=township.village).strip() == ""
    township.ask(answered=True)
    township.ask()
    assert "1" in panel(markup, village=township.village)


def test_the_adviser_page_counts_answers(township):
    township.ask(answered=True)
    assert panel("{% answered_by adviser %}", adviser=township.lead) == "1"


def test_every_state_and_event_has_words():
    assert set(tags.STATES) == set(Status)
    assert set(tags.SAID) == set(EventKind)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (dt.timedelta(minutes=5), "1 小时以内"),
        (dt.timedelta(hours=3, minutes=50), "3 小时"),
        (dt.timedelta(days=2, hours=3), "2 天"),
    ],
)
def test_the_wait_is_said_in_whole_hours_or_days(now, age, words):
    with time_machine.travel(now, tick=False):
        assert tags.waited(Consultation(waiting_since=now - age)) == words


def test_a_long_question_is_cut_for_a_list():
    assert tags.first_line("一二\n三") == "一二 三"
    assert tags.first_line("长" * 50) == "长" * 42 + "…"


def test_the_clock_finds_new_desks(township, capsys):
    row = township.ask()
    Certificate.objects.filter(pk=township.lead.pk).update(suspended_on=dt.date(2026, 1, 1))
    for _run in range(2):
        call_command("route_stranded")
    row.refresh_from_db()
    assert row.adviser == township.neighbour
    assert row.events.filter(kind=EventKind.ROUTE).count() == 2
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 ")
