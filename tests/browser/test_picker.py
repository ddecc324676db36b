"""The picker is a combobox: keys, what a screen reader is told; without scripts it is a form."""

import re

import pytest

from tests.browser import chromium
from tests.browser.walks import complete, follow

FIELD = "#picker-q"
OPTIONS = ".picker__list li"


@pytest.fixture
def page(browser, portal):
    with chromium.visitor(browser, portal) as context:
        page = context.new_page()
        page.goto("/villages/")
        yield page


def typed(page, text):
    field = page.locator(FIELD)
    complete(field, text)
    return field


def test_its_parts_belong_together(page):
    field = typed(page, "hlj")
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-autocomplete") == "list"
    assert field.get_attribute("aria-expanded") == "true"
    box = page.locator(f"[id='{field.get_attribute('aria-controls')}']")
    assert box.get_attribute("role") == "listbox"
    assert box.get_attribute("aria-label")
    assert page.locator(OPTIONS).first.get_attribute("role") == "option"


def test_a_screen_reader_hears_how_many_fit(page):
    typed(page, "hlj")
    said = page.locator("form.picker [role=status]")
    number = page.locator(OPTIONS).count()
    assert re.search(rf"\b{number}\b", said.inner_text())
    page.locator(FIELD).fill("zzzzzz")
    page.locator(OPTIONS).first.wait_for(state="hidden")
    assert said.inner_text()


def test_arrows_go_round_and_enter_takes(page):
    field = typed(page, "hlj")
    last = page.locator(OPTIONS).count() - 1
    page.keyboard.press("ArrowUp")
    chosen = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")
    assert chosen.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant").endswith(str(last))
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant").endswith("-0")
    code = page.locator(OPTIONS).first.get_attribute("data-code")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/v/{code}/")


def test_escape_closes_and_an_arrow_opens_again(page):
    field = typed(page, "hlj")
    page.keyboard.press("Escape")
    assert page.locator(OPTIONS).first.is_hidden()
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    assert page.locator(OPTIONS).first.is_visible()
    assert field.get_attribute("aria-expanded") == "true"


def test_enter_without_a_choice_searches(page):
    typed(page, "hlj")
    page.keyboard.press("Enter")
    page.wait_for_url("**/villages/?q=hlj")


def test_leaving_the_field_closes_the_list(page):
    typed(page, "hlj")
    page.keyboard.press("Tab")
    assert page.locator(OPTIONS).first.is_hidden()


def test_without_scripts_the_form_and_the_townships_do(browser, portal):
    with chromium.visitor(browser, portal, scripts=False) as context:
        page = context.new_page()
        page.goto("/villages/")
        page.locator(FIELD).fill("hlj")
        follow(page, page.locator("form.picker button"))
        assert page.locator("a[href^='/villages/choose/']").count() >= 1
        page.goto("/villages/")
        page.locator(".townships summary").first.click()
        village = page.locator(".townships [open] a[href^='/villages/choose/']").first
        name = village.inner_text()
        follow(page, village)
        assert name in page.locator("h1").inner_text()
        page.goto("/villages/")
        assert name in page.locator(".chips").inner_text()
