"""The main journey at 360 pixels, with scripts and without: from the village to the ledger."""

import re

import pytest

from tests.browser import walks
from tests.browser.chromium import SMALLEST, listen, visitor
from tests.browser.pages import KB
from tests.browser.test_axe import faults

COLD = 40 * KB


@pytest.fixture(scope="module")
def village(browser, portal):
    with visitor(browser, portal) as context:
        return walks.village_of_adviser(context.new_page())


def answered_in_ledger(page, village):
    """How many answered questions the village's page counts this month."""
    page.goto(village)
    figures = page.locator(".figures__item").all_inner_texts()
    answered = [text for text in figures if re.search("答复|answered", text)]
    return sum(int(re.search(r"\d+", text)[0]) for text in answered)  # none: no figure is shown


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_village_to_the_ledger(scripts, browser, portal, village):
    case = walks.Case(village=village, words=f"{'有' if scripts else '无'}脚本：{walks.QUESTION}")
    with (
        visitor(browser, portal, scripts=scripts) as villager,
        visitor(browser, portal, scripts=scripts) as adviser,
    ):
        phone, desk = villager.new_page(), adviser.new_page()
        before = answered_in_ledger(phone, village)
        assert "我的咨询" in phone.locator("body").inner_text(), "translations are not compiled"
        for _ in walks.ask(phone, case):
            assert phone.locator("h1").count() == 1
        assert re.fullmatch(r"\d{4}( \d{4}){3}", case.code)
        for _ in walks.look_up(phone, case):
            assert case.code not in phone.url
        assert case.words in phone.locator(".thread").inner_text()
        list(walks.answer(desk, case))
        reached = dict.fromkeys(walks.close(phone, case))
        assert list(reached)[-1] == "thread-rated"
        assert walks.ANSWER in phone.locator(".thread").inner_text()
        assert answered_in_ledger(phone, village) == before + 1


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_every_page_on_the_way_is_open_to_everybody(elder, browser, portal, village):
    """axe finds nothing, and nothing sticks out on the smallest phone."""
    case = walks.Case(village=village, words=f"{'长辈' if elder else '普通'}版：{walks.QUESTION}")
    found = {}
    with (
        visitor(browser, portal, size=SMALLEST, elder=elder) as villager,
        visitor(browser, portal, size=SMALLEST, elder=elder) as adviser,
    ):
        phone, desk = villager.new_page(), adviser.new_page()
        legs = [
            (phone, walks.ask),
            (phone, walks.look_up),
            (desk, walks.answer),
            (phone, walks.close),
        ]
        for page, leg in legs:
            for name in leg(page, case):
                found[name] = faults(page, elder=elder)
                width = page.evaluate("document.documentElement.scrollWidth")
                found[name] += [f"{width} px wide"] if width > SMALLEST["width"] else []
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) == 16


def test_what_the_pages_on_the_way_weigh_at_a_first_visit(browser, portal, village):
    case = walks.Case(village=village, words=f"称重：{walks.QUESTION}")
    weights = {}
    with visitor(browser, portal) as villager:
        page = villager.new_page()
        for leg in (walks.ask, walks.look_up):
            for name in leg(page, case):
                if name.endswith(("error", "receipt")):
                    continue
                again = villager.new_page()
                traffic = listen(again, cold=True)
                again.goto(page.url, wait_until="networkidle")
                weights[name] = traffic.total
                assert len(traffic.urls) <= 8
                again.close()
    assert {name: weight for name, weight in weights.items() if weight > COLD} == {}
    assert set(weights) > {"ask-topic", "thread"}
