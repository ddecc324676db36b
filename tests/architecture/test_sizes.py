"""Everything stays small enough to be read at once."""

import ast

import pytest

from tests.architecture.sources import lines, name, nodes, python, sources, templates

FILE, FUNCTION, TEMPLATE = 300, 30, 120


def length(node):
    """Return the lines of a function without its docstring."""
    total = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node):
        text = node.body[0]
        total -= text.end_lineno - text.lineno + 1
    return total


def test_files():
    every = python("portal", "directory", "knowledge", "consultations", "tests")
    long = {
        name(path): count
        for path in every
        if "migrations" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > FILE
    }
    assert long == {}


def test_templates():
    counts = {
        name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in templates()
    }
    assert {path: count for path, count in counts.items() if count > TEMPLATE} == {}


def test_functions():
    long = {
        f"{name(path)}:{node.lineno} {node.name}": length(node)
        for path in sources()
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if length(node) > FUNCTION
    }
    assert long == {}


def test_views_are_short():
    long = {
        f"{name(path)}:{node.lineno} {node.name}": length(node)
        for path in sources()
        if path.stem == "views" or path.parent.name == "views"
        for node in tree_functions(path)
        if length(node) > 25
    }
    assert long == {}


def tree_functions(path):
    return nodes(path, ast.FunctionDef)


def test_there_is_at_least_as_much_test_as_source():
    source = sum(lines(path) for path in sources())
    tests = sum(lines(path) for path in python("tests"))
    assert tests >= source, f"{tests} lines of tests for {source} lines of source"


@pytest.mark.parametrize(("code", "expected"), [("def f():\n  '''x\n  y'''\n  return 1", 2)])
def test_docstring_is_not_counted(code, expected):
    assert length(ast.parse(code).body[0]) == expected
