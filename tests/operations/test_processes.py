"""The parent process, with real children: restarts, signals, and nothing left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

PATIENCE = 30


def wait_for(condition, seconds=PATIENCE):
    """Return the first true value of ``condition``; fail after ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s")


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return False
    return state[0] != "Z"


@pytest.fixture
def parent(tmp_path):
    """Start a parent over shell commands; each writes its process ids to a file of its name."""
    started = []

    def start(grace=5, **commands):
        script = textwrap.dedent(f"""
            import functools, os
            from portal.operations.processes import Child, Parent
            commands = {commands!r}
            def run(line):
                return functools.partial(os.execvp, "bash", ["bash", "-c", line])
            children = [Child(name, run(line)) for name, line in commands.items()]
            print(Parent(children, grace={grace}).run())
        """)
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"OUT": str(tmp_path)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate()


@pytest.fixture
def pids(tmp_path):
    """Return the process ids that a child called ``name`` has written so far."""

    def read(name):
        path = tmp_path / name
        return [int(word) for word in path.read_text().split()] if path.exists() else []

    return read


STEADY = 'echo $$ >>"$OUT/steady"; exec sleep 60'
FAMILY = 'sleep 60 & echo $$ $! >>"$OUT/family"; wait'
STUBBORN = 'trap "" TERM; echo $$ >>"$OUT/stubborn"; while :; do sleep 0.1; done'
WEAK = 'echo $$ >>"$OUT/weak"; exit 3'


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_parent_and_children(number, parent, pids):
    process = parent(steady=STEADY)
    [child] = wait_for(lambda: pids("steady"))
    process.send_signal(number)
    out, _ = process.communicate(timeout=PATIENCE)
    assert out.strip() == str(int(number))
    assert process.returncode == 0
    assert not is_running(child)


def test_a_killed_child_is_started_again(parent, pids):
    parent(steady=STEADY)
    [first] = wait_for(lambda: pids("steady"))
    os.kill(first, signal.SIGKILL)
    _, second = wait_for(lambda: len(pids("steady")) == 2 and pids("steady"))
    assert is_running(second)
    assert not is_running(first)


def test_the_rest_of_a_dead_childs_family_goes_before_it_is_started_again(parent, pids):
    parent(family=FAMILY)
    leader, member = wait_for(lambda: pids("family"))
    os.kill(leader, signal.SIGKILL)
    wait_for(lambda: len(pids("family")) == 4)
    assert not is_running(member)


def test_the_family_goes_with_the_parent(parent, pids):
    process = parent(family=FAMILY)
    family = wait_for(lambda: pids("family"))
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert not any(is_running(member) for member in family)


def test_a_killed_parent_takes_its_children_with_it(parent, pids):
    process = parent(steady=STEADY)
    [child] = wait_for(lambda: pids("steady"))
    process.kill()
    wait_for(lambda: not is_running(child))


def test_a_stubborn_child_is_killed_after_the_grace(parent, pids):
    process = parent(grace=0.5, stubborn=STUBBORN, steady=STEADY)
    [child] = wait_for(lambda: pids("steady") and pids("stubborn"))
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert not is_running(child)


def test_a_second_signal_does_not_wait(parent, pids):
    process = parent(grace=60, stubborn=STUBBORN)
    [child] = wait_for(lambda: pids("stubborn"))
    process.terminate()
    time.sleep(0.3)
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert not is_running(child)


def test_a_child_is_named_and_leads_its_own_group(parent, pids):
    parent(steady="echo $$ >>$OUT/steady; sleep 60")
    [child] = wait_for(lambda: pids("steady"))
    assert os.getpgid(child) == child
    assert os.getsid(child) == child


def test_a_child_that_raises_never_becomes_a_second_parent(tmp_path):
    script = textwrap.dedent("""
        import os, sys
        from portal.operations.processes import Child, Parent
        def work():
            print("child", flush=True)
            raise ValueError
        child = Child("bad", work)
        child.start()
        child.has_ended(block=True)
        print("parent", child.failures)
    """)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["child", "parent", "1"]
    assert "bad failed" in done.stderr


def test_a_child_that_keeps_dying_is_started_less_and_less_often(parent, pids):
    parent(weak=WEAK, steady=STEADY)
    time.sleep(2)
    assert 2 <= len(pids("weak")) <= 5
    assert len(pids("steady")) == 1
