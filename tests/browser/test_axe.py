"""Nobody is shut out: axe-core finds nothing on any public page, in normal and in elder mode."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.chromium import visitor
from tests.browser.pages import NAMES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ELDER = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}

BAD = """<title>x</title><main><h1>bad</h1><p style="color: #666; background: #fff">gray</p>
<p style="color: #bbb; background: #fff">pale</p><img src="/x.png"></main>"""


def faults(page, *, elder=False):
    """What axe finds on ``page``, one line for each element."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options | ({"rules": ELDER} if elder else {}))
    return [
        f"{violation['id']}: {' '.join(node['target'])}: {node['html'][:160]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
@pytest.mark.parametrize("name", NAMES)
def test_no_violation(name, elder, browser, portal, paths):
    with visitor(browser, portal, elder=elder) as context:
        page = context.new_page()
        page.goto(paths[name])
        assert faults(page, elder=elder) == []


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
def test_axe_would_see_what_is_wrong(elder, browser, portal):
    """The measure itself: a page with faults has them, in elder mode also the finer ones."""
    with visitor(browser, portal, elder=elder) as context:
        page = context.new_page()
        page.set_content(BAD)
        rules = {line.split(":")[0] for line in faults(page, elder=elder)}
    assert {"image-alt", "html-has-lang", "color-contrast"} <= rules
    assert ("color-contrast-enhanced" in rules) is elder
