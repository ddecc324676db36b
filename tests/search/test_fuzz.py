"""Three hundred hostile queries: no answer is a server error and none is slow."""

import random
import time

import pytest

from tests.factories.search import make_document

PIECES = [
    "\x00", "工钱", "征地", "\"", "“", "”", "'", "*", "?", "~", "^2", "AND", "OR", "NOT", "+", "-",
    "(", ")", "[a TO b]", "{", "\\", "/", ":", "text:x", "key:", "%", "_", "%00", "\r\n", "\t",
    "\u202e", "\u2066", "\ufeff", "\u0301", "🙂", "﷽", "\ud800", "㍿", "𠮷", "<script>", "{{ 7 }}",
    "{% x %}", "9" * 30, "430802001001", "a" * 300, "村" * 300, " ", "第一百八十条", "é", "ß", "İ",
]  # fmt: skip
PAGES = ["1", "0", "-1", "9" * 500, "1e9", "x", "", "²", "\x00", "999999999", "[]"]
QUERIES = 300


def raw(text):
    """Return ``text`` percent-encoded byte by byte; half a surrogate pair becomes bad UTF-8."""
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


@pytest.mark.django_db
def test_no_query_is_a_server_error(client, engine):
    client.raise_request_exception = False
    engine.index([make_document() for _ in range(30)])
    dice = random.Random(12348)
    slowest = 0.0
    for _ in range(QUERIES):
        text = "".join(dice.choices(PIECES, k=dice.choice([1, 2, 3, 8, 40])))
        address = f"/search/?q={raw(text)}&page={raw(dice.choice(PAGES))}"
        address += f"&type={raw(dice.choice([*PIECES, 'village', 'article']))}"
        started = time.perf_counter()
        answer = client.get(address)
        slowest = max(slowest, time.perf_counter() - started)
        assert answer.status_code in {200, 302, 400}, address
    assert slowest < 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "%E6%9D%91" * 22_000,
        "q=" + "x%20" * 20_000,
        "q=" + "%22" * 60_000,
        "q=%ff%fe%80",
        "q=1&q=2&q=3",
        "q[]=1&q[a][b]=2",
        "page=2",
        "%00=1",
    ],
)
def test_huge_and_odd_query_strings(client, engine, query):
    client.raise_request_exception = False
    engine.index([make_document() for _ in range(30)])
    started = time.perf_counter()
    assert client.get(f"/search/?{query}").status_code < 500
    assert time.perf_counter() - started < 2
