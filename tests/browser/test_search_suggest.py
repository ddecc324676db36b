"""What the search box suggests as one types: by keys, by finger, with an input method, by ear."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.test_axe import faults
from tests.browser.walks import complete

FIELD = "#search-text"
LIST, ITEMS = "form[role=search] [role=listbox]", "form[role=search] [role=option]"
SUGGEST = "**/search/suggest/**"


@pytest.fixture
def page(browser, portal):
    with chromium.visitor(browser, portal) as context:
        page = context.new_page()
        page.goto("/search/")
        yield page


@pytest.fixture
def asked(page):
    """The texts that suggestions were asked for."""
    texts = []
    page.on("request", lambda request: "/suggest/" in request.url and texts.append(request.url))
    return texts


def typed(page, text):
    field = page.locator(FIELD)
    complete(field, text)
    return field


def chosen(page):
    return page.locator(f"{ITEMS}[aria-selected=true]")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("回龙", "回龙居委会", "街道 · 村子"),
        ("huilongj", "回龙居委会", "街道 · 村子"),
        ("hljwh", "回龙居委会", "街道 · 村子"),
        ("民法典", "民法典", "法律法规"),
        ("minfad", "民法典", "法律法规"),
        ("民法典1085", "民法典第一千零八十五条", "法条"),
        ("工钱要", "工钱要不回来", "指引和消息"),
    ],
)
def test_each_way_of_typing_suggests_and_says_of_what_kind(page, text, name, kind):
    typed(page, text)
    first = page.locator(ITEMS).first
    expect(first).to_contain_text(name)
    expect(first.locator("small")).to_contain_text(kind)


def test_an_adviser_is_suggested_by_pinyin(page):
    page.goto("/advisers/")
    name = page.locator("main .list-rows--people a strong, main .list-rows--people a").first
    name = re.match(r"[\u4e00-\u9fff]{2,4}", name.inner_text().strip())[0]
    page.goto("/search/")
    typed(page, name)
    expect(page.locator(ITEMS).filter(has_text="顾问").first).to_contain_text(name)


def test_a_screen_reader_hears_what_is_there(page):
    field = typed(page, "huilong")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(field).to_have_attribute("aria-expanded", "true")
    box = page.locator(LIST)
    expect(box).to_have_attribute("id", field.get_attribute("aria-controls"))
    expect(box).to_have_attribute("aria-label", "您想找什么？")
    count = page.locator(ITEMS).count()
    said = page.locator("form[role=search] [role=status]")
    expect(said).to_have_text(f"有{count}条提示")
    field.fill("没有这个名字")
    expect(said).to_have_text("没有提示")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_arrows_choose_and_enter_goes_there(page):
    field = typed(page, "huilong")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen(page).get_attribute("id"))
    page.keyboard.press("ArrowUp")
    last = page.locator(ITEMS).last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_value("huilong")
    target = chosen(page).get_attribute("data-url")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(target)


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight"])
def test_moving_in_the_text_chooses_nothing(page, key):
    field = typed(page, "huilong")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    expect(chosen(page)).to_have_count(0)
    assert field.get_attribute("aria-activedescendant") is None
    if key in ("Home", "End"):
        at = field.evaluate("field => field.selectionStart")
        assert at == {"Home": 0, "End": len("huilong")}[key]


def test_enter_without_a_choice_searches(page):
    typed(page, "huilong")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/search/?q=huilong")


def test_escape_closes_first_and_clears_next(page):
    field = typed(page, "huilong")
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(field).to_have_value("huilong")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


@pytest.mark.parametrize("way", ["click", "tap"])
def test_a_mouse_or_a_finger_takes_one(browser, portal, way):
    context = browser.new_context(base_url=portal, viewport=chromium.PHONE, has_touch=True)
    page = context.new_page()
    page.goto("/search/")
    typed(page, "hljwh")
    first = page.locator(ITEMS).first
    target = first.get_attribute("data-url")
    with page.expect_navigation():
        getattr(first, way)()
    assert page.url.endswith(target)
    context.close()


def test_nothing_is_asked_while_characters_are_being_composed(page, asked):
    """The keys of an input method: pinyin under way, then the characters at once."""
    page.locator(FIELD).focus()
    method = page.context.new_cdp_session(page)
    for pinyin in ("h", "hu", "hui", "hui l"):
        caret = len(pinyin)
        method.send(
            "Input.imeSetComposition",
            {"text": pinyin, "selectionStart": caret, "selectionEnd": caret},
        )
    page.wait_for_timeout(500)
    assert asked == []
    expect(page.locator(LIST)).to_be_hidden()
    method.send("Input.insertText", {"text": "回龙"})
    expect(page.locator(ITEMS).first).to_contain_text("回龙")
    assert len(asked) == 1


def test_an_enter_of_the_input_method_takes_and_sends_nothing(page):
    typed(page, "huilong")
    page.keyboard.press("ArrowDown")
    page.evaluate(
        """() => {
          const field = document.getElementById("search-text");
          field.dispatchEvent(new CompositionEvent("compositionstart"));
          const enter = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
          field.dispatchEvent(new KeyboardEvent("keydown", enter));
        }"""
    )
    expect(page.locator(LIST)).to_be_hidden()
    assert page.url.endswith("/search/")


def test_fast_typing_asks_once(page, asked):
    page.clock.install()
    page.goto("/search/")
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    page.locator(FIELD).press_sequentially("huilongju")
    assert asked == []
    with page.expect_response(SUGGEST):
        page.clock.run_for(1_000)
    expect(page.locator(ITEMS).first).to_be_visible()
    assert len(asked) == 1


def test_a_late_answer_to_an_earlier_text_is_dropped(page):
    held = []

    def answer(route):
        if route.request.url.endswith("?q=zhuyuan"):
            held.append(route)
        else:
            route.continue_()

    page.route(SUGGEST, answer)
    field = page.locator(FIELD)
    with page.expect_request(SUGGEST):
        field.fill("zhuyuan")
    with page.expect_event("requestfailed") as aborted:
        field.fill("huilong")
    assert aborted.value.url.endswith("?q=zhuyuan")
    expect(page.locator(ITEMS).first).to_contain_text("回龙")
    assert len(held) == 1


@pytest.mark.parametrize("fault", ["no network", "error page"])
def test_without_an_answer_the_box_stays_a_box(page, fault):
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def answer(route):
        if fault == "no network":
            route.abort()
        else:
            route.fulfill(status=500, body="<h1>500</h1>")

    typed(page, "huilong")
    page.route(SUGGEST, answer)
    field = page.locator(FIELD)
    field.press_sequentially("ju")
    expect(page.locator(LIST)).to_be_hidden()
    expect(page.locator("form[role=search] [role=status]")).to_have_text("")
    page.keyboard.press("ArrowDown")
    expect(page.locator(LIST)).to_be_hidden()
    assert wrong == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("?q=huilongju")


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_everybody_can_use_the_open_list(browser, portal, elder):
    with chromium.visitor(browser, portal, size=chromium.SMALLEST, elder=elder) as context:
        page = context.new_page()
        page.goto("/search/")
        typed(page, "huilong")
        page.keyboard.press("ArrowDown")
        assert faults(page, elder=elder) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_box_on_the_home_page_suggests_beside_the_picker(page):
    page.goto("/")
    typed(page, "minfadian")
    expect(page.locator(f"{LIST}:visible")).to_have_count(1)
    expect(page.locator(f"{LIST}:visible")).to_contain_text("民法典")
