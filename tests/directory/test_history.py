"""Who changed what: the history of a record names each field with its value before and after."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory.actions import sync_groups
from directory.models import Firm, Topic
from directory.viewsets.history import changes_between, facts_of
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    FirmFactory,
    OfficeFactory,
    UserFactory,
)
from tests.factories.register import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(client):
    user = UserFactory(superuser=True, display_name="周科员")
    client.force_login(user)
    return client


def history(client, screen, row):
    return client.get(reverse(f"{screen}:history", args=[row.pk]))


def messages(page):
    return [entry.message for entry in page.context["object_list"]]


def test_an_edit_names_what_changed_and_who_did_it(bureau):
    firm = FirmFactory(name="澧水律师事务所", phone="0744-1")
    typed = {
        "name": "澧水律师事务所",
        "kind": "law_firm",
        "phone": "0744-2",
        "address": "大桥路1号",
    }
    assert bureau.post(reverse("register/firms:edit", args=[firm.pk]), typed).status_code == 302
    page = history(bureau, "register/firms", firm)
    (message,) = messages(page)
    assert "0744-1 → 0744-2" in message
    assert "– → 大桥路1号" in message
    assert str(Firm._meta.get_field("phone").verbose_name) in message
    text = page.content.decode()
    assert "0744-1 → 0744-2" in text
    assert "周科员" in text


def test_saving_without_a_change_writes_nothing(bureau):
    office = OfficeFactory(hours="", address="")
    typed = {"place": office.pk, "name": office.name, "phone": office.phone}
    assert bureau.post(reverse("register/offices:edit", args=[office.pk]), typed).status_code == 302
    assert not ModelLogEntry.objects.filter(action="directory.edit").exists()


def test_what_an_adviser_is_good_at_is_a_fact_too(bureau):
    adviser = AdviserFactory(name="向明远", hidden_phone=True)
    topic = Topic.objects.get(slug="family")
    typed = {
        "name": "向明远",
        "kind": "retired_judge",
        "firm": adviser.firm.pk,
        "topics": [topic.pk],
    }
    address = reverse("register/advisers:edit", args=[adviser.pk])
    answer = bureau.post(address, typed | {"phone": "13900000009"})
    assert answer.status_code == 302, answer.context["form"].errors
    (message,) = messages(history(bureau, "register/advisers", adviser))
    assert f"– → {topic.name}" in message
    assert f"{adviser.phone} → 13900000009" in message
    assert "pinyin" not in message


def test_the_history_of_an_assignment_says_when(bureau):
    row = AssignmentFactory()
    typed = {"ends_on": "2026-11-30", "end_reason": "退休"}
    bureau.post(reverse("register/assignments:edit", args=[row.pk]), typed)
    (message,) = messages(history(bureau, "register/assignments", row))
    assert "2026-11-30" in message


def test_a_reader_reads_it_and_is_offered_no_edit(client):
    adviser = AssignmentFactory().adviser
    user = AppointmentFactory(role="leader").user
    sync_groups(user)
    client.force_login(user)
    page = history(client, "register/advisers", adviser)
    assert page.status_code == 200
    assert reverse("register/advisers:edit", args=[adviser.pk]) not in page.content.decode()


def test_encrypted_values_are_not_written_down():
    before = ApplicationFactory(phone="13900001234")
    after = facts_of(before) | {"phone": "13900009999", "name": "新名"}
    changed = changes_between(before, facts_of(before), after)
    assert changed == {"phone": None, "name": [before.name, "新名"]}
