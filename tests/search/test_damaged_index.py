"""The embedded engine's folder is damaged by hand: the page says so, the worker builds it anew."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.search import outbox
from portal.search.engines import EngineDownError
from portal.search.engines import engine as current_engine
from portal.search.engines.embedded import EmbeddedEngine
from portal.search.tasks import drain_outbox
from tests.factories.consultations import Township
from tests.factories.search import make_document
from tests.search import engines

pytestmark = pytest.mark.django_db
NOBODY = 65534


@pytest.fixture
def engine(settings):
    """The engine this is about, whichever else there is."""
    with engines.opened("embedded", settings) as found:
        yield found


@pytest.fixture
def village(engine, groups):
    group = Group.objects.create(name="回龙居委会")
    outbox.drain()
    return group


@pytest.fixture
def folder(village, engine):
    """The folder of the index that counts."""
    return engine.generations.current()


def each(folder, ending, change):
    """Let ``change`` loose on the files of one kind and insist that there are some."""
    found = list(folder.glob(f"*{ending}"))
    assert found
    for path in found:
        change(path)


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble(path):
    path.write_bytes(b"\xff" * path.stat().st_size)


KINDS = [".store", ".idx", ".term", ".pos", ".fieldnorm", ".fast"]
DAMAGES = {
    "no folder": shutil.rmtree,
    "an empty folder": lambda folder: each(folder, "", Path.unlink),
    "no meta.json": lambda folder: (folder / "meta.json").unlink(),
    "half a meta.json": lambda folder: cut(folder / "meta.json"),
    "an empty meta.json": lambda folder: (folder / "meta.json").write_bytes(b""),
    "bytes for a meta.json": lambda folder: scramble(folder / "meta.json"),
    "a pointer to nothing": lambda folder: folder.rename(folder.with_name("elsewhere")),
    "a pointer of bytes": lambda folder: (folder.parent / "current").write_bytes(b"\xff\x00/"),
    "an empty pointer": lambda folder: (folder.parent / "current").write_text(""),
    "no pointer": lambda folder: (folder.parent / "current").unlink(),
    **{f"no {kind}": lambda folder, kind=kind: each(folder, kind, Path.unlink) for kind in KINDS},
    **{f"half a {kind}": lambda folder, kind=kind: each(folder, kind, cut) for kind in KINDS},
    **{
        f"bytes in {kind}": lambda folder, kind=kind: each(folder, kind, scramble) for kind in KINDS
    },
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_page_says_so_and_the_worker_builds_it_anew(damage, folder, village, client):
    DAMAGES[damage](folder)
    answer = client_opened_again(client)
    assert answer.status_code == 200
    assert answer.context["is_down"]
    text = answer.content.decode()
    for way_on in ("搜索暂时不能用", 'href="/villages/"', 'href="/advisers/"', 'href="/learn/"'):
        assert way_on in text
    assert client.get("/search/suggest/?q=回龙").status_code == 200
    drain_outbox.call()
    assert {hit.title for hit in current_engine().search("回龙").hits} == {village.name}
    assert not current_engine().check()
    assert not client.get("/search/?q=居委").context["is_down"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_who_has_it_open_is_not_thrown_off(damage, folder, village, client):
    assert client.get("/search/?q=居委").status_code == 200
    DAMAGES[damage](folder)
    assert client.get("/search/?q=居委").status_code == 200
    village.save()
    drain_outbox.call()
    assert client.get("/search/?q=居委").context["results"].total == 1


def client_opened_again(client):
    """Ask as another process would that has not opened the index yet."""
    engines.opened_again()
    return client.get("/search/?q=居委")


def test_a_sound_index_is_not_built_anew(folder, village, engine):
    village.save()
    outbox.drain()
    assert engine.generations.current() == folder


@pytest.fixture
def no_disk(engine):
    """Return a context: where the folder of all indexes should lie there is something else."""

    @contextmanager
    def without():
        root = engine.generations.root
        away = root.rename(root.with_name("away"))
        root.write_text("This is no folder.")
        engines.opened_again()
        yield
        root.unlink()
        away.rename(root)

    return without


def test_without_a_disk_pages_answer_and_changes_wait(no_disk, village, client, caplog):
    with no_disk():
        answer = client.get("/search/?q=居委")
        assert (answer.status_code, answer.context["is_down"]) == (200, True)
        group = Group.objects.create(name="崇文居委会")
        with pytest.raises(EngineDownError):
            outbox.drain()
        assert drain_outbox.call() == 0
        assert "wait" in caplog.text
        for work in ("sync", "check", "rebuild"):
            with pytest.raises(CommandError, match="down"):
                call_command("search", work)
    assert outbox.drain() == 1
    assert [hit.title for hit in current_engine().search("崇文").hits] == [group.name]


def test_without_a_disk_one_can_ask(no_disk, village, client):
    place = Township()
    with no_disk():
        client.post(reverse("consultations:ask_start"), {"village": place.village.code})
        asked = {"question": "老板不给工钱，只打了张白条，我该找谁要？"}
        sent = client.post(reverse("consultations:ask_question"), asked)
        assert sent.status_code == 302
        assert client.get(reverse("consultations:ask_topic")).status_code == 200


@contextmanager
def as_nobody():
    """Go on with the rights of nobody; root could write everywhere."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def rights(folder, of_folders, of_files):
    """Give everybody these rights on ``folder`` and all that is in it."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(of_folders if path.is_dir() else of_files)


@pytest.fixture
def root():
    """A folder that nobody may come to: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
        rights(Path(name), 0o755, 0o644)


def test_a_folder_that_may_only_be_read_serves_who_has_it_open(root):
    document = make_document()
    reader = EmbeddedEngine(root)
    reader.write([document], [])
    assert dict(reader.stored()) == {document.key: document.digest}
    rights(root, 0o555, 0o444)
    with as_nobody():
        assert dict(reader.stored()) == {document.key: document.digest}
        for write in (lambda: reader.write([document], []), lambda: reader.replace([document])):
            with pytest.raises(EngineDownError):
                write()
        with pytest.raises(EngineDownError):  # tantivy takes a lock to open an index
            list(EmbeddedEngine(root).stored())


def test_a_folder_that_may_not_be_read_is_a_down_engine(root):
    EmbeddedEngine(root).write([make_document()], [])
    rights(root, 0o000, 0o000)
    with as_nobody(), pytest.raises(EngineDownError):
        list(EmbeddedEngine(root).stored())
