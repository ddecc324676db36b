"""Our style sheets and scripts are published as one file each, hashed and compressed."""

import gzip
import json
import re

import brotli
import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.core.files.storage import FileSystemStorage

from portal.pages.storage import BundledStaticFilesStorage, join_scripts, join_styles

FILES = {
    "portal/css/portal.css": '@layer a, b;\n@import url("a.css") layer(a);\n'
    '@import url("parts/b.css") layer(b);\n',
    "portal/css/a.css": "/* a comment */\n.a {\n  color: red;\n}\n",
    "portal/css/parts/b.css": ".b {\n  color: blue;\n}\n",
    "portal/js/portal.js": 'import "./one.js";\nimport "./two.js";\n',
    "portal/js/one.js": "/* one */\nconst x = 1;\n",
    "portal/js/two.js": "const x = 2;\n",
    "portal/img/seal.svg": "<svg/>",
    "portal/img/photo.png": "not compressed",
    "other/big.css": "p { margin: 0 }",
}


@pytest.fixture
def source(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "source"


@pytest.fixture
def collect(source, tmp_path, settings):
    """Collect as the command does: copy what is newer, then post-process everything."""
    settings.STATIC_ROOT = tmp_path / "collected"

    def run(**options):
        target = BundledStaticFilesStorage(location=tmp_path / "collected")
        origin = FileSystemStorage(location=source)
        command = Command()
        command.set_options(
            interactive=False, verbosity=0, link=False, clear=False, dry_run=False,
            ignore_patterns=[], use_default_ignore_patterns=True, post_process=True, **options,
        )  # fmt: skip
        command.storage, command.local = target, True
        for name in FILES:
            command.copy_file(name, name, origin)
        found = {name: (origin, name) for name in FILES}
        for name, _, processed in target.post_process(found):
            assert not isinstance(processed, Exception), name
        manifest = json.loads((tmp_path / "collected/staticfiles.json").read_text())["paths"]
        return {name: tmp_path / "collected" / hashed for name, hashed in manifest.items()}

    return run


def test_the_style_sheet_is_joined_in_the_order_of_its_layers(collect):
    css = collect()["portal/css/portal.css"].read_text()
    assert css == ".a {\ncolor: red;\n}\n.b {\ncolor: blue;\n}\n"


def test_each_module_keeps_its_names_to_itself(collect):
    js = collect()["portal/js/portal.js"].read_text()
    assert js == "{\nconst x = 1;\n}\n{\nconst x = 2;\n}\n"


def test_collecting_twice_sees_a_changed_part(collect, source):
    first = collect()["portal/css/portal.css"]
    (source / "portal/css/a.css").write_text(".a { color: green }\n")
    second = collect()["portal/css/portal.css"]
    assert "green" in second.read_text()
    assert first.name != second.name


def test_collecting_twice_without_a_change_is_the_same(collect):
    assert collect() == collect()


@pytest.mark.parametrize(
    "name", ["portal/css/portal.css", "portal/js/portal.js", "portal/img/seal.svg"]
)
def test_ours_lie_compressed_beside(collect, name):
    path = collect()[name]
    assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
    assert brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()) == path.read_bytes()


@pytest.mark.parametrize("name", ["other/big.css", "portal/img/photo.png"])
def test_others_and_pictures_are_not_compressed(collect, name):
    path = collect()[name]
    assert path.exists()
    assert not path.with_name(f"{path.name}.gz").exists()


def test_a_dry_run_writes_nothing(source, tmp_path):
    storage = BundledStaticFilesStorage(location=tmp_path / "collected")
    found = {name: (FileSystemStorage(location=source), name) for name in FILES}
    assert list(storage.post_process(found, dry_run=True)) == []
    assert list((tmp_path / "collected").rglob("*.css")) == []


def real(name):
    for path, storage in FileSystemFinder().list([]):
        if path == name:
            with storage.open(path) as file:
                return file.read().decode()
    raise AssertionError(name)


def test_the_real_style_sheet_is_whole_small_and_old_browsers_read_it():
    css = join_styles("portal/css/portal.css", real)
    assert "@import" not in css
    assert "@layer" not in css
    assert css.count("{") == css.count("}")
    assert "url(" not in css
    assert len(gzip.compress(css.encode())) < 15_000


def test_the_real_script_is_whole_small_and_old_browsers_read_it():
    js = join_scripts("portal/js/portal.js", real)
    assert "import" not in js
    assert "export" not in js
    assert not re.search(r"\?\.|\?\?|\*\*=|catch \{", js)
    assert len(gzip.compress(js.encode())) < 15_000
