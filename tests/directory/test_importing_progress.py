"""A long import says how far it has come: a bar on a terminal, a line now and then in a log."""

import io

import pytest

from directory.management.progress import REDRAW, SAY, Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_terminal_gets_one_line_drawn_again_and_again(clock):
    screen = Terminal()
    progress = Progress(screen, 1000, clock=clock)
    for done in (250, 500, 1000):
        clock.now += 1
        progress(done, done * 100)
    progress.end()
    drawn = screen.getvalue().split("\r")
    assert len(drawn) == 4
    assert drawn[1].startswith("[########......................]  25%  25,000 rows  1 s, 3 s left")
    assert drawn[3].startswith("[##############################] 100%  100,000 rows  3 s, 0 s left")
    assert screen.getvalue().endswith("\n")


def test_a_terminal_is_not_drawn_on_more_often_than_anybody_can_see(clock):
    screen = Terminal()
    progress = Progress(screen, 1000, clock=clock)
    for done in range(100):
        clock.now += REDRAW / 10
        progress(done, done)
    assert 8 <= screen.getvalue().count("\r") <= 11


def test_a_log_gets_a_whole_line_every_some_seconds(clock):
    log = io.StringIO()
    progress = Progress(log, 1000, clock=clock)
    for done in range(100):
        clock.now += SAY / 5
        progress(done, done)
    progress.end()
    lines = log.getvalue().splitlines()
    assert 18 <= len(lines) <= 20
    assert lines[0].strip().startswith("0%")
    assert "\r" not in log.getvalue()


@pytest.mark.parametrize("screen", [io.StringIO, Terminal])
def test_a_short_import_says_nothing(clock, screen):
    stream = screen()
    progress = Progress(stream, 1000, clock=clock)
    progress(1000, 10)
    progress.end()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("done", "total"), [(0, 0), (0, 10), (20, 10)])
def test_odd_amounts_do_no_harm(clock, done, total):
    screen = Terminal()
    progress = Progress(screen, total, clock=clock)
    clock.now += 1
    progress(done, 0)
    assert "%" in screen.getvalue()
