"""Debian's Chromium, quiet, as a phone or a desk; and what a page costs on the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PATH = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium until it is left."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor(
    browser: Browser, portal: str, *, size=PHONE, elder=False, scripts=True
) -> Iterator[BrowserContext]:
    """Somebody with an empty cache; ``elder`` reads in elder mode."""
    context = browser.new_context(
        base_url=portal, viewport=size, locale="zh-CN", java_script_enabled=scripts
    )
    context.set_default_timeout(15_000)
    if elder:
        context.add_cookies([{"name": "elder", "value": "1", "url": portal}])
    try:
        yield context
    finally:
        context.close()


@dataclass
class Traffic:
    """What went over the wire, from the browser's own network log (encoded bytes)."""

    urls: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def of(self, kind: str) -> int:
        """Bytes of one kind: Document, Stylesheet, Script, Image."""
        return self.sizes.get(kind, 0)


def listen(page: Page, *, cold=False) -> Traffic:
    """Record the traffic of ``page`` from now on; ``cold`` makes it fetch everything anew."""
    traffic, kinds = Traffic(), {}
    log = page.context.new_cdp_session(page)

    def answered(event):
        kinds[event["requestId"]] = event["type"]

    def sent(event):
        if not event["request"]["url"].startswith("data:"):
            traffic.urls.append(event["request"]["url"])

    def finished(event):
        kind = kinds.get(event["requestId"], "Other")
        traffic.sizes[kind] = traffic.sizes.get(kind, 0) + int(event["encodedDataLength"])

    log.on("Network.requestWillBeSent", sent)
    log.on("Network.responseReceived", answered)
    log.on("Network.loadingFinished", finished)
    log.on("Network.loadingFailed", lambda event: traffic.failed.append(event["errorText"]))
    log.send("Network.enable")
    log.send("Network.setCacheDisabled", {"cacheDisabled": cold})
    return traffic
