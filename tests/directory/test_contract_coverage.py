"""How many villages are under contract, and what a village page says of it."""

import datetime as dt

import pytest
from django.template import engines

from directory.coverage import ContractRate, contract_rate, contract_rates
from directory.models import Place
from tests.factories.directory import TownshipFactory, VillageFactory
from tests.factories.register import ContractFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 09:00+08:00")


@pytest.fixture
def township():
    return TownshipFactory(name="教字垭镇")


def villages_of(township, number):
    return [VillageFactory(parent=township) for _ in range(number)]


def line(village, rest=""):
    source = "{% load contract_tags %}{% contract_line village " + rest + " %}"
    text = engines["django"].from_string(source).render({"village": village})
    return " ".join(text.split())


def test_rates_count_each_kind_in_each_township(township, django_assert_num_queries):
    first, second, third, _bare = villages_of(township, 4)
    ContractFactory(party=township, villages=[first, second])
    ContractFactory(direct=True, party=third)
    elsewhere = TownshipFactory()
    villages_of(elsewhere, 2)
    villages = Place.objects.active().villages()
    with django_assert_num_queries(1):
        rates = contract_rates(villages)
    assert rates == {
        township.pk: ContractRate(villages=4, direct=1, township=2),
        elsewhere.pk: ContractRate(villages=2),
    }
    assert contract_rate(villages) == ContractRate(6, 1, 2)
    assert contract_rate(villages).percent == 50


def test_only_the_contracts_of_the_day_count(township):
    (village,) = villages_of(township, 1)
    ContractFactory(party=township, villages=[village], over=True)
    villages = Place.objects.villages()
    assert contract_rate(villages).covered == 0
    assert contract_rate(villages, dt.date(2025, 12, 31)).covered == 1
    ContractFactory(party=township, villages=[village])
    assert contract_rate(villages) == ContractRate(1, 0, 1)


@pytest.mark.parametrize(
    ("rate", "percent"),
    [(ContractRate(), 0), (ContractRate(3, 1, 1), 66), (ContractRate(258, 11, 247), 100)],
)
def test_a_rate_is_rounded_down(rate, percent):
    assert rate.percent == percent


def test_the_line_names_who_pays_and_until_when(township):
    village, direct, bare = villages_of(township, 3)
    ContractFactory(party=township, villages=[village], amount=60000)
    ContractFactory(direct=True, party=direct, ends_on=dt.date(2027, 6, 30))
    ContractFactory(party=township, villages=[bare], over=True)
    assert "教字垭镇" in line(village)
    assert "2026" in line(village)
    assert "60000" not in line(village)
    assert "2027" in line(direct)
    assert line(direct) != line(village)
    assert line(bare) == ""
    assert line(bare, "for_bureau=True") != ""


def test_the_line_costs_one_query(township, django_assert_num_queries):
    (village,) = villages_of(township, 1)
    ContractFactory(party=township, villages=[village])
    with django_assert_num_queries(1):
        line(village)
