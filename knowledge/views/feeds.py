"""Atom feeds: what is new for those who read with a feed reader, and for other sites."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from directory.models import Topic
from knowledge import exports
from knowledge.models import ArticlePage, NewsPage
from portal.pages.models import SiteSettings

ENTRIES = 30


def published(view):
    """Let a reader keep the feed and ask each time whether it is still true."""
    return require_safe(cache_control(public=True, no_cache=True)(conditional_page(view)))


@published
def feed(request):
    """All cases and all news, the newest first."""
    pages = sorted([*_newest(ArticlePage), *_newest(NewsPage)], key=_age, reverse=True)
    return _atom(request, _("Cases and news"), "/", pages[:ENTRIES])


@published
def cases_feed(request):
    """All cases."""
    return _atom(request, _("Cases"), "/learn/", _newest(ArticlePage))


@published
def topic_feed(request, slug):
    """Cases on a topic and the topics under it."""
    topic = get_object_or_404(Topic, slug=slug)
    rows = ArticlePage.objects.about(topic)
    return _atom(request, topic.name, topic.get_absolute_url(), _newest(ArticlePage, rows))


@published
def news_feed(request, kind=""):
    """News of all kinds or of one."""
    labels = dict(NewsPage.Kind.choices)
    if kind and kind not in labels:
        raise Http404
    rows = NewsPage.objects.filter(kind=kind) if kind else None
    title, home = labels.get(kind, _("News")), f"/news/?kind={kind}" if kind else "/news/"
    return _atom(request, str(title), home, _newest(NewsPage, rows))


def _newest(model, rows=None):
    rows = model.objects.all() if rows is None else rows
    return rows.visible().filter(first_published_at__isnull=False).for_display()[:ENTRIES]


def _age(page):
    return page.first_published_at, page.pk


def _atom(request, title, home, pages):
    settings = SiteSettings.of(request)
    absolute = request.build_absolute_uri
    text = exports.atom(
        title=f"{title} · {settings.site_name}",
        author=settings.organiser,
        home=absolute(home),
        address=absolute(request.path),
        pages=pages,
        address_of=lambda page: absolute(page.get_url(request)),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
