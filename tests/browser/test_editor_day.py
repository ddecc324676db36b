"""A day of the editorial office in Chromium: write, mend, review, publish, compare, feature."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, visitor
from tests.browser.editing import (
    APPROVE,
    PUBLISH,
    RETURN,
    SAVE,
    SUBMIT,
    TALL,
    add,
    at_work,
    choose,
    drag_to_top,
    open_side,
    press,
    write,
)

TITLE = f"工地停工{secrets.randbelow(9_000) + 100}天，老板拖着工钱不给怎么办？"
LAW = ("保障农民工工资支付条例", re.compile("保障农民工工资支付条例"))
STORY = "小李在工地干了三个月。老板说停工了，工钱一直没给。小李手里只有一张欠条。"
REMARK = "第一步请写明先找哪个部门"
MENDED = "拿着欠条，到区劳动监察大队投诉，不收钱。"


@pytest.fixture(scope="module")
def day(browser, portal):
    """Addresses that one step leaves to the next; steps run in the order of this file."""
    return {}


def test_the_editor_starts_from_what_is_asked_but_not_written(browser, portal, day):
    with at_work(browser, portal, "editor") as page:
        page.get_by_role("heading", name="问得多、写得少").wait_for()
        page.goto("/cms/reports/demand/")
        row = page.get_by_role("row").filter(has_text="劳动报酬").first
        row.get_by_role("link", name="写一篇").click()
        topic = page.locator("#id_topic option:checked")
        expect(topic).to_have_text("劳动报酬")
        page.fill("#id_title", TITLE)
        write(add(page, "案情"), "本院认为，小李应当拿到工钱。")
        write(add(page, "为什么"), "看民法典第9999条就明白。")
        press(page, SUBMIT)
        errors = page.locator(".error-message, .help-critical, .messages")
        for said in ("法条卡", "怎么办", "没有这一条", "法院说", "认不出"):
            expect(errors.filter(has_text=said).first).to_be_visible()
        expect(page.locator("#id_title")).to_have_value(TITLE)
        expect(page.locator("[contenteditable=true]").first).to_contain_text("小李应当拿到工钱")
        press(page, SAVE)
        page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
        day["edit"] = re.search(r"/cms/pages/\d+/edit/", page.url)[0]
        todo = page.locator("section, .w-panel").filter(has_text="还要做什么").last
        expect(todo.get_by_text("发布前要改").first).to_be_visible()


def test_the_checks_beside_the_form_find_the_same(browser, portal, day):
    with at_work(browser, portal, "editor") as page:
        page.goto(day["edit"])
        panel = open_side(page, "checks")
        for said in ("没有写怎么办", "这部法没有这一条", "有村里人不说的话"):
            expect(panel.get_by_text(said).first).to_be_visible(timeout=20_000)


def test_the_editor_mends_it_looks_at_it_as_a_phone_and_submits(browser, portal, day):
    with at_work(browser, portal, "editor") as page:
        page.goto(day["edit"])
        blocks = page.locator("[data-streamfield-stream-container] > [data-streamfield-child]")
        write(blocks.nth(0), STORY)
        blocks.nth(1).get_by_role("button", name="删除").first.click()
        card = add(page, "法条卡")
        choose(page, card.get_by_role("button", name=re.compile("选择")), *LAW)
        card.locator("textarea").fill("老板欠工钱，劳动监察管得着。")
        steps = add(page, "怎么办")
        steps.locator("input[type=text]").first.fill("先去投诉")
        steps.locator("textarea").first.fill("找有关的部门。")
        add(page, "要带的材料").locator("input[type=text]").first.fill("身份证、欠条")
        contact = add(page, "找谁")
        contact.locator("input[type=text], input[type=tel]").nth(0).fill("劳动监察热线")
        contact.locator("input[type=text], input[type=tel]").nth(1).fill("12333")
        page.fill("#id_law_checked_on", "2026-11-20")
        page.press("#id_law_checked_on", "Tab")
        page.press("#id_is_deidentified", "Space")
        expect(page.locator("#id_is_deidentified")).to_be_checked()
        open_side(page, "preview")
        frame = page.frame_locator("#w-preview-iframe")
        expect(frame.locator("h1")).to_have_text(TITLE)
        expect(frame.locator("body")).to_contain_text("先去投诉")
        width = frame.locator("body").evaluate("body => body.ownerDocument.defaultView.innerWidth")
        assert width <= 400
        press(page, SUBMIT)
        expect(page.locator(".messages")).to_contain_text("提交进行审核")
        page.goto(day["edit"])
        expect(page.locator("footer [name=action-submit]")).to_have_count(0)


def test_the_reviewer_reads_and_returns_it_with_a_remark(browser, portal, day):
    with at_work(browser, portal, "reviewer") as page:
        waiting = page.locator("section").filter(has_text="等待你的审查")
        waiting.get_by_role("link", name=TITLE).first.click()
        page.wait_for_url(f"**{day['edit']}")
        press(page, RETURN)
        modal = page.locator(".modal-content:visible")
        modal.locator("textarea").fill(REMARK)
        modal.locator("button[type=submit], input[type=submit]").first.click()
        page.wait_for_url(re.compile(r"/cms/(?!.*edit)"))


def test_the_editor_reads_the_remark_mends_and_submits_again(browser, portal, day):
    with at_work(browser, portal, "editor") as page:
        page.goto(day["edit"])
        expect(page.get_by_text(REMARK).first).to_be_visible()
        steps = page.locator("[name$=-type][value=steps] >> xpath=..")
        steps.locator("textarea").first.fill(MENDED)
        press(page, SUBMIT)
        expect(page.locator(".messages")).to_contain_text("提交进行审核")


def test_the_reviewer_approves_and_everybody_reads_it(browser, portal, day):
    with at_work(browser, portal, "reviewer") as page:
        page.goto(day["edit"])
        press(page, APPROVE)
        expect(page.locator(".messages")).to_contain_text(TITLE)
        page.goto(day["edit"])
        live = page.locator("header").get_by_role("link", name="已发布")
        day["public"] = live.first.get_attribute("href")
    with visitor(browser, portal, size=PHONE) as phone:
        reader = phone.new_page()
        reader.goto(day["public"])
        expect(reader.locator("h1")).to_have_text(TITLE)
        expect(reader.locator("main")).to_contain_text(MENDED)
        expect(reader.locator("main")).to_contain_text("劳动监察热线")


def test_a_case_of_last_year_is_compared_and_leaves_the_list(browser, portal, day):
    with at_work(browser, portal, "editor") as page:
        page.goto("/cms/reports/recheck/")
        links = page.locator("table.listing td.title a")
        before, title = links.count(), links.first.inner_text()
        links.first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        page.get_by_role("button", name="今天核对过了，没有变化").click()
        expect(page.locator(".messages")).to_contain_text(title)
        expect(links.filter(has_text=title)).to_have_count(0)
        expect(links).to_have_count(before - 1)


def test_it_is_put_on_the_home_page_and_dragged_to_the_top(browser, portal, day):
    with at_work(browser, portal, "reviewer", size=TALL) as page:
        page.goto("/cms/pages/")
        page.goto(page.locator("main a[href$='/edit/']").first.get_attribute("href"))
        chosen = page.locator("#id_featured-FORMS > [data-inline-panel-child]:visible")
        while chosen.count() > 3:  # four at most
            chosen.last.get_by_role("button", name="删除").click()
            expect(page.locator("#id_featured-ADD")).to_be_enabled()
        places = chosen.count()
        page.locator("#id_featured-ADD").click()
        expect(chosen).to_have_count(places + 1)
        choose(page, chosen.last.locator("[data-chooser-action-choose]:visible"), TITLE, TITLE)
        expect(chosen.last).to_contain_text(TITLE)
        drag_to_top(chosen, TITLE)
        expect(chosen.first).to_contain_text(TITLE)
        home = page.url
        press(page, PUBLISH)
        expect(page.locator(".messages")).to_contain_text("发布")
        page.goto(home)
        expect(chosen.first).to_contain_text(TITLE)
    with visitor(browser, portal, size=PHONE) as phone:
        reader = phone.new_page()
        reader.goto("/")
        expect(reader.locator("main")).to_contain_text(TITLE)
