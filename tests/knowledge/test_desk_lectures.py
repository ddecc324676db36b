"""The desk of lectures: what each person finds there, and who finds nothing."""

import pytest

from knowledge import actions
from tests.factories.directory import AssignmentFactory, UserFactory, VillageFactory
from tests.factories.knowledge import LectureFactory, held_lecture
from tests.knowledge.lecture_desk import LectureDesk, address

pytestmark = pytest.mark.django_db
URL = "/desk/lectures/"


@pytest.fixture
def desk():
    return LectureDesk()


def page(desk, user, url=URL, status=200):
    response = desk.browser(user).get(url)
    assert response.status_code == status
    return response


def text(response):
    return response.content.decode()


def titles(response, name):
    return [row.title for row in response.context[name]]


def test_strangers_are_sent_to_the_login(desk):
    assert page(desk, None, status=302)["Location"].startswith("/desk/login/")


def test_somebody_without_a_part_in_lectures_is_refused(desk):
    page(desk, UserFactory(), status=403)


def test_the_adviser_finds_each_lecture_under_what_to_do_with_it(desk):
    desk.lecture("planned", title="计划的")
    desk.lecture("announced", title="下周的")
    desk.over(title="讲完没报的")
    desk.lecture("held", title="没备案的")
    desk.lecture("cancelled", title="取消的")
    filed = desk.filing(title="备了案的")
    actions.file(filed, by=desk.office_user)
    response = page(desk, desk.adviser)
    assert titles(response, "planned") == ["计划的"]
    assert titles(response, "announced") == ["下周的"]
    assert titles(response, "unreported") == ["讲完没报的"]
    assert titles(response, "unfiled") == ["没备案的"]
    assert "取消的" not in text(response)
    assert "备了案的" not in text(response)


def test_the_adviser_finds_requests_of_the_villages_she_serves_and_no_others(desk):
    mine = desk.request()
    desk.request(village=desk.other_village)
    assert list(page(desk, desk.adviser).context["requests"]) == [mine]


def test_an_answered_request_no_longer_waits(desk):
    actions.decline_request(desk.request(), by=desk.adviser, reason="开庭")
    assert list(page(desk, desk.adviser).context["requests"]) == []


def test_the_adviser_does_not_find_a_colleagues_lecture(desk):
    LectureFactory(village=desk.other_village, speaker=desk.neighbour, title="同事的讲座")
    assert "同事的讲座" not in text(page(desk, desk.adviser))


def test_the_adviser_sees_which_village_still_needs_a_lecture(desk):
    response = page(desk, desk.adviser)
    assert [(row.village, row.is_met) for row in response.context["own_meters"]] == [
        (desk.village, False)
    ]
    assert f"?village={desk.village.pk}" in text(response)
    desk.lecture("held", last_week=False, starts_at=now_of_quarter())
    assert page(desk, desk.adviser).context["own_meters"][0].is_met


def now_of_quarter():
    from django.utils import timezone

    return timezone.now() - timezone.timedelta(minutes=1)
