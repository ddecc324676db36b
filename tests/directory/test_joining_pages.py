"""The public pages of joining: the form, the slip, the look-up."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from directory import receipts
from directory.models import Application
from tests.factories.directory import FirmFactory, TownshipFactory
from tests.factories.media import photo
from tests.factories.register import ApplicationFactory, ProofFactory

pytestmark = pytest.mark.django_db
JOIN, DONE, STATUS, WITHDRAW, LEAVE = (
    f"/join/{tail}" for tail in ["", "done/", "status/", "withdraw/", "leave/"]
)
TYPED = {
    "name": "向远志",
    "kind": "lawyer",
    "firm_name": "湖南澧畔律师事务所",
    "licence_number": "14308202010998877",
    "phone": "139 0744 0001",
    "statement": "愿意跑山路",
    "consent": "on",
}
SECRETS = [TYPED["name"], TYPED["licence_number"], TYPED["phone"], TYPED["statement"]]


def picture(name="licence.jpg", content=None):
    return SimpleUploadedFile(name, content or photo())


def form_key(client):
    return client.get(JOIN).context["form"]["form_key"].value()


def send(client, key=None, pictures=None, **changes):
    pictures = [picture()] if pictures is None else pictures
    typed = TYPED | {"form_key": key or form_key(client)} | changes
    return client.post(JOIN, {**typed, "proofs": pictures})


def errors(response):
    return response.context["form"].errors


class TestSending:
    def test_it_arrives_and_the_slip_shows_the_receipt(self, client):
        township = TownshipFactory()
        response = send(client, townships=[township.pk])
        assert (response.status_code, response.url) == (302, DONE)
        row = Application.objects.get()
        assert (row.name, row.phone) == ("向远志", "139 0744 0001")
        assert list(row.townships.all()) == [township]
        code = client.get(DONE).context["code"].replace(" ", "")
        assert receipts.hash_of(code) == row.receipt_hash
        assert receipts.grouped(code) in client.get(DONE).content.decode()

    def test_twice_is_once_with_the_same_receipt(self, client):
        key, codes = form_key(client), set()
        for _tap in range(2):
            assert send(client, key).url == DONE
            codes.add(client.get(DONE).context["code"])
        assert Application.objects.count() == len(codes) == 1

    def test_the_receipt_is_nowhere_but_in_the_page(self, client):
        send(client)
        page = client.get(DONE)
        code = page.context["code"].replace(" ", "")
        title = page.content.decode().partition("</title>")[0]
        assert code not in title.replace(" ", "")
        assert not [cookie for cookie in client.cookies.values() if code in cookie.value]
        assert page["Cache-Control"] == "private, no-store"

    def test_the_slip_is_shown_for_half_an_hour_and_to_this_browser(self, client):
        with time_machine.travel("2026-11-22 03:00Z") as clock:
            send(client)
            clock.shift(dt.timedelta(minutes=29))
            assert client.get(DONE).status_code == 200
            assert Client().get(DONE).url == STATUS
            clock.shift(dt.timedelta(minutes=2))
            assert client.get(DONE).url == STATUS

    def test_a_new_form_is_a_new_application(self, client):
        send(client)
        send(client)
        assert Application.objects.count() == 2

    def test_a_forged_cookie_opens_nothing(self, client):
        ApplicationFactory(form_key="guess")
        client.cookies["join-sent"] = "guess:forged"
        assert client.get(DONE).url == STATUS


class TestFaults:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", " "),
            ("kind", "mayor"),
            ("licence_number", ""),
            ("phone", "123"),
            ("phone", "电话"),
            ("firm_name", ""),
            ("consent", ""),
            ("townships", ["430802001001"]),
            ("statement", "长" * 601),
            ("form_key", "forged:key"),
        ],
    )
    def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(self, client, field, value):
        response = send(client, **{field: value})
        assert response.status_code == 200
        assert field in errors(response)
        assert "proofs" in errors(response)  # said in words: choose the pictures again
        page = response.content.decode()
        assert not [text for text in SECRETS if text not in page and text != TYPED.get(field)]
        assert not Application.objects.exists()

    def test_retired_people_need_no_firm(self, client):
        assert send(client, kind="retired_judge", firm_name="").url == DONE

    def test_full_width_digits_are_digits(self, client):
        send(client, phone="１３９０７４４０００１", licence_number="１４３０８")
        row = Application.objects.get()
        assert (row.phone, row.licence_number) == ("13907440001", "14308")

    def test_a_forged_key_is_replaced_and_then_it_works(self, client):
        response = send(client, key="forged:key")
        assert send(client, response.context["form"]["form_key"].value()).url == DONE

    def test_a_program_is_held_back(self, client):
        response = send(client, website="http://spam")
        assert response.context["form"].non_field_errors()
        assert not Application.objects.exists()

    def test_too_many_are_stopped_in_words(self, client):
        for _ in range(11):
            response = send(client)
        assert response.status_code == 200
        assert response.context["form"].non_field_errors()
        assert Application.objects.count() == 10

    def test_a_broken_counter_stops_no_applicant_and_every_look_up(self, client, monkeypatch):
        def broken(*args, **kwargs):
            raise DatabaseError

        monkeypatch.setattr("directory.views.joining.allow", broken)
        assert send(client).url == DONE
        code = client.get(DONE).context["code"]
        assert client.post(STATUS, {"code": code}).status_code == 200


class TestLookingUp:
    @pytest.fixture
    def code(self, client):
        send(client)
        return client.get(DONE).context["code"]

    def open(self, code):
        browser = Client()
        assert browser.post(STATUS, {"code": code}).url == STATUS
        return browser

    def test_it_says_the_state_and_nothing_personal(self, code):
        page = self.open(code).get(STATUS)
        text = page.content.decode()
        assert page.context["application"] == Application.objects.get()
        assert not [secret for secret in SECRETS if secret in text]
        assert code not in text
        assert page["Cache-Control"] == "private, no-store"
        assert "noindex" in page["X-Robots-Tag"]

    @pytest.mark.parametrize("then", ["accepted", "refused"])
    def test_a_decision_is_read_with_its_reason(self, client, then):
        row = ApplicationFactory(form_key="known", then=then)
        client.post(STATUS, {"code": receipts.of_form("known")})
        page = client.get(STATUS).content.decode()
        assert row.decision_reason in page
        assert WITHDRAW not in page

    def test_withdrawing_erases_and_cannot_be_done_twice(self, code):
        browser = self.open(code)
        assert WITHDRAW in browser.get(STATUS).content.decode()
        for _tap in range(2):
            assert browser.post(WITHDRAW).url == STATUS
        row = Application.objects.get()
        assert (row.status, row.phone, row.proofs.count()) == ("withdrawn", "", 0)
        assert WITHDRAW not in browser.get(STATUS).content.decode()

    def test_a_stranger_withdraws_nothing(self, code):
        assert Client().post(WITHDRAW).url == STATUS
        assert Application.objects.get().status == "submitted"

    def test_the_slip_is_put_away_on_a_phone_that_others_use(self, client, code):
        assert f'action="{LEAVE}"' in client.get(DONE).content.decode()
        client.post(LEAVE)
        response = client.get(DONE)
        assert response.url == STATUS
        assert code not in client.get(STATUS).content.decode()

    def test_leaving_closes_it_on_this_phone(self, code):
        browser = self.open(code)
        browser.post(LEAVE)
        assert browser.get(STATUS).context["application"] is None

    def test_it_closes_by_itself(self, code):
        with time_machine.travel("2026-11-22 03:00Z") as clock:
            browser = self.open(code)
            clock.shift(dt.timedelta(minutes=16))
            assert browser.get(STATUS).context["application"] is None

    @pytest.mark.parametrize("typed", ["", "1234", "123456789012345x", "0000000000000000"])
    def test_a_wrong_code_is_told_beside_the_field(self, client, typed):
        response = client.post(STATUS, {"code": typed})
        assert response.status_code == 200
        assert "code" in errors(response)

    def test_guessing_is_stopped_and_a_hit_does_not_count(self, client, code):
        for _ in range(7):
            assert Client().post(STATUS, {"code": code}).status_code == 302
        for _ in range(6):
            response = client.post(STATUS, {"code": "0000000000000000"})
        assert response.context["form"].non_field_errors()
        assert client.post(STATUS, {"code": code}).status_code == 200


@pytest.mark.parametrize("path", [JOIN, STATUS])
def test_pages_are_light_and_cost_the_same_with_many_rows(
    client, path, django_assert_max_num_queries
):
    page = client.get(path)
    assert len(page.content) < 40 * 1024
    with django_assert_max_num_queries(6) as few:
        client.get(path)
    FirmFactory.create_batch(5)
    TownshipFactory.create_batch(5)
    ProofFactory.create_batch(3)
    with django_assert_max_num_queries(len(few)):
        client.get(path)


def test_only_townships_of_the_sites_county_are_offered(client):
    near = TownshipFactory()
    TownshipFactory(code="430811001000", name="武陵源镇", parent=None)
    townships = client.get(JOIN).context["form"].fields["townships"].queryset
    assert list(townships) == [near]


def test_addresses_are_the_ones_agreed():
    assert reverse("directory:join") == JOIN
    assert reverse("directory:join_status") == STATUS
