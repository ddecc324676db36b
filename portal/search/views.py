"""The public search page."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.search import ranking
from portal.search.engines import EngineDownError, engine
from portal.search.results import Results


@require_safe
def results(request):
    """Show what is found for ``q``; a code or name that finds nothing else leads to its page."""
    kind = request.GET.get("type", "")
    kind = kind if kind in ranking.LABELS else ""
    text, page = request.GET.get("q", ""), request.GET.get("page", "1")
    try:
        found, is_down = engine().search(text, {"type": kind}, page), False
    except EngineDownError:
        found, is_down = Results.none(text), True
    if found.total == 1 and found.hits[0].is_named and not kind:
        return redirect(found.hits[0].url)
    counts = found.facets.get("type", {})
    context = {
        "results": found,
        "is_down": is_down,
        "kind": kind,
        "kinds": [(name, label, counts[name]) for name, label in _labels(counts)],
        "count_of_all": sum(counts.values()),
        "page": Paginator(range(found.total), ranking.PAGE_SIZE).page(found.page),
    }
    return render(request, "search/results.html", context)


def _labels(counts):
    return [(name, label) for name, label in ranking.LABELS.items() if name in counts]
