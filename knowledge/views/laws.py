"""Laws and their articles as villagers read them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowledge.models import Law, Statute


@require_safe
def laws(request):
    """All laws that have records."""
    return render(request, "knowledge/laws.html", {"laws": Law.objects.all()})


@require_safe
def law(request, pk):
    """One law with its articles."""
    return render(request, "knowledge/law.html", {"law": get_object_or_404(Law, pk=pk)})


@require_safe
def statute(request, pk, number, branch=0):
    """One article of a law with the cases that cite it."""
    rows = Statute.objects.for_display()
    row = get_object_or_404(rows, law_id=pk, number=number, branch=branch)
    return render(request, "knowledge/statute.html", {"statute": row})
