"""Killing web workers loses no acknowledged question and doubles none, on both engines."""

import os
from pathlib import Path

import pytest

from tests.factories.consultations import Township
from tests.operations.test_serve import free_port
from tests.trust import kill_submit
from tests.trust.plain_browser import Forms

SECONDS = float(os.environ.get("KILL_SECONDS", "15"))


@pytest.mark.django_db(transaction=True)
def test_no_acknowledged_question_is_lost_and_none_doubled(tmp_path):
    village = Township().village.pk
    with kill_submit.Server(free_port(), tmp_path) as server:
        outcome = kill_submit.run(server, village, seconds=SECONDS)
    found = kill_submit.verdict(outcome)
    assert outcome.errors == [], Path(tmp_path / "web.log").read_text()[-3000:]
    assert outcome.kills >= SECONDS / 2
    assert found["acknowledged"] >= SECONDS / 3
    wrong = {name: found[name] for name in ("lost", "doubled", "other_code", "half")}
    assert set(wrong.values()) == {0}, wrong


@pytest.mark.django_db
def test_the_verdict_can_fail():
    """Red proof: a lost, a doubled and a wrongly receipted question are each noticed."""
    township = Township()
    for question in ("【a】 一", "【b】 二", "【b】 二"):
        township.ask(question=question)
    outcome = kill_submit.Outcome(
        acknowledged={"【a】": {"1111 2222 3333 4444"}, "【gone】": {"1"}, "【b】": {"1", "2"}}
    )
    found = kill_submit.verdict(outcome)
    assert (found["lost"], found["doubled"], found["other_code"]) == (1, 1, 3)


def test_the_plain_browser_reads_forms():
    page = """
      <form><input name="q" value="other"></form>
      <form><input type="hidden" name="token" value="a&amp;b"><textarea name="text">words</textarea>
      <input type="radio" name="pick" value="1"><input type="radio" name="pick" value="2" checked>
      <input type="checkbox" name="agree"></form>
    """
    assert Forms(page).with_field("token") == {"token": "a&b", "text": "words", "pick": "2"}
