"""Articles and lectures for tests."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from directory.models import Topic
from knowledge import actions
from knowledge.models import ArticleIndexPage, ArticlePage, Law, Lecture, Outline, Statute
from tests.factories.directory import AdviserFactory, VillageFactory


def body():
    """A short complete case."""
    card = {"statute": StatuteFactory(), "plain_words": "没领证，一般要退。"}
    return [
        ("story", "<p>小李和小陈订了婚，李家送了八万八，没领证就分了手。</p>"),
        ("law", card),
        ("result", "<p>陈家退了八万。</p>"),
        ("steps", [{"title": "先把证据找齐", "text": "转账记录、微信聊天。"}]),
        ("papers", ["身份证", "转账记录"]),
        ("contacts", [{"name": "法律热线", "phone": "12348", "note": "全天"}]),
    ]


class LawFactory(DjangoModelFactory):
    """The civil code."""

    class Meta:
        model = Law
        django_get_or_create = ("name",)

    name = "民法典"
    full_name = "中华人民共和国民法典"
    kind = Law.Kind.LAW


class StatuteFactory(DjangoModelFactory):
    """Article 1042 of the civil code."""

    class Meta:
        model = Statute
        django_get_or_create = ("law", "number", "branch")

    law = factory.SubFactory(LawFactory)
    number = 1042
    branch = 0
    text = "禁止包办、买卖婚姻和其他干涉婚姻自由的行为。禁止借婚姻索取财物。"


def learning_section() -> ArticleIndexPage:
    """The section 学法 under the site's root page, made once."""
    section = ArticleIndexPage.objects.first()
    if section is None:
        site = Site.objects.filter(is_default_site=True).first()
        root = site.root_page if site else Page.objects.get(depth=1)
        section = root.add_child(instance=ArticleIndexPage(title="学法", slug="learn"))
    return section


def topic(slug="family") -> Topic:
    """One of the shipped topics."""
    return Topic.objects.get(slug=slug)


class ArticleFactory(factory.Factory):
    """A live case article on 婚姻家庭. ``draft``: saved, never published."""

    class Meta:
        model = ArticlePage

    class Params:
        draft = factory.Trait(live=False)

    parent = factory.LazyFunction(learning_section)
    title = factory.Sequence(lambda n: f"彩礼给了 {n} 万，能要回来吗？")
    slug = factory.Sequence(lambda n: f"case-{n}")
    topic = factory.LazyFunction(topic)
    body = factory.LazyFunction(body)
    law_checked_on = dt.date(2026, 10, 12)
    is_deidentified = True
    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, parent, **kwargs):
        return parent.add_child(instance=model_class(**kwargs))


class OutlineFactory(DjangoModelFactory):
    """An outline of three points."""

    class Meta:
        model = Outline

    text = "一、骗子怎么骗人\n二、接到电话怎么办\n三、钱转出去了怎么办"


class LectureFactory(DjangoModelFactory):
    """A planned lecture next week. Traits ``announced``, ``held`` (last week), ``cancelled``."""

    class Meta:
        model = Lecture
        skip_postgeneration_save = True

    class Params:
        last_week = factory.Trait(
            starts_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=7))
        )
        announced = factory.Trait(status="announced")
        cancelled = factory.Trait(status="cancelled", sequence=1)

    title = factory.Sequence(lambda n: f"防骗讲座 {n}")
    topic = factory.LazyFunction(lambda: topic("fraud"))
    audience = "全体村民"
    village = factory.SubFactory(VillageFactory)
    speaker = factory.SubFactory(AdviserFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + dt.timedelta(minutes=90))
    location = "村部会议室"


def held_lecture(**facts) -> Lecture:
    """A lecture of last week that stands in the ledger."""
    facts.setdefault("outline", OutlineFactory())
    facts.setdefault("last_week", "starts_at" not in facts)
    head_count = facts.pop("head_count", 30)
    return actions.hold(LectureFactory(announced=True, **facts), head_count=head_count)
