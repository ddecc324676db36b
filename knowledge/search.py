"""What of this app can be found: visible pages, public lectures, laws and their articles."""

import math
import re

from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import Adviser, Place, Topic
from knowledge.models import (
    ArticleIndexPage,
    ArticlePage,
    ArticleTag,
    Citation,
    Law,
    LawName,
    Lecture,
    NewsPage,
    SituationPage,
    Statute,
)
from knowledge.privacy.searches import names_somebody
from portal.pages.fences import in_a_site
from portal.search.documents import SearchDocument
from portal.search.registry import Source, register, register_naming, register_private

ENDED = 0.4
"""The weight of law that has a last day: still found, below what holds."""
STANDING = 0.04
CIVIL_CODE = "民法典"
MOST_QUESTIONS = 20
"""Of how many cases an article of law is found by the question; more would drown its own words."""
NUMBERED = re.compile(r"条|\d$")


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
        facets={"topic": article.topic.name},
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
            "topic": lecture.topic.name,
            "township": village.parent.name if village.parent else "",
            "year": str(timezone.localtime(lecture.starts_at).year),
        },
        published_at=lecture.starts_at,
    )


def page_document(page):
    """A piece of news or what to do in a situation: every word that was written."""
    words = page.body.stream_block.get_searchable_content(page.body)
    topic = getattr(page, "topic", None)
    return SearchDocument(
        key=f"page:{page.pk}",
        type="page",
        title=page.title,
        body="\n".join(part for part in [page.summary, *map(str, words)] if part),
        url=page.url or "",
        facets={"topic": topic.name} if topic else {},
        published_at=page.first_published_at,
    )


def statutes():
    """Every article of law, with the published cases that cite it, the newest first."""
    cases = ArticlePage.objects.visible().filter(in_a_site())
    asked = Citation.objects.filter(page__in=cases).select_related("page")
    asked = asked.only("statute", "page__title").order_by("-page__first_published_at", "-pk")
    return Statute.objects.select_related("law").prefetch_related(
        Prefetch("citations", asked, to_attr="asked_lately")
    )


def statute_document(statute):
    """The words of an article of law; who types its number finds it by ``keys_of_cited``.

    Its questions are the titles of the cases that cite it: what villagers call its matter.
    """
    return SearchDocument(
        key=f"law:{statute.pk}",
        type="law",
        title=f"{statute.law.name}{statute.label}",
        body="\n".join(part for part in [statute.text, statute.chapter] if part),
        url=statute.get_absolute_url(),
        boost=(ENDED if statute.last_day else 1.0) * standing_of(statute.law),
        facets=days_of(statute.first_day, statute.last_day),
        ranks=ranks_of(statute.law),
        is_suggested=False,
        questions=tuple(row.page.title for row in statute.asked_lately[:MOST_QUESTIONS]),
    )


def standing_of(law):
    """More for a law that other laws lean on, the less the more there are: 1.17 for 70 articles."""
    return 1 + STANDING * math.log1p(law.mentions)


def days_of(first, last):
    """Between which days it holds, for a result to say so; open ends are left out."""
    days = {"since": first, "until": last}
    return {name: day.isoformat() for name, day in days.items() if day}


def ranks_of(law):
    """What the search settings weigh its articles by."""
    rank = "statute" if law.kind == Law.Kind.LAW else law.kind
    return (rank, "civil_code") if law.name == CIVIL_CODE else (rank,)


def keys_of_cited(text):
    """The articles of law that are named: 《民法典》第1087条, 民法典第一千零八十七条, 婚姻法4."""
    if not NUMBERED.search(text):
        return []
    return [f"law:{statute.pk}" for statute in Statute.objects.named_in(text)]


def law_document(law):
    """A law as a whole: found by all its names."""
    others = [row.name for row in law.other_names.all()]
    return SearchDocument(
        key=f"code:{law.pk}",
        type="code",
        title=law.name,
        body="\n".join([law.full_name or law.name, law.get_kind_display(), *others]),
        url=law.get_absolute_url(),
        boost=ENDED if law.in_force_until else 1.0,
        facets=days_of(law.in_force_since, law.in_force_until),
        aliases=tuple(filter(None, [law.full_name, *others])),
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
        related={
            Topic: lambda topic: topic.lectures.all(),
            Adviser: lambda speaker: speaker.lectures.all(),
            Place: Lecture.objects.in_village,
        },
    )
)
register(
    Source(
        type="page",
        model=SituationPage,
        queryset=lambda: SituationPage.objects.visible().select_related("topic"),
        build=page_document,
        related={Topic: lambda topic: topic.situation_pages.all()},
    )
)
register(
    Source(
        type="page",
        model=NewsPage,
        queryset=NewsPage.objects.visible,
        build=page_document,
    )
)
register(
    Source(
        type="code",
        model=Law,
        queryset=lambda: Law.objects.prefetch_related("other_names"),
        build=law_document,
        related={LawName: lambda name: [name.law]},
    )
)
register(
    Source(
        type="law",
        model=Statute,
        queryset=statutes,
        build=statute_document,
        related={
            Citation: lambda citation: [citation.statute],
            ArticlePage: lambda article: Statute.objects.filter(citations__page=article),
            Law: lambda law: law.statutes.only("pk"),  # its name and its days
        },
    )
)
register_naming(keys_of_cited)
register_private(names_somebody)
