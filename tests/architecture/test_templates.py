"""Templates hold no script, no style, and trust nothing."""

import re

import pytest

from tests.architecture.sources import ROOT, name, templates

STRIPPED = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
RULES = {
    "inline style": r"\sstyle\s*=",
    "style element": r"<style\b",
    "inline script": r"<script(?![^>]*\ssrc=)",
    "event attribute": r"<[^>]*\son[a-z]+\s*=",
    "javascript link": r"javascript:",
    "safe filter": r"\|\s*safe(seq)?\b",
    "autoescape off": r"autoescape\s+off",
    "foreign resource": r"((src|srcset|action|poster)|<link[^>]*\shref)\s*=\s*[\"'](https?:)?//",
    "new window": r"target\s*=\s*[\"']_blank",
}


def content(path):
    return STRIPPED.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", RULES)
def test_no(rule):
    pattern = re.compile(RULES[rule], re.IGNORECASE)
    found = {
        name(path): match[0] for path in templates() if (match := pattern.search(content(path)))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("inline style", '<p style="x">', '<link rel="stylesheet">'),
        ("inline script", "<script>x</script>", '<script type="module" src="x"></script>'),
        ("event attribute", '<a onclick="x">', '<a data-on="x">'),
        ("safe filter", "{{ x|safe }}", "{{ x|safely }}"),
        ("foreign resource", '<img src="//cdn/x">', '<img src="/x">'),
    ],
)
def test_rules_can_fail(rule, bad, good):
    pattern = re.compile(RULES[rule], re.IGNORECASE)
    assert pattern.search(bad)
    assert not pattern.search(good)


def test_components_get_their_arguments_and_nothing_else():
    include = re.compile(r"\{%\s*include\s+[\"']components/[^%]*%\}")
    found = [
        f"{name(path)}: {match}"
        for path in templates()
        for match in include.findall(content(path))
        if not re.search(r"\sonly\s*%\}", match)
    ]
    assert found == []


def test_panels_are_shown_by_tags_only():
    """A panel's template belongs to its owner's tag; nobody includes it past the tag."""
    found = [
        name(path)
        for path in templates()
        if re.search(r"include\s+[\"']\w+/panels/", content(path)) and path.parent.name != "panels"
    ]
    assert found == []


def test_forms_that_change_carry_the_token():
    form = re.compile(r"<form\b[^>]*method=[\"']post[\"'][^>]*>.*?</form>", re.DOTALL | re.I)
    found = [
        name(path)
        for path in templates()
        for match in form.findall(content(path))
        if "csrf_token" not in match
    ]
    assert found == []


VALUES = {
    "colour": r"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl|oklch|lab)a?\(",
    "px": r"(?<![\w.])(?:[4-9]|\d{2,})(?:\.\d+)?px",
    "import of foreign styles": r"@import\s+url\([\"']?(https?:)?//",
    "web font": r"@font-face",
}


def styles():
    every = (ROOT / "portal" / "static").rglob("*.css")
    return sorted(path for path in every if path.name != "tokens.css")


@pytest.mark.parametrize("kind", VALUES)
def test_raw_values_live_in_tokens(kind):
    # Print changes tokens, as elder mode and the dark do in tokens.css.
    comment = re.compile(r"/\*.*?\*/|^\s*--[\w-]+:.*?;", re.DOTALL | re.MULTILINE)
    found = {
        name(path): match[0]
        for path in styles()
        if (match := re.search(VALUES[kind], comment.sub("", path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_components_styles_have_their_names_listed():
    """A style sheet that nobody imports is a leftover."""
    bundle = (ROOT / "portal/static/portal/css/portal.css").read_text(encoding="utf-8")
    missing = [
        name(path)
        for path in styles()
        if path.parent.name == "components" and path.name not in bundle
    ]
    assert missing == []
