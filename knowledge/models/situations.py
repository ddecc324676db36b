"""Landing pages of life situations: what to do when this happens to me (遇到这事怎么办)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from directory.models import Topic
from knowledge.blocks import SituationBodyBlock
from knowledge.models.fences import FencedPage, FencedQuerySet
from knowledge.models.gated import GatedPage
from portal.pages.models import BasePage


class SituationQuerySet(FencedQuerySet):
    """Which life situations a page lists."""

    def about(self, topic):
        """Situations of ``topic`` and of the topics under it."""
        return self.filter(Q(topic=topic) | Q(topic__parent=topic))

    def for_display(self):
        """What a row of a list shows, in the order of the page tree, without the long body."""
        return self.select_related("topic").defer("body").order_by("path")

    def for_reading(self):
        """With its topic."""
        return super().for_reading().select_related("topic")


class SituationPage(GatedPage, FencedPage):
    """遇到这事怎么办: the first steps, then the four doors for this situation."""

    class Door(models.TextChoices):
        LEARN = "learn", _("learn the law")
        ASK = "ask", _("ask")
        MEDIATE = "mediate", _("mediate")
        AID = "aid", _("legal aid")

    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, related_name="situation_pages", verbose_name=_("topic")
    )
    door = models.CharField(
        _("door on the home page"),
        max_length=7,
        choices=Door,
        default=Door.LEARN,
        help_text=_("Where people in this situation go first"),
    )
    body = StreamField(
        SituationBodyBlock(),
        verbose_name=_("what to do"),
        help_text=_("In this order: what to do at once, steps, papers, whom to call"),
    )

    objects = PageManager.from_queryset(SituationQuerySet)()

    parent_page_types = ["knowledge.ArticleIndexPage"]
    subpage_types: list[str] = []
    template = "knowledge/situation.html"

    content_panels = [
        TitleFieldPanel("title", help_text=_("As a villager would say it: 工钱要不回来")),
        FieldRowPanel(["topic", "door"]),
        HelpPanel(template="wagtailadmin/panels/shortcomings.html", heading=_("Still to do")),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.panels_without_summary
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("life situation")
        verbose_name_plural = _("life situations")

    @property
    def doors(self):
        """The four doors, the one that serves this situation best first."""
        return sorted(self.Door.values, key=lambda door: door != self.door)

    @property
    def parts(self):
        """The body up to its last steps, and what follows: who helps is said between the two."""
        steps = [n for n, block in enumerate(self.body, start=1) if block.block_type == "steps"]
        end = steps[-1] if steps else len(self.body)
        blocks = list(self.body)
        return blocks[:end], blocks[end:]

    def plain_text(self):
        """All words of the body without markup, for the search."""
        return " ".join(map(str, self.body.stream_block.get_searchable_content(self.body)))
