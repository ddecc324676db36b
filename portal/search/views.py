"""The public search page and what its box suggests."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.search import ranking
from portal.search.engines import EngineDownError, engine
from portal.search.narrowing import Narrowing
from portal.search.results import Results

MOST_SUGGESTIONS = 8
PREFIX_LENGTH = 60


@require_safe
def results(request):
    """Show what is found for ``q``; a code or name that finds nothing else leads to its page."""
    text, page = request.GET.get("q", ""), request.GET.get("page", "1")
    narrowing = Narrowing.of(request.GET)
    try:
        found = engine().search(text, narrowing.filters, page, newest=narrowing.is_newest)
        is_down = False
    except EngineDownError:
        found, is_down = Results.none(text), True
    if found.total == 1 and found.hits[0].is_named and not narrowing.filters:
        return redirect(found.hits[0].url)
    context = {
        "results": found,
        "is_down": is_down,
        "narrowing": narrowing,
        "facets": narrowing.facets(found.facets),
        "page": Paginator(range(found.total), ranking.PAGE_SIZE).page(found.page),
    }
    return render(request, "search/results.html", context)


@require_safe
def suggest(request):
    """What can be found under the text typed so far, as JSON for the box's type-ahead."""
    try:
        hits = engine().suggest(request.GET.get("q", "")[:PREFIX_LENGTH], MOST_SUGGESTIONS)
    except EngineDownError:
        hits = []
    found = [{"name": hit.title, "township": str(hit.label), "url": hit.url} for hit in hits]
    return JsonResponse({"results": [row for row in found if row["url"]]})
