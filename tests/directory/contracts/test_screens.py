"""The bureau's screens of contracts: lists, forms, renewal, and the file that few may open."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import load_workbook

from directory.models import Contract
from tests.directory.contracts.desk import typed, url
from tests.factories.directory import (
    UserFactory,
    VillageFactory,
)
from tests.factories.register import ContractFactory

pytestmark = pytest.mark.django_db


def covered(contract):
    return sorted(village.name for village in contract.villages.all())


def test_a_contract_is_written_down_with_all_villages(client, bureau, township, villages):
    assert client.get(url("add")).status_code == 200
    pdf = ContentFile(b"%PDF-1.7", name="合同.pdf")
    assert client.post(url("add"), typed(township, file=pdf, amount="60000")).status_code == 302
    contract = Contract.objects.get()
    assert contract.villages.count() == 3
    assert contract.file


@pytest.mark.parametrize(
    ("covers", "named", "expected"),
    [
        ("only", "沙田村、板坪", ["板坪村委会", "沙田村委会"]),
        ("only", "竹园居委会", ["竹园居委会"]),
        ("except", "沙田\n板坪村委会", ["竹园居委会"]),
    ],
)
def test_villages_are_named_as_people_do(
    client, bureau, township, villages, covers, named, expected
):
    client.post(url("add"), typed(township, covers=covers, named=named))
    assert covered(Contract.objects.get()) == expected


def test_codes_are_names_too(client, bureau, township, villages):
    client.post(url("add"), typed(township, covers="only", named=f" {villages[1].pk}；"))
    assert covered(Contract.objects.get()) == ["板坪村委会"]


def test_all_but_some_leaves_out_what_others_cover(client, bureau, township, villages):
    ContractFactory(direct=True, party=villages[0])
    client.post(url("add"), typed(township, covers="except", named="板坪"))
    assert covered(Contract.objects.get(number="永法顾1号")) == ["竹园居委会"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"covers": "only", "named": ""}, "named"),
        ({"covers": "only", "named": "无此村"}, "named"),
        ({"covers": "only", "named": "沙田\x00"}, "named"),
        ({"kind": "direct"}, "party"),
        ({"kind": "gift"}, "kind"),
        ({"party": "999999999999"}, "party"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"ends_on": "2025-01-01"}, "ends_on"),
        ({"amount": "-1"}, "amount"),
        ({"number": ""}, "number"),
        ({"covers": "some"}, "covers"),
    ],
)
def test_mistakes_stand_beside_their_field(client, bureau, township, villages, given, field):
    page = client.post(url("add"), typed(township, **given))
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not Contract.objects.exists()


def test_two_villages_of_one_name_need_the_code(client, bureau, township, villages):
    VillageFactory(parent=township, name="沙田居委会")
    page = client.post(url("add"), typed(township, covers="only", named="沙田"))
    assert "named" in page.context["form"].errors


def test_a_bad_file_keeps_what_was_typed(client, bureau, township, villages):
    bad = ContentFile(b"MZ", name="合同.exe")
    page = client.post(url("add"), typed(township, file=bad))
    assert "file" in page.context["form"].errors
    assert "永法顾1号" in page.content.decode()


def test_editing_offers_the_villages_to_tick(client, bureau, township, villages):
    contract = ContractFactory(party=township, villages=villages[:1])
    page = client.get(url("edit", contract))
    form = page.context["form"]
    assert list(form.fields["villages"].queryset) == villages
    assert "starts_on" not in form.fields
    sent = {"number": contract.number, "firm": contract.firm_id, "ends_on": "2027-01-31"}
    client.post(url("edit", contract), sent | {"villages": [village.pk for village in villages]})
    contract.refresh_from_db()
    assert (contract.ends_on, contract.villages.count()) == (dt.date(2027, 1, 31), 3)
    page = client.post(url("edit", contract), sent | {"villages": [villages[0].pk]})
    assert "villages" in page.context["form"].errors
    assert contract.villages.count() == 3


def test_a_direct_contract_has_no_list_of_villages(client, bureau, villages):
    contract = ContractFactory(direct=True, party=villages[0])
    assert "villages" not in client.get(url("edit", contract)).context["form"].fields
    sent = {"number": "改号", "firm": contract.firm_id, "ends_on": "2026-12-31"}
    client.post(url("edit", contract), sent)
    assert Contract.objects.get().number == "改号"


def test_renewing_fills_in_the_following_term(client, bureau, township, villages):
    contract = ContractFactory(party=township, villages=villages[:2])
    assert f"renew={contract.pk}" in client.get(url("inspect", contract)).content.decode()
    initial = client.get(url("add"), {"renew": contract.pk}).context["form"].initial
    assert (initial["starts_on"], initial["ends_on"]) == (
        dt.date(2027, 1, 1),
        dt.date(2027, 12, 31),
    )
    assert initial["named"] == "沙田村、板坪村"
    days = {name: initial[name].isoformat() for name in ("starts_on", "ends_on")}
    given = typed(township, covers=initial["covers"], named=initial["named"], **days)
    assert client.post(url("add"), given).status_code == 302
    assert covered(Contract.objects.get(number="永法顾1号")) == ["板坪村委会", "沙田村委会"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), (dt.date(2027, 1, 1), dt.date(2027, 12, 31))),
        (dt.date(2025, 7, 1), dt.date(2027, 6, 30), (dt.date(2027, 7, 1), dt.date(2029, 6, 30))),
        (dt.date(2027, 3, 1), dt.date(2028, 2, 29), (dt.date(2028, 3, 1), dt.date(2029, 2, 28))),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 31), (dt.date(2026, 2, 1), dt.date(2026, 3, 3))),
    ],
)
def test_the_following_term_is_as_long(starts_on, ends_on, expected):
    term = Contract(starts_on=starts_on, ends_on=ends_on).following_term()
    assert (term["starts_on"], term["ends_on"]) == expected


@pytest.mark.parametrize("renew", ["", "x", "0", "99999999", "-1"])
def test_renewing_nothing_is_an_empty_form(client, bureau, renew):
    assert client.get(url("add"), {"renew": renew}).context["form"].initial.get("party") is None


@pytest.mark.parametrize(
    ("when", "hits"),
    [("now", 3), ("ending", 2), ("unrenewed", 1), ("over", 1), ("lapsed", 1), ("coming", 1)],
)
def test_filters_find_their_contracts(client, bureau, township, villages, when, hits):
    ContractFactory(party=township, villages=villages[:1])
    ContractFactory(
        party=township,
        villages=villages[:1],
        starts_on=dt.date(2027, 1, 1),
        ends_on=dt.date(2027, 12, 31),
    )
    ContractFactory(party=township, villages=villages[1:2], ends_on=dt.date(2027, 6, 30))
    ContractFactory(direct=True, party=villages[2])
    ContractFactory(party=township, over=True, villages=[VillageFactory(parent=township)])
    rows = client.get(url("index"), {"when": when}).context["object_list"]
    assert len(rows) == hits


def test_villages_without_contract_are_a_list(client, township, villages):
    client.force_login(UserFactory(superuser=True))
    ContractFactory(party=township, villages=villages[:1])
    places = reverse("register/places:index")
    without = client.get(places, {"contracted": "false"}).context["object_list"]
    assert set(without) == set(villages[1:])
    assert list(client.get(places, {"contracted": "true"}).context["object_list"]) == villages[:1]


def test_the_export_names_party_and_amount(client, bureau, township, villages):
    ContractFactory(party=township, villages=villages, amount=60000)
    answer = client.get(url("index"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert "教字垭镇" in rows[1]
    assert 3 in rows[1]


def test_inspection_names_the_villages(client, bureau, township, villages):
    page = client.get(url("inspect", ContractFactory(party=township, villages=villages)))
    text = page.content.decode()
    assert all(village.short_name in text for village in villages)
