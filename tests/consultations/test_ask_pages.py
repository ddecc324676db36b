"""The ask flow: order, drafts, retries, limits, budgets."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from consultations import receipts
from consultations.actions import drafts
from consultations.models import Consultation, DeskRole, Draft, Status
from consultations.views.ask import PER_HOUR
from portal.throttling.limits import allow
from tests.factories.consultations import QUESTION
from tests.factories.directory import TopicFactory, VillageFactory

STEPS = ["village", "question", "topic", "parties", "contact", "check"]


def url(name):
    return reverse(f"consultations:ask_{name}")


def post(client, name, **data):
    return client.post(url(name), data)


def answers(township):
    return {
        "village": {"query": township.village.code},
        "question": {"question": QUESTION},
        "topic": {"topic": township.topic.pk},
        "parties": {"concerns_committee": "no", "other_party": "陈老板"},
        "contact": {"asker_name": "李桂香", "phone": "１３９７４４０１２３４"},
    }


def fill(client, township, until="check"):
    """Walk from the start to the page ``until``."""
    assert client.post(url("start")).status_code == 302
    for name, data in answers(township).items():
        if name == until:
            return
        response = post(client, name, **data)
        assert response.status_code == 302, response.content.decode()


def test_each_page_shows_one_thing_and_how_far_it_is(client, township):
    page = client.get(url("start")).content.decode()
    assert 'href="tel:110"' in page
    client.post(url("start"))
    for number, (name, data) in enumerate(answers(township).items(), start=2):
        page = client.get(url(name)).content.decode()
        assert f"{number}" in page.split("progress-note")[1][:40]
        assert page.count("<h1") == 1
        following = url([*STEPS, "check"][STEPS.index(name) + 1])
        assert post(client, name, **data).url == following
    assert QUESTION in client.get(url("check")).content.decode()


def test_nothing_private_is_in_an_address_or_a_title(client, township):
    fill(client, township)
    response = post(client, "check", consent="on")
    assert response.url == url("receipt")
    page = client.get(url("receipt")).content.decode()
    code = receipts.grouped(receipts.of_form(client.cookies["draft"].value))
    assert page.count(code) == 1
    assert code not in page.split("</title>")[0]


@pytest.mark.parametrize("name", STEPS[1:])
def test_who_jumps_ahead_is_led_to_the_first_missing_page(client, township, name):
    client.post(url("start"))
    assert client.get(url(name)).url == url("village")


def test_without_any_draft_the_check_page_leads_to_the_start(client, db):
    assert client.get(url("check")).url == url("start")
    assert post(client, "check", consent="on").url == url("start")


def test_going_back_keeps_everything(client, township):
    fill(client, township)
    assert QUESTION in client.get(url("question")).content.decode()
    assert "陈老板" in client.get(url("parties")).content.decode()
    assert post(client, "question", question=QUESTION).url == url("check")


def test_another_question_asks_for_its_topic_again(client, township):
    fill(client, township)
    assert post(client, "question", question="别的事").url == url("topic")


def test_the_link_of_a_village_brings_village_and_words(client, township):
    page = client.get(url("start"), {"village": township.village.code, "q": "彩礼退不退"})
    assert "彩礼退不退" in page.content.decode()
    response = client.post(url("start"), {"village": township.village.code, "q": "彩礼退不退"})
    assert response.url == url("question")
    assert "彩礼退不退" in client.get(url("question")).content.decode()


def test_words_from_a_search_do_not_overwrite_a_question_that_was_begun(client, township):
    fill(client, township, until="topic")
    assert "彩礼退不退</p>" in client.get(url("start"), {"q": "彩礼退不退"}).content.decode()
    assert client.post(url("start"), {"q": "彩礼退不退"}).status_code == 302
    assert QUESTION in client.get(url("question")).content.decode()
    client.post(url("start"), {"q": "彩礼退不退", "anew": "1", "village": township.village.code})
    kept = client.get(url("question")).content.decode()
    assert "彩礼退不退" in kept
    assert QUESTION not in kept


def test_long_words_are_carried_whole_and_shown_in_part(client, township):
    words = "长" * 500
    page = client.get(url("start"), {"q": words}).content.decode()
    assert f"<p>{'长' * 100}…</p>" in page
    client.post(url("start"), {"q": words, "village": township.village.code})
    assert words in client.get(url("question")).content.decode()


def test_the_remembered_village_is_taken(client, township):
    client.cookies["village"] = township.village.code
    assert client.post(url("start")).url == url("question")
    assert township.village.short_name in client.get(url("question")).content.decode()


@pytest.mark.parametrize("code", ["", "999999999999", "x" * 500, "\0"])
def test_an_unknown_village_is_asked_for(client, township, code):
    assert client.post(url("start"), {"village": code}).url == url("village")


def test_several_villages_are_offered(client, township):
    client.post(url("start"))
    VillageFactory(parent=township.place, name="板坪新村村委会")
    page = post(client, "village", query="板坪").content.decode()
    assert page.count('name="village" value="') == 2
    assert post(client, "village", village=township.village.code).status_code == 302


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("village", {"query": ""}),
        ("village", {"query": "没有这个村"}),
        ("village", {"village": "000000000000"}),
        ("question", {"question": "  "}),
        ("question", {"question": "长" * 2001}),
        ("topic", {"topic": "0"}),
        ("topic", {"topic": "x"}),
        ("topic", {"topic": "9" * 5000}),
        ("parties", {}),
        ("parties", {"concerns_committee": "maybe"}),
        ("contact", {"phone": "12"}),
    ],
)
def test_a_wrong_answer_shows_the_page_again_with_its_words(client, township, name, data):
    fill(client, township, until=name)
    response = post(client, name, **data)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()


def test_a_lost_cookie_loses_nothing_typed_on_the_page(client, township):
    fill(client, township, until="question")
    del client.cookies["draft"]
    assert post(client, "question", question=QUESTION).status_code == 302
    assert client.get(url("topic")).url == url("village")
    post(client, "village", query=township.village.code)
    assert QUESTION in client.get(url("question")).content.decode()


def test_the_cookie_is_out_of_reach_of_scripts(client, township):
    client.post(url("start"))
    cookie = client.cookies["draft"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not Draft.objects.filter(key_hash__contains=cookie.value).exists()


def test_starting_anew_forgets_what_was_begun(client, township):
    fill(client, township)
    assert "anew" in client.get(url("start")).content.decode()
    assert client.post(url("start"), {"anew": "1"}).url == url("village")
    assert QUESTION not in client.get(url("village")).content.decode()


def test_a_draft_dies_after_a_day_and_is_swept(client, township, now):
    fill(client, township)
    with time_machine.travel(now + dt.timedelta(hours=25)):
        assert client.get(url("check")).url == url("start")
        call_command("purge_drafts")
        call_command("purge_drafts")
    assert not Draft.objects.exists()


def test_sending_needs_consent(client, township):
    fill(client, township)
    assert post(client, "check").status_code == 200
    assert not Consultation.objects.exists()


def test_sent_twice_it_is_one_consultation_with_one_receipt(client, township):
    fill(client, township)
    for _tap in range(3):
        assert post(client, "check", consent="on").url == url("receipt")
    first, second = (client.get(url("receipt")).content for _look in range(2))
    assert Consultation.objects.count() == 1
    assert receipts.grouped(receipts.of_form(client.cookies["draft"].value)).encode() in first
    assert first == second
    assert Draft.objects.get().data == ""


def test_what_was_typed_arrives(client, township):
    fill(client, township)
    post(client, "check", consent="on")
    row = Consultation.objects.get()
    assert (row.question, row.asker_name, row.other_party) == (QUESTION, "李桂香", "陈老板")
    assert (row.phone, row.adviser) == ("13974401234", township.lead)


def test_the_server_decides_what_is_not_asked(client, township):
    fill(client, township)
    post(client, "check", consent="on", adviser=township.neighbour.pk, status="closed", rating=5)
    row = Consultation.objects.get()
    assert (row.adviser, row.status, row.rating) == (township.lead, Status.ROUTED, None)


def test_the_receipt_is_gone_after_half_an_hour(client, township, now):
    fill(client, township)
    post(client, "check", consent="on")
    with time_machine.travel(now + dt.timedelta(minutes=31)):
        assert client.get(url("receipt")).url == reverse("consultations:my_lookup")
        assert post(client, "check", consent="on").url == reverse("consultations:my_lookup")
    assert Consultation.objects.count() == 1


def test_a_second_question_gets_a_second_receipt(client, township):
    for _question in range(2):
        fill(client, township)
        post(client, "check", consent="on")
    assert Consultation.objects.values("receipt_hash").distinct().count() == 2


def test_a_stranger_sees_no_receipt(client, township):
    assert client.get(url("receipt")).status_code == 302


def test_a_robot_is_held_back_with_its_text(client, township):
    fill(client, township)
    response = post(client, "check", consent="on", website="http://spam")
    assert response.status_code == 200
    assert QUESTION in response.content.decode()
    assert not Consultation.objects.exists()


def test_too_many_from_one_client_are_held_not_dropped(client, township, now):
    with time_machine.travel(now, tick=False):
        for _hit in range(PER_HOUR):
            allow("consultation", "127.0.0.1", limit=PER_HOUR, seconds=3600)
        fill(client, township)
        assert post(client, "check", consent="on").url == url("receipt")
    row = Consultation.objects.get()
    assert (row.status, row.desk_role) == (Status.SPAM, DeskRole.BUREAU)


def test_a_question_with_a_nul_or_markup_does_no_harm(client, township):
    fill(client, township, until="question")
    assert post(client, "question", question="a\0b").status_code == 200
    post(client, "question", question="<script>alert(1)</script>")
    page = client.get(url("question")).content.decode()
    assert "<script>alert(1)" not in page


def test_the_topic_is_suggested_from_the_words(client, township):
    machines = TopicFactory(name="农机", keywords="拖拉机 收割机")
    fill(client, township, until="question")
    post(client, "question", question="收割机借出去，还回来坏了，谁赔？")
    page = client.get(url("topic")).content.decode()
    chosen = page.split(f'value="{machines.pk}"')[1][:40]
    assert "checked" in chosen


@pytest.mark.parametrize("name", ["start", *STEPS])
def test_a_page_of_the_flow_costs_few_queries(
    client, township, django_assert_max_num_queries, name
):
    fill(client, township)
    client.get(url(name))
    for _more in range(20):
        TopicFactory()
        VillageFactory(parent=township.place)
    with django_assert_max_num_queries(6):
        client.get(url(name))


def test_send_without_draft_finds_what_was_sent(township, now):
    assert drafts.send("nothing", at=now) is None
    row = township.ask(form_key="k")
    assert drafts.send("k", at=now).pk == row.pk
