"""What the register adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

LOG_ACTIONS = [
    ("directory.assign", _("Assign"), _("Assigned to a village")),
    ("directory.end", _("End"), _("Assignment ended")),
    ("directory.cover", _("Cover"), _("Named as a cover")),
    ("directory.leave", _("Leave"), _("Leave granted")),
    ("directory.shorten", _("Shorten"), _("Made shorter")),
]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, message in LOG_ACTIONS:
        actions.register_action(name, label, message)
