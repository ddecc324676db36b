"""Wagtail's own search in the admin finds Chinese words."""

import pytest
from django.urls import reverse
from wagtail.models import Page

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
