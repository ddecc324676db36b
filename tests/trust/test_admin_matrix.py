"""Every address of the register in the admin × every kind of actor × GET and POST."""

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from directory.viewsets import reach
from tests.trust.admin_matrix import (
    ACTIONS,
    ACTORS,
    LOGIN,
    METHOD,
    MOVES,
    NO,
    OK,
    ON_A_ROW,
    SCREENS,
    SPECIAL,
    STAFF,
    expected,
)
from tests.trust.admin_world import AdminWorld

PREFIXES = (
    *("cms/register/", "cms/ledger/", "cms/choose_"),
    *("cms/reports/exceptions/", "cms/reports/distances/", "cms/word-import/"),
    *("cms/reports/recheck/", "cms/reports/readings/", "cms/reports/demand/"),
    *("cms/reports/sought/", "cms/reports/opened/", "cms/snippets/portal_search/"),
)
LOGINS = ("/desk/login/", "/cms/login/")
WORDS = {200: OK, 403: "denied", 404: "hidden", 405: METHOD}
METHODS = ("GET", "POST")
ENTER = {*STAFF, "editor"}


@pytest.fixture
def world(db, caplog, settings, tmp_path):
    caplog.set_level("CRITICAL")
    settings.PRIVATE_ROOT = tmp_path
    return AdminWorld()


def addresses(resolver=None, prefix="", namespace=""):
    """Yield the name of every address of the register in the admin."""
    for part in (resolver or get_resolver()).url_patterns:
        pattern = f"{prefix}{part.pattern}"
        if isinstance(part, URLPattern):
            if pattern.startswith(PREFIXES):
                yield f"{namespace}{part.name}"
        else:
            yield from addresses(part, pattern, f"{part.namespace}:" if part.namespace else "")


def listed():
    """Yield the names that the table answers for."""
    for screen in SCREENS:
        yield from (f"{screen}:{action}" for action in ACTIONS if action != "export")
    yield from SPECIAL


def word(response):
    """Return the table's word for an answer."""
    if 300 <= response.status_code < 400:
        return LOGIN if response["Location"].startswith(LOGINS) else MOVES
    return WORDS.get(response.status_code, str(response.status_code))


def ask(world, actor, method, url, row=None):
    """Return the word for one request and whether it changed ``row``; nothing of it stays."""
    send = getattr(world.client(actor), method.lower())
    with transaction.atomic():
        answer = word(send(url))
        changed = row is not None and _differs(row)
        transaction.set_rollback(True)
    return answer, changed


def _differs(row):
    names = [field.attname for field in row._meta.concrete_fields]
    stored = type(row)._default_manager.filter(pk=row.pk).values(*names).first()
    return stored != {name: getattr(row, name) for name in names}


def cells(world, name, actors=ACTORS):
    """Yield (actor, action, method, address) of one screen."""
    key = world.key(SCREENS[name].row)
    for action in ACTIONS:
        plain = "index" if action == "export" else action
        url = reverse(f"{name}:{plain}", args=[key] if action in ON_A_ROW else [])
        for actor in actors:
            for method in METHODS if action != "export" else ("GET",):
                yield actor, action, method, f"{url}?export=xlsx" if action == "export" else url


def faults(world, name, actors=ACTORS):
    """Return what does not agree with the table, and how many cells were asked."""
    wrong, asked, screen = [], 0, SCREENS[name]
    row = world.rows[screen.row]
    row.refresh_from_db()
    for actor, action, method, url in cells(world, name, actors):
        got, changed = ask(world, actor, method, url, row)
        asked += 1
        may = expected(screen, actor, action, method)
        if got not in may:
            wrong.append(f"{method} {name}:{action} as {actor}: {got} instead of {sorted(may)}")
        if changed and not (method == "POST" and OK in may):
            wrong.append(f"{method} {name}:{action} as {actor}: changed the row")
    return wrong, asked


def test_every_address_is_in_the_table():
    found = set(addresses())
    assert found - set(listed()) == set()
    assert set(listed()) - found == set()


@pytest.mark.parametrize("name", SCREENS)
def test_every_cell(world, name):
    wrong, asked = faults(world, name)
    print(f"screen={name} cells={asked} wrong={len(wrong)}")  # noqa: T201 (figure)
    assert wrong == []
    assert asked == len(ACTORS) * (2 * len(ACTIONS) - 1)


@pytest.mark.parametrize("name", SPECIAL)
def test_every_special_address(world, name):
    arguments, who = SPECIAL[name]
    url = reverse(name, args=[world.key(row) for row in arguments])
    for actor in ACTORS:
        for method in METHODS:
            got, _changed = ask(world, actor, method, url)
            may = {OK} if actor in who else NO
            if method == "POST":
                may = may | {METHOD} if actor in ENTER else may
                may = may | {MOVES} if actor in who else may
            assert got in may, f"{method} {name} as {actor}"


def test_the_table_is_large_enough():
    assert len(SCREENS) * len(ACTORS) * (2 * len(ACTIONS) - 1) >= 4000


class TestTheCheckCanFail:
    def test_forgotten_screen(self, monkeypatch):
        monkeypatch.delitem(SCREENS, "register/rooms")
        assert "register/rooms:edit" in {*addresses()} - {*listed()}

    def test_open_gate(self, world, monkeypatch):
        """Without the limit to one's places the matrix names every hole behind it."""
        monkeypatch.setattr(reach.Reached, "reached", lambda self, rows, roles=None: rows)
        wrong, _asked = faults(world, "register/rooms", ["other office", "leader"])
        assert any("inspect as other office: ok" in fault for fault in wrong)
        assert any("edit as other office: ok" in fault for fault in wrong)
