"""The home page and the plain pages around it (about us, privacy, legal aid, mediation)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from directory.models import Topic
from knowledge.models import ArticleIndexPage, ArticlePage, NewsIndexPage, NewsPage, SituationPage
from knowledge.models.fences import FencedPage, FencedQuerySet
from portal.home.blocks import DoorBlock
from portal.pages.blocks import SHARED_BLOCKS
from portal.pages.models import BasePage

FEATURABLE = (ArticlePage, SituationPage, NewsPage)
READ_DAYS = 30


class Rule(models.TextChoices):
    """How the home page finds cases when the editors chose none, or too few."""

    NEWEST = "newest", _("the newest")
    MOST_READ = "most_read", _("the most read of the last 30 days")
    LOCAL = "local", _("cases from this county first")
    TOPIC = "topic", _("cases on a topic first")


class HomePage(FencedPage):
    """The first page (首页): which village are you from, then four doors by life situation."""

    FEATURED = 4
    SITUATIONS = 3

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
    rule = models.CharField(
        _("fill up with"),
        max_length=9,
        choices=Rule,
        default=Rule.NEWEST,
        help_text=_("Which cases follow those that you chose, so that four stand there"),
    )
    rule_topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("For example the one of the season: 劳动报酬 before the new year"),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("lede")], heading=_("Top of the page")),
        FieldPanel("doors"),
        MultiFieldPanel(
            [
                InlinePanel("featured", max_num=FEATURED, label=_("Chosen page")),
                FieldRowPanel(["rule", "rule_topic"]),
            ],
            heading=_("Worth reading"),
            help_text=_("Choose pages and drag them into order. What is not public is left out."),
        ),
    ]
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self):
        """Ask which topic when the rule speaks of one."""
        super().clean()
        if self.rule == Rule.TOPIC and self.rule_topic is None:
            raise ValidationError({"rule_topic": _("Choose the topic that comes first.")})

    def route(self, request, path_components):
        """Find a section, or what lies in it, by its whole address in one query.

        Wagtail asks twice for each step of an address; it still finds pages of other kinds.
        """
        for kind, depth in ADDRESSED if path_components else ():
            if depth in (1, len(path_components)):
                address = "".join(f"{part}/" for part in path_components[:depth])
                rows = kind.objects.for_reading().filter(url_path=self.url_path + address)
                if page := rows.first():
                    return page.route(request, path_components[depth:])
        return super().route(request, path_components)

    def ways(self):
        """Each door with the life situations that stand below it, the first three."""
        below: dict[str, list[SituationPage]] = {}
        for situation in SituationPage.objects.visible().for_display():
            below.setdefault(situation.door, []).append(situation)
        return [
            {
                "door": door.value,
                "situations": below.get(door.value["situations"], [])[: self.SITUATIONS],
            }
            for door in self.doors
        ]

    def highlights(self):
        """Up to four visible pages: those that editors chose in their order, then by the rule."""
        chosen = self._chosen()[: self.FEATURED]
        wanted = self.FEATURED - len(chosen)
        if not wanted:
            return chosen
        seen = [page.pk for page in chosen]
        return [*chosen, *self._by_rule().exclude(pk__in=seen)[:wanted]]

    def _chosen(self):
        order = [row.chosen_id for row in self.featured.all() if row.chosen_id]
        if not order:
            return []
        rows = FencedQuerySet(Page).visible().filter(pk__in=order)
        kinds = [kind._meta.model_name for kind in FEATURABLE]
        rows = rows.select_related("articlepage__topic", "situationpage__topic", *kinds)
        rows = rows.defer(*(f"{kind}__body" for kind in kinds))
        parts = {row.pk: [getattr(row, kind, None) for kind in kinds] for row in rows}
        found = {pk: next(filter(None, row), None) for pk, row in parts.items()}
        return [found[pk] for pk in dict.fromkeys(order) if found.get(pk)]

    def _by_rule(self):
        rows = ArticlePage.objects.visible().for_display()
        newest = rows.query.order_by
        if self.rule == Rule.MOST_READ:
            return rows.with_times_read(READ_DAYS).order_by("-times_read", *newest)
        if self.rule == Rule.LOCAL:
            return rows.order_by("-is_local", *newest)
        if self.rule == Rule.TOPIC and self.rule_topic_id:
            on_topic = Q(topic=self.rule_topic_id) | Q(topic__parent=self.rule_topic_id)
            first = Case(When(on_topic, then=0), default=1)  # a topic without parent is no NULL
            return rows.order_by(first, *newest)
        return rows


class FeaturedPage(Orderable):
    """A page that editors put on the home page, in the order they dragged it to."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    chosen = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [
        PageChooserPanel(
            "chosen", ["knowledge.ArticlePage", "knowledge.SituationPage", "knowledge.NewsPage"]
        )
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("chosen page")
        verbose_name_plural = _("chosen pages")
        constraints = [
            models.UniqueConstraint(fields=["home", "chosen"], name="home_featured_once")
        ]

    def __str__(self):
        return f"{self.chosen_id}"


class StandardPage(FencedPage):
    """A plain page (普通页面): text, pictures and hints, one column."""

    body = StreamField(SHARED_BLOCKS, blank=True, verbose_name=_("body"))

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels = BasePage.panels_without_summary

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


SECTIONS = (ArticleIndexPage, NewsIndexPage, StandardPage)
ADDRESSED = [*((kind, 2) for kind in FEATURABLE), *((kind, 1) for kind in SECTIONS)]
"""What stands below the home page, with the number of steps in its address."""
