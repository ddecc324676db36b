"""Laws and their articles as villagers read them."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from knowledge.forms import ArticleJump, LawSearch
from knowledge.models import ArticlePage, Law, Statute

LAWS_PER_PAGE = 40
LAWS_CITED = 6
ARTICLES_PER_PAGE = 30


@require_safe
def laws(request):
    """All laws by kind, found by name; a whole citation leads to its article."""
    search = LawSearch(request.GET)
    if typed := search.statute():
        return redirect(typed)
    rows = search.laws().by_kind().only("name", "kind", "in_force_until")
    page = Paginator(rows, LAWS_PER_PAGE).get_page(request.GET.get("page"))
    counts = dict(Law.objects.order_by().values_list("kind").annotate(Count("pk")))
    kinds = [(kind, counts[kind]) for kind in Law.Kind if kind in counts]
    context = {"search": search, "laws": page, "kinds": kinds, "total": sum(counts.values())}
    if page.number == 1 and not (search.words or search.kind):
        context["cited"] = Law.objects.most_cited().filter(kind="law").only("name")[:LAWS_CITED]
    return render(request, "knowledge/laws.html", context)


@require_safe
def law(request, pk):
    """One law: contents, a box for the number of an article, its articles page by page."""
    row = get_object_or_404(Law.objects.select_related("replaced_by"), pk=pk)
    jump = ArticleJump(request.GET if "article" in request.GET else None, law=row)
    if jump.is_valid():
        return redirect(jump.statute)
    contents = row.statutes.contents()
    rows = row.statutes.order_by("number", "branch")
    page = Paginator(rows, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
    chapters = [
        (chapter, label, place // ARTICLES_PER_PAGE + 1)
        for chapter, place, label in contents
        if chapter
    ]
    context = {"law": row, "jump": jump, "articles": page, "chapters": chapters}
    return render(request, "knowledge/law.html", context)


@require_safe
def statute(request, pk, number, branch=0):
    """One article of a law with its older words and the cases that cite it."""
    rows = Statute.objects.for_display()
    row = get_object_or_404(rows, law_id=pk, number=number, branch=branch)
    before, after = Statute.objects.beside(row)
    context = {
        "statute": row,
        "before": before,
        "after": after,
        "earlier": row.earlier_wordings.all(),
        "cases": ArticlePage.objects.visible().filter(citations__statute=row).for_display(),
    }
    return render(request, "knowledge/statute.html", context)
