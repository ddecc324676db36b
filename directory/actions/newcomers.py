"""Advisers whom a pairing sheet brings, with all that a certificate stands on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.serving import store
from directory.models import Adviser, Attendance, Certificate, Firm, Training
from directory.pairing.people import Newcomer, firm_key
from directory.permissions import keeps_register_anywhere
from directory.pinyin import spell

SERVICE_OFFICE = "法律服务所"


@transaction.atomic
def admit(newcomer: Newcomer, *, by) -> Adviser:
    """Writes adviser, firm, attendance and certificate. The phone is kept, not shown: the sheet
    is no consent (R38). Raises ``PermissionDenied`` for anybody but the bureau,
    ``ValidationError`` when a fact cannot be stored.
    """
    if not keeps_register_anywhere(by):
        raise PermissionDenied
    adviser = store(
        Adviser(
            name=newcomer.name,
            pinyin=spell(newcomer.name)[0],
            kind=newcomer.kind,
            firm=_firm_of(newcomer),
            phone=newcomer.phone,
        )
    )
    store(Attendance(training=_training_on(newcomer.trained_on), adviser=adviser))
    certificate = store(
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


def new_firm(name, adviser_kind) -> Firm:
    """Enters a firm; of which kind is told by its name and by who works there."""
    is_office = adviser_kind == Adviser.Kind.LEGAL_WORKER or SERVICE_OFFICE in name
    kind = Firm.Kind.LEGAL_SERVICE_OFFICE if is_office else Firm.Kind.LAW_FIRM
    return store(Firm(name=name, kind=kind))


def _firm_of(newcomer):
    """The firm of that name, however it was shortened; a new one when the register has none."""
    if not newcomer.firm:
        return None
    key = firm_key(newcomer.firm)
    alike = [one for one in Firm.objects.filter(name__contains=key) if firm_key(one.name) == key]
    exact = [one for one in alike if one.name == newcomer.firm]
    if exact or len(alike) == 1:
        return (exact or alike)[0]
    return new_firm(newcomer.firm, newcomer.kind)


def _training_on(day):
    found = Training.objects.filter(held_on=day).order_by("pk").first()
    return found or store(Training(title=_("Training before service"), held_on=day))
