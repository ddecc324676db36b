"""Panels of this app for the pages of others: a section with its heading, one query each."""

from django import template
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.models import ArticlePage, Lecture, NewsPage, SituationPage

register = template.Library()


@register.inclusion_tag("knowledge/panels/lectures.html")
def next_lectures(village=None, limit=2):
    """The next announced lectures, of one village (or township) when it is given."""
    rows = Lecture.objects.upcoming(timezone.now()).for_display().with_coming()
    if village:
        rows = rows.in_village(village)
    return {"lectures": rows[:limit], "village": village, "heading": _("Next lectures")}


@register.inclusion_tag("knowledge/panels/lectures.html")
def village_lectures(village, limit=5):
    """The latest public lectures of a village: what comes and what was."""
    rows = Lecture.objects.public().in_village(village).for_display().with_coming()
    latest = rows.order_by("-starts_at", "-pk")[:limit]
    return {"lectures": latest, "village": village, "heading": _("Lectures in this village")}


@register.inclusion_tag("knowledge/panels/articles.html", takes_context=True)
def topic_articles(context, topic, limit=3):
    """The newest case articles on a topic or the topics under it."""
    rows = ArticlePage.objects.visible().about(topic).for_display()[:limit]
    more = topic.get_absolute_url()
    return _panel(context, articles=rows, heading=_("Cases on this topic"), more=more)


@register.inclusion_tag("knowledge/panels/articles.html", takes_context=True)
def adviser_articles(context, adviser, limit=5):
    """Case articles that an adviser wrote, the newest first; no section when there are none."""
    rows = ArticlePage.objects.visible().filter(author_adviser=adviser).for_display()[:limit]
    heading = _("Cases this adviser wrote")
    return _panel(context, articles=rows, heading=heading, may_be_missing=True)


@register.inclusion_tag("knowledge/panels/lectures.html")
def speaker_lectures(adviser, limit=3):
    """The next announced lectures that an adviser gives."""
    rows = (
        Lecture.objects.upcoming(timezone.now()).for_display().with_coming().filter(speaker=adviser)
    )
    return {"lectures": rows[:limit], "village": None, "heading": _("My next lectures")}


@register.inclusion_tag("knowledge/panels/lectures.html")
def topic_lectures(topic, limit=2, may_be_missing=False):
    """The next lectures on a topic or the topics under it; without any no section if you say so."""
    about = Q(topic=topic) | Q(topic__parent=topic)
    rows = Lecture.objects.upcoming(timezone.now()).for_display().with_coming().filter(about)
    heading = _("Lectures on this topic")
    return {"lectures": rows[:limit], "heading": heading, "may_be_missing": may_be_missing}


@register.inclusion_tag("knowledge/panels/situations.html", takes_context=True)
def life_situations(context, limit=6):
    """What to do when it happens (工钱要不回来); no section when nobody wrote any."""
    rows = SituationPage.objects.visible().for_display()[:limit]
    return _panel(context, situations=rows)


@register.inclusion_tag("knowledge/panels/news.html", takes_context=True)
def news_rows(context, limit=3):
    """The newest pieces of news; no section when there are none."""
    rows = NewsPage.objects.visible().for_display()[:limit]
    more = reverse("wagtail_serve", args=["news/"])
    return _panel(context, news=rows, heading=_("News"), more=more, is_wide=True)


@register.inclusion_tag("knowledge/panels/news.html", takes_context=True)
def more_news(context, page, limit=4):
    """What else is new besides ``page``, of its own kind first."""
    rows = NewsPage.objects.visible().exclude(pk=page.pk).annotate(same=Q(kind=page.kind))
    rows = rows.order_by("-same", "-first_published_at", "-pk").defer("body")[:limit]
    more = reverse("wagtail_serve", args=["news/"])
    return _panel(context, news=rows, heading=_("More news"), more=more)


@register.inclusion_tag("knowledge/panels/stories.html", takes_context=True)
def adviser_stories(context, adviser, limit=3):
    """Stories about an exemplary adviser, the newest first; no section when there are none."""
    rows = NewsPage.objects.visible().filter(adviser=adviser, kind=NewsPage.Kind.EXEMPLAR)
    return _panel(context, stories=rows.for_display()[:limit])


@register.filter
def venue(lecture, place=None):
    """Where a lecture is, saying each name once: ``罗水乡 罗水村文化礼堂``.

    ``place`` is the village or township that the page is about; its name is left out.
    """
    village, room = lecture.village, lecture.location
    names = [village.parent, village]
    if place:
        names = [] if place.level == place.Level.VILLAGE else [village]
    names = [name.short_name for name in names if name and name.short_name not in room]
    if names and names[-1].endswith("居委会"):
        room = room.removeprefix("居委会")
    return " ".join(filter(None, [*names, room]))


def _panel(context, **content):
    return {"request": context.get("request"), **content}
