"""``manage.py load_demo_knowledge``: case articles and lectures of the demo county."""

from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Site, Workflow

import knowledge
from directory.management.demo import demo_user, moment, read
from directory.models import Adviser, Place, Topic
from knowledge import actions
from knowledge.citations import article_number
from knowledge.models import ArticleIndexPage, ArticlePage, Law, Lecture, Outline, Statute

PACKAGE = Path(knowledge.__file__)
STAFF = [("editor", "编辑 小罗", "编辑"), ("reviewer", "审核 朱老师", "审核")]
WORKFLOW = "法律审核"


class Command(BaseCommand):
    help = "Load the demo county's articles and lectures. Safe to run twice: what is there stays."

    @transaction.atomic
    def handle(self, *args, **options):
        self.editor, _reviewer = (self._writer(*row) for row in STAFF)
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        self.index = self._index()
        for article in read(PACKAGE, "articles.json"):
            if not ArticlePage.objects.filter(slug=article["slug"]).exists():
                self._article(article)
        self.stdout.write(f"  {ArticlePage.objects.live().count()} case articles")
        for lecture in read(PACKAGE, "lectures.json"):
            if not Lecture.objects.filter(title=lecture["title"]).exists():
                self._lecture(lecture)
        self.stdout.write(f"  {Lecture.objects.count()} lectures")

    def _writer(self, username, name, group):
        user = demo_user(username, name)
        user.groups.add(Group.objects.get(name=group))
        return user

    def _index(self):
        found = ArticleIndexPage.objects.first()
        if found:
            return found
        page = ArticleIndexPage(
            title="学法", slug="learn", summary="看看跟您差不多的事，别人是怎么办的。", live=False
        )
        Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
        page.save_revision(user=self.editor).publish()
        return page

    def _article(self, facts):
        page = ArticlePage(
            live=False,
            title=facts["title"],
            slug=facts["slug"],
            summary=facts["summary"],
            topic=self.topics[facts["topic"]],
            is_local=facts["is_local"],
            law_checked_on=facts["law_checked_on"],
            author_adviser=Adviser.objects.get(user__username=f"adviser{facts['author'][1:]}"),
            owner=self.editor,
            body=list(_blocks(facts)),
        )
        if facts["state"] == "live":
            page.first_published_at = timezone.now() - timedelta(days=facts["days_ago"])
        page.tags.add(*facts["tags"])
        self.index.add_child(instance=page)
        revision = page.save_revision(user=self.editor)
        if facts["state"] == "live":
            revision.publish()
        else:
            Workflow.objects.get(name=WORKFLOW).start(page, self.editor)

    def _lecture(self, facts):
        starts_at = moment(facts["day"], facts["start"])
        lecture = actions.plan(
            title=facts["title"],
            topic=self.topics[facts["topic"]],
            audience=facts["audience"],
            village=Place.objects.get(pk=facts["village"]),
            speaker=Adviser.objects.get(user__username=f"adviser{facts['speaker'][1:]}"),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=facts["minutes"]),
            location=facts["location"],
            summary=facts["summary"],
        )
        if facts["state"] != Lecture.Status.PLANNED:
            lecture = actions.announce(lecture)
        if facts["state"] == Lecture.Status.HELD:
            lecture.outline = Outline.objects.create(text=f"{lecture.title}\n{lecture.summary}")
            lecture.save()
            actions.hold(lecture, at=lecture.ends_at)
        if facts["state"] == Lecture.Status.CANCELLED:
            actions.cancel(lecture, reason=facts["summary"])


def _blocks(facts):
    """The body of an article, block by block, in the order villagers read it."""
    yield "story", _paragraphs(facts["story"])
    for law in facts["laws"]:
        yield "law", {"statute": _statute(law), "plain_words": law["plain_words"]}
    yield "result", _paragraphs(facts["result"])
    yield "steps", [{"title": title, "text": text} for title, text in facts["steps"]]
    if facts["callout"]:
        text = _paragraphs([facts["callout"]])
        yield "callout", {"kind": "warn", "title": "当心", "text": text}
    yield "papers", facts["papers"]
    yield "contacts", [{**contact, "note": ""} for contact in facts["contacts"]]


def _statute(facts):
    name = facts["name"].strip("《》").replace("中华人民共和国", "")
    name = name.replace("〈", "《").replace("〉", "》")
    law, _ = Law.objects.get_or_create(name=name, defaults={"kind": "law"})
    found, _ = Statute.objects.get_or_create(
        law=law, number=article_number(facts["article"]), defaults={"text": facts["text"]}
    )
    return found


def _paragraphs(texts):
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
