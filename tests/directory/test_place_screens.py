"""The bureau's screens of places, their changes, rooms and groups; and services to move."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.models import Place, PlaceChange, ServiceRoom, WeChatGroup
from directory.viewsets.choosers import village_chooser
from tests.directory.screens import officer, url
from tests.factories.directory import (
    AssignmentFactory,
    CountyFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.media import ImageFactory
from tests.factories.register import PlaceChangeFactory, ServiceRoomFactory, WeChatGroupFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC))


@pytest.fixture
def bureau(client):
    models = ("place", "placechange", "serviceroom", "wechatgroup")
    user = officer("bureau", CountyFactory(), *models)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("screen", "make"),
    [
        ("changes", PlaceChangeFactory),
        ("rooms", ServiceRoomFactory),
        ("groups", WeChatGroupFactory),
    ],
)
class TestEveryScreen:
    def test_opens(self, client, bureau, screen, make):
        row = make()
        for action in ("index", "add"):
            assert client.get(url(screen, action)).status_code == 200
        for action in ("inspect", "history"):
            assert client.get(url(screen, action, row.pk)).status_code == 200
        assert client.get(url(screen, "index"), {"q": "qingshan", "export": "xlsx"}).status_code

    def test_costs_the_same_with_many_rows(
        self, client, bureau, screen, make, django_assert_max_num_queries
    ):
        make()
        client.get(url(screen, "index"))
        with django_assert_max_num_queries(40) as first:
            client.get(url(screen, "index"))
        for _ in range(6):
            make()
        with django_assert_max_num_queries(len(first) + 1):
            client.get(url(screen, "index"))

    def test_is_closed_to_strangers(self, client, screen, make):
        assert client.get(url(screen, "index")).status_code == 302
        client.force_login(UserFactory())
        assert client.get(url(screen, "index")).status_code == 302

    def test_shows_nothing_of_other_counties(self, client, screen, make):
        row = make()
        other = CountyFactory(code="430811000000", name="武陵源区")
        user = officer("bureau", other, "placechange", "serviceroom", "wechatgroup")
        client.force_login(user)
        assert client.get(url(screen, "index")).status_code == 200
        assert client.get(url(screen, "inspect", row.pk)).status_code == 404


class TestPlaces:
    def test_a_new_one_is_spelled_and_lies_where_its_code_says(self, client, bureau):
        township = TownshipFactory()
        code = f"{township.pk[:9]}777"
        typed = {"code": code, "name": "新村委会", "level": "village", "kind": "village"}
        wrong = client.post(url("places", "add"), typed | {"parent": TownshipFactory().pk})
        assert "parent" in wrong.context["form"].errors
        client.post(url("places", "add"), typed | {"parent": township.pk})
        place = Place.objects.get(pk=code)
        assert (place.initials, place.kind, place.is_active) == ("xcwh", "village", True)

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"code": "430802001001", "level": "township"}, "code"),
            ({"code": "4308020010", "level": "village"}, "code"),
            ({"level": "village", "parent": ""}, "parent"),
        ],
    )
    def test_a_wrong_code_is_refused_in_words(self, client, bureau, typed, field):
        facts = {"code": "430802001001", "name": "新", "parent": CountyFactory().pk} | typed
        assert field in client.post(url("places", "add"), facts).context["form"].errors
        assert not Place.objects.filter(name="新").exists()

    def test_a_new_name_keeps_the_former_one(self, client, bureau):
        village = VillageFactory(name="甲村委会")
        typed = {"name": "乙村委会", "kind": "community", "is_active": "on"}
        point = {"latitude": "29.117", "longitude": "110.479"}
        client.post(url("places", "edit", village.pk), typed | point)
        village.refresh_from_db()
        assert (village.name, village.kind, village.initials) == ("乙村委会", "community", "ycwh")
        assert village.point == (29.117, 110.479)
        change = PlaceChange.objects.get()
        assert (change.kind, change.former_name, change.happened_on) == (
            "renamed",
            "甲村委会",
            TODAY,
        )

    def test_a_fact_alone_is_no_new_name(self, client, bureau):
        village = VillageFactory(name="甲村委会")
        typed = {"name": "甲村委会", "kind": "village", "is_active": "on"}
        client.post(url("places", "edit", village.pk), typed)
        assert Place.objects.get(pk=village.pk).kind == "village"
        assert not PlaceChange.objects.exists()

    @pytest.mark.parametrize("point", [("29.1", ""), ("110.4", "29.1")])
    def test_half_a_point_is_refused(self, client, bureau, point):
        village = VillageFactory()
        typed = {"name": village.name, "is_active": "on"}
        typed |= dict(zip(("latitude", "longitude"), point, strict=True))
        response = client.post(url("places", "edit", village.pk), typed)
        assert response.context["form"].errors

    @pytest.mark.parametrize("hangs", [AssignmentFactory, ServiceRoomFactory, None])
    def test_is_closed_only_when_nothing_hangs_on_it(self, client, bureau, hangs):
        village = VillageFactory()
        if hangs:
            hangs(village=village)
        client.post(url("places", "edit", village.pk), {"name": village.name})
        assert Place.objects.get(pk=village.pk).is_active == bool(hangs)

    def test_a_township_with_villages_is_not_closed(self, client, bureau):
        township = VillageFactory().parent
        client.post(url("places", "edit", township.pk), {"name": township.name})
        assert Place.objects.get(pk=township.pk).is_active

    def test_a_merged_one_is_not_opened_again(self, client, bureau):
        former = PlaceChangeFactory().former
        typed = {"name": former.name, "is_active": "on"}
        response = client.post(url("places", "edit", former.pk), typed)
        assert "is_active" in response.context["form"].errors

    def test_those_without_coordinates_are_a_list(self, client, bureau):
        VillageFactory(name="有点村", latitude=29.1, longitude=110.4)
        VillageFactory(name="无点村")
        page = client.get(url("places", "index"), {"located": "false", "level": "village"})
        assert "无点村" in page.content.decode()
        assert "有点村" not in page.content.decode()


class TestChanges:
    def add(self, client, **typed):
        facts = {"happened_on": "2026-11-01", "source": "文1号", "more": "", "new_name": ""}
        return client.post(url("changes", "add"), facts | typed)

    def test_a_merger_of_several_leads_on_to_what_waits(self, client, bureau):
        first = AssignmentFactory().village
        second, successor = VillageFactory(), VillageFactory()
        response = self.add(
            client, kind="merged", former=first.pk, successor=successor.pk, more=f"\n{second.pk}\n"
        )
        assert PlaceChange.objects.count() == 2
        waiting = PlaceChange.objects.order_by("pk").first().former
        assert response.status_code == 302
        assert first.pk in response["Location"] or waiting != first
        assert not Place.objects.get(pk=second.pk).is_active

    def test_a_split_takes_further_successors(self, client, bureau):
        former, one, two = VillageFactory(), VillageFactory(), VillageFactory()
        self.add(client, kind="split", former=former.pk, successor=one.pk, more=two.pk)
        assert {row.successor for row in PlaceChange.objects.all()} == {one, two}

    def test_a_new_name_needs_no_successor(self, client, bureau):
        village = VillageFactory()
        self.add(client, kind="renamed", former=village.pk, new_name="新名村委会")
        assert Place.objects.get(pk=village.pk).name == "新名村委会"

    def test_what_the_action_refuses_stands_in_the_form(self, client, bureau):
        village = VillageFactory()
        response = self.add(client, kind="merged", former=village.pk, successor=village.pk)
        assert "successor" in response.context["form"].errors
        response = self.add(client, kind="merged", former=village.pk)
        assert "successor" in response.context["form"].errors
        response = self.add(client, kind="renamed", former=village.pk)
        assert "new_name" in response.context["form"].errors
        assert not PlaceChange.objects.exists()

    def test_unknown_codes_are_named(self, client, bureau):
        villages = VillageFactory(), VillageFactory()
        response = self.add(
            client,
            kind="merged",
            former=villages[0].pk,
            successor=villages[1].pk,
            more="430802999999",
        )
        assert "430802999999" in str(response.context["form"].errors["more"])

    def test_are_never_edited_nor_deleted(self, client, bureau):
        change = PlaceChangeFactory()
        client.force_login(UserFactory(superuser=True))
        for action in ("edit", "delete"):
            client.post(url("changes", action, change.pk), {"former_name": "x"})
        change.refresh_from_db()
        assert change.former_name != "x"


class TestRoomsAndGroups:
    def test_a_township_officer_keeps_her_villages(self, client):
        village, elsewhere = VillageFactory(), VillageFactory()
        client.force_login(officer("office", village.parent, "serviceroom", "wechatgroup"))
        for place in (village, elsewhere):
            typed = {"village": place.pk, "address": "村部", "hours": ""}
            client.post(url("rooms", "add"), typed)
            group = {"village": place.pk, "name": "群", "members": "30"}
            client.post(url("groups", "add"), group)
        assert ServiceRoom.objects.get().village == village
        assert WeChatGroup.objects.get().village == village

    def test_a_room_keeps_its_village(self, client, bureau):
        room = ServiceRoomFactory()
        typed = {"village": VillageFactory().pk, "address": "二楼"}
        client.post(url("rooms", "edit", room.pk), typed)
        room.refresh_from_db()
        assert room.address == "二楼"
        assert ServiceRoom.objects.count() == 1

    @pytest.mark.parametrize(
        "typed", [{"members": "501"}, {"members": "-1"}, {"name": ""}, {"village": ""}]
    )
    def test_a_group_keeps_to_the_rules(self, client, bureau, typed):
        facts = {"village": VillageFactory().pk, "name": "群", "members": "30"} | typed
        assert client.post(url("groups", "add"), facts).context["form"].errors
        assert not WeChatGroup.objects.exists()

    def test_a_picture_needs_its_last_day_and_is_drawn_at_once(self, client, bureau):
        picture = ImageFactory()
        facts = {"village": VillageFactory().pk, "name": "群", "qr": picture.pk}
        assert client.post(url("groups", "add"), facts).context["form"].errors
        client.post(url("groups", "add"), facts | {"qr_expires_on": "2026-11-28"})
        assert WeChatGroup.objects.get().qr.renditions.exists()

    def test_groups_are_found_by_what_they_need(self, client, bureau):
        WeChatGroupFactory(name="快过期群", qr_expires_on=TODAY)
        WeChatGroupFactory(name="满员群", members=500)
        WeChatGroupFactory(name="正常群")
        for state, names in [
            ("ending", {"快过期群"}),
            ("full", {"满员群"}),
            ("joinable", {"快过期群", "正常群"}),
        ]:
            page = client.get(url("groups", "index"), {"state": state}).content.decode()
            found = {name for name in ("快过期群", "满员群", "正常群") if name in page}
            assert found == names


class TestChoosingAVillage:
    @pytest.mark.parametrize("text", ["板坪", "bp", "banping", "{code}"])
    def test_by_name_pinyin_initials_or_code(self, client, bureau, text):
        village = VillageFactory(name="板坪村委会")
        other = VillageFactory(name="回龙居委会")
        address = reverse(village_chooser.get_url_name("choose_results"))
        page = client.get(address, {"q": text.format(code=village.pk)}).content.decode()
        assert village.pk in page
        assert other.pk not in page

    def test_offers_villages_in_use_within_reach(self, client):
        village = VillageFactory()
        VillageFactory(parent=village.parent, name="关掉村", is_active=False)
        elsewhere = VillageFactory(name="别处村")
        client.force_login(officer("office", village.parent, "serviceroom"))
        page = client.get(reverse(village_chooser.get_url_name("choose_results"))).content.decode()
        assert village.pk in page
        assert "关掉村" not in page
        assert "别处村" not in page
        chosen = village_chooser.get_url_name("chosen")
        assert client.get(reverse(chosen, args=[village.pk])).status_code == 200
        assert client.get(reverse(chosen, args=[elsewhere.pk])).status_code == 404

    def test_is_for_the_admin_only(self, client):
        address = reverse(village_chooser.get_url_name("choose_results"))
        assert client.get(address).status_code == 302
