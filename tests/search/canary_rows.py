"""Rows of every kind for the canaries: what everybody sees, what nobody may, what is hidden."""

import datetime as dt

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from consultations.models import Draft
from directory.models import Alarm, PairingSheet
from knowledge.models import (
    EarlierWording,
    LawName,
    Lecture,
    LectureChange,
    LecturePhoto,
    SignUp,
    Statute,
    WordFile,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    CoverFactory,
    LeaveFactory,
    TopicFactory,
    VillageFactory,
)
from tests.factories.knowledge import (
    ArticleFactory,
    LectureFactory,
    StatuteFactory,
    held_lecture,
    learning_section,
)
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.news import NewsFactory, SituationFactory, news_section
from tests.factories.pages import home_page, standard_page
from tests.factories.register import (
    ContractFactory,
    PlaceChangeFactory,
    ProofFactory,
    ServiceRoomFactory,
    WeChatGroupFactory,
)

DAY = dt.timedelta(days=1)
STEPS = ("steps", [{"title": "先去投诉", "text": ""}])
FENCES = ["login", "password", "groups"]


def page_makers(canaries, label=""):
    """Return name → function that makes a page of that kind with a canary in its body too."""

    def body(model, **facts):
        text = f"<p>{canaries.word(f'{label}{model}.body')}</p>"
        return {"body": BODIES[model](text), **facts}

    return {
        "article": lambda **facts: ArticleFactory(**body("ArticlePage", **facts)),
        "situation": lambda **facts: SituationFactory(**body("SituationPage", **facts)),
        "news": lambda **facts: NewsFactory(**body("NewsPage", **facts)),
        "standard": lambda draft=False, slug="about", **facts: standard_page(
            slug=slug, live=not draft, **body("StandardPage", **facts)
        ),
    }


def _whole_case(text):
    """Return a story with the law and the steps that a case must have to be published."""
    statute = Statute.objects.first() or StatuteFactory()
    return [("story", text), ("law", {"statute": statute, "plain_words": ""}), STEPS]


BODIES = {
    "ArticlePage": _whole_case,
    "SituationPage": lambda text: [("callout", {"kind": "", "title": "", "text": text}), STEPS],
    "NewsPage": lambda text: [("paragraph", text)],
    "StandardPage": lambda text: [("paragraph", text)],
}


def beside_the_world():
    """Make a row of each model that ``tests.trust.world`` and the visible pages have none of."""
    law = StatuteFactory(number=7)
    LawName.objects.create(law=law.law, name="-")
    EarlierWording.objects.create(statute=law, text="-", in_force_until=dt.date(2020, 1, 1))
    lecture = held_lecture()
    image, user = ImageFactory(), UserFactory()
    LecturePhoto.objects.create(lecture=lecture, image=image, caption="-")
    LectureChange.objects.create(lecture=lecture, kind="moved", starts_at_before=timezone.now())
    SignUp.objects.create(lecture=lecture, key_hash="k", name="-")
    WordFile.objects.create(file_name="-", content="-", topic=lecture.topic, uploaded_by=user)
    today = timezone.localdate()
    Alarm.objects.create(kind="no_desk", subject="-", label="-", found_on=today)
    PairingSheet.objects.create(
        file_name="-",
        place=lecture.village,
        starts_on=today,
        uploaded_by=user,
        uploaded_at=timezone.now(),
    )
    Draft.objects.create(key_hash="d", data="-", step="question", expires_at=timezone.now() + DAY)
    for make in (CoverFactory, LeaveFactory, ProofFactory, ContractFactory, ServiceRoomFactory):
        make()
    WeChatGroupFactory(qr=image)
    PlaceChangeFactory()
    DocumentFactory()


def hidden(canaries):
    """Make pages and rows of every kind that a stranger may not see.

    Origins tell how a row is hidden: "hidden by draft: ArticlePage.title".
    """
    for hide in HIDING:
        label = f"hidden by {hide.__name__}: "
        with canaries.planted(label):
            for kind, make in page_makers(canaries, label).items():
                hide(make, f"{kind}-{hide.__name__}")
    with canaries.planted("hidden by state: "):
        _hidden_records()


def drafts_of(pages, canaries):
    """Write what is not published yet into a new draft of each of ``pages``."""
    for page in pages:
        page.title = canaries.word(f"hidden draft of {type(page).__name__}.title")
        page.summary = canaries.word(f"hidden draft of {type(page).__name__}.summary")
        page.save_revision()


def fence(page, kind="login"):
    """Let only some people see ``page`` and what is below it."""
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")


def draft(make, slug):
    make(slug=slug, draft=True)


def scheduled(make, slug):
    page = make(slug=slug, draft=True)
    page.go_live_at = timezone.now() + DAY
    page.save_revision().publish()


def unpublished(make, slug):
    make(slug=slug).unpublish()


def expired(make, slug):
    page = make(slug=slug)
    page.expire_at = timezone.now() - DAY
    page.save()


def fenced(make, slug):
    for kind in FENCES:
        restriction = fence(make(slug=f"{slug}-{kind}"), kind)
        restriction.groups.set(Group.objects.all()[:1])


def below_a_fence(make, slug):
    _move(make(slug=slug), private_branch())


def below_what_is_fenced_later(make, slug):
    parent = make(slug=f"{slug}-parent")
    _move(make(slug=slug), parent)
    fence(parent)


def _move(page, below):
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=below.pk), pos="last-child")


HIDING = [
    draft,
    scheduled,
    unpublished,
    expired,
    fenced,
    below_a_fence,
    below_what_is_fenced_later,
]


def private_branch():
    """Return the page for people who are logged in, made once."""
    found = Page.objects.filter(slug="insiders").first()
    if found is None:
        found = home_page().add_child(instance=Page(title="内部", slug="insiders"))
        fence(found)
    return found


def _hidden_records():
    today = timezone.localdate()
    AdviserFactory(uncertified=True)
    CertificateFactory(adviser=AdviserFactory(uncertified=True), expired=True)
    CertificateFactory(adviser=AdviserFactory(uncertified=True), suspended_on=today - DAY)
    CertificateFactory(adviser=AdviserFactory(uncertified=True), valid_from=today + DAY)
    VillageFactory(is_active=False)
    VillageFactory(code="430811001001")
    lecture = Lecture.objects.first()
    LectureFactory(speaker=lecture.speaker, village=lecture.village)


def visible(canaries):
    """Make what everybody may see, one of each kind, and return the pages."""
    makers = page_makers(canaries)
    topic = TopicFactory()
    for section in (home_page(), learning_section(), news_section()):
        canaries.plant(section)
        section.save()
    on_topic = {"article": {"topic": topic}, "situation": {"topic": topic}}
    pages = [make(**on_topic.get(kind, {})) for kind, make in makers.items()]
    LectureFactory(announced=True, topic=topic, speaker=AssignmentFactory().adviser)
    return pages
