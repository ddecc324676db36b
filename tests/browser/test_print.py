"""On paper: every case fits one sheet of A4, and carries nothing that only a screen can use."""

import re

from tests.browser.chromium import visitor

CASE = re.compile(r'href="(/learn/(?!topics/)[^/"]+/)"')


def sheets(page):
    """How many A4 sheets ``page`` takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_every_case_fits_one_sheet(browser, portal, paths):
    with visitor(browser, portal) as context:
        page = context.new_page()
        page.goto(paths["learn"])
        cases = CASE.findall(page.content())
        needed = {}
        for path in cases:
            page.goto(path)
            needed[path] = sheets(page)
    assert len(cases) >= 10
    assert {path: number for path, number in needed.items() if number > 1} == {}


def test_a_printed_case_has_no_buttons_and_no_navigation(browser, portal, paths):
    with visitor(browser, portal) as context:
        page = context.new_page()
        page.goto(paths["article"])
        page.emulate_media(media="print")
        for hidden in [".bottom-bar", ".site-nav", ".button", ".columns__side"]:
            assert page.locator(hidden).filter(visible=True).count() == 0
        assert page.locator(".steps").is_visible()
