"""What changes contracts: recorded, changed, renewed; their files are opened on the record."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.contract_files import checked
from directory.models import Contract, ContractVillage, Place
from directory.permissions import keeps_register

CHANGEABLE = ("number", "firm", "signed_on", "ends_on", "procurement_reference", "amount")


@transaction.atomic
def record_contract(*, by, party, villages=None, file=None, **facts) -> Contract:
    """Writes down a contract of ``party`` with the villages it covers; returns it.

    ``villages``: places; None: all villages of the party that no other contract covers in this
    term. ``facts``: number, kind, firm, starts_on, ends_on and, if known, signed_on,
    procurement_reference, amount. Raises ``PermissionDenied`` for anybody but the bureau of the
    party, ``ValidationError`` in words beside its field.
    """
    if not keeps_register(by, party):
        raise PermissionDenied
    contract = Contract(party=party, **facts)
    contract.full_clean(exclude=["file"])
    wanted = _locked(_places_of(party)) if villages is None else _locked(villages)
    if villages is None:
        taken = {line.village_id for line in _others(contract, wanted)}
        wanted = [village for village in wanted if village.pk not in taken]
    _check_villages(contract, wanted)
    with _stored(contract, file):
        contract.save()
        _add(contract, wanted)
    log(contract, "directory.contract", user=by, data=_facts(contract, wanted))
    return contract


@transaction.atomic
def change_contract(contract, *, by, villages=None, file=None, **changes) -> Contract:
    """Changes facts of a contract (``CHANGEABLE``), its file or its villages; returns it.

    It is ended early, or extended, by another last day. Villages may leave it only before its
    first day. The same content twice changes nothing and is not logged.
    """
    contract = Contract.objects.select_for_update(of=["self"]).get(pk=contract.pk)
    if not keeps_register(by, contract.party):
        raise PermissionDenied
    before, present = _values(contract), list(contract.villages.all())
    for name in CHANGEABLE:
        setattr(contract, name, changes.get(name, getattr(contract, name)))
    contract.full_clean(exclude=["file"])
    wanted = _locked(present if villages is None else villages)
    gone = _leaving(contract, present, wanted)
    _check_villages(contract, wanted)
    with _stored(contract, file):
        contract.coverages.filter(village__in=gone).delete()
        contract.save()
        _add(contract, [village for village in wanted if village not in present])
    changed = _changed(before, _values(contract), present, wanted, file)
    if changed:
        log(contract, "directory.contract_changed", user=by, data={"changed": changed})
    return contract


def open_file(contract, *, by):
    """Returns the open file of ``contract`` and writes down who opened it."""
    file = contract.file.open("rb")
    log(contract, "directory.contract_opened", user=by)
    return file


def _places_of(party):
    return Place.objects.active().villages().under(party)


def _locked(villages):
    """The villages, locked in the order of their codes, so that two contracts cannot interlock."""
    keys = {village.pk for village in villages}
    rows = Place.objects.select_for_update(of=["self"]).select_related("parent")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _others(contract, villages):
    """Lines of other contracts that cover one of ``villages`` in the contract's term."""
    lines = ContractVillage.objects.select_related("contract", "village")
    rows = Contract.objects.overlapping(contract.starts_on, contract.ends_on)
    others = lines.exclude(contract=contract) if contract.pk else lines
    return others.filter(village__in=villages, contract__in=rows.order_by().values("pk"))


def _check_villages(contract, villages):
    if not villages:
        raise ValidationError(
            {"villages": _("No village would be covered: other contracts cover them already.")}
        )
    if strange := [village for village in villages if not _lies_in(village, contract)]:
        words = _("%(villages)s: not a village that this party can sign for.")
        raise ValidationError({"villages": words % {"villages": _names(strange)}})
    if taken := _others(contract, villages):
        words = _("%(village)s is covered by contract %(number)s until %(day)s already.")
        raise ValidationError(
            {
                "villages": [
                    words
                    % {
                        "village": line.village.short_name,
                        "number": line.contract.number,
                        "day": line.contract.ends_on.isoformat(),
                    }
                    for line in taken
                ]
            }
        )


def _lies_in(village, contract):
    is_village = village.level == Place.Level.VILLAGE
    return is_village and village.pk.startswith(contract.party.reach)


def _leaving(contract, present, wanted):
    """Villages that leave the contract; none may once it has begun."""
    gone = [village for village in present if village not in wanted]
    if gone and contract.has_begun:
        words = _(
            "The contract has begun, so %(villages)s must stay on it. "
            "End it early and write down a new one."
        )
        raise ValidationError({"villages": words % {"villages": _names(gone)}})
    return gone


def _add(contract, villages):
    ContractVillage.objects.bulk_create(
        [ContractVillage(contract=contract, village=village) for village in villages]
    )


@contextmanager
def _stored(contract, file):
    """Puts ``file`` on the contract; a file written for a record that fails is taken away."""
    kept = contract.file.name
    if file:
        try:
            contract.file = checked(file)
        except ValidationError as problem:
            raise ValidationError({"file": problem}) from problem
    is_done = False
    try:
        with transaction.atomic():
            yield
        is_done = True
    except IntegrityError as refusal:
        words = _("The register changed in the meantime and refuses this. Look again.")
        raise ValidationError(words) from refusal
    finally:
        if not is_done and file and contract.file.name != kept and contract.file._committed:
            contract.file.storage.delete(contract.file.name)


def _names(villages):
    return "、".join(village.short_name for village in villages)


def _values(contract):
    return {name: str(getattr(contract, name) or "") for name in CHANGEABLE}


def _changed(before, after, present, wanted, file):
    """What is different now, as name → [before, after]."""
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    codes = [sorted(village.pk for village in villages) for villages in (present, wanted)]
    if codes[0] != codes[1]:
        changed["villages"] = codes
    return changed | ({"file": ["", "new"]} if file else {})


def _facts(contract, villages):
    return {
        "party": contract.party_id,
        "starts_on": contract.starts_on.isoformat(),
        "ends_on": contract.ends_on.isoformat(),
        "villages": [village.pk for village in villages],
    }
