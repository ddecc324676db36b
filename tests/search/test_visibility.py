"""What a stranger may not see is not in the index: drafts, unpublished, restricted, moved pages."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from portal.search import outbox
from portal.search.engines import engine as current_engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page.specific


@pytest.fixture
def page(pages, home, engine):
    child = home.add_child(instance=Page(title="征地补偿的办法", slug="canary", live=True))
    outbox.drain()
    return child


def test_a_published_page_is_found(page, found):
    assert found("征地补偿") == {f"page:{page.pk}"}


def test_a_draft_is_not(pages, home, found):
    home.add_child(instance=Page(title="征地补偿的办法", slug="canary", live=False))
    assert found("征地补偿") == set()


def test_a_new_draft_of_a_published_page_shows_the_published_words(page, found):
    page.title = "秘密草稿"
    page.save_revision()
    assert found("秘密草稿") == set()
    assert found("征地补偿") == {f"page:{page.pk}"}


def test_publishing_shows_the_new_words(page, found):
    page.title = "补偿款的新办法"
    page.save_revision().publish()
    assert found("新办法") == {f"page:{page.pk}"}


def test_unpublishing_removes(page, found):
    page.unpublish()
    assert found("征地补偿") == set()
    assert current_engine().suggest("征地") == []


def test_expiry_removes(page, found):
    page.expire_at = timezone.now() - dt.timedelta(minutes=1)
    page.save_revision().publish()
    call_command("publish_scheduled")
    assert found("征地补偿") == set()


def test_deleting_a_branch_removes_all_of_it(page, found):
    child = page.add_child(instance=Page(title="宅基地", slug="child"))
    assert found("宅基地") == {f"page:{child.pk}"}
    Page.objects.get(pk=page.pk).delete()
    assert found("宅基地") == found("征地补偿") == set()


def test_restricting_a_branch_removes_all_of_it_until_lifted(page, found):
    child = page.add_child(instance=Page(title="宅基地", slug="child"))
    outbox.drain()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    assert found("宅基地") == found("征地补偿") == set()
    restriction.delete()
    assert found("宅基地") == {f"page:{child.pk}"}


def test_moving_under_a_private_page_removes(page, home, found):
    private = home.add_child(instance=Page(title="内部", slug="private"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    child = page.add_child(instance=Page(title="宅基地", slug="child"))
    assert found("宅基地") == {f"page:{child.pk}"}
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=private.pk), pos="last-child")
    assert found("宅基地") == found("征地补偿") == set()


def test_moving_out_of_every_site_removes(page, engine, found):
    """Nobody can open it then: it has no address."""
    Page.objects.get(pk=page.pk).move(Page.objects.get(depth=1), pos="last-child")
    assert found("征地补偿") == set()
    assert current_engine().suggest("征地") == []
    engine.rebuild()
    assert dict(engine.stored()).get(f"page:{page.pk}") is None
    assert not engine.check()


def test_a_new_address_is_followed_through_the_branch(
    page, engine, found, django_capture_on_commit_callbacks
):
    child = page.add_child(instance=Page(title="宅基地", slug="child"))
    outbox.drain()
    before = dict(engine.stored())[f"page:{child.pk}"]
    page = Page.objects.get(pk=page.pk)
    page.slug = "renamed"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    outbox.drain()
    assert dict(engine.stored())[f"page:{child.pk}"] != before
    assert engine.check().outdated == []
