"""Mail to people of staff: plain text, no personal data beyond names that the register shows."""

from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from directory.models import Alarm


def alarm_digest(user, alarms) -> EmailMessage:
    """The digest of ``alarms`` (rows of Alarm) for ``user``, in the active language."""
    order = {kind: position for position, kind in enumerate(Alarm.Kind.values)}
    rows = sorted(alarms, key=lambda row: (order[row.kind], row.due_on or row.found_on, row.pk))
    kinds = [(kind, list(group)) for kind, group in groupby(rows, Alarm.get_kind_display)]
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("register/alarms:index")
    words = {"user": user, "kinds": kinds, "address": address}
    subject = ngettext(
        "The register: %(count)d thing needs you",
        "The register: %(count)d things need you",
        len(rows),
    )
    body = render_to_string("emails/register_alarms.txt", words)
    return EmailMessage(subject % {"count": len(rows)}, body, to=[user.email])
