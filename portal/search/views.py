"""The public search page."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.search import ranking
from portal.search.engines import EngineDownError, engine
from portal.search.results import Results


@require_safe
def results(request):
    """Show what is found for ``q``; a village code or name that finds nothing else leads on."""
    text = request.GET.get("q", "")
    kind = request.GET.get("type", "")
    kind = kind if kind in ranking.LABELS else ""
    context = {"kind": kind, "is_down": False}
    try:
        found = engine().search(text, {"type": kind}, request.GET.get("page", "1"))
    except EngineDownError:
        found, context["is_down"] = Results.none(text), True
    if len(found.exact) == 1 and found.total == 1 and not kind:
        return redirect(found.exact[0].url)
    facets = found.facets.get("type", {})
    context |= {
        "results": found,
        "kinds": [
            (name, label, facets[name]) for name, label in ranking.LABELS.items() if name in facets
        ],
        "count_of_all": sum(facets.values()),
    }
    return render(request, "search/results.html", context)
