"""Index folders and locks, also when a process dies in the middle."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from portal.search.engines import EngineBusyError, EngineDownError
from portal.search.engines.embedded import EmbeddedEngine
from portal.search.engines.generations import Generations
from tests.factories.search import make_document

WRITE_FOREVER = """
import sys
from portal.search.documents import SearchDocument
from portal.search.engines.embedded import EmbeddedEngine
import portal.search.ranking

def documents():
    number = 0
    while True:
        number += 1
        yield SearchDocument(f"page:{number}", "page", "征地", "补偿" * 500, "/")
        if number == 1000:
            print("writing", flush=True)

EmbeddedEngine(sys.argv[1]).replace(documents())
"""


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "index")


def test_before_the_first_there_is_none(generations):
    assert generations.current() is None


def test_the_one_made_current_counts(generations):
    generations.make_current(first := generations.new())
    assert generations.current() == first
    generations.make_current(second := generations.new())
    assert generations.current() == second


def test_the_predecessor_stays_and_older_ones_go(generations):
    folders = []
    for _ in range(4):
        folders.append(generations.new())
        generations.make_current(folders[-1])
    assert [folder.exists() for folder in folders] == [False, False, True, True]


def test_a_folder_of_another_make_does_not_count(generations):
    generations.make_current(generations.new())
    newer = Generations(generations.root, make="2")
    assert newer.current() is None
    newer.make_current(folder := newer.new())
    assert newer.current() == folder
    assert generations.current() is None


def test_an_unreadable_pointer_is_a_down_engine(generations):
    generations.pointer.mkdir(parents=True)
    with pytest.raises(EngineDownError):
        generations.current()


def test_a_taken_lock_is_refused(generations):
    with (
        generations.lock("writer", 0),
        pytest.raises(EngineBusyError, match="writer"),
        generations.lock("writer", 0),
    ):
        pytest.fail("Two held it.")


def test_locks_of_other_names_are_free(generations):
    with generations.lock("writer", 0), generations.lock("rebuild", 0):
        pass


def test_to_ask_for_a_lock_takes_none(generations):
    assert not generations.is_locked("rebuild")
    with generations.lock("rebuild", 0):
        assert generations.is_locked("rebuild")
        assert not generations.is_locked("writer")
    assert not generations.is_locked("rebuild")


def test_an_index_is_written_while_another_is_built(tmp_path):
    engine, late = EmbeddedEngine(tmp_path), make_document()
    engine.write([make_document()], [])

    def documents():
        engine.write([late], [])
        assert len(dict(engine.stored())) == 2
        yield make_document()

    assert engine.replace(documents()) == 1


def test_no_first_index_is_made_beside_one_that_is_built(tmp_path):
    engine = EmbeddedEngine(tmp_path)

    def documents():
        with pytest.raises(EngineBusyError):
            engine.write([make_document()], [])
        yield make_document()

    assert engine.replace(documents()) == 1


def test_a_lock_is_free_again_after_an_error(generations):
    with pytest.raises(RuntimeError), generations.lock("writer", 0):
        raise RuntimeError
    with generations.lock("writer", 0):
        pass


def test_a_lock_can_be_waited_for(generations):
    held, seen = threading.Event(), []

    def hold():
        with generations.lock("writer", 0):
            held.set()
            time.sleep(0.2)
            seen.append("first")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    with generations.lock("writer", 5):
        seen.append("second")
    thread.join()
    assert seen == ["first", "second"]


def test_many_writers_lose_nothing(tmp_path):
    def write(number):
        EmbeddedEngine(tmp_path).write([make_document(kind="page", pk=number)], [])

    write(0)
    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(dict(EmbeddedEngine(tmp_path).stored())) == 9


def test_a_writer_killed_in_the_middle_leaves_the_old_index_and_no_lock(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    document = make_document()
    engine.write([document], [])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    with subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{WRITE_FOREVER}", tmp_path],
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        with pytest.raises(EngineBusyError):
            engine.replace([])
        process.send_signal(signal.SIGKILL)
    assert dict(engine.stored()) == {document.key: document.digest}
    assert engine.replace([document, make_document()]) == 2
    assert len(list(engine.generations.root.glob("index-*"))) == 2


def test_a_broken_document_frees_the_writer(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    with pytest.raises(AttributeError):
        engine.write([None], [])
    engine.write([make_document()], [])
    assert len(list(engine.stored())) == 1
