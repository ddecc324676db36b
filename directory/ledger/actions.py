"""The one way to write into the ledger."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.ledger.models import Entry, Volume
from directory.models import Place

KEYS = ["volume", "adviser", "recorded_by", "corrects"]


@transaction.atomic
def record(
    *, village, kind, happened_on, adviser, summary, by=None, minutes=None, corrects=None
) -> Entry:
    """Writes the next entry of ``village``; opens its volume on first use.

    ``by`` is none when a closed consultation or a held lecture writes its own entry. The volume's
    row is locked, so two writers get two numbers and no number is lost. Raises ``ValidationError``
    for an unknown kind, an empty summary, a day to come, or a correction of another volume.
    """
    if village.level != Place.Level.VILLAGE:
        raise ValidationError({"village": _("Only villages have a ledger.")})
    if happened_on > timezone.localdate():
        raise ValidationError({"happened_on": _("What has not happened yet is not recorded.")})
    volume = _locked_volume(village)
    entry = Entry(
        volume=volume,
        number=(volume.entries.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=kind,
        happened_on=happened_on,
        adviser=adviser,
        summary=summary.strip(),
        minutes=minutes,
        corrects=corrects,
        recorded_by=by,
    )
    entry.full_clean(exclude=KEYS, validate_unique=False)
    if corrects is not None and Entry.objects.filter(corrects=corrects).exists():
        raise ValidationError({"corrects": _("This entry has been corrected already.")})
    entry.save(force_insert=True)
    return entry


def _locked_volume(village):
    Volume.objects.get_or_create(village=village, defaults={"opened_on": timezone.localdate()})
    return Volume.objects.select_for_update(of=["self"]).get(village=village)
