"""The check page of a certificate: the QR codes on cards and boards lead here."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Assignment, Certificate
from directory.models.advisers import PORTRAIT, drawn_portraits

LONGEST = Certificate._meta.get_field("number").max_length


@require_safe
def certificate(request, number):
    """Is this certificate valid today? Says so in one word, or that there is none such."""
    today, number = timezone.localdate(), number.replace("\0", "")[:LONGEST]
    leads = Assignment.objects.serving().select_related("village__parent").order_by("village")
    rows = Certificate.objects.select_related("adviser__firm", "adviser__photo").prefetch_related(
        Prefetch("assignments", leads, to_attr="assignments_now"),
        drawn_portraits("adviser__photo", PORTRAIT),
    )
    found = rows.filter(number=number).first()
    context = {"certificate": found, "number": number, "today": today}
    context["state"] = found.state_on(today) if found else "unknown"
    status = 200 if found else 404
    return render(request, "directory/certificate.html", context, status=status)
