"""Asking for, planning, changing and calling off a lecture at the desk."""

import datetime as dt

import pytest
from django.utils import timezone

from knowledge.models import Lecture, LectureChange, LectureRequest
from tests.factories.consultations import ConsultationFactory
from tests.factories.directory import TopicFactory
from tests.factories.knowledge import OutlineFactory, topic
from tests.knowledge.lecture_desk import LectureDesk, address, plan_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return LectureDesk()


def post(desk, user, url, **data):
    return desk.browser(user).post(url, data)


def asked_data(desk, **changes):
    return {"village": desk.village.pk, "topic": topic("wages").pk, "audience": "老人", **changes}


def test_the_clerk_asks_and_is_led_to_the_request(desk):
    response = post(desk, desk.clerk, address("request_new"), **asked_data(desk, people="30"))
    row = LectureRequest.objects.get()
    assert response["Location"] == address("request", row.pk)
    assert (row.village, row.people, row.requested_by) == (desk.village, 30, desk.clerk)


def test_what_was_typed_stays_when_something_is_missing(desk):
    data = asked_data(desk, audience="", note="年底讨薪多")
    response = post(desk, desk.clerk, address("request_new"), **data)
    assert response.status_code == 200
    assert "audience" in response.context["form"].errors
    assert "年底讨薪多" in response.content.decode()
    assert not LectureRequest.objects.exists()


def test_a_clerk_asks_for_no_other_village(desk):
    data = asked_data(desk, village=desk.other_village.pk)
    response = post(desk, desk.clerk, address("request_new"), **data)
    assert "village" in response.context["form"].errors
    assert not LectureRequest.objects.exists()


class TestSuggestedTopics:
    def page(self, desk, **query):
        return desk.browser(desk.clerk).get(address("request_new", **query))

    def ask(self, desk, subject, times, **facts):
        for _time in range(times):
            ConsultationFactory(village=desk.village, topic=subject, **facts)

    def test_in_the_order_of_questions_without_numbers(self, desk):
        often, more = TopicFactory(name="欠薪"), TopicFactory(name="地界")
        self.ask(desk, often, 3)
        self.ask(desk, more, 4)
        text = self.page(desk).content.decode()
        names = text[text.index('class="chips"') :].split("</ul>")[0]
        assert names.index("地界") < names.index("欠薪")
        assert "4" not in names.replace(more.slug, "").replace(often.slug, "")

    def test_few_questions_are_not_told(self, desk):
        subject = TopicFactory(name="离婚")
        self.ask(desk, subject, 2)
        assert f"?topic={subject.slug}" not in self.page(desk).content.decode()

    def test_neither_are_those_about_the_committee_another_village_or_last_year(self, desk):
        subject = TopicFactory(name="账目")
        self.ask(desk, subject, 2)
        self.ask(desk, subject, 3, concerns_committee=True)
        self.ask(desk, subject, 3, at=timezone.now() - dt.timedelta(days=400))
        for _time in range(3):
            ConsultationFactory(village=desk.other_village, topic=subject)
        assert f"?topic={subject.slug}" not in self.page(desk).content.decode()

    def test_a_tap_chooses_it(self, desk):
        wages = topic("wages")
        form = self.page(desk, topic="wages").context["form"]
        assert form["topic"].value() == wages.pk or form["topic"].value() == wages

    @pytest.mark.parametrize("typed", ["x' or 1", "\x00"])
    def test_an_unknown_topic_chooses_nothing(self, desk, typed):
        assert self.page(desk, topic=typed).context["form"]["topic"].value() is None


def test_the_clerk_withdraws_twice_without_alarm(desk):
    row = desk.request()
    browser = desk.browser(desk.clerk)
    for _tap in range(2):
        browser.post(address("request_withdraw", row.pk))
    response = browser.get(address("request", row.pk))
    assert response.context["asked"].status == "withdrawn"
    assert [str(message.tags) for message in response.context["messages"]] == ["success"]


def test_the_adviser_declines_with_a_reason_that_the_clerk_reads(desk):
    row = desk.request()
    url = address("request_decline", row.pk)
    response = post(desk, desk.adviser, url, **{"decline-reason": ""})
    assert response.context["form"].errors
    post(desk, desk.adviser, url, **{"decline-reason": "这天要出庭"})
    page = desk.browser(desk.clerk).get(address("request", row.pk))
    assert "这天要出庭" in page.content.decode()


@pytest.mark.parametrize(("who", "plans"), [("adviser", True), ("bureau", False)])
def test_only_who_can_speak_is_led_to_the_plan(desk, who, plans):
    row, browser = desk.request(), desk.browser(getattr(desk, who))
    page = browser.get(address("request", row.pk)).content.decode()
    plan = address("request_plan", row.pk)
    assert (plan in page) is plans
    assert browser.get(plan).status_code == (200 if plans else 403)
    assert address("request_decline", row.pk) in page


def test_one_tap_leads_from_the_request_to_a_filled_plan(desk):
    row = desk.request()
    form = desk.browser(desk.adviser).get(address("request_plan", row.pk)).context["form"]
    assert form["audience"].value() == row.audience
    assert form["title"].value()
    assert list(form.fields["village"].queryset) == [desk.village]


def test_the_plan_answers_the_request(desk):
    row = desk.request()
    url = address("request_plan", row.pk)
    response = post(desk, desk.adviser, url, **plan_data(desk.village))
    row.refresh_from_db()
    assert response["Location"] == address("lecture", row.lecture.pk)
    assert (row.status, row.lecture.speaker) == ("planned", desk.lead)
    again = post(desk, desk.adviser, url, **plan_data(desk.village))
    assert again["Location"] == address("request", row.pk)
    assert Lecture.objects.count() == 1


def test_the_adviser_plans_unasked_at_local_time(desk):
    post(desk, desk.adviser, address("plan"), **plan_data(desk.village))
    lecture = Lecture.objects.get()
    begins = timezone.localtime(lecture.starts_at)
    assert (begins.hour, begins.minute, lecture.minutes) == (9, 0, 90)
    assert (lecture.status, lecture.speaker) == ("planned", desk.lead)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": "08:00"}, "ends"),
        ({"day": "2062-01-01"}, "day"),
        ({"day": "明天"}, "day"),
        ({"title": ""}, "title"),
        ({"location": ""}, "location"),
    ],
)
def test_a_plan_that_cannot_be_says_why_and_keeps_the_rest(desk, changes, field):
    data = plan_data(desk.village, **changes)
    response = post(desk, desk.adviser, address("plan"), **data)
    assert list(response.context["form"].errors) == [field]
    assert "外出务工人员" in response.content.decode()
    assert not Lecture.objects.exists()


def test_nobody_plans_in_a_village_of_others(desk):
    data = plan_data(desk.other_village)
    response = post(desk, desk.adviser, address("plan"), **data)
    assert "village" in response.context["form"].errors


def test_announced_twice_it_is_announced_once(desk):
    lecture = desk.lecture()
    for _tap in range(2):
        post(desk, desk.adviser, address("announce", lecture.pk))
    lecture.refresh_from_db()
    assert (lecture.status, lecture.sequence) == ("announced", 0)


def change_data(lecture, **changes):
    day = timezone.localtime(lecture.starts_at).date().isoformat()
    same = plan_data(lecture.village, title=lecture.title, topic=lecture.topic_id, day=day)
    return same | {"location": lecture.location, "audience": lecture.audience} | changes


def test_moving_tells_the_reason_to_those_who_know_of_it(desk):
    lecture = desk.lecture("announced")
    data = change_data(lecture, location="小学操场", reason="村部停电", title="换个题目")
    response = post(desk, desk.adviser, address("change", lecture.pk), **data)
    assert response.status_code == 302
    lecture.refresh_from_db()
    assert (lecture.title, lecture.location, lecture.sequence) == ("换个题目", "小学操场", 1)
    assert LectureChange.objects.get().reason == "村部停电"


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_is_over_is_not_changed(desk, status):
    lecture = desk.lecture(status, outline=OutlineFactory())
    url = address("change", lecture.pk)
    assert desk.browser(desk.adviser).get(url)["Location"] == address("lecture", lecture.pk)
    post(desk, desk.adviser, url, **change_data(lecture, title="换个题目"))
    lecture.refresh_from_db()
    assert lecture.title != "换个题目"


def test_calling_off_needs_a_reason(desk):
    lecture = desk.lecture("announced")
    url = address("cancel", lecture.pk)
    response = post(desk, desk.adviser, url, **{"cancel-reason": ""})
    assert response.context["cancel_form"].errors
    for _tap in range(2):
        assert post(desk, desk.adviser, url, **{"cancel-reason": "大雪封路"}).status_code == 302
    lecture.refresh_from_db()
    assert lecture.status == "cancelled"
    assert LectureChange.objects.get().reason == "大雪封路"
