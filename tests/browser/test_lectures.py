"""Lectures in a browser: one sheet of poster, signing up with and without scripts and in WeChat."""

import re

import pytest

from tests.browser.chromium import DESK, PHONE, SMALLEST, visitor
from tests.browser.test_axe import faults
from tests.browser.walks import TOO_FAST_FOR_A_ROBOT, follow

WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; M2006) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/107.0 Mobile Safari/537.36 XWEB/5315 MicroMessenger/8.0.47 Language/zh_CN"
)
POINTS = {"a4": (595, 842), "a3": (842, 1191)}  # of 1/72 inch, rounded
LONG = """() => {
    const say = (query, text) => (document.querySelector(query).textContent = text);
    say(".poster__title", "长".repeat(80));
    document.querySelector(".poster").classList.add("poster--full");
    document.querySelector(".poster__title").className = "poster__title poster__title--long";
    for (const fact of document.querySelectorAll(".poster__facts dd"))
        fact.textContent = "长".repeat(fact === document.querySelector(".poster dd") ? 100 : 60);
    document.querySelector(".poster__about").innerHTML = "<p>" + "长".repeat(400) + "</p>";
    say(".poster__speaker .poster__label:last-child", "某某律师事务所".repeat(3));
}"""
TOPS = """() => [...document.querySelectorAll(".poster *")]
    .map((e) => e.getBoundingClientRect().top)"""
CODE_ON_SHEET = """() => {
    const sheet = document.querySelector(".poster").getBoundingClientRect();
    const code = document.querySelector(".poster .qr").getBoundingClientRect();
    const end = document.querySelector(".poster__end").getBoundingClientRect();
    return code.top > sheet.top && code.right < sheet.right && end.bottom < sheet.bottom;
}"""


def sheets(page):
    """The size of every sheet that ``page`` prints, in whole points."""
    boxes = re.findall(
        rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)
    )
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize("words", ["as they are", "as long as can be"])
@pytest.mark.parametrize("size", POINTS)
def test_a_poster_is_one_sheet_of_its_size(browser, portal, paths, size, words):
    with visitor(browser, portal, size=DESK) as context:
        page = context.new_page()
        page.goto(f"{paths['lecture-poster']}?size={size}")
        if words != "as they are":
            page.evaluate(LONG)
        assert sheets(page) == [POINTS[size]]
        page.emulate_media(media="print")
        assert page.evaluate(CODE_ON_SHEET)


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_phone_prints_the_poster_alone(browser, portal, paths, elder, scripts):
    with visitor(browser, portal, size=PHONE, elder=elder, scripts=scripts) as context:
        page = context.new_page()
        page.goto(paths["lecture-poster"])
        assert sheets(page) == [POINTS["a4"]]
        page.emulate_media(media="print")
        for hidden in (".site-head", ".bottom-bar", ".site-foot", ".chips", "h1"):
            assert page.locator(hidden).filter(visible=True).count() == 0


def test_both_sizes_look_alike(browser, portal, paths):
    """Every part of the larger sheet stands where it stands on the smaller one, √2 times as far."""
    tops = []
    with visitor(browser, portal, size={"width": 1700, "height": 900}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for size in POINTS:
            page.goto(f"{paths['lecture-poster']}?size={size}")
            tops.append(page.evaluate(TOPS))
    small, large = tops
    assert len(small) == len(large) > 20
    assert all(abs(top * 2**0.5 - far) < 8 for top, far in zip(small, large, strict=True))


def send(page):
    page.wait_for_timeout(TOO_FAST_FOR_A_ROBOT)
    follow(page, page.locator("main form .button--primary[type=submit]").first)


def sign_up(page, lecture):
    """From the page of the lecture to being noted, with one mistake on the way."""
    page.goto(lecture)
    follow(page, page.locator("main a[href$='/sign-up/']").first)
    page.locator("input[name=people]").fill("0")
    send(page)
    yield "error"
    page.locator("input[name=people]").fill("2")
    page.locator("input[name=name]").fill("王大妈")
    send(page)
    yield "noted"


def withdraw(page):
    follow(page, page.locator("main a[href$='/sign-up/']").first)
    yield "change"
    follow(page, page.locator("form[action$='/withdraw/'] button"))
    yield "withdrawn"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("agent", [None, WECHAT], ids=["browser", "wechat"])
def test_signing_up_changing_and_withdrawing(browser, portal, paths, scripts, agent):
    context = browser.new_context(
        base_url=portal,
        viewport=PHONE,
        locale="zh-CN",
        java_script_enabled=scripts,
        user_agent=agent,
    )
    try:
        page = context.new_page()
        for name in sign_up(page, paths["lecture"]):
            assert page.locator("h1").count() == 1
            if name == "error":
                assert "至少一个人" in page.locator(".error-summary").inner_text()
        assert "一共2人" in page.locator(".callout--good").last.inner_text()
        page.goto("/lectures/")
        assert "您报名的讲座" in page.locator("main").inner_text()
        page.goto(paths["lecture"])
        for _ in withdraw(page):
            assert page.locator("h1").count() == 1
        assert "名字也删掉了" in page.locator("main").inner_text()
        page.goto("/lectures/")
        assert "您报名的讲座" not in page.locator("main").inner_text()
    finally:
        context.close()


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_nobody_is_shut_out_on_the_way(browser, portal, paths, elder):
    found = {}
    with visitor(browser, portal, size=SMALLEST, elder=elder) as context:
        page = context.new_page()
        for leg in (sign_up(page, paths["lecture"]), withdraw(page)):
            for name in leg:
                found[name] = faults(page, elder=elder)
                width = page.evaluate("document.documentElement.scrollWidth")
                found[name] += [f"{width} px wide"] if width > SMALLEST["width"] else []
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) == 4


def test_a_tap_on_the_calendar_in_wechat_says_how_to_get_out(browser, portal, paths):
    context = browser.new_context(
        base_url=portal, viewport=PHONE, locale="zh-CN", user_agent=WECHAT
    )
    try:
        page = context.new_page()
        page.goto(paths["lecture"])
        follow(page, page.locator("main a[href$='.ics']").first)
        assert "/lectures/subscribe/" in page.url
        assert "在浏览器打开" in page.locator(".callout").first.inner_text()
    finally:
        context.close()
