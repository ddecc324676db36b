"""Filters of the bureau's lists."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from directory.models import (
    Adviser,
    Alarm,
    Application,
    Appointment,
    Assignment,
    Certificate,
    Contract,
    ContractVillage,
    Cover,
    Leave,
    Place,
    PlaceChange,
    ServiceRoom,
    WeChatGroup,
)
from directory.models.places import code_range
from directory.models.rooms import MOST_MEMBERS
from directory.permissions import serving_under, within_reach

LEVELS = (Place.Level.COUNTY, Place.Level.TOWNSHIP)


def _townships(request):
    """The county and its townships, as far as whoever asks reaches."""
    places = Place.objects.active().filter(level__in=LEVELS)
    if request is None:
        return places
    if request.user.is_superuser:
        return places.local()
    return within_reach(request.user, places, "")


class TownshipFilter(django_filters.ModelChoiceFilter):
    """Rows under a township or county; ``field_name`` leads to the code of a place."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Township"), queryset=_townships, **kwargs)

    def filter(self, qs, value):
        if value is None:
            return qs
        path = "pk" if self.field_name == "pk" else f"{self.field_name}__pk"
        return qs.filter(**{f"{path}__range": code_range(value.reach)})


class ServingInFilter(TownshipFilter):
    """Advisers who serve there today; ``field_name`` leads to the key of an adviser."""

    def filter(self, qs, value):
        if value is None:
            return qs
        return qs.filter(serving_under(value.reach, f"{self.field_name}__in"))


class YesNoFilter(django_filters.ChoiceFilter):
    """Yes or no, in these words also above the list; a ``method`` is given "true" or "false"."""

    def __init__(self, **kwargs):
        super().__init__(choices=[("true", _("yes")), ("false", _("no"))], **kwargs)

    def filter(self, qs, value):
        return super().filter(qs, value == "true" if value else value)


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


class ApplicationFilterSet(WagtailFilterSet):
    class Meta:
        model = Application
        fields = ["status", "kind"]


class CertificateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[
            ("valid", _("in force")),
            ("invalid", _("not in force")),
            ("suspended", _("suspended")),
            ("ending", _("ends within 60 days")),
            ("lapsed", _("not in force, but serving")),
        ],
    )
    township = ServingInFilter(field_name="pk")

    class Meta:
        model = Certificate
        fields = ["state", "township"]

    def in_state(self, queryset, _name, value):
        if value == "suspended":
            return queryset.exclude(suspended_on=None)
        if value == "lapsed":
            serving = Assignment.objects.current().adviser_ids()
            valid = Certificate.objects.valid().values("pk")
            return queryset.filter(pk__in=serving).exclude(pk__in=valid)
        if value == "ending":
            return queryset.ending_soon()
        valid = Certificate.objects.valid().values("pk")
        return queryset.filter(pk__in=valid) if value == "valid" else queryset.exclude(pk__in=valid)


class TermFilterSet(WagtailFilterSet):
    """By when: running today, over, still to come."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="at_time",
        choices=[("now", _("running")), ("over", _("over")), ("coming", _("to come"))],
    )

    def at_time(self, queryset, _name, value):
        today = timezone.localdate()
        if value == "now":
            return queryset.current(today)
        if value == "over":
            return queryset.filter(ends_on__lt=today)
        return queryset.filter(starts_on__gt=today)


class AssignmentFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")
    exception = YesNoFilter(
        label=_("beyond five villages"), field_name="slot", lookup_expr="isnull"
    )
    unreplaced = YesNoFilter(label=_("ended without a successor"), method="is_unreplaced")

    class Meta:
        model = Assignment
        fields = ["when", "township", "exception", "unreplaced"]

    def is_unreplaced(self, queryset, _name, value):
        """The last terms of villages in use that nobody serves now or is about to serve."""
        later = Assignment.objects.order_by().filter(
            Q(ends_on=None)
            | Q(ends_on__gte=timezone.localdate())
            | Q(starts_on__gt=OuterRef("starts_on")),
            village=OuterRef("village"),
        )
        last = Q(~Exists(later), ends_on__lt=timezone.localdate(), village__is_active=True)
        return queryset.filter(last) if value == "true" else queryset.exclude(last)


class ExceptionFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")

    class Meta:
        model = Assignment
        fields = ["when", "township"]


class CoverFilterSet(TermFilterSet):
    township = TownshipFilter(field_name="village")

    class Meta:
        model = Cover
        fields = ["when", "township"]


class LeaveFilterSet(TermFilterSet):
    class Meta:
        model = Leave
        fields = ["when"]


class ContractFilterSet(TermFilterSet):
    """Also those that ask for the next contract."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="at_time",
        choices=[
            ("now", _("running")),
            ("ending", _("ends within 60 days")),
            ("unrenewed", _("ends within 60 days, no next one yet")),
            ("over", _("over")),
            ("lapsed", _("over, no next one")),
            ("coming", _("to come")),
        ],
    )
    township = TownshipFilter(field_name="party")

    class Meta:
        model = Contract
        fields = ["when", "kind", "firm", "township"]

    def at_time(self, queryset, name, value):
        if value == "ending":
            return queryset.ending_soon()
        if value == "unrenewed":
            return queryset.ending_soon().without_successor()
        if value == "lapsed":
            return queryset.lapsed_without_successor()
        return super().at_time(queryset, name, value)


class AppointmentFilterSet(TermFilterSet):
    class Meta:
        model = Appointment
        fields = ["when", "role"]


class AdviserFilterSet(WagtailFilterSet):
    in_office = YesNoFilter(label=_("shown to the public"), method="is_in_office")
    phone_shown = YesNoFilter(
        label=_("agreed to show the phone"),
        field_name="phone_consented_on",
        lookup_expr="isnull",
        exclude=True,
    )
    township = ServingInFilter(field_name="pk")

    class Meta:
        model = Adviser
        fields = ["kind", "firm", "topics", "in_office", "phone_shown", "township"]

    def is_in_office(self, queryset, _name, value):
        listed = Adviser.objects.listed().values("pk")
        shown = value == "true"
        return queryset.filter(pk__in=listed) if shown else queryset.exclude(pk__in=listed)


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
