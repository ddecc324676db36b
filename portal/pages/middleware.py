"""What the admin shows when a page refuses to be published."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.refusals import PublishRefusedError


class PublishRefusedMiddleware:
    """Lead from a refused approval or bulk publishing to the page's form, with the reasons.

    Wagtail approves and publishes in several views that expect publishing to succeed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer ``PublishRefusedError``; other exceptions go their way."""
        if not isinstance(exception, PublishRefusedError):
            return None
        title = exception.page.title
        messages.error(request, _("“%(title)s” was not published.") % {"title": title})
        for message in exception.messages:
            messages.warning(request, message)
        address = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
