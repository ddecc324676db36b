"""Every address × every kind of actor × every method: who gets what, who reads and changes what."""

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from consultations.models.queryset import ConsultationQuerySet
from tests.trust.matrix import (
    ACTORS,
    DENIED,
    HIDDEN,
    LOGIN,
    METHOD,
    MOVES,
    OK,
    ROUTES,
    WAGTAIL,
)
from tests.trust.world import CANARIES, MAY_READ, World

METHODS = ("GET", "HEAD", "POST")
LOGINS = ("/desk/login/", "/cms/login/")
WORDS = {200: OK, 204: OK, 403: DENIED, 404: HIDDEN, 405: METHOD}


def routes(resolver=None, prefix="", namespace=""):
    """Yield (name, pattern) of every address of the portal, without those Wagtail answers for."""
    for part in (resolver or get_resolver()).url_patterns:
        pattern = f"{prefix}{part.pattern}"
        if pattern.startswith(WAGTAIL):
            continue
        if isinstance(part, URLPattern):
            yield f"{namespace}{part.name}" if part.name else pattern, part
        else:
            yield from routes(part, pattern, f"{part.namespace}:" if part.namespace else namespace)


def unlisted():
    """Return the routes that the table forgets."""
    return {name for name, _part in routes()} - set(ROUTES) - {"_util/login/"}


def word(response):
    """Return the table's word for an answer."""
    if 300 <= response.status_code < 400:
        return LOGIN if response["Location"].startswith(LOGINS) else MOVES
    return WORDS.get(response.status_code, str(response.status_code))


def ask(world, name, actor, method):
    """Return the answer to one cell and the cases it changed; nothing of it stays."""
    row = ROUTES[name]
    url = reverse(name, kwargs=world.arguments(row.args, actor)) if name != "wagtail_serve" else "/"
    send = getattr(world.client(actor), method.lower())
    with transaction.atomic():
        before = world.state()
        response = send(url, row.data) if method == "POST" else send(url)
        changed = {pk for pk, row in world.state().items() if row != before.get(pk)}
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return word(response), changed, body.decode(errors="replace")


def faults(world, names=ROUTES, actors=ACTORS, methods=METHODS):
    """Return what does not agree with the table, and the number of cells asked."""
    wrong, cells = [], 0
    for name in names:
        for actor in actors:
            for method in methods:
                got, changed, body = ask(world, name, actor, method)
                cells += 1
                cell = f"{method} {name} as {actor}"
                expected = ROUTES[name].answer(method, actor)
                if got != expected:
                    wrong.append(f"{cell}: {got} instead of {expected}")
                may = method == "POST" and actor in ROUTES[name].changes
                if changed != ({world.own_case(actor).pk} if may else set()):
                    wrong.append(f"{cell}: changed {changed}")
                leaks = [c for c, text in CANARIES.items() if text in body]
                wrong += [f"{cell}: shows {c}" for c in leaks if actor not in MAY_READ[c]]
    return wrong, cells


@pytest.fixture
def world(db, caplog):
    caplog.set_level("CRITICAL")
    return World()


def test_every_route_is_in_the_table():
    assert unlisted() == set()
    assert set(ROUTES) - {name for name, _part in routes()} == set()


AREAS = {
    "lectures": "knowledge:desk_",
    "ask": "consultations:ask_",
    "my": "consultations:my_",
    "desk": ("consultations:desk_", "consultations:inbox", "desk:"),
    "accounts": "accounts:",
}
REST = "everything else"


def area_of(name):
    """Return the part of the portal that a route belongs to, so that parts run side by side."""
    return next((area for area, start in AREAS.items() if name.startswith(start)), REST)


@pytest.mark.parametrize("area", [*AREAS, REST])
def test_every_cell(world, area):
    names = [name for name in ROUTES if area_of(name) == area]
    wrong, cells = faults(world, names)
    print(f"area={area} routes={len(names)} cells={cells} wrong={len(wrong)}")  # noqa: T201 (figure)
    assert wrong == []
    assert cells == len(names) * len(ACTORS) * len(METHODS)


def test_the_table_is_large_enough():
    assert len(ROUTES) * len(ACTORS) * len(METHODS) >= 1500


def test_who_may_read_does_read(world):
    """The leak check would be worthless if nobody ever saw the words."""
    for actor, name in [("villager", "my_thread"), ("adviser", "desk_thread")]:
        _word, _changed, body = ask(world, f"consultations:{name}", actor, "GET")
        assert CANARIES["case"] in body


OUTSIDERS = ("anonymous", "villager", "adviser", "clerk", "bureau", "leader")
OPEN_IN_ADMIN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


def admin_addresses(resolver, prefix="/", namespace=""):
    """Yield (name, address) of Wagtail's admin that needs no arguments, our viewsets included."""
    for part in resolver.url_patterns:
        pattern = f"{prefix}{part.pattern}".replace("^", "").replace("$", "")
        if isinstance(part, URLPattern):
            if not {"<", "(", "\\", "*"} & set(pattern):
                yield f"{namespace}{part.name}", pattern
        else:
            inner = f"{part.namespace}:" if part.namespace else namespace
            yield from admin_addresses(part, pattern, inner)


def test_wagtails_admin_is_closed(world):
    cms = next(p for p in get_resolver().url_patterns if str(p.pattern) == "cms/")
    asked, opened = 0, []
    for name, url in admin_addresses(cms, "/cms/"):
        for actor in OUTSIDERS if name not in OPEN_IN_ADMIN else ():
            answer = word(world.client(actor).get(url))
            asked += 1
            if answer not in (LOGIN, DENIED, HIDDEN, METHOD):
                opened.append(f"{url} as {actor}: {answer}")
    assert opened == []
    assert asked > 300


@pytest.mark.parametrize("url", ["/documents/1/a.pdf", "/cms/consultations/", "/cms/nothing/"])
def test_nothing_there_for_strangers(world, url):
    assert word(world.client("anonymous").get(url)) in (HIDDEN, LOGIN)


class TestTheCheckCanFail:
    def test_forgotten_route(self, monkeypatch):
        monkeypatch.delitem(ROUTES, "desk:start")
        assert unlisted() == {"desk:start"}

    def test_open_gate(self, world, monkeypatch):
        """With the gate taken away the matrix shows every hole behind it."""
        monkeypatch.setattr(ConsultationQuerySet, "visible_to", lambda rows, user, at=None: rows)
        monkeypatch.setattr(ConsultationQuerySet, "readable_by", lambda rows, user, at=None: rows)
        names = ["consultations:desk_thread", "consultations:inbox"]
        wrong, _cells = faults(world, names, ["other adviser", "clerk"], ["GET"])
        assert any("ok instead of hidden" in fault for fault in wrong)
        assert any("shows case" in fault for fault in wrong)
