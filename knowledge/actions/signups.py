"""People say that they come to a lecture (报名), without an account.

A phone is known by the random key in its cookie, kept here as a keyed hash only. Nothing of this is
written into a log: who comes to a lecture is nobody's business but the speaker's.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models import Lecture, SignUp
from portal.vault.hashing import keyed_hash

NAMES_KEPT = timedelta(days=30)


def phone_hash(key: str) -> str:
    """What is stored of the key in a phone's cookie."""
    return keyed_hash("lecture sign-up", key)


@transaction.atomic
def sign_up(lecture, *, key, people=1, name="", at: datetime | None = None) -> SignUp:
    """Enter that ``people`` come; from one phone it is one sign-up, however often it is sent.

    Raises ``ValidationError`` when the lecture takes no sign-ups at the moment ``at`` (now) or when
    a fact is wrong.
    """
    lecture = _open(lecture, at)
    own = {"lecture": lecture, "key_hash": phone_hash(key)}
    signup = SignUp.objects.filter(**own).first() or SignUp(**own)
    if signup.withdrawn_at:
        signup.signed_at = at or timezone.now()
    return _write(signup, people, name)


@transaction.atomic
def change(lecture, *, key, people, name="", at: datetime | None = None) -> SignUp:
    """Correct how many come and under which name; refuses a phone that did not sign up."""
    lecture = _open(lecture, at)
    return _write(_own(lecture, key), people, name)


@transaction.atomic
def withdraw(lecture, *, key, at: datetime | None = None) -> SignUp:
    """Take the sign-up back and erase the name at once. Possible at any time, also afterwards."""
    signup = _own(lecture, key)
    signup.withdrawn_at = at or timezone.now()
    signup.name = ""
    signup.save(update_fields=["withdrawn_at", "name"])
    return signup


def forget_names(*, at: datetime) -> int:
    """Erase the names of sign-ups of lectures that were over 30 days before ``at``; how many."""
    old = SignUp.objects.filter(lecture__ends_at__lt=at - NAMES_KEPT)
    return old.exclude(name="").update(name="")


def _open(lecture, at):
    """Lock the lecture; refuse when it begins, began or does not take place."""
    fresh = Lecture.objects.select_for_update().get(pk=lecture.pk)
    if fresh.status == Lecture.Status.CANCELLED:
        raise ValidationError(_("This lecture does not take place any more."), code="cancelled")
    if not fresh.takes_signups(at or timezone.now()):
        raise ValidationError(_("It has begun or is over: nobody can sign up now."), code="closed")
    return fresh


def _own(lecture, key):
    signups = SignUp.objects.select_for_update().of_phone(phone_hash(key))
    signup = signups.filter(lecture=lecture).first()
    if signup is None:
        raise ValidationError(_("Nobody signed up from this phone."), code="unknown")
    return signup


def _write(signup, people, name):
    signup.people = people
    signup.name = name.strip()
    signup.withdrawn_at = None
    signup.full_clean()
    signup.save()
    return signup
