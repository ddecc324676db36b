"""List of advisers, page of one."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.forms import AdviserFilterForm
from directory.models import Adviser, Assignment
from directory.models.advisers import PORTRAIT, THUMBNAIL, drawn_portraits

PER_PAGE = 20


def _shown(spec):
    """Advisers the public may see, with what a card or page draws."""
    leads = Assignment.objects.serving().select_related("village__parent").order_by("village")
    return (
        Adviser.objects.listed()
        .select_related("firm", "photo", "certificate")
        .prefetch_related(
            Prefetch("certificate__assignments", leads, to_attr="assignments_now"),
            drawn_portraits("photo", spec),
        )
    )


@require_safe
def advisers(request):
    """All advisers in office, by township, topic, dialect, kind and name."""
    form = AdviserFilterForm(request.GET, Adviser.objects.listed())
    page = Paginator(form.keys(), PER_PAGE).get_page(request.GET.get("page"))
    people = _shown(THUMBNAIL).in_bulk(page.object_list)
    rows = [people[pk] for pk in page.object_list if pk in people]
    choices = [(label, _without(request.GET, name)) for name, label in form.removable()]
    context = {"form": form, "page": page, "advisers": rows, "choices": choices}
    return render(request, "directory/advisers.html", context)


def _without(query, name):
    """The query of the list with one choice taken back, from its first page."""
    left = query.copy()
    for key in (name, "page"):
        left.pop(key, None)
    return f"?{left.urlencode()}"


@require_safe
def adviser(request, pk):
    """One adviser: certificate, villages, topics, articles."""
    person = _shown(PORTRAIT).prefetch_related("topics").filter(pk=pk).first()
    if person is None:
        raise Http404(_("There is no such adviser, or he or she no longer serves."))
    return render(request, "directory/adviser.html", {"adviser": person})
