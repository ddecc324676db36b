"""What the browser tells after a case stood ten seconds in view."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from knowledge.actions.reading import count_reading
from portal.throttling.limits import allow, client_of

LIMIT, WINDOW = 20, 3600
"""Readings of one case that count from one network address in an hour: phones share addresses."""


@csrf_exempt  # navigator.sendBeacon carries no token; nothing of the sender's is read or changed
@require_POST
def read(request, pk):
    """Count a reading. Always 204: the answer tells nothing about pages or limits."""
    if allow(f"reading:{pk}", client_of(request), limit=LIMIT, seconds=WINDOW):
        count_reading(pk)
    return HttpResponse(status=204)
