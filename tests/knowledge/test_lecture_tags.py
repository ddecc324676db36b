"""The panel that tells people what became of the lectures they signed up for."""

import datetime as dt

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from knowledge import actions
from knowledge.forms.signups import COOKIE
from tests.factories.knowledge import LectureFactory

pytestmark = pytest.mark.django_db
KEY, OTHER = "k" * 24, "o" * 24
DAY = dt.timedelta(days=1)


def panel(key=KEY):
    request = RequestFactory().get("/lectures/")
    if key:
        request.COOKIES[COOKIE] = key
    template = Template("{% load lecture_tags %}{% my_lectures %}")
    return template.render(Context({"request": request})).strip()


def signed_up(**facts):
    lecture = LectureFactory(announced=True, **facts)
    actions.sign_up(lecture, key=KEY, people=2)
    return lecture


def later(lecture):
    return {"starts_at": lecture.starts_at + DAY, "ends_at": lecture.ends_at + DAY}


def test_what_one_signed_up_for_is_there(client):
    lecture = signed_up(title="防骗")
    text = panel()
    assert "您报名的讲座：" in text
    assert "防骗" in text
    assert lecture.get_absolute_url() in text
    assert "callout--warn" not in text


def test_a_moved_one_says_so_with_the_new_time_and_place():
    lecture = signed_up(location="村部")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
        actions.move(lecture, location="小学操场", **later(lecture))
        text = panel()
    assert "您报名的讲座有变动" in text
    assert "小学操场" in text
    assert "callout--warn" in text


def test_a_cancelled_one_says_so_with_the_reason():
    lecture = signed_up()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
        actions.cancel(lecture, reason="大雪封路")
        text = panel()
    assert "取消了，请不要去" in text
    assert "大雪封路" in text
    assert "callout--urgent" in text


def test_moved_and_then_cancelled_is_cancelled():
    lecture = signed_up()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
        actions.cancel(actions.move(lecture, **later(lecture)))
        text = panel()
    assert "callout--urgent" in text
    assert "callout--warn" not in text


def test_who_signed_up_after_the_move_knew_of_it():
    lecture = LectureFactory(announced=True)
    actions.move(lecture, **later(lecture))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
        actions.sign_up(lecture, key=KEY)
        assert "callout--warn" not in panel()


@pytest.mark.parametrize("key", ["", OTHER, "nonsense", "\0" * 24])
def test_nobody_else_sees_it(key):
    signed_up()
    assert panel(key) == ""


def test_what_was_withdrawn_or_is_over_is_gone():
    lecture = signed_up()
    actions.withdraw(lecture, key=KEY)
    ending = signed_up()
    assert ending.title in panel()
    with time_machine.travel(ending.ends_at + dt.timedelta(minutes=1)):
        assert panel() == ""


def test_the_next_comes_first_and_five_are_enough():
    for days in (9, 3, 7, 5, 4, 8):
        signed_up(title=f"{days}天后", starts_at=timezone.now() + days * DAY)
    text = panel()
    order = [text.index(f"{days}天后") for days in (3, 4, 5, 7, 8)]
    assert order == sorted(order)
    assert "9天后" not in text


def test_it_stands_on_the_list_of_lectures(client):
    lecture = signed_up()
    client.cookies[COOKIE] = KEY
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
        actions.cancel(lecture)
        assert "取消了，请不要去" in client.get("/lectures/").content.decode()


def test_two_queries_with_a_cookie_and_none_without(django_assert_num_queries):
    for _ in range(3):
        actions.cancel(signed_up())
    panel()
    with django_assert_num_queries(2):
        panel()
    with django_assert_num_queries(0):
        panel("")
