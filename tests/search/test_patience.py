"""Visitors wait a little for a silent server, and not one after the other."""

import time

import pytest

from portal.search.engines import EngineDownError, patience
from portal.search.engines.patience import Patience, within


def ask(server):
    with server.reading() as seconds:
        return seconds


def fail(server, error):
    with pytest.raises(type(error)), server.reading():
        raise error


def test_one_question_may_take_the_longest_time():
    assert ask(Patience(1.5, OSError)) == 1.5


def test_questions_of_one_page_share_their_time():
    server = Patience(1.5, OSError)
    with within(0.3):
        first = ask(server)
        time.sleep(0.1)
        assert first - ask(server) >= 0.1
        time.sleep(0.25)
        with pytest.raises(EngineDownError):
            ask(server)
    assert ask(server) == 1.5


def test_a_page_inside_a_page_has_its_own_time():
    server = Patience(1.5, OSError)
    with within(0.1):
        with within(5):
            assert ask(server) == 1.5
        assert ask(server) <= 0.1


def test_after_a_silence_nobody_asks_for_a_while(monkeypatch):
    monkeypatch.setattr(patience, "REST", 0.2)
    server = Patience(1.5, OSError)
    fail(server, OSError())
    with pytest.raises(EngineDownError):
        ask(server)
    time.sleep(0.25)
    assert ask(server) == 1.5


def test_an_answer_that_is_an_error_is_no_silence():
    server = Patience(1.5, OSError)
    fail(server, ValueError())
    assert ask(server) == 1.5


def test_servers_are_silent_each_for_itself():
    fail(Patience(1.5, OSError), OSError())
    assert ask(Patience(1.5, OSError)) == 1.5
