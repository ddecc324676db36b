"""What the browser holds: the key of the draft, the opened case, the remembered village."""

import re

from django.conf import settings
from django.utils import timezone

from consultations.actions import drafts
from consultations.models import Consultation
from directory.models import Place, village_now

CODE = re.compile(r"[0-9]{12}")
DRAFT_COOKIE = "draft"
CASE = "case"
CASE_IDLE_SECONDS = 15 * 60
TOUCH_SECONDS = 60


def draft_key(request):
    """Return the key of this browser's draft, "" if it has none."""
    return request.COOKIES.get(DRAFT_COOKIE, "")[:64]


def keep_draft_key(response, key):
    """Give the browser the key of its draft for a day; scripts cannot read it."""
    response.set_cookie(
        DRAFT_COOKIE,
        key,
        max_age=int(drafts.KEPT_FOR.total_seconds()),
        path="/ask/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def remembered_village(request, code=""):
    """Return the code of the village asked for or chosen before, "" if there is none.

    A code that was merged or changed since then counts as its successor's.
    """
    for wanted in (code, request.COOKIES.get("village", "")):
        if found := CODE.fullmatch(wanted) and _in_use(wanted):
            return found
    return ""


def _in_use(code):
    if _villages().filter(pk=code).exists():
        return code
    heir = village_now(code)
    return heir.pk if heir and _villages().filter(pk=heir.pk).exists() else ""


def _villages():
    return Place.objects.local().villages().active()


def open_case(request, consultation):
    """Let this browser read the case until it is left, or 15 minutes after the last look."""
    request.session.cycle_key()
    request.session[CASE] = {"id": str(consultation.public_id), "seen": _now()}


def opened_case(request):
    """Return the consultation this browser has opened, None if there is none (any more)."""
    case = request.session.get(CASE)
    if case is None:
        return None
    now = _now()
    if now - case["seen"] > CASE_IDLE_SECONDS:
        leave_case(request)
        return None
    if now - case["seen"] > TOUCH_SECONDS:
        request.session[CASE] = {"id": case["id"], "seen": now}
    return Consultation.objects.with_desk().filter(public_id=case["id"]).first()


def leave_case(request):
    """Forget the case; nothing of it stays in the session."""
    request.session.pop(CASE, None)


def _now():
    return int(timezone.now().timestamp())
