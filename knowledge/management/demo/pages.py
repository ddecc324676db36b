"""Cases, life situations and news of the demo county, published through the gate."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, Revision, Workflow

from directory.management.demo import moment
from knowledge.management.demo import bodies, news, pictures, sources
from knowledge.models import (
    ArticleIndexPage,
    ArticlePage,
    NewsIndexPage,
    NewsPage,
    SituationPage,
)

WORKFLOW = "法律审核"
MORNING, MINUTES = 8, 60 * 9  # people publish between eight and five


def load_cases(editor, reviewer) -> int:
    """Load the cases that are not there; how many villagers can read."""
    section, topics = ArticleIndexPage.objects.get(), sources.topics()
    for facts in _missing(sources.cases()):
        page = ArticlePage(
            **_common(facts, bodies.case(facts)),
            topic=topics[facts["topic"]],
            is_local=facts["is_local"],
            law_checked_on=_day(facts["checked_days_ago"]),
            author_adviser=sources.adviser(facts["author"]),
            is_deidentified=facts["state"] != "draft",
            cover=pictures.cover(facts["cover"], facts["slug"]),
            owner=editor,
        )
        page.tags.add(*facts["tags"])
        section.add_child(instance=page)
        _send_off(page, facts, editor, reviewer)
    return ArticlePage.objects.live().count()


def load_situations(editor, reviewer) -> int:
    """Load the life situations that are not there; how many there are."""
    section, topics = ArticleIndexPage.objects.get(), sources.topics()
    for facts in _missing(sources.rows("situations")):
        page = SituationPage(
            **_common(facts, bodies.situation(facts)),
            topic=topics[facts["topic"]],
            door=facts["door"],
            owner=editor,
        )
        section.add_child(instance=page)
        _send_off(page, {"state": "live", "days_ago": 90, **facts}, editor, reviewer)
    return SituationPage.objects.live().count()


def load_news(editor, reviewer) -> int:
    """Load the pieces of news that are not there; how many there are."""
    section = NewsIndexPage.objects.get()
    for facts in _missing(sorted(sources.rows("news"), key=lambda row: -row["days_ago"])):
        page = NewsPage(
            **_common(facts, news.body(facts)),
            kind=facts["kind"],
            adviser=sources.adviser(facts["adviser"]) if "adviser" in facts else None,
            cover=pictures.cover(facts["cover"], facts["slug"]),
            owner=editor,
        )
        section.add_child(instance=page)
        _send_off(page, {"state": "live", **facts}, editor, reviewer)
    return NewsPage.objects.live().count()


def _missing(found):
    known = set(Page.objects.values_list("slug", flat=True))
    return [facts for facts in found if facts["slug"] not in known]


def _common(facts, blocks):
    words = {name: facts[name] for name in ("title", "slug", "summary")}
    return {**words, "live": False, "body": bodies.raw(blocks)}


def _send_off(page, facts, editor, reviewer):
    """Publish the page on its day, hand it to the reviewer, or leave it a draft."""
    at = _moment(facts)
    page.first_published_at = at if facts["state"] == "live" else None
    revision = page.save_revision(user=editor)
    if facts["state"] == "live":
        revision.publish(user=reviewer)
        Page.objects.filter(pk=page.pk).update(last_published_at=at)
    elif facts["state"] == "review":
        Workflow.objects.get(name=WORKFLOW).start(page, editor)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)
    Revision.objects.filter(pk=revision.pk).update(created_at=at)


def _moment(facts):
    """On the day of the data, at a time of day that differs from page to page, never ahead."""
    minutes = sum(map(ord, facts["slug"])) * 7 % MINUTES
    at = moment(-facts["days_ago"], f"{MORNING + minutes // 60:02d}:{minutes % 60:02d}")
    return min(at, timezone.now() - timedelta(minutes=1))


def _day(days_ago):
    return timezone.localdate() - timedelta(days=days_ago)
