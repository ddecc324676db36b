"""The results as a villager sees them: on the first screen, with scripts and without, by keys."""

import re
import shutil
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser import chromium, running
from tests.browser.test_axe import faults

BOX = "#search-text"
HITS = ".hit > a"
FOUND = f"/search/?q={quote('工钱')}"
STATES = {
    "empty": "/search/",
    "found": FOUND,
    "narrowed": f"{FOUND}&type=article&topic={quote('劳动报酬')}&sort=date",
    "second page": f"/search/?q={quote('居委会')}&page=2",
    "page beyond": f"/search/?q={quote('居委会')}&page=99",
    "misspelt": f"/search/?q={quote('会龙居委会')}",
    "nothing": f"/search/?q={quote('饕餮魑魅魍魉')}",
    "nothing of that": f"{FOUND}&type=code&year=1949",
    "long": f"/search/?q={quote('包工头欠我三个月工钱' * 50)}",
    "long without a gap": f"/search/?q={'w' * 500}",
}
ENGLISH = re.compile(r"[A-Za-z]{2,}")
SAID = """() => [...document.querySelectorAll("main [aria-label], main [placeholder], main [alt]")]
    .map((e) => [e.ariaLabel, e.placeholder, e.alt].join(" ")).join("\\n")"""


@pytest.fixture(scope="module")
def without_index(portal_template, tmp_path_factory):
    """The address of a portal whose search cannot be used."""
    folder = tmp_path_factory.mktemp("broken") / "portal"
    shutil.copytree(portal_template, folder)
    shutil.rmtree(folder / "search")
    with running.running(folder) as address:
        yield address


@pytest.fixture
def phone(browser, portal):
    with chromium.visitor(browser, portal) as context:
        yield context.new_page()


def hits(page):
    return page.locator(HITS).evaluate_all("links => links.map((a) => a.getAttribute('href'))")


@pytest.mark.parametrize("words", ["工钱", "老板不给工钱怎么办", "会龙居委会"])
def test_the_first_hit_is_on_the_first_screen(phone, words):
    phone.goto(f"/search/?q={quote(words)}")
    first = phone.locator(".hit").first.bounding_box()
    bar = phone.locator(".bottom-bar").bounding_box()
    assert first["y"] + first["height"] <= bar["y"]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_types_and_presses_finds_the_same(browser, portal, phone, scripts):
    phone.goto(FOUND)
    expected = hits(phone)
    with chromium.visitor(browser, portal, scripts=scripts) as context:
        page = context.new_page()
        page.goto("/search/")
        page.locator(BOX).fill("工钱")
        with page.expect_navigation():
            page.locator("form[role=search] button").click()
        assert page.url.endswith(FOUND)
        assert hits(page) == expected
        assert len(expected) == 10
        expect(page.locator("mark").first).to_have_text("工钱")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_results_are_narrowed_ordered_and_widened_again_by_keys(browser, portal, scripts):
    with chromium.visitor(browser, portal, scripts=scripts) as context:
        page = context.new_page()
        page.goto(FOUND)
        page.locator(".filters__fold > summary").focus()
        page.keyboard.press("Enter")
        choice = page.locator(".filters a").filter(has_text="案例")
        few = int(re.search(r"\d+", choice.inner_text())[0])
        with page.expect_navigation():
            choice.press("Enter")
        found = int(re.search(r"\d+", page.locator(".found [role=status]").inner_text())[0])
        assert few <= found <= few + 5  # among themselves weaker ones count too
        assert set(page.locator(".hit .tag--topic").all_inner_texts()) == {"案例"}
        with page.expect_navigation():
            page.locator(".found__order a").filter(has_text="最新").press("Enter")
        days = page.locator(".hit time").evaluate_all("all => all.map((e) => e.dateTime)")
        assert days == sorted(days, reverse=True)
        with page.expect_navigation():
            page.locator(".chip--chosen").press("Enter")
        assert page.locator(".chip--chosen").count() == 0
        assert page.url.endswith(f"{FOUND}&sort=date")


def test_on_a_desk_the_ways_to_narrow_lie_open(browser, portal):
    with chromium.visitor(browser, portal, size=chromium.DESK) as context:
        page = context.new_page()
        page.goto(FOUND)
        expect(page.locator(".filters a").first).to_be_visible()
        expect(page.locator(".filters__fold > summary")).to_be_hidden()


def test_pages_lead_on_and_back_and_say_where_one_is(phone):
    phone.goto(f"/search/?q={quote('居委会')}")
    first = hits(phone)
    with phone.expect_navigation():
        phone.locator("a[rel=next]").click()
    expect(phone.locator(".pager__where")).to_have_text(re.compile(r"^第 2 页 / 共 \d+ 页$"))
    assert not set(hits(phone)) & set(first)
    with phone.expect_navigation():
        phone.locator("a[rel=prev]").click()
    assert hits(phone) == first
    phone.goto(STATES["page beyond"])
    expect(phone.locator("a[rel=next]")).to_have_count(0)
    assert hits(phone)


def test_what_was_meant_is_asked_only_when_the_words_are_found_nowhere(phone):
    phone.goto(STATES["misspelt"])
    meant = phone.locator(".callout").filter(has_text="您是不是要找")
    with phone.expect_navigation():
        meant.get_by_text("回龙居委会").click()
    assert re.search(r"/v/\d{12}/$", phone.url)
    phone.goto(f"/search/?q={quote('回龙居委会')}")
    assert phone.get_by_text("您是不是要找").count() == 0


def test_a_passage_takes_two_lines_and_shows_what_was_found(phone):
    phone.goto(FOUND)
    for passage in phone.locator(".hit__passage").all():
        height, line = passage.evaluate(
            "e => [e.clientHeight, parseFloat(getComputedStyle(e).lineHeight)]"
        )
        assert height <= 2 * line + 1
        for mark in passage.locator("mark").all()[:1]:
            box, around = mark.bounding_box(), passage.bounding_box()
            assert box["y"] + box["height"] <= around["y"] + around["height"] + line / 2


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_open_to_everybody(browser, portal, state, elder):
    """axe finds nothing, nothing sticks out on the smallest phone, nothing is in English."""
    with chromium.visitor(browser, portal, size=chromium.SMALLEST, elder=elder) as context:
        page = context.new_page()
        page.goto(STATES[state])
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert faults(page, elder=elder) == []
        words = page.locator("main").inner_text() + page.evaluate(SAID)
        assert not ENGLISH.search(words.replace("w" * 40, "").replace("w", ""))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_marks_stand_out_in_every_light(browser, portal, scheme, elder):
    with chromium.visitor(browser, portal, elder=elder) as context:
        page = context.new_page()
        page.emulate_media(color_scheme=scheme)
        page.goto(FOUND)
        assert faults(page, elder=elder) == []
        background = "e => getComputedStyle(e).backgroundColor"
        mark = page.locator("mark").first.evaluate(background)
        assert mark not in {"rgba(0, 0, 0, 0)", page.locator("body").evaluate(background)}


@pytest.mark.parametrize("state", ["found", "nothing"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_was_typed_becomes_a_question(browser, portal, scripts, state):
    """All 500 characters of it, through the village, without an account."""
    words = {"found": "包工头欠我三个月工钱，", "nothing": "饕餮魑魅魍魉鳜鱼"}[state]
    text = (words * 70)[:500]
    with chromium.visitor(browser, portal, scripts=scripts) as context:
        page = context.new_page()
        page.goto("/search/")
        page.locator(BOX).fill(text)
        with page.expect_navigation():
            page.locator("form[role=search] button").click()
        for button in ("form[action='/ask/'] button", "main form.form button[type=submit]"):
            with page.expect_navigation():
                page.locator(button).first.click()
        page.locator("input[name=query]").fill("竹园坪")
        with page.expect_navigation():
            page.locator("main .form__actions button[type=submit]").click()
        expect(page.locator("textarea[name=question]")).to_have_value(text)


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_with_the_engine_down_the_page_leads_on(browser, without_index, elder):
    size = chromium.SMALLEST
    with chromium.visitor(browser, without_index, size=size, elder=elder) as context:
        page = context.new_page()
        page.goto(FOUND)
        main = page.locator("main")
        expect(main).to_contain_text("搜索暂时不能用")
        for way in ("/villages/", "/advisers/", "/learn/", "tel:12348"):
            expect(main.locator(f"a[href='{way}']").first).to_be_visible()
        assert faults(page, elder=elder) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        with page.expect_navigation():
            page.locator("form[action='/ask/'] button").click()
        expect(page.locator("main")).to_contain_text("工钱")


def test_similar_cases_are_offered_and_the_draft_outlives_a_look_at_one(phone):
    to_topics(phone, "我给老板干了三个月，工钱一分没拿到，只有一张白条。")
    similar = phone.locator("main section").filter(has_text="别人遇到过差不多的事")
    assert 1 <= similar.locator("li").count() <= 3
    chosen = phone.locator("input[name=topic]:checked").get_attribute("value")
    with phone.expect_navigation():
        similar.locator("li a").first.click()
    assert "/learn/" in phone.url
    phone.go_back()
    expect(phone.locator("input[name=topic]:checked")).to_have_value(chosen)
    with phone.expect_navigation():
        phone.locator("main .form__actions button[type=submit]").click()
    phone.goto("/ask/question/")
    expect(phone.locator("textarea[name=question]")).to_have_value(re.compile("一张白条"))


@pytest.mark.parametrize("words", ["今天天气真好，我想吃火锅，去哪里好", "饕餮魑魅魍魉", "asdf"])
def test_nothing_is_called_similar_when_nothing_is(phone, words):
    to_topics(phone, words)
    expect(phone.locator("h1")).to_have_text("是哪方面的事？")
    assert phone.get_by_text("别人遇到过差不多的事").count() == 0


def to_topics(page, words):
    """Write a question up to the page that asks for its topic."""
    page.goto("/ask/")
    button = page.locator("main form.form button[type=submit]")
    steps = [None, ("input[name=query]", "竹园坪"), ("textarea[name=question]", words)]
    for step in steps:
        if step:
            page.locator(step[0]).fill(step[1])
        with page.expect_navigation():
            button.first.click()
