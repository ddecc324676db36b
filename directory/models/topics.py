"""Topics 主题: the one list that questions, articles, lectures and statistics share."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class TopicQuerySet(models.QuerySet):
    def situations(self):
        """Topics that begin with something that happened to somebody (工钱要不回来)."""
        return self.exclude(situation="")


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
        _("life situation"),
        max_length=40,
        blank=True,
        help_text=_("One short line as a villager would say it: 工钱要不回来"),
    )

    objects = TopicQuerySet.as_manager()

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
