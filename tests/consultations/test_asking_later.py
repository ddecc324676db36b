"""The same browser, later: another question, an old form sent again, a form gone cold."""

import datetime as dt

import pytest
import time_machine

from consultations.models import Consultation
from directory.models import Topic
from tests.consultations.test_ask_pages import answers, fill, post, url
from tests.factories.directory import TopicFactory

LATER = {"minutes": 31}
NEXT_DAY = {"hours": 25}


def ask_at(client, township, moment, question):
    with time_machine.travel(moment):
        fill(client, township)
        post(client, "question", question=question)
        post(client, "topic", topic=township.topic.pk)
        return post(client, "check", consent="on")


@pytest.mark.parametrize("pause", [{"minutes": 1}, LATER, {"hours": 20}])
def test_another_question_is_another_consultation(client, township, now, pause):
    ask_at(client, township, now, "工钱要不回来")
    assert ask_at(client, township, now + dt.timedelta(**pause), "彩礼退不退").url == url("receipt")
    questions = {row.question for row in Consultation.objects.all()}
    assert questions == {"工钱要不回来", "彩礼退不退"}


def test_it_is_another_one_even_if_it_begins_in_the_middle(client, township, now):
    ask_at(client, township, now, "工钱要不回来")
    with time_machine.travel(now + dt.timedelta(**LATER)):
        for name, data in answers(township).items():
            post(client, name, **data)
        assert post(client, "check", consent="on").url == url("receipt")
    assert Consultation.objects.count() == 2


def test_the_same_form_sent_again_later_is_not_asked_anew(client, township, now):
    ask_at(client, township, now, "工钱要不回来")
    with time_machine.travel(now + dt.timedelta(**LATER)):
        response = client.post(url("check"), {"consent": "on"}, follow=True)
    assert response.redirect_chain == [("/my/", 302)]
    assert len(response.context["messages"]) == 1
    assert Consultation.objects.count() == 1


def test_a_form_gone_cold_is_said_to_be(client, township, now):
    with time_machine.travel(now):
        fill(client, township)
    with time_machine.travel(now + dt.timedelta(**NEXT_DAY)):
        response = client.post(url("check"), {"consent": "on"}, follow=True)
    assert response.redirect_chain == [(url("start"), 302)]
    assert len(response.context["messages"]) == 1


def test_a_topic_taken_away_meanwhile_is_chosen_again(client, township, now):
    fill(client, township)
    Topic.objects.filter(pk=township.topic.pk).delete()
    assert client.get(url("check")).url == url("topic")
    assert post(client, "check", consent="on").url == url("topic")
    post(client, "topic", topic=TopicFactory().pk)
    assert post(client, "check", consent="on").url == url("receipt")
