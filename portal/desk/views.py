"""The start page of staff."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.models import Assignment
from portal.desk.permissions import standing_of


@never_cache
@login_required
@require_safe
def start(request):
    """Show what waits for this person today; 403 for users who have nothing to do here."""
    standing = standing_of(request.user)
    if not standing.may_enter:
        raise PermissionDenied
    served = Assignment.objects.current().filter(
        certificate=standing.adviser and standing.adviser.pk
    )
    context = {
        "standing": standing,
        "served": served.select_related("village__parent").order_by("slot", "pk"),
        "today": timezone.localdate(),
    }
    return render(request, "desk/start.html", context)
