"""Wagtail's own search in the admin finds Chinese words."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", ["补偿", "办法", "征地补偿的办法"])
def test_the_admin_finds_a_word_in_the_middle_of_a_title(admin_client, word):
    root = Page.objects.get(depth=1)
    root.add_child(instance=Page(title="征地补偿的办法", slug="a", live=False))
    root.add_child(instance=Page(title="赡养老人", slug="b"))
    answer = admin_client.get(reverse("wagtailadmin_pages:search"), {"q": word}).content.decode()
    assert "征地补偿的办法" in answer
    assert "赡养老人" not in answer


@pytest.mark.parametrize("text", ["补\x00偿", "词 " * 200, "\"'*()", ""])
def test_no_query_breaks_the_admin(admin_client, text):
    answer = admin_client.get(reverse("wagtailadmin_pages:search"), {"q": text})
    assert answer.status_code == 200


class TestWhoMay:
    """Editors keep the words of search; those who check what they write, the weights too."""

    WORDS = (
        "wagtailsnippets_portal_search_layword:list",
        "wagtailsnippets_portal_search_layword:add",
    )

    def member_of(self, name):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=name))
        return user

    @pytest.mark.parametrize(
        ("group", "words", "weights"),
        [
            ("编辑", True, False),
            ("审核", True, True),
            ("司法局", False, False),
            ("司法所", False, False),
        ],
    )
    def test_by_group(self, client, group, words, weights):
        client.force_login(self.member_of(group))
        for name in self.WORDS:
            assert (client.get(reverse(name)).status_code == 200) == words
        settings = reverse("wagtailsettings:edit", args=["portal_search", "searchsettings"])
        last = client.get(settings, follow=True).redirect_chain[-1][0]
        assert last.startswith(settings) == weights
