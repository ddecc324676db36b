"""What of this app can be found: visible articles, public lectures."""

from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import Topic
from knowledge.models import ArticleIndexPage, ArticlePage, ArticleTag, Lecture
from portal.search.documents import SearchDocument
from portal.search.registry import Source, register


def article_document(article):
    """The whole article with its tags and topic."""
    tags = " ".join(tag.name for tag in article.tags.all())
    parts = [article.summary, article.plain_text(), article.topic.name, tags]
    return SearchDocument(
        key=f"article:{article.pk}",
        type="article",
        title=article.title,
        body="\n".join(part for part in parts if part),
        url=article.url or "",
        facets={"topic": article.topic.slug},
        published_at=article.first_published_at,
    )


def lecture_document(lecture):
    """What is said about a lecture, with its village and speaker."""
    village = lecture.village
    parts = [
        lecture.summary,
        lecture.audience,
        f"{village.full_name} {lecture.location}",
        lecture.speaker.name,
        lecture.topic.name,
    ]
    return SearchDocument(
        key=f"lecture:{lecture.pk}",
        type="lecture",
        title=lecture.title,
        body="\n".join(part for part in parts if part),
        url=lecture.get_absolute_url(),
        facets={
            "topic": lecture.topic.slug,
            "township": village.parent_id or "",
            "year": str(timezone.localtime(lecture.starts_at).year),
        },
        published_at=lecture.starts_at,
    )


def _behind(restriction):
    return ArticlePage.objects.descendant_of(restriction.page, inclusive=True)


register(
    Source(
        type="article",
        model=ArticlePage,
        queryset=lambda: ArticlePage.objects.visible().select_related("topic"),
        build=article_document,
        related={
            ArticleTag: lambda tagged: [tagged.content_object],
            ArticleIndexPage: lambda index: index.articles(),
            PageViewRestriction: _behind,
            Topic: lambda topic: topic.articles.all(),
        },
    )
)
register(
    Source(
        type="lecture",
        model=Lecture,
        queryset=lambda: Lecture.objects.public().for_display(),
        build=lecture_document,
        related={Topic: lambda topic: topic.lectures.all()},
    )
)
