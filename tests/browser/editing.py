"""What an editor and a reviewer do in Wagtail's admin, with the mouse and the keyboard."""

import re
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import DESK, visitor

PASSWORD = "yongding-2026"
TALL = {"width": 1280, "height": 2400}  # nothing scrolls under a drag
TRIES = 8
MOVING = 400  # ms: the list moves its parts for 200


@contextmanager
def at_work(browser, portal, name, size=DESK):
    """The admin as the demo's ``name`` sees it."""
    with visitor(browser, portal, size=size) as context:
        page = context.new_page()
        page.goto("/cms/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", PASSWORD)
        page.click("form button[type=submit]")
        page.wait_for_url("**/cms/")
        yield page


def add(page: Page, label: str) -> Locator:
    """Add a block at the end of the body; return it (it stays the last until the next one)."""
    page.locator("button.c-sf-add-button:visible").last.click()
    page.get_by_role("option", name=label, exact=True).click()
    blocks = page.locator("[data-streamfield-stream-container] > [data-streamfield-child]")
    expect(blocks.last).to_contain_text(label)
    return blocks.last


def write(block: Locator, text: str) -> None:
    """Replace what stands in the rich text of ``block``."""
    field = block.locator("[contenteditable=true]").first
    field.click()
    field.press("ControlOrMeta+a")
    field.press_sequentially(text)
    kept = block.locator("input[type=hidden][name$=-value]").first
    expect(kept).to_have_value(re.compile(re.escape(text)))  # the editor keeps it a moment later


def choose(page: Page, opener: Locator, words: str, result: str | re.Pattern) -> None:
    """Open a chooser, search for ``words``, take ``result``."""
    opener.click()
    modal = page.locator(".modal-content:visible")
    modal.locator("input[name=q]").fill(words)
    modal.get_by_role("link", name=result).first.click()
    expect(page.locator(".modal-content:visible")).to_have_count(0)


def drag_to_top(children: Locator, text: str) -> None:
    """Drag the one of ``children`` that says ``text`` to the top, again until it stands there.

    The list moves its parts while one drags. On a busy machine it hears little of the way, or
    nothing: so one waits for it before letting go, and takes hold once more.
    """
    mouse, first = children.page.mouse, children.first
    for _ in range(TRIES):
        children.filter(has_text=text).locator("[data-inline-panel-child-drag]").hover()
        mouse.down()
        for shake in range(4):
            top = first.bounding_box()
            mouse.move(top["x"] + 40, top["y"] + 4 + shake, steps=20)
            first.page.wait_for_timeout(MOVING)
            if text in first.inner_text():
                break
        mouse.up()
        if text in first.inner_text():
            return


SAVE = ".action-save"
SUBMIT = "[name=action-submit]"
PUBLISH = "[name=action-publish]"
RETURN = "[data-workflow-action-name=reject]"
APPROVE = "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"


def press(page: Page, action: str) -> None:
    """Press a button of the form's foot, from its menu when it lies there."""
    button = page.locator(f"footer button{action}").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.click()


def open_side(page: Page, name: str) -> Locator:
    """Open a panel at the side: preview, checks, comments."""
    page.locator(f"[data-side-panel-toggle={name}]").first.click()
    panel = page.locator(f"[data-side-panel={name}]")
    expect(panel).to_be_visible()
    return panel
