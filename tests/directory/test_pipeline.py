"""The way from application to service, in the list of advisers and walked once as a whole."""

import base64
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.actions import assign
from directory.models import Adviser, Application, Certificate, Training
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    FirmFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.media import photo
from tests.factories.register import AttendanceFactory

pytestmark = pytest.mark.django_db


def listed(client, **query):
    """Names and stages in the bureau's list."""
    page = client.get(reverse("register/advisers:index"), query)
    column = page.context["table"].columns["stage"]
    rows = page.context["object_list"]
    return {row.name: str(column.accessor(row)) for row in rows}


@pytest.fixture
def people():
    """One adviser at each stage; stage → name."""
    expired = AdviserFactory(uncertified=True)
    CertificateFactory(adviser=expired, expired=True)
    return {
        "train": AdviserFactory(uncertified=True).name,
        "certify": AttendanceFactory().adviser.name,
        "assign": AdviserFactory().name,
        "serving": AssignmentFactory().adviser.name,
        "expired": expired.name,
    }


def test_the_list_says_how_far_everybody_has_come(client, people):
    client.force_login(UserFactory(superuser=True))
    stages = listed(client)
    assert set(stages) == set(people.values())
    assert len(set(stages.values())) == len(people)


@pytest.mark.parametrize("stage", ["train", "certify", "assign", "serving"])
def test_each_stage_has_its_list(client, people, stage):
    client.force_login(UserFactory(superuser=True))
    assert list(listed(client, stage=stage)) == [people[stage]]


class TestTheWholeWay:
    """On the screens that the public and the bureau have; no step before its turn."""

    @pytest.fixture
    def desk(self):
        desk = Client()
        desk.force_login(UserFactory(superuser=True))
        return desk

    def post(self, desk, screen, action, *args, **typed):
        return desk.post(reverse(f"register/{screen}:{action}", args=args), typed)

    def test_from_the_form_to_the_village_page(self, client, desk):
        today, village, firm = timezone.localdate(), VillageFactory(), FirmFactory()
        code = self.apply(client, firm, village.parent)
        row = Application.objects.get()
        typed = {"accepted": "yes", "firm": firm.pk, "reason": "证照齐全"}
        assert self.post(desk, "applications", "edit", row.pk, **typed).status_code == 302
        client.post("/join/status/", {"code": code})
        assert "证照齐全" in client.get("/join/status/").content.decode()
        adviser = Adviser.objects.get()
        certificate = {
            "adviser": adviser.pk,
            "number": "永顾2026-900",
            "valid_from": today.isoformat(),
            "valid_until": (today + dt.timedelta(days=365)).isoformat(),
        }
        assert self.post(desk, "certificates", "add", **certificate).status_code == 200  # untrained
        training = {"title": "岗前培训", "held_on": today.isoformat(), "advisers": [adviser.pk]}
        assert self.post(desk, "trainings", "add", **training).status_code == 302
        assert self.post(desk, "certificates", "add", **certificate).status_code == 302
        assert list(adviser.preferred_townships.all()) == [village.parent]
        assert Training.objects.get().attendances.get().adviser == adviser
        assert "verdict--valid" in client.get("/certificates/永顾2026-900/").content.decode()
        assert adviser.name not in client.get(village.get_absolute_url()).content.decode()
        assign(village, adviser, starts_on=today, by=UserFactory(superuser=True))
        assert adviser.name in client.get(village.get_absolute_url()).content.decode()
        assert Certificate.objects.valid().get().adviser == adviser

    def apply(self, client, firm, township):
        form = client.get("/join/").context["form"]
        typed = {
            "form_key": form["form_key"].value(),
            "name": "向远志",
            "kind": "lawyer",
            "firm_name": firm.name,
            "licence_number": "1430",
            "phone": "13907440001",
            "townships": [township.pk],
            "proofs": SimpleUploadedFile("a.jpg", photo()),
            "consent": "on",
        }
        assert client.post("/join/", typed).url == "/join/done/"
        stored = Application.objects.get().proofs.get().picture
        assert base64.b64decode(stored).startswith(b"\xff\xd8")
        return client.get("/join/done/").context["code"]
