"""The report of exceptions to five villages: who, how many, why, since when, granted by whom."""

import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from directory import actions
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
URL = "cap_exceptions"


@pytest.fixture
def bureau(client):
    user = UserFactory(superuser=True, display_name="王局")
    client.force_login(user)
    return user


def exception(by, **facts):
    """An adviser of five villages gets a sixth."""
    adviser = AdviserFactory(name="周忙")
    for _ in range(5):
        AssignmentFactory(adviser=adviser)
    village = VillageFactory(**facts)
    day = dt.date(2026, 11, 1)
    return actions.assign(village, adviser, starts_on=day, by=by, exception_reason="无人愿去")


def rows(client, **query):
    return list(client.get(reverse(URL), query).context["object_list"])


def test_each_exception_with_who_granted_it(client, bureau):
    granted = exception(bureau)
    (row,) = rows(client)
    assert (row, row.villages, row.granted_by) == (granted, 6, "王局")
    text = client.get(reverse(URL)).content.decode()
    assert all(word in text for word in ["周忙", "无人愿去", "王局", granted.village.full_name])


def test_an_exception_of_nobody_we_know(client, bureau):
    AssignmentFactory(slot=None, exception_reason="x")
    (row,) = rows(client)
    assert row.granted_by is None


def test_filters(client, bureau):
    granted = exception(bureau)
    AssignmentFactory(slot=None, exception_reason="x", ends_on=dt.date(2025, 1, 1))
    assert rows(client, when="now") == [granted]
    assert rows(client, township=granted.village.parent_id) == [granted]
    assert client.get(reverse(f"{URL}_results"), {"when": "now"}).status_code == 200


def test_it_leaves_as_a_sheet_without_formulas(client, bureau):
    exception(bureau)
    page = client.get(reverse(URL), {"export": "xlsx"})
    content = b"".join(page.streaming_content)
    sheet = list(load_workbook(BytesIO(content)).active.values)
    assert len(sheet) == 2
    assert sheet[1][0] == "周忙"
    assert sheet[1][6] == "王局"
    assert "export=csv" not in client.get(reverse(URL)).content.decode()
    assert client.get(reverse(URL), {"export": "csv"})["Content-Type"].startswith("text/html")


def test_it_costs_the_same_with_many_rows(client, bureau, django_assert_max_num_queries):
    AssignmentFactory(slot=None, exception_reason="x")
    rows(client)
    with django_assert_max_num_queries(25) as first:
        rows(client)
    for _ in range(6):
        AssignmentFactory(slot=None, exception_reason="x")
    with django_assert_max_num_queries(len(first)):
        assert len(rows(client)) == 7


def test_only_rows_in_reach_and_only_for_those_who_see_assignments(client, bureau):
    here = exception(bureau)
    other = CountyFactory(code="430803000000", name="武陵源区")
    township = TownshipFactory(parent=other, code="430803101000")
    exception(bureau, parent=township)
    assert len(rows(client)) == 2
    keeper = AppointmentFactory(role="bureau", place=here.village.parent.parent).user
    client.force_login(keeper)
    assert client.get(reverse(URL)).status_code == 302
    names = ["access_admin", "view_assignment"]
    keeper.user_permissions.set(Permission.objects.filter(codename__in=names))
    assert rows(client) == [here]
    assert reverse(URL) in client.get(reverse("wagtailadmin_home")).content.decode()
