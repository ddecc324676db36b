"""Questions are submitted over HTTP while the web workers are killed with SIGKILL.

Proof of two promises (trust.md F-01, F-11): no question whose sender saw the receipt is lost, and
however often a form is sent again there is one consultation with one receipt.
``bench/kill_submit`` runs it longer; ``test_kill_submit.py`` runs it for some seconds.
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from consultations import receipts
from consultations.models import Consultation
from tests.database import address
from tests.trust.plain_browser import Forms, PlainBrowser

CODE = re.compile(r"\b\d{4} \d{4} \d{4} \d{4}\b")


@dataclass
class Outcome:
    """What the senders saw: the mark of each acknowledged question with all codes shown for it."""

    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    kills: int = 0
    tries: int = 0


class Server:
    """``manage.py web`` with two workers on the database that this process uses."""

    def __init__(self, port: int, folder: Path, workers: int = 2):
        self.port = port
        self.environment = os.environ | {
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
            "PORTAL_VAR": str(folder),
            "PORTAL_TRUSTED_PROXIES": "1",
            "PORTAL_WORKERS": str(workers),
            "PORT": str(port),
        }
        self.log = (folder / "web.log").open("w")

    def __enter__(self):
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "web"]
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=self.log, stderr=self.log
        )
        PlainBrowser(self.port, "192.0.2.1", patience=60).get("/healthz")
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()

    def workers(self) -> list[int]:
        """Return the process ids of the living workers."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in path.read_text().split()]

    def kill_one(self) -> bool:
        """Kill a worker at random; tell whether there was one."""
        workers = self.workers()
        if workers:
            os.kill(random.choice(workers), signal.SIGKILL)
        return bool(workers)


def submit(browser: PlainBrowser, village: str, mark: str, strike: Callable) -> set[str]:
    """Go the whole way without JavaScript, press the last button again, return the codes shown.

    ``strike`` is called just before the button is pressed.
    """
    forms = Forms(browser.get(f"/ask/?village={village}"))
    path, page = browser.send("/ask/", forms.with_field("q"))
    answers = [
        ("question", {"question": f"{mark} 在工地干了三个月，老板不给工钱，该找谁？"}),
        ("topic", {}),
        ("parties", {"concerns_committee": "no"}),
        ("contact", {"phone": ""}),
    ]
    for name, given in answers:
        if path != f"/ask/{name}/":
            raise AssertionError(f"expected the page {name}, got {path}")
        present = "topic" if name == "topic" else next(iter(given))
        path, page = browser.send(path, fields(page, present) | given)
    last = fields(page, "started") | {"consent": "on"}
    codes = set()
    strike()
    for _ in range(2):  # a double tap
        path, page = browser.send("/ask/check/", last)
        codes |= set(CODE.findall(page))
    return codes | set(CODE.findall(browser.get("/ask/receipt/")))


def fields(page: str, name: str) -> dict[str, str]:
    """Return the fields of the page's own form: the one that has ``name``, else the last one."""
    forms = Forms(page)
    try:
        return forms.with_field(name)
    except IndexError:
        return forms.with_field("csrfmiddlewaretoken")


class Storm:
    """Senders and the killer, and what they saw."""

    def __init__(self, server: Server, village: str, seconds: float):
        self.server, self.village = server, village
        self.ends = time.monotonic() + seconds
        self.outcome = Outcome()
        self.lock = threading.Lock()

    def kill(self) -> None:
        """Kill a worker and count it."""
        self.outcome.kills += self.server.kill_one()

    def strike(self) -> None:
        """Every other time a worker dies while the question is on its way."""
        if random.random() < 0.5:
            threading.Timer(random.uniform(0, 0.1), self.kill).start()

    def send(self, number: int) -> None:
        """Submit one question after the other until the time is over."""
        count = 0
        while time.monotonic() < self.ends:
            count += 1
            mark = f"【{number}-{count}】"
            browser = PlainBrowser(self.server.port, f"198.51.{number}.{count % 250 + 1}")
            try:
                codes = submit(browser, self.village, mark, self.strike)
            except (AssertionError, OSError) as error:
                self.outcome.errors.append(f"{mark} {error!r}")
                continue
            with self.lock:
                self.outcome.acknowledged[mark] = codes
                self.outcome.tries += browser.tries


def run(server: Server, village: str, *, seconds: float, senders: int = 6, pause: float = 0.5):
    """Submit from several senders while workers are killed; return the ``Outcome``."""
    storm = Storm(server, village, seconds)
    threads = [threading.Thread(target=storm.send, args=(number,)) for number in range(senders)]
    for thread in threads:
        thread.start()
    while time.monotonic() < storm.ends:
        time.sleep(random.uniform(pause / 2, pause * 1.5))
        storm.kill()
    for thread in threads:
        thread.join()
    return storm.outcome


def verdict(outcome: Outcome) -> dict[str, int]:
    """Compare with the database: how many are lost, doubled, wrongly receipted, half written."""
    stored = Counter()
    codes, events = {}, {}
    for row in Consultation.objects.prefetch_related("events"):
        mark = row.question.partition(" ")[0]
        stored[mark] += 1
        codes[mark] = row.receipt_hash
        events[mark] = len(row.events.all())
    seen = outcome.acknowledged
    return {
        "acknowledged": len(seen),
        "stored": sum(stored.values()),
        "lost": sum(mark not in stored for mark in seen),
        "doubled": sum(count > 1 for count in stored.values()),
        "other_code": sum(
            len(shown) != 1 or receipts.hash_of(*shown) != codes.get(mark)
            for mark, shown in seen.items()
        ),
        "half": sum(count != 2 for count in events.values()),
    }
