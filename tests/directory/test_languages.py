"""The pages in English, and for programs that only ask for the head."""

import pytest
from django.urls import reverse

from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CoverFactory,
    LeaveFactory,
    OfficeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    row = AssignmentFactory()
    OfficeFactory(place=row.village.parent)
    return row


@pytest.fixture
def addresses(assignment):
    return {
        "Which village are you from?": reverse("directory:picker"),
        "Choose your village to call or to ask": assignment.village.parent.get_absolute_url(),
        "Legal adviser of this village": assignment.village.get_absolute_url(),
        "1 adviser": reverse("directory:advisers"),
        "Villages served": assignment.adviser.get_absolute_url(),
    }


def test_every_page_is_there_in_english(client, addresses):
    client.cookies["django_language"] = "en"
    for words, url in addresses.items():
        page = client.get(url).content.decode()
        assert words in page, url
        assert '<html lang="en"' in page


def test_every_page_answers_head(client, addresses):
    for url in addresses.values():
        response = client.head(url)
        assert response.status_code == 200
        assert response.content == b""


def test_absence_is_told_in_english_too(client, assignment):
    client.cookies["django_language"] = "en"
    LeaveFactory(adviser=assignment.adviser)
    for url in [
        assignment.village.get_absolute_url(),
        assignment.village.parent.get_absolute_url(),
    ]:
        assert f"{assignment.adviser.name} is away" in client.get(url).content.decode()
    CoverFactory(village=assignment.village, adviser=AdviserFactory(name="Tian"))
    for url in [
        assignment.village.get_absolute_url(),
        assignment.village.parent.get_absolute_url(),
    ]:
        assert "Tian stands in" in client.get(url).content.decode()


def test_a_missing_village_is_told_in_english_too(client):
    client.cookies["django_language"] = "en"
    page = client.get("/v/430802999999/")
    assert page.status_code == 404
    assert "There is no such village here" in page.content.decode()
