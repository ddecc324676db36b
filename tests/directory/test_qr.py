"""The QR code on card, board and page."""

from urllib.parse import unquote

import pytest
import segno
from django.template import Context, Template
from django.urls import reverse


def render(address, alt=""):
    page = Template("{% load qr_tags %}{% qr address alt %}")
    return page.render(Context({"address": address, "alt": alt}))


def drawing(address):
    return unquote(render(address).split('src="')[1])


@pytest.fixture(autouse=True)
def _at_an_address(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.gov.cn"


def test_a_path_becomes_an_absolute_address():
    expected = segno.make("https://example.gov.cn/v/430802001001/", error="M", micro=False)
    path = expected.svg_data_uri(omitsize=True, dark="#000", light="#fff", border=4)
    assert unquote(path).split(" d='")[-1].split("'")[0] in drawing("/v/430802001001/")
    assert "https://example.gov.cn/v/430802001001/" in render("/v/430802001001/")


def test_a_whole_address_is_taken_as_it_is():
    assert "https://elsewhere.example/x" in render("https://elsewhere.example/x")


def test_it_is_dark_on_white_with_a_quiet_edge_and_scales():
    svg = drawing("/")
    assert "viewBox='0 0 " in svg
    assert "width=" not in svg
    assert "fill='#fff'" in svg
    assert "stroke='#000'" in svg
    assert " d='M4 4.5" in svg


def test_one_address_has_one_picture_others_another():
    assert render("/v/430802001001/") == render("/v/430802001001/")
    assert drawing("/v/430802001001/") != drawing("/v/430802001002/")


def test_chinese_in_an_address_is_escaped_once():
    number = reverse("directory:village", args=["430802001001"]) + "?n=永顾2026-001"
    assert drawing(number) == drawing(number.replace("永顾", "%E6%B0%B8%E9%A1%BE"))


def test_words_and_address_cannot_break_out():
    page = render('/"><script>x</script>', alt='"><b>')
    assert "<script>" not in page
    assert "<b>" not in page
    assert page.count("<img") == 1
    assert 'alt="&quot;&gt;&lt;b&gt;"' in page


def test_it_says_in_words_where_it_leads():
    assert 'alt="板坪村的网页"' in render("/v/430802001001/", alt="板坪村的网页")
