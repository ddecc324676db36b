"""Topics 主题: the one list that questions, articles, lectures and statistics share."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A topic 主题. The county may add topics below the shipped ones."""

    name = models.CharField(_("name of the topic"), max_length=30)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    keywords = models.TextField(
        _("everyday words"),
        blank=True,
        help_text=_("Words that people use for it, with spaces between: 欠薪 工钱 工资 白条"),
    )
    situation = models.CharField(
        _("in a villager's words"),
        max_length=40,
        blank=True,
        help_text=_("One short line that says what it is about: 工钱要不回来"),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("wagtail_serve", args=[f"learn/topics/{self.slug}/"])

    @property
    def keyword_list(self):
        return self.keywords.split()
