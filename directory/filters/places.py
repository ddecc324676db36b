"""Filters of places, their rooms, groups and changes, and of alarms."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from directory.filters.base import TownshipFilter, YesNoFilter
from directory.models import (
    Alarm,
    Assignment,
    Contract,
    ContractVillage,
    Place,
    PlaceChange,
    ServiceRoom,
    WeChatGroup,
)
from directory.models.rooms import MOST_MEMBERS


class PlaceFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="pk")
    is_active = YesNoFilter(label=_("in use"))
    unserved = YesNoFilter(label=_("without an adviser"), method="is_unserved")
    contracted = YesNoFilter(label=_("under a contract"), method="is_contracted")
    located = YesNoFilter(
        label=_("with coordinates"), field_name="latitude", lookup_expr="isnull", exclude=True
    )
    room = YesNoFilter(
        label=_("with a service room"),
        field_name="service_room",
        lookup_expr="isnull",
        exclude=True,
    )

    class Meta:
        model = Place
        fields = [
            *("level", "kind", "is_active", "township", "unserved", "contracted", "located"),
            "room",
        ]

    def is_unserved(self, queryset, _name, value):
        """Villages without (or with) an adviser whose certificate is in force today."""
        served = Assignment.objects.serving().order_by().values("village")
        villages = queryset.filter(level=Place.Level.VILLAGE)
        wanted = value == "true"
        return villages.exclude(pk__in=served) if wanted else villages.filter(pk__in=served)

    def is_contracted(self, queryset, _name, value):
        """Villages that a contract covers today, or does not."""
        running = Contract.objects.current().order_by().values("pk")
        covered = ContractVillage.objects.order_by().filter(contract__in=running).values("village")
        villages = queryset.filter(level=Place.Level.VILLAGE)
        wanted = value == "true"
        return villages.filter(pk__in=covered) if wanted else villages.exclude(pk__in=covered)


class AlarmFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[("standing", _("standing")), ("settled", _("settled"))],
    )
    township = TownshipFilter(field_name="place")

    class Meta:
        model = Alarm
        fields = ["state", "kind", "township"]

    def in_state(self, queryset, _name, value):
        return queryset.standing() if value == "standing" else queryset.exclude(settled_on=None)


class PlaceChangeFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="former")

    class Meta:
        model = PlaceChange
        fields = ["kind", "township"]


class ServiceRoomFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="village")
    pictured = YesNoFilter(
        label=_("with a photo"), field_name="photo", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = ServiceRoom
        fields = ["township", "pictured"]


class WeChatGroupFilterSet(WagtailFilterSet):
    township = TownshipFilter(field_name="village")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[
            ("joinable", _("can be joined")),
            ("ending", _("needs a new picture")),
            ("full", _("full")),
        ],
    )

    class Meta:
        model = WeChatGroup
        fields = ["township", "state"]

    def in_state(self, queryset, _name, value):
        if value == "full":
            return queryset.filter(members__gte=MOST_MEMBERS)
        return queryset.joinable() if value == "joinable" else queryset.qr_ending()
