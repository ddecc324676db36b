"""A browser without JavaScript: it keeps cookies, follows redirects, sends the forms it is shown.

A connection that breaks is tried again, as people do: they press the button once more.
"""

import http.client
import time
from html.parser import HTMLParser
from urllib.parse import urlencode

RETRY_SECONDS = 0.05
BROKEN = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


class Forms(HTMLParser):
    """Collects the forms of a page as lists of (name, value)."""

    def __init__(self, page: str):
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self._area = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append([])
        elif self.forms and given.get("name"):
            self._area = given["name"] if tag == "textarea" else ""
            checked = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if tag == "input" and checked:
                self.forms[-1].append((given["name"], given.get("value") or ""))

    def handle_data(self, data):
        if self._area:
            self.forms[-1].append((self._area, data))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = ""

    def with_field(self, name: str) -> dict[str, str]:
        """Return the fields of the last form that has a hidden or filled field ``name``."""
        fitting = [form for form in self.forms if any(field == name for field, _ in form)]
        return dict(fitting[-1])


class PlainBrowser:
    """One person at one address (``client`` goes into X-Forwarded-For)."""

    def __init__(self, port: int, client: str, *, patience: float = 30):
        self.port = port
        self.headers = {"X-Forwarded-For": client, "Accept-Language": "zh-CN"}
        self.patience = patience
        self.cookies: dict[str, str] = {}
        self.tries = 0

    def get(self, path: str) -> str:
        """Return the page at ``path``; redirects are followed."""
        return self._go("GET", path)[1]

    def send(self, path: str, fields: dict[str, str]) -> tuple[str, str]:
        """Post a form; return where it led and the page there."""
        return self._go("POST", path, urlencode(fields))

    def _go(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        for _ in range(6):
            status, location, page = self._insist(method, path, body)
            if status not in {301, 302, 303}:
                if status != 200:
                    raise AssertionError(f"{method} {path} was answered with {status}")
                return path, page
            method, path, body = "GET", location, None
        raise AssertionError(f"{path}: redirected in a circle")

    def _insist(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        """Try until there is an answer; the server may be dying or starting."""
        deadline = time.monotonic() + self.patience
        while True:
            self.tries += 1
            try:
                return self._once(method, path, body)
            except BROKEN:
                if time.monotonic() > deadline:
                    raise
                time.sleep(RETRY_SECONDS)

    def _once(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        headers = dict(self.headers)
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return response.status, response.headers.get("Location", ""), page
