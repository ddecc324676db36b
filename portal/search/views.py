"""The public search page and what its box suggests."""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.search import ranking
from portal.search.counting import count_opening, count_search
from portal.search.engines import EngineDownError, engine
from portal.search.narrowing import Narrowing
from portal.search.results import Results
from portal.search.tickets import Ticket
from portal.throttling.limits import client_of

MOST_SUGGESTIONS = 8
PREFIX_LENGTH = 60


@require_safe
def results(request):
    """Show what is found for ``q``; a code or name that finds nothing else leads to its page."""
    text, page = request.GET.get("q", ""), request.GET.get("page", "1")
    narrowing = Narrowing.of(request.GET)
    request.GET = narrowing.typed  # what the links of the page carry on
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
        "ticket": "" if is_down else _ticket(found, narrowing),
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
    return JsonResponse({"results": [_suggested(hit) for hit in hits if hit.url]})


@csrf_exempt  # navigator.sendBeacon carries no token; nothing of the sender's is read or changed
@require_POST
def count(request):
    """Count what the ticket of a page tells, or the result at ``place``. Always 204."""
    ticket = Ticket.read(request.POST.get("ticket", ""))
    place = request.POST.get("place", "")
    if ticket is None or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return HttpResponse(status=204)
    if place.isdecimal():
        count_opening(ticket, int(place[:3]), client=client_of(request))
    elif not place:
        count_search(ticket, client=client_of(request))
    return HttpResponse(status=204)


def _suggested(hit):
    """Two villages of one name are told apart by their township."""
    beside = [hit.facets.get("township"), str(hit.label)]
    return {"name": hit.title, "beside": " · ".join(filter(None, beside)), "url": hit.url}


def _ticket(found, narrowing):
    """What the browser may count, "" where nothing was looked for."""
    counts = found.page == 1 and not narrowing.filters and not narrowing.is_newest
    return Ticket.of(found, counts=counts).signed() if found.query.text else ""
