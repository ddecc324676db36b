"""Every file lies in a room that has a name."""

import re

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import LABELS, PACKAGES, ROOT, name, python, templates

TOP = {
    *{"manage.py", "pyproject.toml", "README.md", "LICENSE"},
    *PACKAGES,
    *{"templates", "tests", "script", "requirements", "locale", "bench"},
}
LOCAL = {"var", "__pycache__"}  # never in git
TEMPLATE_FOLDERS = {"partials", "components", "blocks", "emails", "wagtailadmin", "search"} | {
    *LABELS
}
TEST_FOLDERS = {"factories", "journeys", "browser", "trust", "architecture", "search"} | {*LABELS}


def test_top_level():
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert names - LOCAL - TOP == set()


def test_portal_holds_roof_and_floor():
    apps = {"accounts", "desk", "home", "media", "operations", "pages", "search"}
    apps |= {"throttling", "vault"}
    rest = {"settings", "static", "__init__", "checks", "urls", "wsgi"}
    names = {path.stem for path in (ROOT / "portal").iterdir()} - {"__pycache__"}
    assert names <= apps | rest


def test_no_room_without_a_name():
    banned = re.compile(r"(utils?|helpers?|common|services?|misc|base_?classes|mixins)$")
    assert [name(path) for path in python() if banned.match(path.stem)] == []


def test_templates_lie_in_one_tree():
    inside = [name(path) for package in PACKAGES for path in (ROOT / package).rglob("templates")]
    assert inside == []


def test_template_folders():
    top = ROOT / "templates"
    folders = {path.name for path in top.iterdir() if path.is_dir()}
    files = {path.name for path in top.iterdir() if path.is_file()}
    assert folders - TEMPLATE_FOLDERS == set()
    allowed = re.compile(r"base\.html|[45]\d\d\w*\.html|robots\.txt")
    assert [file for file in files if not allowed.fullmatch(file)] == []


def test_template_subfolders():
    """Three only; what replaces a template of Wagtail's has that one's path."""
    paths = [path.parent.relative_to(ROOT / "templates").parts for path in templates()]
    deep = {parts[1:] for parts in paths if parts[:1] != ("wagtailadmin",)}
    assert deep - {(), ("panels",), ("blocks",), ("bureau",)} == set()


@pytest.mark.parametrize("folder", ["components"])
def test_component_names_its_arguments_in_its_first_line(folder):
    first = {
        name(path): path.read_text(encoding="utf-8").splitlines()[0]
        for path in (ROOT / "templates" / folder).glob("*.html")
    }
    assert {path: line for path, line in first.items() if not line.startswith("{#")} == {}


def test_test_folders():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert folders - TEST_FOLDERS - {"__pycache__"} == set()


@pytest.mark.parametrize("label", LABELS)
def test_migrations_are_linear_and_named(label):
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    own = sorted(key for key in graph.nodes if key[0] == label)
    if not own:
        return
    assert len(graph.leaf_nodes(label)) == 1
    numbers = [int(key[1][:4]) for key in own]
    assert numbers == list(range(1, len(own) + 1))
    assert [key for key in own if "auto_" in key[1]] == []
