"""What the browser tells of a search: once when the page is seen, once for each opened result."""

from urllib.parse import parse_qs

import pytest

from tests.browser.chromium import visitor

PAGE = "/search/?q=%E6%8B%96%E6%AC%A0%E5%B7%A5%E8%B5%84"
NOTHING = "/search/?q=%E5%B1%8B%E6%AA%90%E6%BB%B4%E6%B0%B4%E5%90%B5%E6%9E%B6"


@pytest.fixture
def visit(browser, portal):
    """Return a page and what it sends to be counted."""
    with visitor(browser, portal) as context:
        page, sent = context.new_page(), []
        page.on("request", lambda request: _note(sent, request))
        yield page, sent


def _note(sent, request):
    if request.url.endswith("/search/count/"):
        sent.append(parse_qs(request.post_data or "", keep_blank_values=True))


def seen(page, sent, number):
    """Wait until ``number`` were sent, and a little for one too many."""
    for _ in range(50):
        if len(sent) >= number:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(500)
    return [about["place"] for about in sent]


@pytest.mark.parametrize("address", [PAGE, NOTHING])
def test_a_page_of_results_is_told_once(visit, address):
    page, sent = visit
    page.goto(address)
    assert seen(page, sent, 1) == [[""]]
    assert sent[0].keys() == {"ticket", "place"}


def test_an_opened_result_is_told_with_its_place(visit):
    page, sent = visit
    page.goto(PAGE)
    link = page.locator("[data-place='2']")
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{target}")
    assert seen(page, sent, 2) == [[""], ["2"]]


def test_links_that_open_no_result_are_not_told(visit):
    page, sent = visit
    page.goto(PAGE)
    assert seen(page, sent, 1) == [[""]]
    page.locator("header a").first.click()
    assert seen(page, sent, 2) == [[""]]


def test_a_page_in_the_background_waits_until_it_is_seen(visit):
    page, sent = visit
    page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => !window.seen, configurable: true})"
    )
    page.goto(PAGE)
    assert seen(page, sent, 0) == []
    page.evaluate("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert seen(page, sent, 1) == [[""]]


def test_where_nothing_is_looked_for_nothing_is_told(visit):
    page, sent = visit
    page.goto("/search/")
    assert seen(page, sent, 0) == []


def test_without_scripts_results_open_all_the_same(browser, portal):
    with visitor(browser, portal, scripts=False) as context:
        page = context.new_page()
        page.goto(PAGE)
        link = page.locator("[data-place='1']")
        target = link.get_attribute("href")
        link.click()
        page.wait_for_url(f"**{target}")
