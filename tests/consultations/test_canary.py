"""No plain text of a consultation at rest: database, sessions, tasks, search index, logs."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from consultations import actions
from consultations.models import Consultation, Draft, Event, Message
from portal.search import registry
from tests.factories.consultations import Township

SECRETS = {
    "question": "金丝雀一号：老板欠我工钱三万",
    "other_party": "金丝雀二号陈老板",
    "asker_name": "金丝雀三号李桂香",
    "phone": "13974401234",
    "answer": "金丝雀四号先去投诉",
    "reply": "金丝雀五号他不接电话",
    "note": "金丝雀六号说得明白",
    "reason": "金丝雀七号群众反映",
    "draft": "金丝雀八号没写完的话",
}
CONTROL = "金丝雀对照村委会"


def stored():
    """Return everything the database holds, as bytes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path = Path(str(connection.settings_dict["NAME"]))
        return b"".join(found.read_bytes() for found in path.parent.glob(f"{path.name}*"))
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 (names of own tables)
            rows += [value for (value,) in cursor.fetchall()]
    return "\n".join(rows).encode()


def villager_asks(place):
    client = Client()
    for name, data in [
        ("start", {"village": place.village.code}),
        ("question", {"question": SECRETS["question"]}),
        ("topic", {"topic": place.topic.pk}),
        ("parties", {"concerns_committee": "no", "other_party": SECRETS["other_party"]}),
        ("contact", {"asker_name": SECRETS["asker_name"], "phone": SECRETS["phone"]}),
        ("check", {"consent": "on"}),
    ]:
        assert client.post(reverse(f"consultations:ask_{name}"), data).status_code == 302
    page = client.get(reverse("consultations:ask_receipt"))
    code = page.context["code"]
    data = {"code": code, "tail": SECRETS["phone"][-4:]}
    assert client.post(reverse("consultations:my_lookup"), data).status_code == 302
    return client, code


def use_everything(place):
    villager, code = villager_asks(place)
    row = Consultation.objects.get()
    adviser, bureau = Client(), Client()
    adviser.force_login(place.lead.user)
    bureau.force_login(place.staff("bureau"))
    for client, name, data in [
        (bureau, "opened_by_bureau", {"opened_by_bureau-reason": SECRETS["reason"]}),
        (adviser, "ask_back", {"ask_back-text": "请补充"}),
    ]:
        client.post(reverse(f"consultations:desk_{name}", args=[row.public_id]), data)
    villager.post(reverse("consultations:my_reply"), {"text": SECRETS["reply"]})
    target = reverse("consultations:desk_answer", args=[row.public_id])
    adviser.post(target, {"answer-text": SECRETS["answer"]})
    villager.post(reverse("consultations:my_solve"))
    villager.post(reverse("consultations:my_rate"), {"rating": "5", "note": SECRETS["note"]})
    other = Client()
    other.post(reverse("consultations:ask_question"), {"question": SECRETS["draft"]})
    return code


@pytest.mark.usefixtures("committed")
def test_nothing_is_readable_at_rest(settings, caplog):
    caplog.set_level(logging.DEBUG)
    place = Township()
    place.village.name = CONTROL
    place.village.save()
    code = use_everything(place)
    assert Consultation.objects.get().rating_note == SECRETS["note"]
    call_command("search", "rebuild")

    index = Path(settings.SEARCH_INDEX_DIR)
    files = b"".join(path.read_bytes() for path in index.rglob("*") if path.is_file())
    sinks = {"database": stored(), "index": files, "log": caplog.text.encode()}
    assert CONTROL.encode() in sinks["database"]
    hidden = [*SECRETS.values(), code, code.replace(" ", "")]
    found = [
        (sink, secret)
        for sink, content in sinks.items()
        for secret in hidden
        if secret.encode() in content or secret.encode("unicode_escape") in content
    ]
    assert found == []


@pytest.mark.parametrize("model", [Consultation, Message, Event, Draft])
def test_no_private_model_can_be_searched(model):
    assert model not in {source.model for source in registry.sources()}
    assert not hasattr(model, "search_fields")


def test_every_text_of_a_villager_is_encrypted():
    plain = {"CharField", "TextField"}
    known = {
        "status",
        "form_key_hash",
        "receipt_hash",
        "phone_tail_hash",
        "desk_role",
        "route_reason",
        "sender",
        "kind",
        "from_status",
        "to_status",
        "actor_kind",
        "key_hash",
        "step",
    }
    for model in apps.get_app_config("consultations").get_models():
        for field in model._meta.local_fields:
            if type(field).__name__ in plain:
                assert field.name in known, f"{model.__name__}.{field.name} is plain text"


def test_an_error_in_the_middle_leaves_nothing_half_done(db, now):
    """The ledger refuses (the clock was set back): then the consultation is not closed either."""
    row = Township().ask(answered=True)
    events = Event.objects.count()
    before = now - timedelta(days=2)  # asked five minutes ago, perhaps yesterday
    with time_machine.travel(before), pytest.raises(ValidationError, match="happened_on"):
        actions.solve(row, at=before)
    assert Consultation.objects.get().closed_at is None
    assert Event.objects.count() == events
