"""Plain pages: seen by strangers, found by search, listed for robots."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.home.search import document
from portal.search.registry import documents
from tests.factories.pages import home_page, standard_page

pytestmark = pytest.mark.django_db
BODY = [
    ("heading", "谁看得见"),
    ("paragraph", "<p>只有<b>答复您的人</b>看得见。</p>"),
    ("callout", {"kind": "good", "title": "放心", "text": "<p>加密保存</p>"}),
]


def test_a_stranger_reads_it(client):
    page = standard_page(title="隐私说明", slug="privacy", summary="大白话", body=BODY)
    text = client.get(page.url).content.decode()
    assert "<h1>隐私说明</h1>" in text
    for part in ("大白话", "<h2>谁看得见</h2>", "<b>答复您的人</b>", "callout--good", "加密保存"):
        assert part in text
    assert 'content="大白话"' in text
    assert '<a href="/">' in text


def test_a_draft_is_not_there(client):
    assert client.get(standard_page(live=False).url or "/about/").status_code == 404


def test_search_reads_the_words_without_marks():
    found = document(standard_page(title="隐私说明", summary="大白话", body=BODY))
    assert found.title == "隐私说明"
    assert found.type == "page"
    for word in ("大白话", "谁看得见", "答复您的人", "加密保存"):
        assert word in found.body
    assert "<b>" not in found.body
    assert found.url == "/about/"


def test_search_knows_published_public_pages_only():
    page = standard_page()
    standard_page(slug="draft", live=False)
    hidden = standard_page(slug="staff")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    standard_page(slug="over", expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert [found.key for found in documents() if found.type == "page"] == [f"page:{page.pk}"]


def test_the_sitemap_lists_published_pages(client):
    standard_page()
    standard_page(slug="draft", live=False)
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "/about/</loc>" in text
    assert "/draft/" not in text


def test_the_budget_holds_when_rows_grow(client, django_assert_max_num_queries):
    page = standard_page(body=BODY)
    client.get(page.url)
    for number in range(20):
        standard_page(slug=f"more-{number}")
    with django_assert_max_num_queries(8):
        client.get(page.url)


def test_descriptions_prefer_what_was_written_for_robots():
    page = home_page()
    assert page.description == page.summary
    page.search_description = "给搜索引擎"
    assert page.description == "给搜索引擎"
