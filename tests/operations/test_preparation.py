"""What ``serve --prepare`` does once, and not again."""

import io

import pytest
from django.core.management.base import CommandError

from portal.operations import preparation

pytestmark = pytest.mark.django_db


def prepare():
    out = io.StringIO()
    preparation.prepare(out)
    return out.getvalue()


def test_a_migrated_database_without_a_demo_needs_nothing(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.DEMO_COUNTY = False
    assert prepare() == ""


def test_a_county_that_is_there_is_not_loaded_again(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.DEMO_COUNTY = True
    (tmp_path / "stamps").mkdir()
    (tmp_path / "stamps" / f"demo-{preparation._fingerprint()}").touch()
    assert prepare() == ""


def test_another_database_is_another_county(settings):
    before = preparation._fingerprint()
    settings.DATABASES = {"default": settings.DATABASES["default"] | {"NAME": "elsewhere"}}
    assert preparation._fingerprint() != before


def test_a_step_that_fails_stops_the_start():
    with pytest.raises(CommandError, match="Do the impossible: failed"):
        preparation._step(io.StringIO(), "Do the impossible", "no_such_command")
