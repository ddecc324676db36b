"""Complaints: entered without an account, read by the bureau alone, answered by nobody else."""

import secrets

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from consultations import actions, receipts
from consultations.actions import drafts
from consultations.models import Consultation, DeskRole, Event, Kind, Status
from consultations.routing import Desks, route_complaint
from consultations.templatetags.consultation_tags import village_answered_count
from directory.ledger.models import Entry
from tests.factories.consultations import ConsultationFactory
from tests.factories.directory import AppointmentFactory, PlaceFactory

WORDS = "打了五次电话都没有人接，说好星期三来村里也没有来。"
ANSWER = "已经核实，当天顾问没有请假。我们已经批评，下星期三他会到村里来。"


def url(name, *args):
    return reverse(f"consultations:{name}", args=args)


def post(client, name, **data):
    return client.post(url(name), data)


def complain(township, at):
    return ConsultationFactory(
        village=township.village, topic=township.topic, question=WORDS, at=at, kind="complaint"
    )


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


class TestAsking:
    def fill(self, client, township):
        client.post(url("complain"), {"village": township.village.code})
        post(client, "ask_question", kind="complaint", question=WORDS)
        return post(client, "ask_contact", kind="complaint", asker_name="王大娘")

    def test_three_questions_then_the_slip(self, client, township):
        page = client.get(url("complain"), {"village": township.village.code})
        assert page.status_code == 200
        assert "5" in page.content.decode().split("progress-note")[1][:40]
        assert client.post(url("complain"), {"village": township.village.code}).url == url(
            "ask_question"
        )
        sent = {"kind": "complaint", "question": WORDS}
        assert post(client, "ask_question", **sent).url == url("ask_contact")
        assert post(client, "ask_contact", kind="complaint").url == url("ask_check")
        assert WORDS in client.get(url("ask_check")).content.decode()
        assert post(client, "ask_check", kind="complaint", consent="on").url == url("ask_receipt")
        row = Consultation.objects.get()
        assert (row.kind, row.topic.slug, row.status) == (Kind.COMPLAINT, "other", Status.ROUTED)
        assert row.office == township.bureau_office
        slip = client.get(url("ask_receipt")).content.decode()
        assert "永定区司法局" in slip
        assert receipts.grouped(receipts.of_form(client.cookies["draft"].value)) in slip

    @pytest.mark.parametrize("name", ["ask_topic", "ask_parties"])
    def test_it_has_no_page_for_topic_and_parties(self, client, township, name):
        client.post(url("complain"), {"village": township.village.code})
        assert client.get(url(name)).url == url("ask_question")
        assert post(client, name).url == url("ask_question")
        self.fill(client, township)
        assert client.get(url(name)).url == url("ask_check")

    def test_without_a_village_it_asks_for_it(self, client, township):
        assert client.post(url("complain")).url == url("ask_village")
        page = client.get(url("ask_village")).content.decode()
        assert f"next={url('complain')}" in page
        sent = {"kind": "complaint", "query": township.village.code}
        assert post(client, "ask_village", **sent).url == url("ask_question")

    def test_a_lost_draft_never_makes_a_question_of_it(self, client, township):
        """The words were typed for the bureau: they must not reach the adviser."""
        self.fill(client, township)
        client.cookies["draft"] = "lost"
        answer = post(client, "ask_question", kind="complaint", question=WORDS)
        assert answer.status_code == 302
        assert drafts.load(client.cookies["draft"].value, at=timezone.now())["kind"] == "complaint"

    def test_a_question_in_another_tab_does_not_change_it(self, client, township):
        self.fill(client, township)
        client.post(url("ask_start"))
        page = client.get(url("complain")).content.decode()
        assert 'name="anew"' not in page
        post(client, "ask_question", kind="complaint", question=WORDS)
        draft = drafts.load(client.cookies["draft"].value, at=timezone.now())
        assert draft == {"kind": "complaint", "question": WORDS}

    def test_what_the_page_showed_is_what_is_sent(self, client, township):
        self.fill(client, township)
        assert post(client, "ask_check", kind="question", consent="on").url == url("ask_check")
        assert not Consultation.objects.exists()

    def test_a_question_begins_anew_after_a_complaint(self, client, township):
        self.fill(client, township)
        client.post(url("ask_start"))
        assert "kind" not in (drafts.load(client.cookies["draft"].value, at=timezone.now()) or {})

    def test_twice_is_once(self, client, township):
        self.fill(client, township)
        for _turn in range(2):
            post(client, "ask_check", kind="complaint", consent="on")
        assert Consultation.objects.count() == 1

    def test_nonsense_as_kind_is_not_believed(self, client, township):
        client.post(url("ask_start"), {"village": township.village.code})
        post(client, "ask_question", kind="praise", question=WORDS)
        assert drafts.load(client.cookies["draft"].value, at=timezone.now())["question"] == WORDS

    def test_consent_is_asked_for(self, client, township):
        self.fill(client, township)
        assert post(client, "ask_check", kind="complaint").status_code == 200
        assert not Consultation.objects.exists()


class TestRouting:
    def test_it_goes_past_everybody_to_the_bureau(self):
        with translation.override("en"):
            decision = route_complaint(Desks("office", "bureau"))
        assert (decision.role, decision.adviser, decision.office) == (
            DeskRole.BUREAU,
            None,
            "bureau",
        )
        assert decision.reason

    def test_an_adviser_on_duty_does_not_get_it(self, township, now):
        row = complain(township, now)
        assert (row.adviser, row.desk_role) == (None, DeskRole.BUREAU)
        assert ConsultationFactory(village=township.village).adviser == township.lead

    def test_held_and_released_it_is_still_the_bureaus(self, township, now):
        bureau = township.staff("bureau")
        held = actions.submit(
            actions.Asked(
                village=township.village,
                topic=township.topic,
                question=WORDS,
                consented_at=now,
                kind=Kind.COMPLAINT,
            ),
            form_key=secrets.token_hex(8),
            at=now,
            suspicious=True,
        )
        released = actions.release(held, by=bureau, at=now)
        assert (released.status, released.desk_role) == (Status.ROUTED, DeskRole.BUREAU)

    def test_looking_for_lost_desks_leaves_it_where_it_is(self, township, now):
        row = complain(township, now)
        township.staff("bureau")
        actions.route_stranded(at=now)
        row.refresh_from_db()
        assert row.desk_role == DeskRole.BUREAU

    @pytest.mark.parametrize("desk", ["adviser", "office"])
    def test_the_database_keeps_it_off_other_desks(self, township, now, desk):
        row = complain(township, now)
        changes = {"adviser": "adviser_id = %s, office_id = NULL, desk_role = 'lead'"}
        changes["office"] = "office_id = %s, desk_role = 'office'"
        key = {"adviser": township.lead.pk, "office": township.office.pk}[desk]
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE consultations_consultation SET {changes[desk]} WHERE id = %s",  # noqa: S608 (own names)
                [key, row.pk],
            )

    def test_there_is_no_third_kind(self, township, now):
        row = complain(township, now)
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.filter(pk=row.pk).update(kind="praise")


class TestWhoReads:
    @pytest.fixture
    def people(self, township):
        roles = {role: township.staff(role) for role in ("clerk", "office", "leader")}
        elsewhere = PlaceFactory(code="430811000000", name="武陵源区", level="county")
        return roles | {
            "lead": township.lead.user,
            "neighbour": township.neighbour.user,
            "other bureau": AppointmentFactory(role="bureau", place=elsewhere).user,
        }

    def test_to_everybody_but_the_bureau_it_is_not_there(self, township, people, now):
        row = complain(township, now)
        for name, user in people.items():
            client = logged_in(user)
            assert client.get(url("desk_thread", row.public_id)).status_code == 404, name
            assert WORDS[:10] not in client.get(url("inbox")).content.decode(), name
            for event in ("answer", "accept", "refer", "close", "opened_by_bureau", "mark_spam"):
                sent = {f"{event}-text": ANSWER, f"{event}-reason": "好奇"}
                status = client.post(url(f"desk_{event}", row.public_id), sent).status_code
                assert status == 404, (name, event)
        row.refresh_from_db()
        assert row.status == Status.ROUTED

    def test_actions_refuse_them_too(self, township, people, now):
        row = complain(township, now)
        for user in people.values():
            with pytest.raises(PermissionDenied):
                actions.answer(row, text=ANSWER, by=user, at=now)
            with pytest.raises(PermissionDenied):
                actions.open_by_bureau(row, reason="好奇", by=user, at=now)

    def test_the_bureau_reads_it_with_its_tag_and_without_handing_on(self, township, now):
        row = complain(township, now)
        client = logged_in(township.staff("bureau"))
        with translation.override("zh-hans"):
            tag = str(Kind.COMPLAINT.label)
        assert tag in client.get(url("inbox")).content.decode()
        page = client.get(url("desk_thread", row.public_id))
        assert WORDS in page.content.decode()
        assert not {"decline", "transfer"} & set(page.context["tools"])

    def test_the_village_page_does_not_count_it(self, township, now):
        bureau = township.staff("bureau")
        actions.answer(complain(township, now), text=ANSWER, by=bureau, at=now)
        assert village_answered_count(township.village)["count"] == 0


def test_complained_confirmed_answered_and_rated_without_scripts(township):
    """The whole way over plain HTTP, and no line of it in the ledger."""
    villager, bureau = Client(), logged_in(township.staff("bureau"))
    villager.cookies["village"] = township.village.code
    post(villager, "complain")
    post(villager, "ask_question", kind="complaint", question=WORDS)
    post(villager, "ask_contact", kind="complaint", phone="139 7440 1234")
    post(villager, "ask_check", kind="complaint", consent="on")
    code = receipts.grouped(receipts.of_form(villager.cookies["draft"].value))
    row = Consultation.objects.get()

    bureau.post(url("desk_accept", row.public_id))
    found = Client()
    thread = found.post(url("my_lookup"), {"code": code, "tail": "1234"}, follow=True)
    assert WORDS in thread.content.decode()
    assert township.bureau_office.name in thread.content.decode()
    found.post(url("my_reply"), {"text": "昨天又没有来"})
    bureau.post(url("desk_answer", row.public_id), {"answer-text": ANSWER})
    assert ANSWER in found.get(url("my_thread")).content.decode()
    found.post(url("my_solve"))
    found.post(url("my_rate"), {"rating": "4"})

    row.refresh_from_db()
    assert (row.status, row.rating, row.ledger_entry) == (Status.CLOSED, 4, None)
    assert not Entry.objects.exists()
    assert Event.objects.filter(consultation=row, kind="reply").exists()


@pytest.mark.parametrize("status", ["routed", "accepted", "answered", "closed", "withdrawn"])
def test_the_thread_speaks_of_a_complaint_in_every_state(client, township, now, status):
    row = complain(township, now)
    bureau = township.staff("bureau")
    if status in ("accepted", "answered", "closed"):
        actions.accept(row, by=bureau, at=now)
    if status in ("answered", "closed"):
        actions.answer(row, text=ANSWER, by=bureau, at=now)
    if status == "closed":
        actions.close(row, by=bureau, at=now)
    if status == "withdrawn":
        actions.withdraw(row, at=now)
    session = client.session
    session["case"] = {"id": str(row.public_id), "seen": int(now.timestamp())}
    session.save()
    client.cookies["django_language"] = "en"
    page = client.get(url("my_thread")).content.decode()
    main = page.split('id="main"')[1].split("</main>")[0]
    assert "complaint" in main
    assert "question" not in main.replace("ask_question", "")
