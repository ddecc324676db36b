"""Filters of the bureau's lists."""

from directory.filters.base import TownshipFilter, YesNoFilter
from directory.filters.people import (
    AdviserFilterSet,
    ApplicationFilterSet,
    AppointmentFilterSet,
    CertificateFilterSet,
)
from directory.filters.places import (
    AlarmFilterSet,
    PlaceChangeFilterSet,
    PlaceFilterSet,
    ServiceRoomFilterSet,
    WeChatGroupFilterSet,
)
from directory.filters.terms import (
    AssignmentFilterSet,
    ContractFilterSet,
    CoverFilterSet,
    ExceptionFilterSet,
    LeaveFilterSet,
)

__all__ = [
    "AdviserFilterSet",
    "AlarmFilterSet",
    "ApplicationFilterSet",
    "AppointmentFilterSet",
    "AssignmentFilterSet",
    "CertificateFilterSet",
    "ContractFilterSet",
    "CoverFilterSet",
    "ExceptionFilterSet",
    "LeaveFilterSet",
    "PlaceChangeFilterSet",
    "PlaceFilterSet",
    "ServiceRoomFilterSet",
    "TownshipFilter",
    "WeChatGroupFilterSet",
    "YesNoFilter",
]
