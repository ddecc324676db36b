"""The lectures somebody signed up for, on any page: what changed since stands first."""

from django import template
from django.db.models import Q
from django.utils import timezone

from knowledge.actions import phone_hash
from knowledge.forms.signups import known_key
from knowledge.models import LectureChange, SignUp

register = template.Library()
MOST = 5


@register.inclusion_tag("knowledge/panels/my_lectures.html", takes_context=True)
def my_lectures(context):
    """Lectures this phone signed up for and that are not over; moved and called off ones say so.

    Two queries with the cookie of a sign-up, none without.
    """
    request = context.get("request")
    key = known_key(request.COOKIES) if request else ""
    return {"rows": _rows(key) if key else [], "request": request}


def _rows(key):
    now = timezone.now()
    to_come = Q(lecture__ends_at__gte=now)
    signups = SignUp.objects.of_phone(phone_hash(key)).filter(to_come)
    signups = signups.select_related("lecture__village__parent").order_by("lecture__starts_at")
    signups = list(signups[:MOST])
    changes = LectureChange.objects.filter(lecture__in=[row.lecture_id for row in signups])
    latest = {}
    for change in changes.order_by("pk") if signups else ():
        latest[change.lecture_id] = change
    return [(row, _since(row, latest.get(row.lecture_id))) for row in signups]


def _since(signup, change):
    """The change, when it came after the sign-up: who signed up later knew of it."""
    return change if change and change.at > signup.signed_at else None
