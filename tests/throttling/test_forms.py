"""The human check holds robots, never loses a person's words and lets the second try through."""

from datetime import UTC, datetime

import pytest
import time_machine
from django import forms

from portal.throttling.forms import HumanCheckMixin

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


class Question(HumanCheckMixin, forms.Form):
    text = forms.CharField()


@pytest.fixture(autouse=True)
def clock(settings):
    settings.HUMAN_MIN_SECONDS = 3
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def shown(prefix=None):
    """Return what a browser would send for a form just shown."""
    form = Question(prefix=prefix)
    return {field.html_name: field.value() or "" for field in form.hidden_fields()}


def send(data, **kwargs):
    return Question({"text": "想问一下", **data}, **kwargs)


def resend(form):
    """Return the form sent again with exactly what the error page shows."""
    return Question({field.html_name: field.value() or "" for field in form})


def test_person_passes(clock):
    data = shown()
    clock.shift(5)
    assert send(data).is_valid()


def test_both_fields_are_printed_and_not_seen():
    html = "".join(str(field) for field in Question().hidden_fields())
    assert 'name="website"' in html
    assert 'name="started"' in html
    assert "hidden" in html
    assert 'tabindex="-1"' in html
    assert [field.name for field in Question().visible_fields()] == ["text"]


def test_filled_honeypot_is_held(clock):
    data = shown()
    clock.shift(5)
    form = send({**data, "website": "http://spam.example"})
    assert form.has_error("__all__", "not_human")
    assert form["text"].value() == "想问一下"
    assert resend(form).is_valid()


def test_too_fast_is_held_then_passes(clock):
    form = send(shown())
    assert form.has_error("__all__", "not_human")
    assert form["text"].value() == "想问一下"
    clock.shift(4)
    assert resend(form).is_valid()


@pytest.mark.parametrize("started", ["", "x", "x:y:z", None])
def test_forged_moment_is_held_then_passes(clock, started):
    clock.shift(5)
    form = send({"started": started} if started is not None else {})
    assert form.has_error("__all__", "not_human")
    clock.shift(4)
    assert resend(form).is_valid()


def test_page_open_for_more_than_a_day(clock):
    data = shown()
    clock.shift(24 * 3600 + 60)
    form = send(data)
    assert form.has_error("__all__", "not_human")
    clock.shift(4)
    assert resend(form).is_valid()


def test_prefix_is_respected(clock):
    data = shown(prefix="ask")
    clock.shift(5)
    assert Question({**data, "ask-text": "x"}, prefix="ask").is_valid()


def test_other_errors_stay(clock):
    data = shown()
    clock.shift(5)
    form = send({**data, "text": ""})
    assert form.errors.keys() == {"text"}


def test_zero_seconds_switches_the_time_off(settings):
    settings.HUMAN_MIN_SECONDS = 0
    assert send({}).is_valid()
    assert not send({"website": "x"}).is_valid()
