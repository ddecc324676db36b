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
        cases = []
        for number in (1, 2):
            page.goto(f"{paths['learn']}?page={number}")
            cases += [path for path in CASE.findall(page.content()) if path not in cases]
        needed = {}
        for path in cases:
            page.goto(path)
            needed[path] = sheets(page)
    assert len(cases) >= 40, "thirty cases and twelve life situations"
    assert {path: number for path, number in needed.items() if number > 1} == {}


def test_a_printed_case_has_no_buttons_and_no_navigation(browser, portal, paths):
    with visitor(browser, portal) as context:
        page = context.new_page()
        page.goto(paths["article"])
        page.emulate_media(media="print")
        for hidden in [".bottom-bar", ".site-nav", ".button-row", ".columns__side"]:
            assert page.locator(hidden).filter(visible=True).count() == 0
        assert page.locator(".steps").is_visible()


def test_a_printed_case_says_where_it_came_from_and_whom_to_call(browser, portal, paths):
    with visitor(browser, portal) as context:
        page = context.new_page()
        page.goto(paths["article"])
        foot = page.locator(".case-foot")
        assert not foot.is_visible(), "on paper only"
        page.emulate_media(media="print")
        assert foot.locator("img.qr").is_visible()
        assert "12348" in foot.inner_text()
        assert page.locator(".contacts__call").first.is_visible(), "a telephone is no button there"


def test_a_long_article_of_law_ends_in_dots_on_paper(browser, portal, paths):
    with visitor(browser, portal) as context:
        page = context.new_page()
        page.goto(paths["article"])
        page.emulate_media(media="print")
        words = page.locator(".law-card__text").first
        line = words.evaluate("(e) => parseFloat(getComputedStyle(e).lineHeight)")
        words.evaluate("(e) => { e.textContent = '法'.repeat(3000); }")
        assert words.bounding_box()["height"] <= 7 * line
