"""The bureau's screens in Wagtail's admin: 登记册."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from directory.viewsets.alarms import AlarmViewSet
from directory.viewsets.appointments import AppointmentViewSet
from directory.viewsets.certificates import CertificateViewSet
from directory.viewsets.contracts import ContractViewSet
from directory.viewsets.dashboard import DashboardViewSet
from directory.viewsets.facts import (
    AdviserViewSet,
    FirmViewSet,
    OfficeViewSet,
    TopicViewSet,
)
from directory.viewsets.joining import ApplicationViewSet, TrainingViewSet
from directory.viewsets.pairing import PairingSheetViewSet
from directory.viewsets.places import PlaceChangeViewSet, PlaceViewSet
from directory.viewsets.planning import PlanViewSet
from directory.viewsets.rooms import ServiceRoomViewSet, WeChatGroupViewSet
from directory.viewsets.terms import AssignmentViewSet, CoverViewSet, LeaveViewSet


class RegisterViewSetGroup(ModelViewSetGroup):
    menu_label = _("Register")
    menu_icon = "clipboard-list"
    menu_order = 200
    items = (
        DashboardViewSet("register/coverage"),
        AlarmViewSet("register/alarms"),
        AssignmentViewSet("register/assignments"),
        CoverViewSet("register/covers"),
        LeaveViewSet("register/leaves"),
        PairingSheetViewSet("register/pairing"),
        PlanViewSet("register/plans"),
        ApplicationViewSet("register/applications"),
        AdviserViewSet("register/advisers"),
        TrainingViewSet("register/trainings"),
        CertificateViewSet("register/certificates"),
        ContractViewSet("register/contracts"),
        FirmViewSet("register/firms"),
        PlaceViewSet("register/places"),
        PlaceChangeViewSet("register/changes"),
        ServiceRoomViewSet("register/rooms"),
        WeChatGroupViewSet("register/groups"),
        OfficeViewSet("register/offices"),
        TopicViewSet("register/topics"),
        AppointmentViewSet("register/appointments"),
    )
