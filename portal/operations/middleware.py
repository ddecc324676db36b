"""Middleware of every request: its id and log line, its headers, and the policy of its path."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from copy import deepcopy

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.operations.logs import request_id

Handler = Callable[[HttpRequest], HttpResponseBase]
access = logging.getLogger("portal.access")

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_GOOD_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Gives the request an id, taken from ``X-Request-ID`` when a proxy sent a sane one, answers
    with it and writes the access line when the answer is ready.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        current = given if _GOOD_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(current)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = current
            _log(request, response, began)
        finally:
            request_id.reset(token)
        return response


def _log(request: HttpRequest, response: HttpResponseBase, began: float) -> None:
    fields = {
        "method": request.method if request.method in METHODS else "OTHER",
        "route": request.resolver_match.view_name if request.resolver_match else "",
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1),
    }
    access.info("request", extra=fields)


class HeadersMiddleware:
    """Headers that every answer carries unless its view chose its own.

    Nothing may be stored by a browser or a proxy unless a view says so: a page is private until
    somebody decided that it is public. Private pages also ask search engines to stay away.
    The referrer stays ``same-origin`` there too: it never leaves the site, and with
    ``no-referrer`` browsers send ``Origin: null`` with a form, which Django must refuse.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Cache-Control", _cache_control(request, response))
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        if request.path_info.startswith(settings.PRIVATE_PATHS):
            headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


def _cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    if request.path_info.startswith(f"{settings.MEDIA_URL}images/") and response.status_code == 200:
        return "public, max-age=86400"
    return "private, no-store"


class PathPolicyMiddleware:
    """The looser Content-Security-Policy of Wagtail's admin, under its path and nowhere else.

    Only the answers which Wagtail marks for its own preview frame (``X-Frame-Options:
    SAMEORIGIN``) may be framed, and only by the portal itself. A previewed page has been through
    these middlewares once already, as the public page it is: it keeps that stricter policy.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(settings.ADMIN_PATH):
            is_public_page = response.headers.pop("Content-Security-Policy", None)
            public = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
            policy = deepcopy(public if is_public_page else settings.ADMIN_CONTENT_SECURITY_POLICY)
            if response.get("X-Frame-Options", "").upper() != "SAMEORIGIN":
                policy["frame-ancestors"] = ["'none'"]
            elif is_public_page:
                policy["frame-ancestors"] = ["'self'"]
            setattr(response, "_csp_config", policy)  # noqa: B010 (what django-csp reads)
        else:
            response.headers["X-Frame-Options"] = "DENY"
        return response
