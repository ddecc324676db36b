"""What a decided application forgets, and when."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from directory.actions.joining import forget_decided
from directory.models import Application, Proof
from tests.factories.register import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused():
    application = ApplicationFactory(refused=True)
    Proof.objects.create(application=application, position=1, picture="abcd")
    return application


def later(application, days):
    return application.decided_at + dt.timedelta(days=days)


def test_within_a_year_everything_stays(refused):
    assert forget_decided(at=later(refused, 365)) == (0, 0)
    assert refused.proofs.count() == 1


def test_after_a_year_the_pictures_go_and_the_words_stay(refused):
    assert forget_decided(at=later(refused, 366)) == (1, 0)
    refused.refresh_from_db()
    assert refused.phone == "13900001234"


def test_after_two_years_the_contact_goes_and_the_decision_stays(refused):
    assert forget_decided(at=later(refused, 731)) == (1, 1)
    refused.refresh_from_db()
    assert (refused.phone, refused.licence_number, refused.statement) == ("", "", "")
    assert refused.status == "refused"
    assert refused.decision_reason


def test_a_second_run_finds_nothing(refused):
    forget_decided(at=later(refused, 731))
    assert forget_decided(at=later(refused, 731)) == (0, 0)


def test_an_application_that_waits_keeps_everything(refused):
    waiting = ApplicationFactory()
    forget_decided(at=later(refused, 5000))
    assert Application.objects.get(pk=waiting.pk).phone == "13900001234"


def test_the_clock_starts_it(refused):
    with time_machine.travel(later(refused, 800), tick=False):
        call_command("forget_applications")
        assert timezone.now() > refused.decided_at
    assert not refused.proofs.exists()
