"""Each log line is one JSON object with known fields and nobody's words in it."""

import json
import logging
import re
import sys

import pytest
from django.test import Client, override_settings

from portal.operations.logs import JsonFormatter, request_id

FIELDS = {"time", "level", "logger", "message"}
CANARY = "13812345678"


def line(name="portal.test", message="hello", *args, exc_info=None, **extra):
    record = logging.LogRecord(name, logging.INFO, __file__, 1, message, args, exc_info)
    record.__dict__.update(extra)
    return JsonFormatter().format(record)


def failure(text):
    try:
        raise ValueError(text)
    except ValueError:
        return sys.exc_info()


class Lines(logging.Handler):
    """Keeps what the formatter makes of each record while its request is under way."""

    def __init__(self):
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.texts = []

    def emit(self, record):
        self.texts.append(self.format(record))


@pytest.fixture
def lines():
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler.texts
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def access_lines(lines):
    return lambda: [text for text in lines if '"portal.access"' in text]


def test_a_line_holds_the_fixed_fields():
    entry = json.loads(line())
    assert set(entry) == FIELDS
    assert entry["message"] == "hello"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", entry["time"])


def test_our_own_messages_are_filled_in():
    assert json.loads(line("portal.search", "%d rows", 5))["message"] == "5 rows"


@pytest.mark.parametrize("name", ["axes", "django.db", "somebody", "portalish"])
def test_of_foreign_loggers_only_the_template_is_kept(name):
    assert CANARY not in line(name, "login failed for %s", CANARY)


def test_a_refusal_is_not_quoted():
    text = line("django.security.DisallowedHost", f"Invalid HTTP_HOST header: {CANARY}")
    assert json.loads(text)["message"] == "refused"


def test_a_failing_request_is_told_without_its_path():
    text = line("django.request", "%s: %s", "Internal Server Error", f"/my/{CANARY}/")
    assert json.loads(text)["message"] == "Internal Server Error"


def test_an_exception_is_its_class_and_place_but_not_its_text():
    text = line(exc_info=failure(f"Failing row contains ({CANARY})"))
    entry = json.loads(text)
    assert entry["error"] == "builtins.ValueError"
    assert entry["stack"][-1].endswith("failure")
    assert CANARY not in text


def test_the_servers_tracebacks_lose_their_text():
    text = line("_granian", f"Application callable raised\nValueError: {CANARY}")
    assert json.loads(text)["message"] == "Application callable raised"


def test_unknown_extras_are_left_out():
    assert CANARY not in line(phone=CANARY, request=CANARY)


@pytest.mark.parametrize(
    "hidden",
    [
        "\n",
        "\r\n{}",
        "\x1b[2J",
        "\x00",
        "\x7f",
        "\x9b",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
    ],
)
def test_hidden_characters_are_escaped_and_the_line_stays_one(hidden):
    text = line(message=f"甲{hidden}乙")
    assert text.isprintable()
    assert json.loads(text)["message"] == f"甲{hidden}乙"


def test_the_request_id_stands_in_every_line_of_the_request():
    token = request_id.set("abc-12345678")
    try:
        assert json.loads(line())["request_id"] == "abc-12345678"
    finally:
        request_id.reset(token)
    assert "request_id" not in json.loads(line())


def test_a_request_writes_one_access_line(client, access_lines):
    client.get("/healthz?phone=13812345678", REMOTE_ADDR="203.0.113.77")
    [text] = access_lines()
    entry = json.loads(text)
    assert entry["route"] == "operations:healthz"
    assert (entry["method"], entry["status"]) == ("GET", 200)
    assert entry["ms"] >= 0
    assert CANARY not in text
    assert "203.0.113.77" not in text


HOSTILE = [
    "/%00",
    "/%0d%0aSet-Cookie:%20a=b",
    "/%1b%5b2J",
    "/%ff%fe",
    "/%E2%80%AE/13812345678",
    "/" + "a" * 5000,
    "/..%2f..%2fetc/passwd",
    '/"}{"level":"ERROR',
    "/healthz/13812345678?q=13812345678",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_paths_never_reach_the_log(path, client, access_lines):
    response = client.generic("GET", path)
    assert response.status_code < 500
    [text] = access_lines()
    entry = json.loads(text)
    assert set(entry) == FIELDS | {"request_id", "method", "route", "status", "ms"}
    assert CANARY not in text
    assert "Set-Cookie" not in text


@pytest.mark.parametrize("method", ["GET\r\nX: y", "13812345678"])
def test_a_hostile_method_is_called_other(method, client, access_lines):
    client.generic(method, "/healthz")
    [text] = access_lines()
    assert json.loads(text)["method"] == "OTHER"


def test_a_sane_request_id_is_taken_over_and_answered(client):
    response = client.get("/healthz", headers={"X-Request-ID": "proxy-0123456789"})
    assert response["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with space in it", "a\u202eb12345678"])
def test_another_request_id_is_replaced(given, client):
    first = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
    second = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second


@override_settings(ROOT_URLCONF="tests.operations.urls")
def test_a_crash_is_logged_once_with_its_place_and_without_its_text(lines):
    client = Client(raise_request_exception=False)
    assert client.get("/crash/").status_code == 500
    assert not any(CANARY in text for text in lines)
    [crash] = [json.loads(text) for text in lines if "stack" in text]
    assert crash["error"] == "builtins.RuntimeError"
    assert any("tests/operations/urls.py" in frame for frame in crash["stack"])
