"""What a first visit costs: bytes and requests, from the browser's own network log."""

from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import listen, visitor
from tests.browser.pages import BY_NAME, KB, NAMES

STYLES, SCRIPTS, IMAGE = 15 * KB, 15 * KB, 40 * KB


@pytest.mark.parametrize("name", NAMES)
def test_first_visit(name, browser, portal, paths):
    with visitor(browser, portal) as context:
        page = context.new_page()
        traffic = listen(page)
        page.goto(paths[name], wait_until="networkidle")
    image = min(traffic.of("Image"), IMAGE) if name == "article" else 0
    assert traffic.failed == []
    assert traffic.total - image <= BY_NAME[name].budget
    assert traffic.of("Stylesheet") <= STYLES
    assert traffic.of("Script") <= SCRIPTS
    assert len(traffic.urls) <= BY_NAME[name].requests
    assert {urlsplit(url).netloc for url in traffic.urls} == {urlsplit(portal).netloc}
