"""The desk of lectures keeps nobody out: axe, and the smallest phone, for each who works there."""

import re

import pytest

from tests.browser.chromium import SMALLEST, visitor
from tests.browser.test_axe import faults
from tests.browser.walks import PASSWORD, send

DESK = "/desk/lectures/"
LECTURE = r"/desk/lectures/\d+/"
ASKED = r"/desk/lectures/asked/\d+/"
# The pages of each, by address or as the first such link of the page before.
WORK = {
    "adviser47": ["/desk/", DESK, "/desk/lectures/plan/", DESK, ASKED, DESK, LECTURE],
    "clerk": [DESK, "/desk/lectures/ask/", DESK, ASKED, DESK, LECTURE],
    "office": [DESK, LECTURE, "/desk/lectures/filings/", "/desk/lectures/villages/"],
    "leader": [DESK, "/desk/lectures/villages/"],
}
STEPS = ("outline", "change", "hold", "photos")


def log_in(page, name):
    page.goto("/desk/login/")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    send(page)


def links(page, pattern):
    """The addresses in the page that are ``pattern`` from end to end, each once."""
    found = page.locator("main a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    return list(dict.fromkeys(link for link in found if re.fullmatch(pattern, link)))


def steps(page):
    """The steps that the adviser's lectures offer, one address for each kind of step."""
    kinds = {}
    page.goto(DESK)
    for lecture in links(page, LECTURE):
        page.goto(lecture)
        for step in STEPS:
            for link in links(page, f"{LECTURE}{step}/"):
                kinds.setdefault(step, link)
    return kinds


def look(page, *, elder):
    """What is wrong with the page: for axe, and at the side of the screen."""
    assert page.locator("h1").count() == 1, page.url
    wide = page.evaluate("document.documentElement.scrollWidth") - SMALLEST["width"]
    return faults(page, elder=elder) + ([f"{page.url}: {wide}px too wide"] if wide > 0 else [])


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
@pytest.mark.parametrize("name", WORK)
def test_the_pages_of_each(name, elder, browser, portal):
    with visitor(browser, portal, size=SMALLEST, elder=elder) as context:
        page = context.new_page()
        log_in(page, name)
        found = []
        for target in WORK[name]:
            page.goto(target if "\\" not in target else links(page, target)[0])
            found += look(page, elder=elder)
        assert found == []


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_the_steps_of_a_lecture(elder, browser, portal):
    with visitor(browser, portal, size=SMALLEST, elder=elder) as context:
        page = context.new_page()
        log_in(page, "adviser47")
        kinds, found = steps(page), []
        assert {"outline", "change", "photos"} <= set(kinds)
        for link in kinds.values():
            page.goto(link)
            found += look(page, elder=elder)
        assert found == []


def test_what_was_typed_wrong_is_said_to_everybody(browser, portal):
    with visitor(browser, portal, size=SMALLEST) as context:
        page = context.new_page()
        for name, form in [("adviser47", "/desk/lectures/plan/"), ("clerk", "/desk/lectures/ask/")]:
            context.clear_cookies()
            log_in(page, name)
            page.goto(form)
            send(page)
            assert page.locator(".error-summary").is_visible()
            assert look(page, elder=False) == []
