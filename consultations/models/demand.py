"""Asked but not written: what villagers ask about, and what the portal tells about it.

Numbers for each topic, never a question. A number below ``FEW`` is not told: with the office's
hours and the village's talk it could point at somebody.
"""

from datetime import timedelta

from django.db.models import Case, Count, F, FloatField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.models.consultation import Consultation
from knowledge.models import ArticlePage

FEW = 3


def with_demand(topics, days):
    """Return ``topics``, the most wanting first; one query.

    Each with ``asked`` (questions of the last ``days`` days), ``written`` (cases that villagers
    see), both with those of the topics under it, and ``wanting``: questions for each case, one
    more case than there are, 0 where few asked.
    """
    since = timezone.now() - timedelta(days=days)
    asked = _number(Consultation.objects.asked_since(since))
    written = _number(ArticlePage.objects.visible())
    share = F("asked") * Value(1.0) / (F("written") + Value(1.0))
    few = When(asked__lt=FEW, then=Value(0.0))
    topics = topics.annotate(asked=asked, written=written)
    topics = topics.annotate(wanting=Case(few, default=share, output_field=FloatField()))
    return topics.order_by("-wanting", "sort_order", "pk")


def in_words(number):
    """The number of questions as it may be told: 12, or “fewer than 3”."""
    return _("fewer than %(few)d") % {"few": FEW} if number < FEW else str(number)


def _number(rows):
    """How many of ``rows`` are about the topic of the outer query or those under it."""
    own = rows.filter(Q(topic=OuterRef("pk")) | Q(topic__parent=OuterRef("pk"))).order_by()
    counted = own.annotate(all=Value(1)).values("all").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
