"""The files of the house, for the rules that are checked on them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "directory", "knowledge", "consultations")
LABELS = (
    "accounts",
    "consultations",
    "desk",
    "directory",
    "home",
    "knowledge",
    "ledger",
    "media",
    "operations",
    "pages",
    "portal_search",
    "throttling",
    "vault",
)


def name(path):
    """Return ``path`` as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


@cache
def python(*folders):
    """Return the Python files below ``folders`` (the apps by default)."""
    found = [path for folder in folders or PACKAGES for path in (ROOT / folder).rglob("*.py")]
    return sorted(found)


def sources():
    """Return the apps' modules: no migrations (Django writes them), no settings."""
    return [p for p in python() if not {"migrations", "settings"} & set(p.parts)]


@cache
def tree(path):
    """Return the syntax tree of ``path``."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def nodes(path, *kinds):
    """Yield the nodes of ``path`` that are of ``kinds``."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def lines(path):
    """Return the number of lines of ``path`` that are not blank."""
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def templates(ending="*.html"):
    """Return the templates."""
    return sorted((ROOT / "templates").rglob(ending))
