"""Documents and sources for tests of search."""

import itertools

from django.contrib.auth.models import Group, Permission
from wagtail.models import Page

from portal.search.documents import SearchDocument
from portal.search.registry import Source

numbers = itertools.count(1)


def make_document(kind="article", pk=None, **fields) -> SearchDocument:
    """Return a document about unpaid wages, with a number of its own."""
    pk = next(numbers) if pk is None else pk
    fields.setdefault("title", "老板欠薪怎么办")
    fields.setdefault("body", "在工地干活，老板不给工钱。可以向劳动监察大队投诉。")
    fields.setdefault("url", f"/{kind}/{pk}/")
    return SearchDocument(key=f"{kind}:{pk}", type=kind, **fields)


def group_source():
    """Return groups as villages: visible unless the name begins with a dash."""
    return Source(
        type="village",
        model=Group,
        queryset=lambda: Group.objects.exclude(name__startswith="-"),
        build=group_document,
        related={Permission: lambda permission: permission.group_set.all()},
    )


def group_document(group):
    if group.name == "broken":
        raise RuntimeError("This row cannot be built.")
    names = " ".join(group.permissions.values_list("name", flat=True))
    return SearchDocument(
        key=f"village:{group.pk}",
        type="village",
        title=group.name,
        body=f"{group.name} {names}",
        url=f"/v/{group.pk}/",
    )


def page_source():
    """Return all published pages that everybody may see."""
    return Source(
        type="page",
        model=Page,
        queryset=lambda: Page.objects.live().public(),
        build=lambda page: SearchDocument(
            key=f"page:{page.pk}",
            type="page",
            title=page.title,
            body=page.search_description,
            url=page.url or "",
        ),
    )
