"""Advisers whom a pairing sheet brings, with all that a certificate stands on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.models import Adviser, Attendance, Certificate, Firm, Training
from directory.pairing.people import Newcomer, firm_key
from directory.permissions import keeps_register_anywhere
from directory.pinyin import spell


@transaction.atomic
def admit(newcomer: Newcomer, *, by) -> Adviser:
    """Writes adviser, firm, attendance and certificate. The phone is kept, not shown: the sheet
    is no consent (R38). Raises ``ValidationError`` when a fact cannot be stored.
    """
    if not keeps_register_anywhere(by):
        raise PermissionDenied
    adviser = _stored(
        Adviser(
            name=newcomer.name,
            pinyin=spell(newcomer.name)[0],
            kind=newcomer.kind,
            firm=_firm_of(newcomer),
            phone=newcomer.phone,
        )
    )
    _stored(Attendance(training=_training_on(newcomer.trained_on), adviser=adviser))
    certificate = _stored(
        Certificate(
            adviser=adviser,
            number=newcomer.number,
            valid_from=newcomer.valid_from,
            valid_until=newcomer.valid_until,
        )
    )
    for row in (adviser, certificate):
        log(row, "wagtail.create", user=by)
    return adviser


def _stored(row):
    row.full_clean()
    row.save()
    return row


def _firm_of(newcomer):
    """The firm of that name, however it was shortened; a new one when the register has none."""
    if not newcomer.firm:
        return None
    key = firm_key(newcomer.firm)
    alike = [one for one in Firm.objects.filter(name__contains=key) if firm_key(one.name) == key]
    exact = [one for one in alike if one.name == newcomer.firm]
    if exact or len(alike) == 1:
        return (exact or alike)[0]
    is_office = newcomer.kind == Adviser.Kind.LEGAL_WORKER or "法律服务所" in newcomer.firm
    kind = Firm.Kind.LEGAL_SERVICE_OFFICE if is_office else Firm.Kind.LAW_FIRM
    return _stored(Firm(name=newcomer.firm, kind=kind))


def _training_on(day):
    found = Training.objects.filter(held_on=day).order_by("pk").first()
    return found or _stored(Training(title=_("Training before service"), held_on=day))
