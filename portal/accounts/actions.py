"""Changes to one's own account."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User


@transaction.atomic
def change_password(user: User, *, password: str) -> None:
    """Set a new ``password``; every other session of ``user`` ends with it."""
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def start_device(user: User) -> TOTPDevice:
    """Begin a second factor: a new key that counts once ``confirm_device`` has seen its first code.

    Starting again replaces the unfinished key. Raises ``ValidationError`` when one is in use.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.device:
        raise ValidationError(_("The second step is already switched on."), code="exists")
    TOTPDevice.objects.filter(user=locked, confirmed=False).delete()
    return TOTPDevice.objects.create(user=locked, name="totp", confirmed=False)


def confirm_device(user: User, *, token: str) -> TOTPDevice:
    """Switch the second factor on with the code its app shows.

    Raises ``ValidationError`` when none was started or the code is not right; wrong codes slow down
    the next try.
    """
    pending = user.pending_device
    if pending is None:
        raise ValidationError(_("Please start again."), code="not_started")
    device = verify_token(user, pending.persistent_id, token)
    if device is None:
        message = _("The code is not right. Wait for the next one and type that.")
        raise ValidationError(message, code="token_wrong")
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


@transaction.atomic
def remove_device(user: User) -> None:
    """Take every second factor of ``user`` away; doing it twice does no harm."""
    TOTPDevice.objects.filter(user=user).delete()
