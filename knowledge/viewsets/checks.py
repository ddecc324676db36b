"""The gate's findings among Wagtail's content checks: counted and listed while one writes.

The preview says what is missing in elements with ``data-shortcoming`` (the code); each code is a
rule of the checker, which finds them there and leads to them.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.log_actions import LogFormatter

MEND = _("Nobody can publish before this is mended. The preview says where it stands.")
ADVICE = _("Advice. The preview says where it stands.")
NAMES = {
    "no_topic": (_("No topic"), MEND),
    "no_citation": (_("No article of law is cited"), MEND),
    "no_steps": (_("No steps: what does one do?"), MEND),
    "unknown_law": (_("This law is not on record"), MEND),
    "unknown_article": (_("The law has no such article"), MEND),
    "superseded": (_("This article of law does not hold"), MEND),
    "jargon": (_("Words a village does not say"), MEND),
    "passive": (_("Nobody does anything in this sentence"), MEND),
    "not_deidentified": (_("Not confirmed: nobody can be recognised"), MEND),
    "private": (_("Somebody could be recognised by this"), ADVICE),
    "long": (_("A long sentence"), ADVICE),
    "no_contacts": (_("Nobody to call"), ADVICE),
    "law_unchecked": (_("No day on which the law was compared"), ADVICE),
}


def _rule(code):
    return {
        "id": code,
        "selector": f"[data-shortcoming={code}]",
        "tags": ["portal"],
        "none": ["says-something"],
        "enabled": True,
    }


class GateChecks(ContentCheckerItem):
    """Wagtail's own checks of links, headings and pictures, and ours of the case."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *NAMES]
    axe_custom_rules = [*ContentCheckerItem.axe_custom_rules, *map(_rule, NAMES)]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": "says-something", "evaluate": "has-text-content-evaluate"},
    ]
    axe_messages = ContentCheckerItem.axe_messages | {
        code: {"error_name": name, "help_text": help_text}
        for code, (name, help_text) in NAMES.items()
    }


class RefusalFormatter(LogFormatter):
    """In the history of a page: its hour had come, and why it stayed a draft."""

    label = _("Not published")

    def format_message(self, log_entry):
        return " ".join(
            [str(_("Its hour came, and it stayed a draft.")), *log_entry.data["reasons"]]
        )
