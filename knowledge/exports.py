"""What machines read of this app: Atom feeds of cases and news, addresses for search engines."""

import re
from collections.abc import Callable, Iterable

from django.db.models import Max
from django.utils.feedgenerator import Atom1Feed

from directory.models import Topic
from knowledge.models import ArticlePage, Law, Lecture
from knowledge.models.fences import FencedPage
from portal.pages import sitemaps

# Characters that XML cannot hold, however they came into a text.
UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(
    *,
    title: str,
    author: str,
    home: str,
    address: str,
    pages: Iterable[FencedPage],
    address_of: Callable[[FencedPage], str],
) -> str:
    """Return an Atom feed (RFC 4287) of ``pages``.

    ``home`` is the page it accompanies, ``address`` its own; both and those that ``address_of``
    returns are absolute. An entry keeps its identity when its page moves.
    """
    feed = Atom1Feed(
        title=_clean(title),
        link=home,
        description=None,
        language="zh-Hans",
        author_name=_clean(author),
        feed_url=address,
        feed_guid=address,
    )
    for page in pages:
        topic = getattr(page, "topic", None)
        feed.add_item(
            title=_clean(page.title),
            link=address_of(page),
            description=_clean(page.description or page.title),
            unique_id=f"urn:uuid:{page.translation_key}",
            pubdate=page.first_published_at,
            updateddate=page.last_published_at or page.first_published_at,
            categories=[_clean(topic.name)] if topic else [],
        )
    return feed.writeString("utf-8")


def _clean(text: str) -> str:
    return UNSPEAKABLE.sub("", text)


class TopicSitemap(sitemaps.Sitemap):
    """Topics that have cases; the newest case is the last change."""

    def items(self):
        """Topics with ``newest``, the moment of the last change of a visible case."""
        seen = ArticlePage.objects.visible().order_by().values("pk")
        topics = Topic.objects.filter(articles__in=seen)
        return topics.annotate(newest=Max("articles__last_published_at")).order_by("pk")

    def lastmod(self, topic):
        """When a case on it was last published."""
        return topic.newest


class LectureSitemap(sitemaps.Sitemap):
    """Lectures that were announced."""

    def items(self):
        """Every public lecture."""
        return Lecture.objects.public().order_by("pk")

    def lastmod(self, lecture):
        """When anything about it changed."""
        return lecture.changed_at


class LawSitemap(sitemaps.Sitemap):
    """Laws on record; their articles are found from there."""

    def items(self):
        """Every law."""
        return Law.objects.order_by("pk")


sitemaps.register("topics", TopicSitemap)
sitemaps.register("lectures", LectureSitemap)
sitemaps.register("laws", LawSitemap)
