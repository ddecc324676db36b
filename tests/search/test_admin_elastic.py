"""Wagtail's own search in the admin on a real Elasticsearch."""

import secrets

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from portal.search.engines import admin
from portal.search.engines.patience import Patience
from tests.factories.media import DocumentFactory, ImageFactory
from tests.search.engines import NEEDS_SERVER

pytestmark = [pytest.mark.django_db, *NEEDS_SERVER]
PREFIX = f"test_{secrets.token_hex(6)}_admin_"


def server():
    options = {"OPTIONS": {"max_retries": 0}, "INDEX_PREFIX": PREFIX}
    return {"HOSTS": settings.ELASTICSEARCH_URLS, **options}


def backends(**options):
    return {"default": {"BACKEND": "portal.search.engines.admin", **server(), **options}}


@pytest.fixture(scope="module", autouse=True)
def _indexes():
    """Empty indexes as ``update_index`` lays them out; what a test leaves is no row."""
    with override_settings(WAGTAILSEARCH_BACKENDS=backends()):
        call_command("update_index", schema_only=True, verbosity=0)
        yield
        indices = get_search_backend().es.indices
        for index in indices.get(index=f"{PREFIX}*"):
            indices.delete(index=index)


@pytest.fixture
def no_server(settings, monkeypatch):
    """The server does not answer."""
    settings.WAGTAILSEARCH_BACKENDS = backends(HOSTS=["http://127.0.0.1:9"])
    monkeypatch.setattr(admin, "patience", Patience(1.5, admin.EngineDownError))


@pytest.fixture
def pages():
    root = Page.objects.get(depth=1)
    titles = ["征地补偿的办法", "赡养老人", "Wagtail 手冊 ２０２６"]
    made = [
        root.add_child(instance=Page(title=title, slug=f"p{n}")) for n, title in enumerate(titles)
    ]
    keys = [page.pk for page in made]
    yield made
    index = admin.SearchBackend(server()).get_index_for_model(Page)
    for key in keys:  # the database takes them back, the server would not
        index.delete_item(Page(pk=key))


def titles(results):
    return [row.title for row in results]


def autocomplete(text, rows=None):
    return titles(get_search_backend().autocomplete(text, Page if rows is None else rows))


@pytest.mark.parametrize(
    "text",
    ["补偿", "办法", "征", "征地补偿的办法", "征地 办法", "補償", "征地补偿的办"],
)
def test_words_inside_a_title_are_found(pages, text):
    assert autocomplete(text) == ["征地补偿的办法"]
    assert titles(get_search_backend().search(text, Page)) == ["征地补偿的办法"]


@pytest.mark.parametrize("text", ["地征", "补办", "补偿 老人", "偿补偿"])
def test_characters_that_do_not_stand_together_are_not(pages, text):
    assert autocomplete(text) == []


@pytest.mark.parametrize("text", ["wag", "WAGTAIL", "手册 20", "２０２６"])
def test_a_word_may_be_typed_in_part(pages, text):
    assert autocomplete(text) == ["Wagtail 手冊 ２０２６"]


def test_changed_and_deleted_rows_are_followed(pages):
    page = pages[0]
    page.title = "宅基地"
    page.save()
    assert autocomplete("宅基") == ["宅基地"]
    assert autocomplete("补偿") == []
    assert get_search_backend().autocomplete("宅基", Page).count() == 1
    page.delete()
    assert get_search_backend().autocomplete("宅基", Page).count() == 0


def test_rows_are_narrowed_sorted_and_paged(pages):
    found = get_search_backend().autocomplete(
        "的", Page.objects.filter(live=True).order_by("-title"), order_by_relevance=False
    )
    assert titles(found[:1]) == ["征地补偿的办法"]
    assert autocomplete("的", Page.objects.filter(live=False)) == []


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose_results"])
def test_images_are_found(admin_client, name):
    ImageFactory(title="村口的大榕树")
    ImageFactory(title="司法所门口")
    html = admin_client.get(reverse(name), {"q": "榕树"}).content.decode()
    assert "村口的大榕树" in html
    assert "司法所门口" not in html
    assert titles(get_search_backend().search("榕树", get_image_model())) == ["村口的大榕树"]


@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtaildocs_chooser:choose_results"])
def test_documents_are_found_also_by_tag(admin_client, name):
    document = DocumentFactory(title="调解协议书样本")
    DocumentFactory(title="讲座提纲")
    document.tags.add("合同范本")
    document.save()
    html = admin_client.get(reverse(name), {"q": "协议书"}).content.decode()
    assert "调解协议书样本" in html
    assert "讲座提纲" not in html
    assert titles(get_search_backend().autocomplete("合同范", get_document_model())) == [
        "调解协议书样本"
    ]


@pytest.mark.parametrize("name", ["wagtailadmin_pages:search", "wagtailadmin_choose_page_search"])
@pytest.mark.parametrize("text", ["补偿", '"征地补偿" 办法', "补\x00偿", "词 " * 200, "\"'*()", ""])
def test_no_query_breaks_the_admin(admin_client, pages, name, text):
    answer = admin_client.get(reverse(name), {"q": text})
    assert answer.status_code == 200
    if "补偿" in text:
        assert "征地补偿的办法" in answer.content.decode()
        assert "赡养老人" not in answer.content.decode()


def test_drafts_do_not_lie_in_the_index_in_plain(pages):
    backend = get_search_backend()
    for index in backend.es.indices.get(index=f"{PREFIX}wagtailcore_page*").values():
        assert index["mappings"]["_source"] == {"enabled": False}


def test_without_the_server_the_database_searches(pages, no_server, caplog):
    assert autocomplete("补偿") == ["征地补偿的办法"]
    assert get_search_backend().search("补偿", Page.objects.all()).count() == 1
    assert autocomplete("外星") == []
    assert "The database searches" in caplog.text


@pytest.mark.usefixtures("no_server")
def test_without_the_server_pages_are_saved_and_deleted(pages):
    page = pages[0]
    page.title = "宅基地"
    page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).title == "宅基地"
    page.delete()
    assert not Page.objects.filter(title="宅基地").exists()


def test_before_the_first_update_index_no_index_makes_itself(settings, pages):
    settings.WAGTAILSEARCH_BACKENDS = backends()
    settings.WAGTAILSEARCH_BACKENDS["default"]["INDEX_PREFIX"] = other = f"{PREFIX}none_"
    pages[0].save()
    assert not get_search_backend().es.indices.exists(index=f"{other}wagtailcore_page")
    assert autocomplete("补偿") == ["征地补偿的办法"]
