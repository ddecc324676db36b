"""The home page and the plain pages around it (about us, privacy, legal aid, mediation)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.home.blocks import DoorBlock
from portal.pages.blocks import SHARED_BLOCKS
from portal.pages.models import BasePage


class HomePage(BasePage):
    """The first page (首页): which village are you from, then four doors."""

    heading = models.CharField(
        _("heading"),
        max_length=30,
        default="您是哪个村的？",
        help_text=_("The question above the village search."),
    )
    lede = models.CharField(
        _("line below the heading"),
        max_length=80,
        default="选好村子，就能看到您村的法律顾问。打电话、提问都不要钱。",
    )
    doors = StreamField(
        [("door", DoorBlock())],
        blank=True,
        max_num=4,
        verbose_name=_("doors"),
        help_text=_("At most four. The first one is drawn in the main colour."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("lede")], heading=_("Top of the page")),
        FieldPanel("doors"),
    ]
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(BasePage):
    """A plain page (普通页面): text, pictures and hints, one column."""

    body = StreamField(SHARED_BLOCKS, blank=True, verbose_name=_("body"))

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("share_image")], heading=_("Address and sharing")
        ),
        *BasePage.promote_panels[1:],
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
