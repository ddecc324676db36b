"""What the register adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from directory.models import Assignment, Cover, Leave, Place
from directory.permissions import RecordPolicy
from directory.viewsets import RegisterViewSetGroup
from directory.viewsets.home import RegisterToDo

LOG_ACTIONS = [
    ("directory.assign", _("Assign"), _("Assigned to a village")),
    ("directory.end", _("End"), _("Assignment ended")),
    ("directory.cover", _("Cover"), _("Named as a cover")),
    ("directory.leave", _("Leave"), _("Leave granted")),
    ("directory.shorten", _("Shorten"), _("Made shorter")),
]

for model in [Assignment, Cover, Leave, Place]:
    register_permission_policy(model, RecordPolicy(model, refuses={"delete"}))


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, message in LOG_ACTIONS:
        actions.register_action(name, label, message)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return RegisterViewSetGroup()


@hooks.register("construct_homepage_panels")
def register_to_do(request, panels):
    """Show the register's own panel to those who keep it."""
    screens = ["directory.view_place", "directory.view_certificate", "directory.view_leave"]
    if request.user.has_perms(screens):
        panels.append(RegisterToDo())
