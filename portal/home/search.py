"""What of the plain pages can be found."""

from portal.home.models import StandardPage
from portal.search.documents import SearchDocument
from portal.search.registry import Source, register


def document(page):
    """A plain page as the index sees it: its words without the marks around them."""
    texts = page.body.stream_block.get_searchable_content(page.body)
    return SearchDocument(
        key=f"page:{page.pk}",
        type="page",
        title=page.title,
        body="\n".join([page.summary, *texts]),
        url=page.url or "",
        published_at=page.first_published_at,
    )


register(
    Source(type="page", model=StandardPage, queryset=StandardPage.objects.visible, build=document)
)
