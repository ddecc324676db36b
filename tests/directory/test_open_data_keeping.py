"""Files of open data are kept by whoever fetches them, until something in them changes."""

import datetime as dt
import gzip
import json

import pytest

from directory.exports import DATASETS
from directory.models import Place
from tests.directory.open_data import address, rows
from tests.factories.directory import AdviserFactory, CertificateFactory, VillageFactory

pytestmark = pytest.mark.django_db
FILES = [(name, form) for name in DATASETS for form in ("csv", "json")]


@pytest.mark.parametrize(("name", "form"), FILES)
def test_anybody_may_keep_it_and_read_it_from_elsewhere(client, name, form):
    response = client.get(address(name, form))
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    kind = {"csv": "text/csv; charset=utf-8", "json": "application/json"}[form]
    assert response["Content-Type"] == kind


@pytest.mark.parametrize("zipped", [False, True])
def test_what_has_not_changed_is_not_sent_again(client, village, zipped):
    for _ in range(20):
        VillageFactory(parent=village.parent)
    headers = {"accept-encoding": "gzip"} if zipped else {}
    url = address("villages", "json")
    first = client.get(url, headers=headers)
    if zipped:
        assert json.loads(gzip.decompress(first.content))["rows"]
    again = client.get(url, headers=headers | {"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=3600"
    assert again["Access-Control-Allow-Origin"] == "*"
    Place.objects.filter(pk=village.pk).update(name="新名村委会")
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_certificate_that_runs_out_changes_the_file(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC))
    adviser = AdviserFactory(uncertified=True)
    CertificateFactory(adviser=adviser, valid_until=dt.date(2026, 11, 21))
    etag = client.get(address("advisers", "csv"))["ETag"]
    assert len(rows(client, "advisers")) == 1
    time_machine.move_to(dt.datetime(2026, 11, 21, 16, 1, tzinfo=dt.UTC))
    assert rows(client, "advisers") == []
    headers = {"if-none-match": etag}
    assert client.get(address("advisers", "csv"), headers=headers).status_code == 200
