"""Panels of a village's service room and WeChat group."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.images.models import Filter

from directory.models import WeChatGroup
from tests.factories.media import ImageFactory
from tests.factories.register import ServiceRoomFactory, WeChatGroupFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC))


def panel(name, village):
    page = Template("{% load place_tags %}{% " + name + " village %}")
    with translation.override("en"):
        return page.render(Context({"village": village})).strip()


class TestServiceRoom:
    def test_says_where_and_when(self, village):
        ServiceRoomFactory(village=village, address="村部<一楼>", hours="星期三")
        text = panel("service_room", village)
        assert "村部&lt;一楼&gt;" in text
        assert "星期三" in text
        assert "<img" not in text

    def test_shows_its_photo_when_it_comes_into_view(self, village):
        ServiceRoomFactory(village=village, photo=ImageFactory())
        text = panel("service_room", village)
        assert 'loading="lazy"' in text
        assert f'alt="The legal service room of {village.short_name}"' in text

    def test_is_silent_without_a_room(self, village):
        assert panel("service_room", village) == ""

    def test_costs_one_query_once_the_photo_is_drawn(self, village, django_assert_num_queries):
        ServiceRoomFactory(village=village, photo=ImageFactory())
        first = panel("service_room", village)
        with django_assert_num_queries(1):
            assert panel("service_room", village) == first


class TestWeChatGroup:
    def test_shows_the_picture_on_demand(self, village):
        group = WeChatGroupFactory(village=village, qr_expires_on=TODAY)
        text = panel("wechat_group", village)
        assert group.name in text
        assert 'loading="lazy"' in text
        assert text.index("<details") < text.index("<img")
        assert text.count("<img") == 1

    @pytest.mark.parametrize(
        "facts",
        [
            {"qr_expires_on": TODAY - dt.timedelta(days=1)},
            {"members": 500},
            {"bare": True},
        ],
    )
    def test_says_how_to_get_in_without_a_picture_that_works(self, village, facts):
        WeChatGroupFactory(village=village, **facts)
        text = panel("wechat_group", village)
        assert "<img" not in text
        assert "clerk" in text
        assert ("full" in text) == ("members" in facts)

    @pytest.mark.parametrize(
        ("facts", "is_joinable"),
        [
            ({}, True),
            ({"qr_expires_on": TODAY, "members": 499}, True),
            ({"qr_expires_on": TODAY - dt.timedelta(days=1)}, False),
            ({"members": 500}, False),
            ({"bare": True}, False),
        ],
    )
    def test_a_row_and_the_list_agree_on_who_can_be_joined(self, facts, is_joinable):
        group = WeChatGroupFactory(**facts)
        assert group.is_joinable() == is_joinable
        assert WeChatGroup.objects.joinable().exists() == is_joinable

    def test_is_silent_without_a_group(self, village):
        assert panel("wechat_group", village) == ""

    def test_costs_one_query_for_several_groups(self, village, django_assert_num_queries):
        for _ in range(3):
            WeChatGroupFactory(village=village)
        first = panel("wechat_group", village)
        with django_assert_num_queries(1):
            assert panel("wechat_group", village) == first

    def test_the_picture_keeps_sharp_edges(self, village):
        group = WeChatGroupFactory(village=village)
        panel("wechat_group", village)
        spec = group.qr.renditions.get().filter_spec
        assert Filter(spec=spec).operations
        assert "lossless" in spec
