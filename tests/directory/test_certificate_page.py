"""The check page of a certificate, and the midnight on which one ends."""

import datetime as dt
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
import time_machine

from consultations.actions.desks import desk_of
from directory.models import Adviser, Certificate, Topic
from portal.search.engines import engine
from tests.factories.consultations import ConsultationFactory
from tests.factories.directory import AdviserFactory, AssignmentFactory, VillageFactory

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST = dt.date(2026, 11, 22)
BEFORE = dt.datetime(2026, 11, 22, 23, 59, 30, tzinfo=SHANGHAI)
AFTER = dt.datetime(2026, 11, 23, 0, 0, 30, tzinfo=SHANGHAI)


def page(client, number):
    return client.get(f"/certificates/{quote(number)}/")


def change(adviser, **days):
    Certificate.objects.filter(pk=adviser.pk).update(**days)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ({}, "valid"),
        ({"valid_until": dt.date(2026, 11, 21)}, "expired"),
        ({"suspended_on": dt.date(2026, 11, 22)}, "suspended"),
        ({"suspended_on": dt.date(2026, 11, 23)}, "valid"),
        ({"valid_from": dt.date(2026, 11, 23)}, "coming"),
    ],
)
def test_each_state_says_what_it_may(client, village, lead, days, state):
    change(lead, **days)
    with time_machine.travel(dt.datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)):
        response = page(client, lead.certificate.number)
    page_text = response.content.decode()
    assert response.status_code == 200
    assert f"verdict--{state}" in page_text
    assert lead.certificate.number in page_text
    assert lead.phone not in page_text
    is_valid = state == "valid"
    for fact in [lead.name, lead.firm.name, village.short_name, lead.get_absolute_url()]:
        assert (fact in page_text) is is_valid
    assert ('class="callout callout--warn"' in page_text) is not is_valid


@pytest.mark.parametrize("number", ["永顾9999-999", "x", "%E4%BB%BB", "1" * 300, "a'b", "../etc"])
def test_an_unknown_one_says_so_in_the_same_words(client, number):
    response = page(client, number)
    if "/" in number:
        assert response.status_code == 404
        return
    assert response.status_code == 404
    assert "verdict--unknown" in response.content.decode()


@pytest.mark.parametrize("path", ["%00", "a%00b"])
def test_a_nought_byte_is_no_fault_of_ours(client, path):
    """PostgreSQL refuses such a byte in a text."""
    response = client.get(f"/certificates/{path}/")
    assert response.status_code == 404
    assert "\0" not in response.content.decode()


def test_the_page_costs_the_same_with_many_villages(client, lead, django_assert_max_num_queries):
    number = lead.certificate.number
    page(client, number)
    with django_assert_max_num_queries(6) as few:
        page(client, number)
    for _ in range(4):
        AssignmentFactory(village=VillageFactory(), adviser=lead)
    with django_assert_max_num_queries(len(few)):
        page(client, number)


def test_it_takes_no_post(client, lead):
    assert client.post(f"/certificates/{quote(lead.certificate.number)}/").status_code == 405


def seen(client, village, lead):
    """Where ``lead`` is met: name of the page → whether it knows of the adviser."""
    named = {
        "list": "/advisers/",
        "village": village.get_absolute_url(),
        "township": village.parent.get_absolute_url(),
        "card": f"/v/{village.pk}/card/",
        "open data": "/open-data/advisers.json",
    }
    found = {name: lead.name in text(client, path) for name, path in named.items()}
    own = lead.get_absolute_url()
    found["own page"] = client.get(own).status_code == 200
    found["search"] = client.get(f"/search/?q={lead.name}", follow=True).request["PATH_INFO"] == own
    found["search by type"] = own in text(client, f"/search/?q={lead.name}&type=adviser")
    found["ending soon"] = lead.certificate in Certificate.objects.ending_soon()
    found["check"] = "verdict--valid" in text(client, f"/certificates/{lead.certificate.number}/")
    return found


def text(client, path):
    return client.get(path).content.decode()


def test_at_midnight_of_shanghai_an_ended_certificate_is_gone_everywhere(client, village):
    """No job runs in between: the index is built before, every page asks for the day itself."""
    lead, neighbour = [AdviserFactory(name=name, with_login=True) for name in ("田守正", "邻居明")]
    AssignmentFactory(village=village, adviser=lead)
    AssignmentFactory(village=VillageFactory(parent=village.parent), adviser=neighbour)
    question = ConsultationFactory(village=village, topic=Topic.objects.get(slug="family"))
    change(lead, valid_until=LAST)
    with time_machine.travel(BEFORE):
        engine().rebuild()
        found = seen(client, village, lead)
        assert [place for place, is_met in found.items() if not is_met] == []
        assert desk_of(question, at=BEFORE)["adviser_id"] == lead.pk
    with time_machine.travel(AFTER):
        found = seen(client, village, lead)
        assert [place for place, is_met in found.items() if is_met] == []
        assert desk_of(question, at=AFTER)["adviser_id"] == neighbour.pk
        assert Adviser.objects.filter(pk=lead.pk).exists()
