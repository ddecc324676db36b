"""Open data: what the files hold, and the files."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.exports import DATASETS, SCHEMA_VERSION, as_csv, as_json
from directory.models.places import reach_of
from portal.pages.models import SiteSettings

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
ONE_HOUR = 3600


@require_safe
def open_data(request):
    """Which files there are, what each column means, and what may be done with them."""
    context = {"datasets": DATASETS.values(), "version": SCHEMA_VERSION}
    return render(request, "directory/open_data.html", context)


@require_safe
def open_data_file(request, name, form):
    """One file. Public facts: anybody may keep it for an hour and read it from another site."""
    if name not in DATASETS:
        raise Http404(_("There is no such file."))
    content = b"".join(_parts(DATASETS[name], form, _reach(request)))
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=TYPES[form])
    response["ETag"] = etag
    if form == "csv":
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    _may_be_kept(response)
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if answer is response else _may_be_kept(answer)


def _parts(dataset, form, reach):
    if form == "csv":
        return as_csv(dataset, reach)
    return as_json(dataset, reach, timezone.localdate())


def _reach(request):
    """The prefix of the county's codes."""
    return reach_of(SiteSettings.of(request).county_code)


def _may_be_kept(response):
    response["Cache-Control"] = f"public, max-age={ONE_HOUR}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
