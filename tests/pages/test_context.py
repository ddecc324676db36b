"""What every template may read, and what it costs."""

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from portal.pages.context import site
from portal.pages.models import SiteSettings
from tests.factories.pages import site_settings, standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of():
    def build(**cookies):
        request = RequestFactory().get("/")
        request.COOKIES.update(cookies)
        return request

    return build


def test_settings_are_read_only_when_asked(request_of, django_assert_num_queries):
    with django_assert_num_queries(0):
        site(request_of())


def test_one_look_costs_two_queries_with_the_linked_pages(
    request_of, django_assert_max_num_queries
):
    page = standard_page(slug="privacy")
    site_settings(privacy_page=page, duty_phone="0744-1")
    settings = site(request_of())["site_settings"]
    with django_assert_max_num_queries(2):
        assert settings.duty_phone == "0744-1"
        assert settings.site_name == "一村一法律顾问"
        assert settings.privacy_page.title == page.title


def test_a_visit_writes_no_settings(request_of):
    assert site(request_of())["site_settings"].hotline == "12348"
    assert not SiteSettings.objects.exists()


def test_without_a_site_the_defaults_stand(request_of):
    Site.objects.all().delete()
    assert site(request_of())["site_settings"].organiser == "永定区司法局"


@pytest.mark.parametrize(("cookie", "elder"), [("1", True), ("0", False), ("yes", False)])
def test_elder_is_a_cookie(request_of, cookie, elder):
    assert site(request_of(elder=cookie))["elder"] is elder
    assert site(request_of())["elder"] is False


def test_the_village_is_remembered(request_of):
    assert site(request_of(village="430802001001"))["my_village_code"] == "430802001001"
    assert site(request_of())["my_village_code"] == ""


@pytest.mark.parametrize(
    "code", ["43080200100", "4308020010011", "\x00" * 12, "一二三四五六七八九十十一", "x"]
)
def test_what_is_no_code_is_forgotten(request_of, code):
    assert site(request_of(village=code))["my_village_code"] == ""


def test_the_foot_says_who_runs_the_site(client):
    page = standard_page(title="隐私说明", slug="privacy")
    site_settings(
        organiser="某县司法局",
        duty_phone="07441234567",
        icp_record="湘ICP备1号",
        police_record="湘公网安备2号",
        privacy_page=page,
    )
    text = client.get("/nothing/").content.decode()
    for part in ("某县司法局", "tel:07441234567", "0744-1234567", "湘ICP备1号", "湘公网安备2号"):
        assert part in text
    assert 'href="/privacy/"' in text


def test_settings_name_themselves():
    assert str(SiteSettings(site_name="某县")) == "某县"
