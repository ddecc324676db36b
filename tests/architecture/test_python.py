"""Rules that ruff and import-linter cannot express."""

import ast
import re

from tests.architecture.sources import name, nodes, python, sources, tree

FLOOR = (
    "portal/accounts",
    "portal/media",
    "portal/operations",
    "portal/pages",
    "portal/search",
    "portal/throttling",
    "portal/vault",
)
ENVIRONMENT_STARTERS = {"portal/wsgi.py"}  # names the settings module, reads nothing


def test_no_save_override():
    """A rule in ``save`` is skipped by every bulk write: use constraints, actions and fields.

    A field's file may decide how it is stored (``FieldFile.save``); forms have a ``save`` too.
    """
    found = [
        f"{name(path)}:{cls.lineno} {cls.name}"
        for path in sources()
        if "models" in path.parts or path.stem == "models"
        for cls in nodes(path, ast.ClassDef)
        if not cls.name.endswith("FieldFile")
        for part in cls.body
        if isinstance(part, ast.FunctionDef) and part.name == "save"
    ]
    assert found == []


def test_only_the_floor_listens_to_signals():
    listens = re.compile(r"@receiver\b|(?<!_migrate)\.connect\(")  # migrate: guards of tables
    found = [
        name(path)
        for path in sources()
        if listens.search(path.read_text(encoding="utf-8"))
        and not name(path).startswith(FLOOR)
        and path.stem != "apps"
    ]
    assert found == []


def test_only_settings_env_reads_the_environment():
    reads = re.compile(r"os\.(environ|getenv)|from os import .*environ")
    found = [name(p) for p in python() if reads.search(p.read_text(encoding="utf-8"))]
    assert set(found) <= {"portal/settings/env.py"} | ENVIRONMENT_STARTERS


# Libraries that one module hides from the rest, so that they can be exchanged.
HIDDEN = {
    "tantivy": "portal/search/engines/embedded.py",
    "elasticsearch": "portal/search/engines/elastic_index.py",
    "elasticsearch_dsl": "portal/search/engines/elastic_index.py",
    "opencc": "portal/search/analysis.py",
}


def test_a_hidden_library_is_imported_in_one_module():
    found = {
        (library, name(path))
        for path in python()
        for node in nodes(path, ast.Import | ast.ImportFrom)
        for module in [getattr(node, "module", None) or node.names[0].name]
        for library in [module.partition(".")[0]]
        if library in HIDDEN
    }
    assert found == set(HIDDEN.items())


def public(path):
    """Yield the public functions and classes at the top of ``path``."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def says_itself(path, node):
    """Tell whether the kind of ``node`` already says what it is for.

    App configurations, hooks, viewsets, filter sets, query sets and commands (they have ``help``)
    are named by what they are registered for; a docstring would repeat the name.
    """
    rooms = {"apps", "wagtail_hooks", "viewsets", "filters", "management"}
    return bool(rooms & {path.stem, *path.parts}) or node.name.endswith("QuerySet")


def test_public_names_say_what_they_mean():
    silent = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in sources()
        for node in public(path)
        if not says_itself(path, node) and not ast.get_docstring(node)
    ]
    assert silent == []


def test_docstrings_do_not_repeat_the_name():
    empty = []
    for path in sources():
        for node in public(path):
            words = re.findall(r"\w+", (ast.get_docstring(node) or "").lower())
            own = re.findall(r"[a-z]+", re.sub(r"(?<!^)(?=[A-Z])", " ", node.name).lower())
            if words and set(words) <= {*own, "the", "a", "an"}:
                empty.append(f"{name(path)}:{node.lineno} {node.name}")
    assert empty == []


def test_every_module_says_what_it_is_for():
    silent = [
        name(path)
        for path in sources()
        if tree(path).body and not ast.get_docstring(tree(path)) and path.stem != "apps"
    ]
    assert silent == []


# Views that take a POST without a token, and why nobody can be made to do harm with them.
WITHOUT_TOKEN = {
    "knowledge/views/reading.py": "sendBeacon carries no token; a reading is counted, nothing more",
    "portal/search/views.py": "sendBeacon carries no token; what a signed ticket names is counted",
}


def test_nothing_is_marked_safe():
    unsafe = re.compile(r"\bmark_safe\b|\bSafeString\(|csrf_exempt|\bRawSQL\(|\.extra\(")
    found = {name(p) for p in sources() if unsafe.search(p.read_text(encoding="utf-8"))}
    assert found == set(WITHOUT_TOKEN)


def test_broad_excepts_give_a_reason():
    broad = re.compile(r"except (Base)?Exception\b.*:(?P<rest>.*)|except:(?P<bare>.*)")
    found = []
    for path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            match = broad.search(line)
            if match and "#" not in line:
                found.append(f"{name(path)}:{number}")
    assert found == []


def test_ignored_rules_give_a_reason():
    ignores = re.compile(
        r"#\s*(noqa|type:\s*ignore|nosec)(:\s*[A-Z0-9, ]+|\[[\w, -]+\])?(?P<why>.*)"
    )
    found = []
    for path in [*python(), *python("tests")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            match = ignores.search(line)
            if match and "ignores = re.compile" not in line and len(match["why"].strip(" #")) < 5:
                found.append(f"{name(path)}:{number}")
    assert found == []


def test_no_skipped_tests_and_no_todo():
    banned = re.compile(r"pytest\.mark\.(skip|xfail)\b|pytest\.skip\(|#\s*(TODO|FIXME|XXX)\b")
    files = [*sources(), *python("tests")]
    assert [name(p) for p in files if banned.search(p.read_text(encoding="utf-8"))] == []
