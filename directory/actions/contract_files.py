"""Files of contracts: looked into before they are kept, and swept when no contract holds them."""

from datetime import timedelta
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Contract
from directory.models.contracts import contract_files
from portal.media.models.inspecting import MAX_BYTES, inspect
from portal.media.models.rebuilding import rebuild

FOLDER = "contracts"
DOCUMENTS = (".pdf", ".docx")
PICTURES = (".jpg", ".jpeg", ".png")
UNFINISHED = timedelta(hours=24)  # so long a file may wait for its record to be stored


def checked(file):
    """Return ``file`` as it may be kept: a PDF or Word file as it is, a picture made anew.

    Raises ``ValidationError`` for anything else, for more than 20 MB, and for a file whose content
    is not what its name says.
    """
    ending = PurePath(file.name or "").suffix.lower()
    if ending in DOCUMENTS:
        inspect(file)
        return file
    if ending not in PICTURES:
        kinds = ", ".join(name.removeprefix(".") for name in (*DOCUMENTS, *PICTURES))
        raise ValidationError(_("A contract is kept as one of: %(kinds)s.") % {"kinds": kinds})
    if file.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 20 MB."))
    return rebuild(file)


def sweep_contract_files(*, at=None) -> int:
    """Delete the files that no contract holds, once they are a day old; return how many.

    They are left behind when storing a contract fails after its file was written, and when a
    better scan takes the place of an earlier one.
    """
    store, before = contract_files(), (at or timezone.now()) - UNFINISHED
    if not store.exists(FOLDER):
        return 0
    held = set(Contract.objects.exclude(file="").values_list("file", flat=True))
    names = [f"{FOLDER}/{name}" for name in store.listdir(FOLDER)[1]]
    orphans = [n for n in names if n not in held and store.get_modified_time(n) <= before]
    for name in orphans:
        store.delete(name)
    return len(orphans)
