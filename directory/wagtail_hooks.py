"""What the register adds to Wagtail's admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from directory.models import (
    Alarm,
    Application,
    Assignment,
    Certificate,
    Contract,
    Cover,
    Leave,
    PairingSheet,
    Place,
    PlaceChange,
    Plan,
)
from directory.permissions import RecordPolicy
from directory.views import pairing_template
from directory.viewsets import RegisterViewSetGroup, distances, exceptions
from directory.viewsets.choosers import CHOOSERS
from directory.viewsets.history import EDITED, formatter
from directory.viewsets.home import RegisterToDo

LOG_ACTIONS = [
    (EDITED, _("Change facts"), _("Changed")),
    ("directory.assign", _("Assign"), _("Assigned to a village")),
    ("directory.end", _("End"), _("Assignment ended")),
    ("directory.cover", _("Cover"), _("Named as a cover")),
    ("directory.leave", _("Leave"), _("Leave granted")),
    ("directory.appoint", _("Appoint"), _("Appointed")),
    ("directory.end_appointment", _("End appointment"), _("Appointment ended")),
    ("directory.shorten", _("Shorten"), _("Made shorter")),
    ("directory.contract", _("Record contract"), _("Contract recorded")),
    ("directory.contract_changed", _("Change contract"), _("Contract changed")),
    ("directory.contract_opened", _("Open contract file"), _("File of the contract opened")),
    ("directory.change_place", _("Change of place"), _("Change of the place written down")),
    ("directory.read_sheet", _("Read sheet"), _("Pairing sheet read")),
    ("directory.apply_sheet", _("Write sheet"), _("Pairing sheet written into the register")),
    ("directory.discard_sheet", _("Throw sheet away"), _("Pairing sheet thrown away")),
    ("directory.apply", _("Apply"), _("Applied to become an adviser")),
    ("directory.withdraw", _("Withdraw"), _("Application withdrawn")),
    ("directory.decide", _("Decide"), _("Application decided")),
    ("directory.proof", _("Open proof"), _("Picture of a licence opened")),
    ("directory.attend", _("Attendance"), _("List of those who attended changed")),
    ("directory.certify", _("Certify"), _("Certificate issued")),
    ("directory.renew", _("Renew"), _("Certificate renewed")),
    ("directory.suspend", _("Suspend"), _("Certificate suspended")),
    ("directory.lift", _("Lift"), _("Suspension lifted")),
    ("directory.move_services", _("Move services"), _("Services moved to the successor")),
    ("directory.plan", _("Plan"), _("Plan asked for")),
    ("directory.plan_accept", _("Accept"), _("Rows of the plan accepted")),
    ("directory.plan_refuse", _("Refuse"), _("Row of the plan refused")),
]

for model in [Assignment, Certificate, Contract, Cover, Leave, Place]:
    register_permission_policy(model, RecordPolicy(model, refuses={"delete"}))
register_permission_policy(Application, RecordPolicy(Application, {"add", "delete"}))
register_permission_policy(PlaceChange, RecordPolicy(PlaceChange, {"change", "delete"}))
register_permission_policy(PairingSheet, RecordPolicy(PairingSheet, {"change", "delete"}))

register_permission_policy(Plan, RecordPolicy(Plan, {"change", "delete"}))
register_permission_policy(Alarm, RecordPolicy(Alarm, refuses={"add", "change", "delete"}))


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, message in LOG_ACTIONS:
        actions.register_action(name)(formatter(label, message))


@hooks.register("register_admin_urls")
def register_files():
    """Files that the admin hands out."""
    address = "register/pairing/template/"
    return [path(address, pairing_template, name="register_pairing_template")]


@hooks.register("register_admin_urls")
def register_exceptions():
    """The report of exceptions to the cap, and its rows alone for filtering."""
    address, report = "reports/exceptions/", exceptions.CapExceptionsView
    rows = report.as_view(results_only=True)
    return [
        path(address, report.as_view(), name=exceptions.NAME),
        path(f"{address}results/", rows, name=f"{exceptions.NAME}_results"),
    ]


@hooks.register("register_admin_urls")
def register_distances():
    """The report of distances, and its rows alone for filtering."""
    address, report = "reports/distances/", distances.DistancesView
    rows = report.as_view(results_only=True)
    return [
        path(address, report.as_view(), name=distances.NAME),
        path(f"{address}results/", rows, name=f"{distances.NAME}_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_distances_item():
    return distances.DistancesMenuItem()


@hooks.register("register_reports_menu_item")
def register_exceptions_item():
    return exceptions.ExceptionsMenuItem()


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [RegisterViewSetGroup(), *CHOOSERS]


@hooks.register("construct_homepage_panels")
def register_to_do(request, panels):
    """Show the register's own panel to those who keep it."""
    screens = ["directory.view_place", "directory.view_certificate", "directory.view_leave"]
    if request.user.has_perms(screens):
        panels.append(RegisterToDo(request.user))
