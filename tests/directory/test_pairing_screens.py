"""Uploading, looking and confirming in Wagtail's admin."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from directory.models import Assignment, PairingSheet, Place
from tests.directory import sheet_making, sheets
from tests.directory.sheet_making import HONGXING, SHIQIAO
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
SCREEN = "register/pairing"
RIGHTS = ["access_admin", "add_pairingsheet", "view_pairingsheet"]


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def county():
    return sheet_making.county()


@pytest.fixture
def bureau(client):
    user = UserFactory(superuser=True)
    client.force_login(user)
    return user


def url(action, *args):
    return reverse(f"{SCREEN}:{action}", args=args)


def typed(county, content=None, **facts):
    content = sheets.plain().content if content is None else content
    file = SimpleUploadedFile("结对表.xlsx", content)
    return {"file": file, "place": county.pk, "starts_on": "2026-12-01"} | facts


def uploaded(client, county, content=None, **facts):
    answer = client.post(url("add"), typed(county, content, **facts))
    sheet = PairingSheet.objects.latest("pk")
    assert answer["Location"] == url("inspect", sheet.pk)
    return sheet


def decide(client, sheet, decision, fingerprint=None):
    if fingerprint is None:
        fingerprint = client.get(url("inspect", sheet.pk)).context["plan"].fingerprint
    data = {"decision": decision, "fingerprint": fingerprint}
    return client.post(url("inspect", sheet.pk), data, follow=True)


def test_upload_look_confirm(client, bureau, county):
    before = Assignment.objects.count()
    sheet = uploaded(client, county)
    page = client.get(url("inspect", sheet.pk))
    text = page.content.decode()
    groups = [(outcome, len(lines)) for outcome, _head, _text, lines in page.context["groups"]]
    assert groups == [("change", 1), ("add", 2), ("same", 1)]
    assert "王家坪镇 石桥村" in text
    assert "Write 3 changes into the register" in text
    assert Assignment.objects.count() == before
    answer = decide(client, sheet, "apply")
    assert "Written into the register: 3 changes" in answer.content.decode()
    assert Assignment.objects.count() == before + 3
    after = client.get(url("inspect", sheet.pk))
    assert "王家坪镇 石桥村" in after.content.decode()
    assert "decision" not in after.content.decode()
    index = client.get(url("index"))
    assert "written into the register" in index.content.decode()


def test_only_one_outcome_when_asked(client, bureau, county):
    sheet = uploaded(client, county)
    page = client.get(url("inspect", sheet.pk), {"show": "add"})
    assert [group[0] for group in page.context["groups"]] == ["add"]
    odd = client.get(url("inspect", sheet.pk), {"show": "<script>"})
    assert len(odd.context["groups"]) == 3


def test_discard(client, bureau, county):
    sheet = uploaded(client, county)
    decide(client, sheet, "discard")
    sheet.refresh_from_db()
    assert (sheet.status, sheet.rows) == ("discarded", [])
    page = client.post(url("inspect", sheet.pk), {"decision": "apply", "fingerprint": "x"})
    assert "closed" in page.content.decode()
    assert not Assignment.objects.filter(village=SHIQIAO).exists()


def test_what_changed_meanwhile_is_shown_anew(client, bureau, county):
    sheet = uploaded(client, county)
    old = client.get(url("inspect", sheet.pk)).context["plan"].fingerprint
    AssignmentFactory(village=Place.objects.get(pk=SHIQIAO), adviser=AdviserFactory(name="周新"))
    page = decide(client, sheet, "apply", old)
    assert "Nothing was written" in page.content.decode()
    assert "周新" in page.content.decode()
    assert page.context["plan"].fingerprint != old
    assert not Assignment.objects.filter(village=HONGXING).exists()


@pytest.mark.parametrize("data", [{}, {"decision": "delete"}])
def test_a_strange_decision_changes_nothing(client, bureau, county, data):
    sheet = uploaded(client, county)
    assert client.post(url("inspect", sheet.pk), data).status_code == 200
    sheet.refresh_from_db()
    assert sheet.status == "read"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * 10, "No row could be read"),
        (sheet_making.book([["姓名", "电话"], ["张三", "1"]]), "No row could be read"),
        (b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_file(client, bureau, county, content, words):
    page = client.post(url("add"), typed(county, content))
    assert words in str(page.context["form"].errors["file"])
    assert not PairingSheet.objects.exists()


def test_withheld_ends_are_named(client, bureau, county):
    content = sheets.complete_but_unreadable().content
    sheet = uploaded(client, county, content, is_complete="on")
    text = client.get(url("inspect", sheet.pk)).content.decode()
    assert "1 village is not in the sheet" in text
    assert "王家坪镇 青山村" in text


def test_hostile_cells_are_only_text(client, bureau, county):
    hostile = "<script>alert(1)</script>"
    rows = [["村", "法律顾问"], [hostile, hostile], ["=1+1", "{{ 7*7 }}"]]
    sheet = uploaded(client, county, sheet_making.text(rows))
    text = client.get(url("inspect", sheet.pk)).content.decode()
    assert hostile not in text
    assert "{{ 7*7 }}" in text


def test_the_preview_costs_the_same_with_many_rows(
    client, bureau, county, django_assert_max_num_queries
):
    few = uploaded(client, county)
    rows = [["村代码", "法律顾问"]]
    for number in range(40):
        village = VillageFactory(parent_id="430802101000", code=f"430802101{number + 100}")
        rows.append([village.pk, AdviserFactory(name=f"周{number}").name])
    many = uploaded(client, county, sheet_making.book(rows))
    client.get(url("inspect", few.pk))
    with django_assert_max_num_queries(30) as first:
        client.get(url("inspect", few.pk))
    with django_assert_max_num_queries(len(first)):
        assert client.get(url("inspect", many.pk)).context["plan"].counts["add"] == 40


def test_the_list_costs_the_same_with_many_sheets(
    client, bureau, county, django_assert_max_num_queries
):
    uploaded(client, county)
    client.get(url("index"))
    with django_assert_max_num_queries(25) as first:
        client.get(url("index"))
    budget = len(first)
    for _ in range(4):
        uploaded(client, county)
    with django_assert_max_num_queries(budget):
        assert len(client.get(url("index")).context["object_list"]) == 5


def test_who_may_only_look_is_offered_nothing_to_write(client, bureau, county):
    sheet = uploaded(client, county)
    decide(client, sheet, "apply")
    waiting = uploaded(client, county)
    leader = AppointmentFactory(role="leader", place=county).user
    names = ["access_admin", "view_pairingsheet"]
    leader.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(leader)
    listing = client.get(url("index")).content.decode()
    assert reverse("register_pairing_template") not in listing
    assert url("add") not in listing
    text = client.get(url("inspect", waiting.pk)).content.decode()
    assert 'name="decision"' not in text
    client.post(url("inspect", waiting.pk), {"decision": "discard"})
    waiting.refresh_from_db()
    assert waiting.status == "read"


class TestRights:
    """The screen by Wagtail's rights, the rows by appointments."""

    def keeper(self, client, place, role="bureau"):
        user = AppointmentFactory(role=role, place=place).user
        user.user_permissions.set(Permission.objects.filter(codename__in=RIGHTS))
        client.force_login(user)
        return user

    def test_the_bureau_at_the_place(self, client, county):
        self.keeper(client, county)
        sheet = uploaded(client, county)
        decide(client, sheet, "apply")
        assert Assignment.objects.filter(village=SHIQIAO).exists()

    def test_another_county_sees_nothing_of_it(self, client, bureau, county):
        sheet = uploaded(client, county)
        other = CountyFactory(code="430803000000", name="武陵源区")
        self.keeper(client, other)
        assert client.get(url("inspect", sheet.pk)).status_code == 404
        assert client.post(url("inspect", sheet.pk), {"decision": "discard"}).status_code == 404
        assert list(client.get(url("index")).context["object_list"]) == []
        page = client.post(url("add"), typed(county))
        assert "place" in page.context["form"].errors

    @pytest.mark.parametrize("role", ["office", "leader"])
    def test_who_keeps_no_register_writes_nothing(self, client, county, role):
        self.keeper(client, county, role)
        client.post(url("add"), typed(county))
        assert not PairingSheet.objects.exists()

    def test_strangers_are_sent_away(self, client, county):
        for address in (url("index"), url("add"), reverse("register_pairing_template")):
            assert client.get(address).status_code == 302
        client.force_login(UserFactory())
        assert client.get(url("index")).status_code == 302


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_a_sheet_is_neither_edited_nor_deleted(client, bureau, county, action):
    sheet = uploaded(client, county)
    client.post(url(action, sheet.pk), {"file_name": "y"})
    assert PairingSheet.objects.get().file_name == "结对表.xlsx"


def test_history_and_export_open(client, bureau, county):
    sheet = uploaded(client, county)
    decide(client, sheet, "apply")
    text = client.get(url("history", sheet.pk)).content.decode()
    assert "written into the register" in text
    page = client.get(url("index"), {"export": "xlsx"})
    content = BytesIO(b"".join(page.streaming_content))
    assert load_workbook(content).active["A2"].value == "结对表.xlsx"


def test_the_empty_sheet_is_handed_out(client, bureau):
    page = client.get(reverse("register_pairing_template"))
    assert load_workbook(BytesIO(page.content)).active["D1"].value == "法律顾问"
    assert "attachment" in page["Content-Disposition"]
    client.force_login(AppointmentFactory(role="leader").user)
    assert client.get(reverse("register_pairing_template")).status_code == 302
