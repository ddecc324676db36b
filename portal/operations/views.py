"""Health answers and the page of a lost form token."""

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.operations import health

READY_SECONDS = 3  # how long an answer of /readyz is kept: who asks often must not cost much
FOREIGN = (REASON_BAD_ORIGIN.split("%")[0], REASON_BAD_REFERER.split("%")[0])


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing about what it depends on."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Every registered health check by name; 503 when one of them is red."""
    report = cache.get("operations:readyz")
    if report is None:
        report = health.report()
        cache.set("operations:readyz", report, READY_SECONDS)
    ready = not any(report.values())
    checks = {name: reason or "ok" for name, reason in report.items()}
    body = {"status": "ok" if ready else "failing", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: phones lose cookies. Nothing typed is thrown away.

    The page shows a form that sends the same fields again with a fresh token; one press, by the
    person, on our page. A form sent from another site, or one with a password, is not repeated.
    """
    fields = [] if reason.startswith(FOREIGN) else _typed(request)
    context = {"fields": fields, "action": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except (MultiPartParserError, RequestDataTooBig, SuspiciousOperation, OSError):
        return []
    if any("password" in name.lower() for name, _ in pairs):
        return []
    return [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
