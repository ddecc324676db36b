"""The smallest phone in elder mode: nothing sticks out at the side, buttons are big enough."""

import pytest

from tests.browser.chromium import SMALLEST, visitor
from tests.browser.pages import NAMES

STICKS_OUT = """() => [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", NAMES)
def test_no_sideways_scrolling(name, browser, portal, paths):
    with visitor(browser, portal, size=SMALLEST, elder=True) as context:
        page = context.new_page()
        page.goto(paths[name])
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SMALLEST["width"], page.evaluate(STICKS_OUT)
