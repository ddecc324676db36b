"""What a stranger must never see, on any public address of the register."""

import datetime as dt

import pytest
from django.urls import reverse

from directory import actions
from directory.search import adviser_document, advisers, village_document, villages
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CoverFactory,
    LeaveFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.ledger import EntryFactory

pytestmark = pytest.mark.django_db
PHONE = "13912345678"
SECRETS = [PHONE, "139 1234 5678", "病假", "家里老人住院", "secret-login", "山高路远", "内部摘要"]


@pytest.fixture
def village():
    """A village about which the register knows more than it tells."""
    village = VillageFactory()
    user = UserFactory(username="secret-login", display_name="secret-login")
    lead = AdviserFactory(phone=PHONE, hidden_phone=True, user=user)
    AssignmentFactory(village=village, adviser=lead, slot=None, exception_reason="山高路远")
    LeaveFactory(adviser=lead, reason="病假")
    cover = AdviserFactory(phone=PHONE, hidden_phone=True)
    CoverFactory(village=village, adviser=cover, reason="家里老人住院")
    AppointmentFactory(role="clerk", place=village, user=user)
    EntryFactory(village=village, adviser=lead, summary="内部摘要")
    return village


def addresses(village):
    lead = village.assignments.get().adviser
    return [
        reverse("directory:picker"),
        reverse("directory:picker") + f"?q={village.code}",
        reverse("directory:suggest") + f"?q={village.code}",
        reverse("directory:township", args=[village.parent_id]),
        reverse("directory:village", args=[village.pk]),
        reverse("directory:card", args=[village.pk]),
        reverse("directory:offices") + f"?village={village.code}",
        reverse("directory:open_data"),
        reverse("directory:advisers"),
        reverse("directory:adviser", args=[lead.pk]),
    ]


def test_no_page_tells_a_secret(client, village):
    for url in addresses(village):
        page = client.get(url).content.decode()
        assert not [secret for secret in SECRETS if secret in page], url


def test_a_hidden_phone_finds_nobody(client, village):
    found = client.get(reverse("directory:advisers"), {"q": PHONE})
    assert not found.context["page"].object_list
    assert client.get(reverse("directory:suggest"), {"q": PHONE}).json() == {"results": []}


def test_no_document_of_search_holds_one(village):
    documents = [adviser_document(row) for row in advisers()]
    documents += [village_document(row) for row in villages()]
    assert not [secret for secret in SECRETS for document in documents if secret in str(document)]


def test_logging_in_shows_nothing_more(client, village):
    client.force_login(village.assignments.get().adviser.user)
    for url in addresses(village):
        assert "139 1234 5678" not in client.get(url).content.decode()


def test_pages_have_one_heading_a_title_and_a_language(client, village):
    for url in addresses(village):
        if "suggest" in url:
            continue
        page = client.get(url).content.decode()
        assert page.count("<h1") == 1, url
        assert 'lang="zh-Hans"' in page
        assert "<title> ·" not in page
        assert "style=" not in page
        assert "onclick" not in page


def test_the_next_request_shows_a_change(client):
    """An ended assignment or a suspended certificate is gone at once, from every page."""
    root = UserFactory(superuser=True)
    row = AssignmentFactory(adviser=AdviserFactory(name="田德平", phone=PHONE))
    page = reverse("directory:village", args=[row.village_id])
    assert "田德平" in client.get(page).content.decode()
    yesterday = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011 (any day before today)
    actions.end_assignment(row, on=yesterday, reason="调离", by=root)
    for url in [page, reverse("directory:township", args=[row.village.parent_id])]:
        text = client.get(url).content.decode()
        assert "田德平" not in text
        assert PHONE not in text
    assert client.get(row.adviser.get_absolute_url()).status_code == 200
    type(row.certificate).objects.filter(pk=row.certificate_id).update(suspended_on=yesterday)
    assert client.get(row.adviser.get_absolute_url()).status_code == 404
    assert "田德平" not in client.get(reverse("directory:advisers")).content.decode()


def test_an_expired_cover_is_not_called(client):
    village = VillageFactory()
    adviser = AdviserFactory(uncertified=True, phone=PHONE)
    certificate = CertificateFactory(adviser=adviser)
    CoverFactory(village=village, adviser=adviser)
    page = reverse("directory:village", args=[village.pk])
    assert f"tel:{PHONE}" in client.get(page).content.decode()
    type(certificate).objects.update(valid_until=dt.date(2026, 1, 1))
    assert PHONE not in client.get(page).content.decode()
