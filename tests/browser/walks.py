"""The main journey as villager and adviser walk it; every page on the way can be looked at.

Each walk yields the name of the page it has just reached; whoever walks along may measure it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

ADVISER, PASSWORD = "adviser47", "yongding-2026"
TOO_FAST_FOR_A_ROBOT = 3_200  # ms; the check page wants three seconds
QUESTION = "我给老板干了三个月，工钱一分没拿到，只有一张白条。能不能要回来？"
ANSWER = "您先把白条拍照存好，再到区劳动监察大队投诉，不收钱。一般六十天内有结果。"


@dataclass
class Case:
    """What a walk needs to know and what it finds out."""

    village: str = ""
    code: str = ""
    words: str = QUESTION


def follow(page: Page, link: Locator) -> None:
    """Press what leads to another page and wait until that one is there."""
    with page.expect_navigation():
        link.click()


def complete(field: Locator, text: str) -> None:
    """Type ``text`` by keys and wait until what is suggested for all of it is shown."""

    def is_last(answer):
        return parse_qs(urlsplit(answer.url).query).get("q") == [text]

    with field.page.expect_response(is_last) as answer:
        field.press_sequentially(text, delay=30)
    names = [found["name"] for found in answer.value.json()["results"]]
    expect(field.locator("xpath=..").get_by_role("option")).to_contain_text(names)


def send(page: Page) -> None:
    """Press the first main button below the heading."""
    follow(page, page.locator("main form .button--primary[type=submit]").first)


def ask(page: Page, case: Case) -> Iterator[str]:
    """From the village's page to the receipt."""
    page.goto(case.village)
    follow(page, page.locator("main a[href^='/ask/']").first)
    send(page)
    yield "ask-question"
    send(page)
    yield "ask-question-error"
    page.locator("textarea[name=question]").fill(case.words)
    send(page)
    yield "ask-topic"
    send(page)
    yield "ask-parties"
    page.locator("input[name=concerns_committee][value=no]").check()
    send(page)
    yield "ask-contact"
    send(page)
    yield "ask-check"
    page.wait_for_timeout(TOO_FAST_FOR_A_ROBOT)
    page.locator("input[name=consent]").check()
    send(page)
    case.code = page.locator("[data-slip-code]").inner_text().strip()
    yield "ask-receipt"


def look_up(page: Page, case: Case) -> Iterator[str]:
    """A wrong code, then the right one."""
    page.goto("/my/")
    page.locator("input[name=code]").fill("1234")
    send(page)
    yield "my-error"
    page.locator("input[name=code]").fill(case.code)
    send(page)
    yield "thread"


def answer(page: Page, case: Case) -> Iterator[str]:
    """The adviser logs in, finds the question and answers it."""
    page.goto("/desk/login/")
    page.locator("input[name=username]").fill(ADVISER)
    page.locator("input[name=password]").fill(PASSWORD)
    send(page)
    yield "desk"
    page.goto("/desk/consultations/")
    yield "inbox"
    follow(page, page.get_by_text(case.words[:12]).first)
    yield "desk-thread"
    page.locator("form[action$='/answer/'] textarea").fill(ANSWER)
    follow(page, page.locator("form[action$='/answer/'] [type=submit]"))
    yield "desk-answered"


def close(page: Page, case: Case) -> Iterator[str]:
    """The villager reads the answer, says that it helped, and rates it."""
    page.goto("/my/thread/")
    yield "thread-answered"
    follow(
        page,
        page.locator("form[action='/my/solve/'], form[action='/my/solved/']").locator("button"),
    )
    yield "thread-closed"
    page.locator("input[name=rating][value='5']").check()
    follow(page, page.locator("form[action='/my/rate/'] [type=submit]"))
    yield "thread-rated"


def village_of_adviser(page: Page) -> str:
    """The path of a village that the adviser serves, as the public list names it."""
    page.goto("/desk/login/")
    page.locator("input[name=username]").fill(ADVISER)
    page.locator("input[name=password]").fill(PASSWORD)
    send(page)
    return page.locator("main a[href^='/v/']").first.get_attribute("href") or ""
