"""One portal and one Chromium for each test process; the demo county is loaded once for all."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.browser import chromium, pages, running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def portal_template(tmp_path_factory, worker_id):
    """The folder of a portal with the demo county, to be copied."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    template = shared / "portal-template"
    with (shared / "portal-template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (template / "ready").exists():
            running.prepare(template)
            (template / "ready").touch()
    return template


@pytest.fixture(scope="session")
def portal(request, tmp_path_factory):
    """The address of a running portal of this process's own (or of the one at PORTAL_AT)."""
    if given := os.environ.get("PORTAL_AT"):
        yield given
        return
    own = tmp_path_factory.getbasetemp() / "portal"
    shutil.copytree(request.getfixturevalue("portal_template"), own)
    with running.running(own) as address:
        yield address


@pytest.fixture(scope="session")
def paths(portal):
    return pages.addresses(portal)


@pytest.fixture(scope="session")
def browser():
    with chromium.launched() as browser:
        yield browser
