"""Joining 加入: apply, withdraw, be accepted or refused. Each writes one line of the audit log."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory import receipts
from directory.actions.newcomers import new_firm
from directory.actions.serving import store
from directory.models import Adviser, Application, Firm, Proof
from directory.permissions import keeps_register_anywhere
from directory.pinyin import spell

Status = Application.Status
PRACTISING = (Adviser.Kind.LAWYER, Adviser.Kind.LEGAL_WORKER)  # they belong to a firm
# product.md 3.6, retention: pictures twelve months after the decision, text twenty-four.
PICTURES_KEPT = timedelta(days=365)
TEXT_KEPT = timedelta(days=730)


def apply(form_key, *, facts, townships, pictures, at) -> Application:
    """Takes an application; the same ``form_key`` twice gives the same application.

    ``facts``: name, kind, firm_name, licence_number, phone, statement. ``pictures``: JPEG in base
    64, stored encrypted.
    """
    own = {"form_key_hash": receipts.form_hash(form_key)}
    found = Application.objects.filter(**own).first()
    if found:
        return found
    own["receipt_hash"] = receipts.hash_of(receipts.of_form(form_key))
    try:
        return _take(
            Application(**facts, **own, consented_at=at, submitted_at=at), townships, pictures
        )
    except IntegrityError:  # the second of two taps came in between
        return Application.objects.get(form_key_hash=own["form_key_hash"])


@transaction.atomic
def _take(application, townships, pictures):
    application.save()
    application.townships.set(townships)
    Proof.objects.bulk_create(
        Proof(application=application, position=number, picture=picture)
        for number, picture in enumerate(pictures, start=1)
    )
    log(application, "directory.apply")
    return application


def find(code) -> Application | None:
    """The application with the receipt ``code``, as typed."""
    return Application.objects.filter(receipt_hash=receipts.hash_of(code)).first()


@transaction.atomic
def withdraw(application) -> Application:
    """Takes the application back and erases what it said of the person but the name.

    Raises ``ValidationError`` when the bureau has decided, or it was withdrawn before.
    """
    application = _lock(application, Status.WITHDRAWN)
    application.status = Status.WITHDRAWN
    application.licence_number = application.phone = application.statement = ""
    application.save()
    application.proofs.all().delete()
    log(application, "directory.withdraw")
    return application


@transaction.atomic
def forget_decided(*, at) -> tuple[int, int]:
    """Erases what decided applications no longer need; how many (pictures, texts) went.

    Who applied, what was decided and why stays.
    """
    decided = Application.objects.filter(decided_at__isnull=False)
    old = decided.filter(decided_at__lt=at - PICTURES_KEPT)
    pictures, _kinds = Proof.objects.filter(application__in=old).delete()
    older = decided.filter(decided_at__lt=at - TEXT_KEPT).exclude(licence_number="", phone="")
    texts = older.update(licence_number="", phone="", statement="")
    return pictures, texts


@transaction.atomic
def decide(application, *, accepted, reason, by, at, firm=None, creates_firm=False) -> Application:
    """Accepts or refuses. Who is accepted becomes an adviser, not certified yet.

    ``firm``: the register's firm; ``creates_firm``: enter the firm that the application names.
    Raises ``PermissionDenied`` for anybody but the bureau, ``ValidationError`` without a reason, a
    practising lawyer's firm, or when it was decided or withdrawn before.
    """
    if not keeps_register_anywhere(by):
        raise PermissionDenied
    application = _lock(application, Status.ACCEPTED if accepted else Status.REFUSED)
    if not reason.strip():
        raise ValidationError({"reason": _("Write down why. The applicant reads it.")})
    if accepted:
        application.adviser = _adviser_of(application, _firm(application, firm, creates_firm))
        log(application.adviser, "wagtail.create", user=by)
    application.status = Status.ACCEPTED if accepted else Status.REFUSED
    application.decision_reason = reason.strip()
    application.decided_by, application.decided_at = by, at
    store(application)
    data = {"status": application.status, "adviser": application.adviser_id}
    log(application, "directory.decide", user=by, data=data)
    return application


def _lock(application, target):
    """The application as it is now, if it may still become ``target``."""
    application = Application.objects.select_for_update(of=["self"]).get(pk=application.pk)
    if target not in Application.TRANSITIONS[application.status]:
        state = application.get_status_display()
        raise ValidationError(_("Nothing can change any more: it is %(state)s.") % {"state": state})
    return application


def _firm(application, firm, creates_firm):
    if firm is None and creates_firm and application.firm_name:
        name = application.firm_name
        firm = Firm.objects.filter(name=name).first() or new_firm(name, application.kind)
    if firm is None and application.kind in PRACTISING:
        message = _("Choose the firm, or enter the one that the application names.")
        raise ValidationError({"firm": message})
    return firm


def _adviser_of(application, firm):
    adviser = Adviser(
        name=application.name,
        pinyin=spell(application.name)[0],
        kind=application.kind,
        firm=firm,
        phone=application.phone,
    )
    store(adviser)
    adviser.preferred_townships.set(application.townships.all())
    return adviser
