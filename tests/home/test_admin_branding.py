"""The admin carries our seal, our name and our colours."""

import pytest
from django.contrib.auth.models import Permission

from tests.factories.directory import UserFactory
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True, display_name="向明远"))
    return client


def test_the_start_page(admin_client):
    text = admin_client.get("/cms/").content.decode()
    assert "portal/css/admin.css" in text
    assert text.count("portal/img/seal.svg") == 2
    assert "向明远" in text
    assert " - Wagtail</title>" not in text


def test_the_home_page_is_edited_with_examples(admin_client):
    text = admin_client.get(f"/cms/pages/{home_page().pk}/edit/").content.decode()
    assert "/legal-aid/" in text


def test_site_settings_are_edited(admin_client):
    answer = admin_client.get("/cms/settings/pages/sitesettings/", follow=True)
    assert answer.status_code == 200
    assert "0744-8222148" in answer.content.decode()


def test_nothing_leads_abroad(admin_client):
    text = admin_client.get("/cms/").content.decode()
    assert "guide.wagtail.org" not in text
    assert "keyboard-shortcuts" in text


def test_who_sees_no_pages_is_not_asked_to_search_them(client):
    keeper = UserFactory()
    rights = Permission.objects.filter(codename__in=["access_admin", "view_firm"])
    keeper.user_permissions.set(rights)
    client.force_login(keeper)
    text = client.get("/cms/").content.decode()
    assert 'role="search"' not in text
    client.force_login(UserFactory(superuser=True))
    assert 'role="search"' in client.get("/cms/").content.decode()
