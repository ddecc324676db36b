"""The desk of lectures: what each person finds there, and who finds nothing."""

from importlib import import_module

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge import actions
from knowledge.actions.pictures import draw_missing_pictures
from tests.factories.directory import AssignmentFactory, UserFactory, VillageFactory
from tests.factories.knowledge import LectureFactory
from tests.factories.media import photo
from tests.knowledge.lecture_desk import DAY, LectureDesk, address

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


def test_an_adviser_with_many_lectures_leafs_through_them(desk, monkeypatch):
    monkeypatch.setattr(import_module("knowledge.views.desk_lectures"), "MOST_ROWS", 2)
    desk.over(title="讲完没报的")
    desk.lecture("planned", title="计划的", starts_at=timezone.now() + DAY)
    desk.lecture("announced", title="下周的", starts_at=timezone.now() + 2 * DAY)
    first, second = page(desk, desk.adviser), page(desk, desk.adviser, f"{URL}?page=2")
    assert (titles(first, "unreported"), titles(first, "planned")) == (["讲完没报的"], ["计划的"])
    assert "?page=2" in text(first)
    assert "您没有已发布的讲座" not in text(first)
    assert titles(second, "announced") == ["下周的"]
    assert titles(second, "unreported") == []


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
    desk.lecture("held", starts_at=timezone.now())
    assert page(desk, desk.adviser).context["own_meters"][0].is_met


def test_the_clerk_finds_own_requests_and_lectures_but_no_plans(desk):
    mine = desk.request()
    desk.request(village=desk.other_village)
    desk.lecture("planned", title="还没发布的")
    desk.lecture("announced", title="下周的")
    response = page(desk, desk.clerk)
    assert list(response.context["asked"]) == [mine]
    assert titles(response, "village_lectures") == ["下周的"]
    assert "还没发布的" not in text(response)
    assert address("request_new") in text(response)
    assert address("plan") not in text(response)


def test_the_office_finds_what_is_handed_in_and_late_in_its_township(desk):
    desk.filing(title="交来的")
    long_ago = timezone.now() - 200 * DAY
    desk.lecture("held", title="逾期的", starts_at=long_ago)
    response = page(desk, desk.office_user)
    assert [row.lecture.title for row in response.context["submitted"]] == ["交来的"]
    assert titles(response, "late") == ["逾期的"]
    other = page(desk, desk.other_office)
    assert list(other.context["submitted"]) == list(other.context["late"]) == []


def test_the_overview_counts_the_villages_of_whoever_watches(desk):
    desk.lecture("held", starts_at=timezone.now())
    for user in (desk.bureau, desk.leader, desk.office_user):
        whole = page(desk, user).context["overview"]
        assert (whole.villages, whole.met, whole.missing) == (2, 1, 1)
    assert page(desk, desk.other_office).context["overview"].villages == 0


def test_the_leader_sees_figures_and_no_lecture(desk):
    desk.lecture("announced", title="下周的")
    response = page(desk, desk.leader)
    assert "下周的" not in text(response)
    assert address("meters") in text(response)


def test_one_lecture_shows_names_to_speaker_and_clerk_alone(desk):
    lecture = desk.lecture("announced")
    actions.sign_up(lecture, key="k" * 24, people=3, name="田大妈")
    url = address("lecture", lecture.pk)
    for user in (desk.adviser, desk.clerk):
        assert "田大妈" in text(page(desk, user, url))
    for user in (desk.office_user, desk.bureau, UserFactory(superuser=True)):
        assert "田大妈" not in text(page(desk, user, url))


def test_somebody_elses_lecture_is_not_there(desk):
    url = address("lecture", desk.lecture("announced").pk)
    for user in (desk.other_adviser, desk.other_clerk, desk.other_office, desk.leader):
        page(desk, user, url, status=404)


def test_who_only_sees_it_is_offered_no_step(desk):
    lecture = desk.lecture("announced")
    offered = address("cancel", lecture.pk)
    url = address("lecture", lecture.pk)
    assert offered in text(page(desk, desk.adviser, url))
    assert offered not in text(page(desk, desk.clerk, url))
    assert offered not in text(page(desk, desk.office_user, url))


def test_queries_do_not_grow_with_rows(desk, django_assert_max_num_queries):
    users = (desk.adviser, desk.clerk, desk.office_user, desk.bureau)
    counted = []
    for _round in range(2):
        for number in range(4):
            desk.request(audience=f"第{_round}{number}组")
            desk.lecture("announced")
            desk.over()
            desk.filing()
            village = VillageFactory(parent=desk.place)
            AssignmentFactory(village=village, adviser=desk.lead)
        counted.append([queries(desk, user, django_assert_max_num_queries) for user in users])
        desk.assignment.certificate.assignments.exclude(pk=desk.assignment.pk).delete()
    assert counted[0] == counted[1]


def queries(desk, user, budget):
    browser = desk.browser(user)
    browser.get(URL)
    with budget(15) as captured:
        assert browser.get(URL).status_code == 200
    return len(captured)


def test_the_start_page_says_what_of_lectures_waits(desk):
    desk.request()
    desk.over()
    page_text = text(page(desk, desk.adviser, "/desk/"))
    assert "1 个村申请讲座" in page_text
    assert "1 场讲座讲了没有" in page_text
    desk.filing()
    assert "1 份提纲等备案" in text(page(desk, desk.office_user, "/desk/"))


def test_the_villages_page_says_how_the_quarter_stands(desk):
    url = desk.village.get_absolute_url()
    assert "本季度这里还没办讲座" in text(page(desk, None, url))
    desk.lecture("announced", starts_at=timezone.now())
    assert "本季度的讲座已经排好" in text(page(desk, None, url))
    desk.lecture("held", starts_at=timezone.now())
    assert "本季度这里已办讲座 1 场" in text(page(desk, None, url))


def test_every_page_leads_back_and_the_navigation_says_where_one_is(desk):
    lecture, asked = desk.lecture("announced"), desk.request()
    own = address("lecture", lecture.pk)
    ways = (
        (desk.adviser, address("plan"), URL),
        (desk.adviser, own, URL),
        (desk.adviser, address("change", lecture.pk), own),
        (desk.adviser, address("outline", lecture.pk), own),
        (desk.adviser, address("request_plan", asked.pk), address("request", asked.pk)),
        (desk.clerk, address("request_new"), URL),
        (desk.office_user, address("filings"), URL),
        (desk.bureau, address("meters"), URL),
    )
    for user, url, back in ways:
        nav, _, rest = text(page(desk, user, url)).partition("<h1>")[0].rpartition("</nav>\n")
        assert f'href="{back}"' in rest, url
        assert f'href="{URL}" aria-current="true"' in nav, url


def test_photos_are_shown_where_they_can_be_removed(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lecture = desk.lecture("held")
    photos = [(ContentFile(photo(), name="photo.jpg"), "村部坐满了")]
    actions.add_photos(lecture, by=desk.adviser, photos=photos)
    url = address("lecture", lecture.pk)
    waiting = text(page(desk, desk.adviser, url))
    assert "<figcaption>村部坐满了" in waiting
    draw_missing_pictures()
    drawn = text(page(desk, desk.adviser, url))
    assert 'alt="村部坐满了"' in drawn
    assert address("photo_remove", lecture.pk, lecture.photos.get().pk) in drawn


def test_queries_for_photos_do_not_grow(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lecture, counted = desk.lecture("held"), []
    url, client = address("lecture", lecture.pk), desk.browser(desk.adviser)
    for number in range(3):
        photos = [(ContentFile(photo(), name=f"{number}.jpg"), f"第{number}张")]
        actions.add_photos(lecture, by=desk.adviser, photos=photos)
        draw_missing_pictures()
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counted.append(len(captured))
    assert len(set(counted)) == 1
