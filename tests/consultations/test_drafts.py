"""The draft of the ask flow, and what the keys of the vault have to do with it."""

import datetime as dt
import json

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from consultations import actions, receipts
from consultations.actions import drafts
from consultations.models import Consultation, Draft
from directory.models import Place, Topic
from tests.factories.consultations import QUESTION

DAY = dt.timedelta(hours=24)


def given(township, **answers):
    data = {"village": township.village.pk, "topic": township.topic.pk, "question": QUESTION}
    return data | {"concerns_committee": False, "phone": ""} | answers


def test_what_is_kept_is_a_token_and_the_key_is_not(db, now):
    drafts.save("k", {"question": QUESTION}, step="question", at=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_hash, data FROM consultations_draft")
        key_hash, data = cursor.fetchone()
    assert data.startswith("gAAAA")
    assert key_hash != "k"
    assert drafts.load("k", at=now) == {"question": QUESTION}


@pytest.mark.parametrize("key", ["", "another"])
def test_without_its_key_nothing_is_found(db, now, key):
    drafts.save("k", {"question": QUESTION}, step="question", at=now)
    assert drafts.load(key, at=now) is None
    assert not drafts.is_sent(key, at=now)


def test_saving_again_prolongs_it(db, now):
    drafts.save("k", {}, step="village", at=now)
    drafts.save("k", {"question": QUESTION}, step="question", at=now + DAY / 2)
    assert Draft.objects.count() == 1
    assert drafts.load("k", at=now + DAY * 1.4)
    assert drafts.load("k", at=now + DAY * 1.5) is None


def test_only_what_is_over_is_swept(db, now):
    drafts.save("old", {}, step="village", at=now - DAY)
    drafts.save("new", {}, step="village", at=now)
    assert [drafts.purge(at=now), drafts.purge(at=now)] == [1, 0]
    assert drafts.load("new", at=now) == {}


def test_sent_it_is_emptied_at_once(township, now):
    drafts.save("k", given(township), step="contact", at=now)
    row = drafts.send("k", at=now)
    assert (row.village, row.topic, row.question) == (township.village, township.topic, QUESTION)
    assert (row.consented_at, row.submitted_at) == (now, now)
    assert Draft.objects.get().data == ""
    assert drafts.is_sent("k", at=now)
    assert drafts.send("k", at=now).pk == row.pk


def test_a_key_is_used_for_one_question_only(township, now):
    assert drafts.usable("k") == "k"
    drafts.save("k", given(township), step="contact", at=now)
    assert drafts.usable("k") == "k"
    drafts.send("k", at=now)
    drafts.purge(at=now + DAY)
    fresh = drafts.usable("k")
    assert fresh not in ("", "k")
    assert drafts.usable("") != drafts.usable("")


@pytest.mark.parametrize(("field", "error"), [("village", Place), ("topic", Topic)])
def test_what_does_not_exist_is_not_sent_and_the_draft_stays(township, now, field, error):
    drafts.save("k", given(township, **{field: "0"}), step="contact", at=now)
    with pytest.raises(error.DoesNotExist):
        drafts.send("k", at=now)
    assert not Consultation.objects.exists()
    assert drafts.load("k", at=now)


def test_unknown_answers_reach_no_column(township, now):
    planted = given(township, status="closed", rating=5, adviser=township.neighbour.pk)
    drafts.save("k", planted, step="contact", at=now)
    row = drafts.send("k", at=now)
    assert (row.status, row.rating, row.adviser) == ("routed", None, township.lead)


def test_answers_are_kept_as_plain_json(db, now):
    drafts.save("k", {"question": "“白条”\n没给"}, step="question", at=now)
    assert json.loads(Draft.objects.get().data) == {"question": "“白条”\n没给"}


def test_looking_up_opens_no_private_text(township, settings):
    """Hit and miss cost alike: the words are decrypted only when the thread is shown."""
    row = township.ask(form_key="k", phone="13974401234")
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    assert actions.find(receipts.of_form("k"), "1234").public_id == row.public_id
    assert actions.find(receipts.of_form("k"), "9999") is None
