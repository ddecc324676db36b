"""Signing up for a lecture from a phone: no account, one cookie, the name as one likes."""

import datetime as dt

import pytest
import time_machine
from django.core import signing
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from knowledge import actions
from knowledge.forms.signups import COOKIE, KEPT_SECONDS
from knowledge.models import SignUp
from knowledge.views import signups as views
from tests.factories.knowledge import LectureFactory, held_lecture

pytestmark = pytest.mark.django_db
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) MicroMessenger/8.0.42"


@pytest.fixture
def lecture():
    return LectureFactory(announced=True)


def address(lecture, step="sign_up"):
    name = {"sign_up": "lecture_signup", "withdraw": "lecture_withdraw"}[step]
    return reverse(f"knowledge:{name}", args=[lecture.pk])


def sign_up(client, lecture, **typed):
    return client.post(address(lecture), {"people": "2", "name": "王大妈"} | typed)


def text_of(answer):
    return answer.content.decode()


class TestForm:
    def test_it_asks_how_many_and_leaves_the_name_open(self, client, lecture):
        text = text_of(client.get(address(lecture)))
        assert "您一共来几个人？" in text
        assert "可以不填" in text
        assert lecture.title in text
        assert '<meta name="robots" content="noindex">' in text
        assert COOKIE not in client.cookies, "who only looks leaves no trace"

    def test_it_says_how_many_come_so_far(self, client, lecture):
        assert "目前有" not in text_of(client.get(address(lecture)))
        actions.sign_up(lecture, key="k" * 24, people=3)
        assert "目前有3人报名" in text_of(client.get(address(lecture)))

    def test_who_lost_the_cookie_is_told_that_the_seats_are_kept(self, client, lecture):
        assert "您的名额还在" in text_of(client.get(address(lecture)))

    def test_it_carries_the_token_and_is_refused_without(self, lecture):
        client = Client(enforce_csrf_checks=True)
        assert "csrfmiddlewaretoken" in text_of(client.get(address(lecture)))
        assert sign_up(client, lecture).status_code == 403
        assert client.post(address(lecture, "withdraw")).status_code == 403
        assert not SignUp.objects.exists()

    @pytest.mark.parametrize(
        ("made", "words"),
        [
            (lambda: LectureFactory(cancelled=True), "不办了"),
            (lambda: LectureFactory(announced=True, last_week=True), "不能再报名"),
            (held_lecture, "不能再报名"),
        ],
        ids=["cancelled", "over", "held"],
    )
    def test_it_is_closed_when_nobody_can_come(self, client, made, words):
        lecture = made()
        text = text_of(client.get(address(lecture)))
        assert words in text
        assert "<input" not in text.split("<h1")[1].split("</main>")[0]
        answer = sign_up(client, lecture)
        assert answer.status_code == 200
        assert not SignUp.objects.exists()

    def test_a_planned_lecture_takes_none(self, client):
        lecture = LectureFactory()
        assert client.get(address(lecture)).status_code == 404
        assert sign_up(client, lecture).status_code == 404
        assert client.post(address(lecture, "withdraw")).status_code == 404


class TestSigningUp:
    def test_it_is_noted_and_shown_on_the_lecture(self, client, lecture):
        answer = sign_up(client, lecture)
        assert (answer.status_code, answer["location"]) == (302, lecture.get_absolute_url())
        signup = SignUp.objects.get()
        assert (signup.people, signup.name) == (2, "王大妈")
        text = text_of(client.get(answer["location"]))
        assert "您报了名：一共2人" in text
        assert "目前2人" in text
        assert "王大妈" not in text

    def test_the_name_may_be_left_out(self, client, lecture):
        sign_up(client, lecture, name="", people="1")
        assert SignUp.objects.get().name == ""

    def test_it_works_inside_wechat(self, client, lecture):
        answer = client.post(address(lecture), {"people": "1"}, headers={"user-agent": WECHAT})
        assert answer.status_code == 302
        assert SignUp.objects.count() == 1

    def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(self, client, lecture):
        cookie = sign_up(client, lecture).cookies[COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["max-age"] == KEPT_SECONDS
        assert SignUp.objects.get().key_hash != cookie.value

    def test_the_cookie_is_for_encrypted_visits_when_the_visit_is(self, client, lecture):
        answer = client.post(address(lecture), {"people": "1"}, secure=True)
        assert answer.cookies[COOKIE]["secure"]

    def test_sending_it_twice_counts_once(self, client, lecture):
        sign_up(client, lecture)
        sign_up(client, lecture)
        assert SignUp.objects.count() == 1

    def test_one_phone_keeps_one_key_for_all_lectures(self, client, lecture):
        other = LectureFactory(announced=True)
        key = sign_up(client, lecture).cookies[COOKIE].value
        assert sign_up(client, other).cookies[COOKIE].value == key
        assert len({row.key_hash for row in SignUp.objects.all()}) == 1

    def test_two_phones_are_two(self, lecture):
        sign_up(Client(), lecture)
        sign_up(Client(), lecture, people="3")
        assert sorted(row.people for row in SignUp.objects.all()) == [2, 3]

    @pytest.mark.parametrize("forged", ["", "short", "x" * 25, "a" * 23 + "\0", "..%2F"])
    def test_a_forged_cookie_is_no_key(self, client, lecture, forged):
        client.cookies[COOKIE] = forged
        assert client.get(address(lecture)).status_code == 200
        assert sign_up(client, lecture).cookies[COOKIE].value != forged

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"people": ""}, "请写来几个人"),
            ({"people": "两个"}, "请写数字"),
            ({"people": "0"}, "至少一个人"),
            ({"people": "21"}, "最多报20人"),
            ({"people": "1e9"}, "请写数字"),
        ],
    )
    def test_what_was_typed_wrong_is_said_and_kept(self, client, lecture, typed, words):
        answer = sign_up(client, lecture, **typed)
        assert answer.status_code == 200
        text = text_of(answer)
        assert words in text
        assert "王大妈" in text
        assert "error-summary" in text
        assert not SignUp.objects.exists()

    def test_a_name_is_no_place_for_a_story(self, client, lecture):
        assert sign_up(client, lecture, name="长" * 31).status_code == 200
        assert not SignUp.objects.exists()

    def test_a_name_is_only_words(self, client, lecture):
        sign_up(client, lecture, name="<script>甲</script>")
        assert "<script>甲" not in text_of(client.get(address(lecture)))


class TestHoldingBack:
    def test_a_robot_that_fills_the_trap_is_held_back(self, client, lecture):
        assert "请再" in text_of(sign_up(client, lecture, website="http://spam"))
        assert not SignUp.objects.exists()

    def test_who_is_too_fast_is_asked_to_send_it_again(self, client, lecture, settings):
        settings.HUMAN_MIN_SECONDS = 3
        started = signing.TimestampSigner(salt="portal.throttling.started").sign("")
        assert sign_up(client, lecture, started=started).status_code == 200
        assert not SignUp.objects.exists()
        with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=4)):
            assert sign_up(client, lecture, started=started).status_code == 302

    def test_after_thirty_an_hour_one_waits(self, client, lecture, monkeypatch):
        monkeypatch.setattr(views, "PER_HOUR", 2)
        for people in ("1", "2"):
            assert sign_up(client, lecture, people=people).status_code == 302
        answer = sign_up(client, lecture, people="9")
        assert answer.status_code == 200
        assert SignUp.objects.get().people == 2

    def test_a_broken_counter_stops_nobody(self, client, lecture, monkeypatch):
        def broken(*args, **kwargs):
            raise DatabaseError

        monkeypatch.setattr(views, "allow", broken)
        assert sign_up(client, lecture).status_code == 302


class TestChangingAndWithdrawing:
    def test_the_same_phone_changes_what_it_said(self, client, lecture):
        sign_up(client, lecture)
        text = text_of(client.get(address(lecture)))
        assert 'value="2"' in text
        assert "王大妈" in text
        assert sign_up(client, lecture, people="5", name="").status_code == 302
        signup = SignUp.objects.get()
        assert (signup.people, signup.name) == (5, "")

    def test_withdrawing_erases_the_name(self, client, lecture):
        sign_up(client, lecture)
        answer = client.post(address(lecture, "withdraw"), follow=True)
        assert "名字也删掉了" in text_of(answer)
        signup = SignUp.objects.get()
        assert signup.withdrawn_at
        assert signup.name == ""
        assert "您报了名" not in text_of(answer)

    def test_withdrawing_twice_says_so(self, client, lecture):
        sign_up(client, lecture)
        client.post(address(lecture, "withdraw"))
        answer = client.post(address(lecture, "withdraw"), follow=True)
        assert answer.status_code == 200
        assert "没有报过名" in text_of(answer)

    def test_another_phone_can_do_neither(self, client, lecture):
        sign_up(client, lecture)
        other = Client()
        assert "王大妈" not in text_of(other.get(address(lecture)))
        other.post(address(lecture, "withdraw"))
        assert SignUp.objects.get().withdrawn_at is None

    def test_one_may_withdraw_from_what_was_cancelled(self, client, lecture):
        sign_up(client, lecture)
        actions.cancel(lecture)
        assert address(lecture, "withdraw") in text_of(client.get(address(lecture)))
        client.post(address(lecture, "withdraw"))
        assert SignUp.objects.get().name == ""

    def test_looking_at_the_address_withdraws_nothing(self, client, lecture):
        sign_up(client, lecture)
        assert client.get(address(lecture, "withdraw")).status_code == 405
        assert SignUp.objects.get().withdrawn_at is None


def test_the_name_is_nowhere_in_the_clear(client, lecture):
    sign_up(client, lecture)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM knowledge_signup")
        assert "王大妈" not in cursor.fetchone()[0]


def test_the_number_of_queries_does_not_grow(client, lecture, queries_of):
    few = queries_of(address(lecture))
    for _ in range(5):
        sign_up(Client(), lecture)
    assert queries_of(address(lecture)) == few <= 4
    sign_up(client, lecture)
    assert queries_of(address(lecture)) <= 5
