"""Views that misbehave, for the tests of what surrounds every view."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import include, path
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin

ANSWERS = {
    "plain": lambda: HttpResponse("ok"),
    "stream": lambda: StreamingHttpResponse(iter([b"a", b"b"])),
    "redirect": lambda: HttpResponseRedirect("/plain/"),
    "not-modified": lambda: HttpResponse(status=304),
    "teapot": lambda: HttpResponse(status=418),
    "too-large": lambda: HttpResponse(status=413),
    "too-many": lambda: HttpResponse(status=429),
}


def answer(request, kind):
    return ANSWERS[kind]()


def crash(request):
    raise RuntimeError("a secret: 13812345678")


def missing(request):
    raise Http404


def refused(request):
    raise PermissionDenied


@cache_control(public=True, max_age=60)
def public(request):
    return HttpResponse("for everybody")


@xframe_options_sameorigin
def preview(request):
    return HttpResponse("in a frame")


@xframe_options_sameorigin
def preview_of_page(request):
    """As Wagtail does: the page is answered by all middlewares, then framed in the admin."""
    response = HttpResponse("a page in a frame")
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


urlpatterns = [
    path("", include("portal.urls")),
]
urlpatterns = [
    path("crash/", crash),
    path("missing/", missing),
    path("refused/", refused),
    path("public/", public),
    path("preview/", preview),
    path("cms/preview/", preview),
    path("cms/preview-of-page/", preview_of_page),
    path("ask/plain/", answer, {"kind": "plain"}),
    path("my/plain/", answer, {"kind": "plain"}),
    path("desk/plain/", answer, {"kind": "plain"}),
    path("cms/plain/", answer, {"kind": "plain"}),
    *(path(f"{kind}/", answer, {"kind": kind}) for kind in ANSWERS),
    *urlpatterns,
]
