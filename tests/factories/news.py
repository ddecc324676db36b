"""News and life situations for tests."""

import factory
from django.utils import timezone
from wagtail.models import Site

from knowledge.models import NewsIndexPage, NewsPage, SituationPage
from tests.factories.knowledge import StatuteFactory, learning_section, topic


def news_section() -> NewsIndexPage:
    """The section 动态 under the site's root page, made once."""
    section = NewsIndexPage.objects.first()
    if section is None:
        root = Site.objects.get(is_default_site=True).root_page
        section = root.add_child(instance=NewsIndexPage(title="动态", slug="news"))
    return section


def guidance():
    """What to do, in the order of a situation's page."""
    return [
        ("callout", {"kind": "urgent", "title": "先做这件事", "text": "<p>微信不要删。</p>"}),
        ("steps", [{"title": "把账写清楚", "text": "哪天干活、欠多少。"}]),
        ("papers", ["身份证", "记工本"]),
        ("contacts", [{"name": "劳动监察大队", "phone": "0744-12345678", "note": "工作日"}]),
        ("law", {"statute": StatuteFactory(), "plain_words": "工钱不能拖。"}),
    ]


class PageFactory(factory.Factory):
    """A live page below ``parent``. ``draft``: saved, never published."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(live=False)

    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, parent, **kwargs):
        return parent.add_child(instance=model_class(**kwargs))


class SituationFactory(PageFactory):
    """A life situation on 婚姻家庭 behind the door 提问."""

    class Meta:
        model = SituationPage

    parent = factory.LazyFunction(learning_section)
    title = factory.Sequence(lambda n: f"工钱要不回来 {n}")
    slug = factory.Sequence(lambda n: f"situation-{n}")
    summary = "先留证据，再打电话。"
    topic = factory.LazyFunction(topic)
    door = SituationPage.Door.ASK
    body = factory.LazyFunction(guidance)


class NewsFactory(PageFactory):
    """A piece of news."""

    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(news_section)
    title = factory.Sequence(lambda n: f"赶场天多了一张桌子 {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    summary = "每月两回，顾问在街口。"
    body = [("paragraph", "<p>赶场天，顾问在街口摆桌子。</p>")]
