"""What other pages show of the ledger."""

from django import template
from django.utils import timezone

from directory.ledger.models import Entry

register = template.Library()


@register.inclusion_tag("ledger/panels/counts.html")
def ledger_counts(village):
    """What was done for ``village`` this month and this year, by kind."""
    return {"counts": Entry.objects.in_village(village).counts(timezone.localdate())}
