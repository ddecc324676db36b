"""The probe: one row that tells whether today's keys are those the data was written with."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.vault import keyring
from portal.vault.hashing import keyed_hash

TEXT = "portal.vault probe"


class ProbeQuerySet(models.QuerySet["Probe"]):
    """The single row of the table."""

    def faults(self) -> list[str]:
        """Return what the present keys cannot do, in words; an empty list is good (one query).

        The first call on an empty table stores the probe.
        """
        probe = self.filter(pk=1).first() or self.renew()
        return probe.faults()

    def renew(self) -> "Probe":
        """Write the probe with the newest key, after a rotation or on first use."""
        values = {"token": keyring.encrypt(TEXT), "digest": keyed_hash("probe", TEXT)}
        with transaction.atomic():
            probe, _created = self.update_or_create(pk=1, defaults=values)
        return probe


class Probe(models.Model):
    """A known text, encrypted and hashed with the keys the data was written with."""

    token = models.TextField(_("token"))
    digest = models.CharField(_("keyed hash"), max_length=64)

    objects = ProbeQuerySet.as_manager()

    class Meta:
        verbose_name = _("key probe")
        verbose_name_plural = _("key probes")

    def __str__(self):
        return TEXT

    def faults(self) -> list[str]:
        """Return which of the two keys does not fit this row."""
        faults = []
        try:
            keyring.decrypt(self.token)
        except keyring.VaultError:
            faults.append("The encryption keys cannot read what is stored.")
        if keyed_hash("probe", TEXT) != self.digest:
            faults.append("The hash key is not the one the receipts were made with.")
        return faults
