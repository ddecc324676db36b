"""People of staff in Wagtail's admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
ADD = "wagtailusers_users:add"
NEW = "jiao-zi-ya-2026"


@pytest.fixture
def admin(client):
    """The browser of a superuser."""
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def typed(**changes):
    facts = {"username": "xiang", "display_name": "教字垭镇司法所 向所长", "email": ""}
    return facts | {"password1": NEW, "password2": NEW} | changes


def test_a_log_in_needs_one_name_and_no_mail(admin):
    group = Group.objects.first()
    assert admin.post(reverse(ADD), typed(groups=[group.pk])).status_code == 302
    user = User.objects.get(username="xiang")
    assert str(user) == "教字垭镇司法所 向所长"
    assert (user.email, list(user.groups.all())) == ("", [group])
    assert user.check_password(NEW)


@pytest.mark.parametrize(
    "wrong", [{"display_name": ""}, {"email": "x"}, {"password2": "other"}, {"username": ""}]
)
def test_what_is_wrong_is_said(admin, wrong):
    response = admin.post(reverse(ADD), typed(**wrong))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(wrong)
    assert not User.objects.filter(display_name__contains="向所长").exists()


def test_a_log_in_is_changed_and_closed(admin):
    user = UserFactory(username="tian", display_name="田文书")
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    page = admin.get(address).content.decode()
    assert "田文书" in page
    assert "first_name" not in page
    admin.post(address, {"username": "tian", "display_name": "田秀兰", "email": ""})
    user.refresh_from_db()
    assert (user.display_name, user.is_active) == ("田秀兰", False)


def test_the_list_is_searched_and_sorted_by_the_name_shown(admin):
    UserFactory(display_name="田秀兰")
    listing = reverse("wagtailusers_users:index")
    assert [user.display_name for user in admin.get(listing, {"q": "秀兰"}).context["users"]] == [
        "田秀兰"
    ]
    names = [
        user.display_name for user in admin.get(listing, {"ordering": "-name"}).context["users"]
    ]
    assert names == sorted(names, reverse=True)


def test_ones_own_account_asks_for_no_name(admin):
    page = admin.get(reverse("wagtailadmin_account"))
    assert page.status_code == 200
    assert "first_name" not in page.content.decode()
    form = {"notifications-submitted_notifications": "on", "mail-email": "a@b.cn"}
    form |= {"locale-preferred_language": "zh-hans", "theme-theme": "system"}
    form |= {"theme-density": "default", "theme-contrast": "system"}
    response = admin.post(reverse("wagtailadmin_account"), form)
    assert response.status_code == 302
    assert User.objects.filter(email="a@b.cn").exists()


def test_somebody_without_the_admin_has_no_account_there(client):
    client.force_login(UserFactory())
    assert client.get(reverse("wagtailadmin_account")).status_code == 302
