"""The bureau's screens say what is meant: full names, plain values, what waits, real dates."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput

from directory.actions import sync_groups
from directory.forms import (
    AssignmentEndForm,
    AssignmentForm,
    CoverForm,
    LeaveForm,
    LeaveShortenForm,
    ShortenForm,
)
from directory.models import Certificate
from directory.viewsets.home import RegisterToDo
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    LeaveFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.ledger import EntryFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def bureau(client):
    """The browser of a superuser of the bureau."""
    client.force_login(UserFactory(superuser=True))
    return client


def content(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def facts_of(page):
    return page.partition("<dl>")[2].partition("</dl>")[0]


def test_a_village_is_listed_and_found_with_its_township(bureau):
    row = AssignmentFactory()
    AssignmentFactory()
    text = content(bureau, "register/assignments:index")
    assert row.village.full_name in text
    found = bureau.get(
        reverse("register/assignments:index"), {"q": row.village.parent.name}
    ).context["object_list"]
    assert list(found) == [row]


def test_a_ledger_entry_is_read_in_local_time_without_none(bureau):
    with time_machine.travel("2026-11-21T00:30:00Z", tick=False):
        entry = EntryFactory()
    text = facts_of(content(bureau, "ledger:inspect", entry.pk))
    assert "None" not in text
    assert "08:30" in text
    assert entry.volume.village.full_name in content(bureau, "ledger:index")


def test_yes_and_no_are_said_in_words(bureau):
    village = VillageFactory()
    assert "True" not in facts_of(content(bureau, "register/places:inspect", village.pk))
    listing = content(bureau, "register/places:index", is_active="true")
    assert ">True<" not in listing
    assert village.name in listing


@pytest.mark.parametrize("form", [AssignmentForm, CoverForm, LeaveForm])
def test_days_are_picked_from_a_calendar(form):
    assert isinstance(form().fields["starts_on"].widget, AdminDateInput)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (AssignmentForm, "exception_reason"),
        (AssignmentEndForm, "ends_on"),
        (ShortenForm, "ends_on"),
        (LeaveShortenForm, "ends_on"),
    ],
)
def test_what_is_easily_misread_is_explained(form, field):
    assert form().fields[field].help_text


def test_an_appointment_is_at_a_place_with_its_full_name(bureau):
    village = VillageFactory()
    text = content(bureau, "register/appointments:add")
    assert f">{village.full_name}</option>" in text


def test_nobody_is_told_that_a_record_in_use_is_not_used(bureau):
    firm = AdviserFactory().firm
    assert "/usage/" not in content(bureau, "register/firms:delete", firm.pk)


@pytest.mark.parametrize(("days", "found"), [(59, True), (60, True), (61, False), (-1, False)])
def test_which_certificates_end_soon(days, found):
    certificate = CertificateFactory(
        adviser=AdviserFactory(uncertified=True),
        valid_from=dt.date(2024, 1, 1),
        valid_until=TODAY + dt.timedelta(days=days),
    )
    assert (certificate in Certificate.objects.ending_soon(TODAY)) is found


@time_machine.travel("2026-11-21T08:00:00+08:00", tick=False)
@pytest.mark.parametrize("role", ["bureau", "office", "leader", None])
def test_the_start_page_says_what_waits_with_the_list_behind_it(client, role):
    row = AssignmentFactory(village=VillageFactory())
    place = row.village.parent if role == "office" else row.village.parent.parent
    user = AppointmentFactory(role=role or "bureau", place=place).user
    if role is None:
        user = UserFactory(superuser=True)
    sync_groups(user)
    VillageFactory(parent=row.village.parent)
    far = CountyFactory(code="430811000000", name="武陵源区")
    VillageFactory(parent=TownshipFactory(code="430811001000", parent=far))
    LeaveFactory(adviser=row.adviser, starts_on=TODAY, ends_on=TODAY)
    LeaveFactory(
        adviser=AssignmentFactory(village__parent__parent=far).adviser,
        starts_on=TODAY,
        ends_on=TODAY,
    )
    client.force_login(user)
    rows = RegisterToDo(user).get_context_data({})["rows"]
    addresses = [reverse(name) for name in ("register/places:index", "register/leaves:index")]
    assert [url.partition("?")[0] for _text, url in rows[:-1]] == addresses
    for text, url in rows[:-1]:
        assert f"{client.get(url).context['paginator'].count} " in text
    assert rows[0][1].replace("&", "&amp;") in content(client, "wagtailadmin_home")


def test_the_start_page_is_quiet_when_nothing_waits():
    user = AppointmentFactory(role="bureau").user
    sync_groups(user)
    rows = RegisterToDo(user).get_context_data({})["rows"]
    assert [url for _text, url in rows] == [reverse("register/coverage:index")]


def test_who_keeps_no_register_is_not_asked(client):
    client.force_login(UserFactory(is_staff=True))
    assert "register_to_do" not in content(client, "wagtailadmin_home")
