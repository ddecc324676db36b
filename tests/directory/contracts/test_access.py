"""Whose contracts and whose scans: the bureau, the township's office, and nobody else."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Contract
from tests.directory.contracts.desk import person, typed, url
from tests.factories.directory import (
    FirmFactory,
    TownshipFactory,
    UserFactory,
)
from tests.factories.register import ContractFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(bureau, township, villages):
    pdf = ContentFile(b"%PDF-1.7 secret", name="合同.pdf")
    return actions.record_contract(
        by=bureau,
        party=township,
        file=pdf,
        number="永法顾〔2026〕1号",
        kind="township",
        firm=FirmFactory(),
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
    )


class TestFile:
    def test_the_bureau_downloads_it_and_that_is_written_down(self, client, bureau, filed):
        assert url("file", filed) in client.get(url("inspect", filed)).content.decode()
        answer = client.get(url("file", filed))
        assert b"".join(answer.streaming_content) == b"%PDF-1.7 secret"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        opened = ModelLogEntry.objects.filter(action="directory.contract_opened")
        assert opened.get().user == bureau

    def test_the_office_of_the_township_reads_it(self, client, filed, township):
        person(client, "office", township, ["access_admin", "view_contract"])
        answer = client.get(url("file", filed))
        assert b"".join(answer.streaming_content) == b"%PDF-1.7 secret"
        assert client.get(url("inspect", filed)).status_code == 200

    @pytest.mark.parametrize("role", ["leader", "other office", "no rights", "nobody"])
    def test_to_others_it_is_not_there(self, client, filed, township, role):
        rights = ["access_admin", "view_contract"]
        if role == "leader":
            person(client, "leader", township.parent, rights)
        elif role == "other office":
            person(client, "office", TownshipFactory(), rights)
        elif role == "no rights":
            person(client, "bureau", township.parent, ["access_admin"])
        else:
            user = UserFactory()
            user.user_permissions.set(Permission.objects.filter(codename__in=rights))
            client.force_login(user)
        assert client.get(url("file", filed)).status_code == 404
        assert not ModelLogEntry.objects.filter(action="directory.contract_opened").exists()

    def test_strangers_are_sent_to_the_login(self, client, filed):
        client.logout()
        assert client.get(url("file", filed)).status_code == 302

    def test_a_contract_without_file_and_a_lost_file_are_not_there(self, client, filed, township):
        empty = ContractFactory(party=township)
        assert client.get(url("file", empty)).status_code == 404
        filed.file.storage.delete(filed.file.name)
        assert client.get(url("file", filed)).status_code == 404

    def test_it_is_no_public_address(self, client, filed):
        assert client.get(f"/media/{filed.file.name}").status_code == 404


class TestOtherPlaces:
    def test_an_office_sees_its_own_contracts_only(self, client, township, villages):
        here = ContractFactory(party=township, villages=villages[:1])
        direct = ContractFactory(direct=True, party=villages[1])
        elsewhere = ContractFactory()
        person(client, "office", township, ["access_admin", "view_contract"])
        assert set(client.get(url("index")).context["object_list"]) == {here, direct}
        assert client.get(url("inspect", elsewhere)).status_code == 404

    def test_an_office_with_the_screen_writes_nothing(self, client, township, villages):
        contract = ContractFactory(party=township, villages=villages)
        person(client, "office", township)
        client.post(url("add"), typed(township))
        sent = {"number": "改号", "firm": contract.firm_id, "ends_on": "2026-12-31"}
        client.post(url("edit", contract), sent)
        assert Contract.objects.get().number == contract.number
