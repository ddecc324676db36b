"""The demo county, loaded once for the files of this folder.

At an awkward moment (seven minutes into a new year), inside a transaction that is rolled back.
"""

import io

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from tests.journeys.demo import MOMENT


@pytest.fixture(scope="package", autouse=True)
def said(django_db_setup, django_db_blocker, tmp_path_factory):
    """The county, loaded; gives what the command printed."""
    folder = tmp_path_factory.mktemp("demo")
    places = {"SEARCH_INDEX_DIR": folder / "search", "MEDIA_ROOT": str(folder / "media")}
    places["PRIVATE_ROOT"] = folder / "private"
    out = io.StringIO()
    with (
        django_db_blocker.unblock(),
        time_machine.travel(MOMENT),
        override_settings(**places),
        transaction.atomic(),
    ):
        call_command("load_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)
    connection.close()
