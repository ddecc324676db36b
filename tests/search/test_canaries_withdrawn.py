"""What is taken back is gone from every surface after one turn of the worker."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from directory import actions
from directory.actions import certifying
from knowledge.models import ArticlePage, NewsPage
from portal.search import outbox
from portal.search.engines import engine
from tests.factories.accounts import UserFactory
from tests.factories.directory import AdviserFactory, AssignmentFactory, VillageFactory
from tests.factories.pages import site_settings
from tests.search import canary_rows, surfaces
from tests.search.canaries import COMMON, Canaries
from tests.search.engines import embedded  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
KINDS_OF_RESULT = ("article", "page", "adviser", "village")
IN_FEEDS = (ArticlePage, NewsPage)
SHOWN = {"results", "meant", "similar", "suggested", "feed", "sitemap"}
KINDS = ["article", "situation", "news", "standard"]
NAME = f"{COMMON}鼋鼍鼐"


@pytest.fixture
def _own_registry():
    """Here the portal's own sources are tried."""


@pytest.fixture
def turn(django_capture_on_commit_callbacks):
    """Do something as a request does it: at its end it is committed and the worker has its turn."""

    def begin():
        connection.run_on_commit.clear()  # as the commit of what was there before would
        return django_capture_on_commit_callbacks(execute=True)

    return begin


@pytest.fixture(params=KINDS)
def page(request, engine):
    """A published page, known to the index."""
    made = canary_rows.page_makers(Canaries())[request.param](title=NAME, slug="canary")
    page = Page.objects.get(pk=made.pk).specific
    page.save_revision().publish()
    outbox.drain()
    return page


def telling(client, url, name=NAME):
    """Return the surfaces that tell of what is called ``name`` and stands at ``url``."""
    answer = client.get("/search/", {"q": COMMON})
    results = answer.context["results"]
    held = surfaces.in_the_index()
    texts = {
        "results": surfaces.unmarked(answer.content.decode()),
        "meant": "".join(map(surfaces.text_of, engine().search("jinsique").suggestion)),
        "similar": "".join(map(surfaces.text_of, engine().similar(COMMON, KINDS_OF_RESULT))),
        "suggested": "".join(surfaces.suggested(client, [name]).values()),
        "feed": client.get("/feed/").content.decode(),
        "index": held["index"],
        "names": held["suggestions"],
    }
    found = {surface for surface, text in texts.items() if name in text}
    found |= {"counts"} if results.total or any(results.facets.values()) else set()
    found |= {"sitemap"} if f"{url}<" in client.get("/sitemap.xml").content.decode() else set()
    return found


EVERYWHERE = {
    *{"results", "meant", "similar", "suggested", "index", "names", "counts", "sitemap"},
}


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


def fence_with_login(page):
    canary_rows.fence(page, "login")


def fence_with_password(page):
    canary_rows.fence(page, "password")


def fence_with_groups(page):
    canary_rows.fence(page, "groups").groups.set(Group.objects.all()[:1])


def fence_the_section(page):
    canary_rows.fence(page.get_parent())


def move_below_a_fence(page):
    page.move(canary_rows.private_branch(), pos="last-child")


WAYS = [
    unpublish,
    delete,
    fence_with_login,
    fence_with_password,
    fence_with_groups,
    fence_the_section,
    move_below_a_fence,
]


@pytest.mark.parametrize("withdraw", WAYS, ids=lambda way: way.__name__)
def test_a_page_that_is_taken_back_is_gone_everywhere(page, client, turn, withdraw):
    everywhere = EVERYWHERE | ({"feed"} if page.specific_class in IN_FEEDS else set())
    assert telling(client, page.url) == everywhere
    with turn():
        withdraw(Page.objects.get(pk=page.pk))
    assert telling(client, page.url) == set()


def test_a_page_whose_time_runs_out_is_gone_everywhere(page, client, turn, time_machine):
    with turn():
        page.expire_at = timezone.now() + DAY
        page.save_revision().publish()
    assert telling(client, page.url) >= EVERYWHERE
    time_machine.move_to(timezone.now() + DAY + dt.timedelta(minutes=1))
    with turn():
        call_command("publish_scheduled")
    assert telling(client, page.url) == set()


def test_a_page_that_waits_for_its_day_comes_with_it(page, client, turn, time_machine):
    with turn():
        page.unpublish()
        page.go_live_at = timezone.now() + DAY
        page.save_revision().publish()
    assert telling(client, page.url) == set()
    time_machine.move_to(timezone.now() + DAY + dt.timedelta(minutes=1))
    with turn():
        call_command("publish_scheduled")
    assert telling(client, page.url) >= EVERYWHERE


def test_what_was_corrected_is_forgotten(page, client, turn):
    with turn():
        page.title = COMMON + "麂麇麈"
        page.save_revision().publish()
    assert telling(client, page.url) - {"counts", "sitemap"} == set()
    assert telling(client, page.url, page.title) >= EVERYWHERE


def test_a_page_let_out_again_is_found_again(page, client, turn):
    with turn():
        fence = canary_rows.fence(page)
    assert telling(client, page.url) == set()
    with turn():
        fence.delete()
    assert telling(client, page.url) >= EVERYWHERE


@pytest.fixture
def term(engine):
    """The service of an adviser with the canary's name in a village, known to the index."""
    term = AssignmentFactory(adviser=AdviserFactory(name=NAME), village__name="红鹳村委会")
    outbox.drain()
    return term


def suspend(term, bureau):
    today = timezone.localdate()
    certifying.suspend(term.certificate, on=today - DAY, reason="核查", by=bureau)


def lose_the_certificate(term, bureau):
    type(term.certificate).objects.get(pk=term.certificate_id).assignments.all().delete()
    term.certificate.delete()


@pytest.mark.parametrize("withdraw", [suspend, lose_the_certificate], ids=lambda way: way.__name__)
def test_an_adviser_without_a_certificate_is_gone_everywhere(term, client, turn, withdraw):
    adviser = term.adviser
    url = adviser.get_absolute_url()
    assert telling(client, url) == EVERYWHERE
    with turn():
        withdraw(term, UserFactory(superuser=True))
    assert telling(client, url) == set()


def test_an_adviser_whose_certificate_ran_out_overnight_is_shown_to_nobody(
    term, client, turn, time_machine
):
    last = timezone.localdate() + DAY
    with turn():
        term.certificate.valid_until = last
        term.certificate.save()
    assert telling(client, term.adviser.get_absolute_url()) == EVERYWHERE
    time_machine.move_to(timezone.now() + 3 * DAY)
    url = term.adviser.get_absolute_url()
    assert telling(client, url) & SHOWN == set()
    call_command("search", "check", "--repair")
    assert telling(client, url) == set()


def test_after_her_term_an_adviser_is_not_found_by_the_village(term, engine, turn):
    assert f"adviser:{term.adviser.pk}" in {hit.key for hit in engine.search("红鹳").hits}
    with turn():
        today = timezone.localdate()
        actions.end_assignment(term, on=today - DAY, reason="调离", by=UserFactory(superuser=True))
    assert {hit.type for hit in engine.search("红鹳").hits} == {"village"}


@pytest.fixture
def village(engine):
    village = VillageFactory(name=f"{NAME}村委会")
    outbox.drain()
    return village


def test_a_village_that_was_closed_is_gone_everywhere(village, client, turn):
    url = village.get_absolute_url()
    assert telling(client, url) == EVERYWHERE
    with turn():
        village.is_active = False
        village.save()
    assert telling(client, url) == set()


def test_villages_of_a_county_that_is_served_no_more_are_gone_the_next_night(village, client, turn):
    with turn():
        site_settings(county_code="430811000000")
    call_command("search", "check", "--repair")
    assert telling(client, village.get_absolute_url()) == set()
