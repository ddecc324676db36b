"""The village page of the ask flow completes names while one types; without scripts it searches."""

import pytest

from tests.browser import chromium
from tests.browser.walks import complete, follow

FIELD, CODE = "input[name=query]", "input[type=hidden][name=village]"


@pytest.fixture
def page(browser, portal):
    with chromium.visitor(browser, portal) as context:
        page = context.new_page()
        page.goto("/ask/")
        follow(page, page.locator("main form.form button[type=submit]").first)
        yield page


def chosen(page):
    page.wait_for_url("**/ask/question/")
    return page.locator("main").inner_text()


def test_a_suggestion_is_taken_with_a_finger(page):
    complete(page.locator(FIELD), "hlj")
    first = page.locator(".picker__list li").first
    name = first.evaluate("item => item.firstChild.textContent")
    first.click()
    assert name in chosen(page)


def test_a_suggestion_is_taken_with_keys(page):
    complete(page.locator(FIELD), "zhuyuan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "竹园" in chosen(page)


def test_going_back_and_typing_another_forgets_the_first(page):
    complete(page.locator(FIELD), "hlj")
    page.locator(".picker__list li").first.click()
    chosen(page)
    page.go_back()
    page.locator(FIELD).fill("竹园坪")
    assert page.locator(CODE).input_value() == ""
    page.keyboard.press("Escape")
    page.locator("main .form__actions button[type=submit]").click()
    assert "竹园坪" in chosen(page)
