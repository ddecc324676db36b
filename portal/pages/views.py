"""Two switches a visitor may turn, and what robots read."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.pages import sitemaps

YEAR = 365 * 24 * 3600
ON = {"1": True, "0": False}


@require_safe
def elder(request: HttpRequest) -> HttpResponse:
    """Turn 长辈版 on (``?on=1``) or off and go back to ``next``.

    A link and not a form: a form would need a token, and a page with a token cannot be kept in
    the page cache.
    """
    response = redirect(_next(request))
    if ON.get(request.GET.get("on", "1"), True):
        _remember(request, response, "elder", "1")
    else:
        response.delete_cookie("elder", samesite="Lax")
    return response


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language ``to`` and go back to ``next``; an unknown language changes nothing."""
    response = redirect(_next(request))
    if request.GET.get("to") in dict(settings.LANGUAGES):
        _remember(request, response, settings.LANGUAGE_COOKIE_NAME, request.GET["to"])
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: everything public, nothing of a person."""
    context = {"sitemap": request.build_absolute_uri(reverse("pages:sitemap"))}
    return render(request, "robots.txt", context, content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public addresses with the moment of their last change, where it is known."""
    return sitemap_of(request, sitemaps.parts(request))


def _next(request: HttpRequest) -> str:
    """The address to go back to; one outside this site is refused."""
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"


def _remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
