"""Pictures that pages need, drawn before anybody asks: share cards, covers in their size."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Site

from knowledge.drawing import NoFontError, Words, draw_card
from knowledge.models import ArticlePage, LecturePhoto, NewsPage, ShareCard
from knowledge.models.covers import COVER
from knowledge.models.outlines import PHOTO
from portal.media.models import PortalImage, PortalRendition
from portal.pages.models import BasePage, SiteSettings

logger = logging.getLogger(__name__)

EDITION = "1"
"""Of the drawing: another one draws every card anew."""


def draw_missing_pictures() -> int:
    """Draw what visible cases and lectures lack, take away what nobody sees; how many were drawn.

    What was drawn before is left alone, so it may run as often as one likes, also after a crash.
    """
    remove_unseen_cards()
    return _draw_sizes() + _draw_cards()


def remove_unseen_cards() -> int:
    """Take away the cards of cases that villagers do not see any more, with their files."""
    unseen = ShareCard.objects.exclude(page__in=ArticlePage.objects.visible().order_by())
    cards = list(unseen)
    for card in cards:
        card.delete()
        card.image.delete(save=False)
    return len(cards)


def _draw_cards():
    settings = _site_settings()
    rows = ArticlePage.objects.visible().for_display().select_related("share_card")
    drawn = 0
    try:
        for page in rows:
            place = settings.site_name, settings.county_name
            drawn += _draw_card(page, Words(page.title, page.topic.name, *place))
    except NoFontError as error:
        logger.warning("share cards: %s", error)
    return drawn


def _draw_card(page, words):
    """Draw the card unless the one there says the same; whether it was drawn."""
    digest = hashlib.sha256("\n".join([EDITION, *words]).encode()).hexdigest()
    old = getattr(page, "share_card", None)
    if old and old.digest == digest:
        return False
    file = ContentFile(draw_card(words), name=f"{page.pk}-{digest[:12]}.jpg")
    card = ShareCard(page=page, digest=digest)
    with transaction.atomic():
        card.image.save(file.name, file, save=False)
        card.save()
        if old:
            transaction.on_commit(lambda: old.image.delete(save=False))
    return True


def _draw_sizes():
    cases, news = (model.objects.visible().order_by() for model in (ArticlePage, NewsPage))
    wanted = [
        (cases.values("cover"), COVER),
        (news.values("cover"), COVER),
        (cases.values("share_image"), BasePage.SHARED_SIZE),
        (news.values("share_image"), BasePage.SHARED_SIZE),
        (LecturePhoto.objects.values("image"), PHOTO),
    ]
    return sum(_draw_size(shown, size) for shown, size in wanted)


def _draw_size(shown, size):
    """Draw ``size`` of the pictures ``shown`` that lack it; how many."""
    copies = PortalRendition.objects.filter(image=OuterRef("pk"), filter_spec=size)
    lacking = PortalImage.objects.filter(~Exists(copies), pk__in=shown)
    return sum(_is_drawn(image, size) for image in lacking)


def _is_drawn(image, size):
    """Draw the picture; one whose file is missing or broken keeps no other from being drawn."""
    try:
        image.get_rendition(size)
    except OSError as error:
        logger.warning("picture %s cannot be drawn: %s", image.pk, error)
        return False
    return True


def _site_settings():
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.base_queryset().filter(site=site).first() or SiteSettings(site=site)
