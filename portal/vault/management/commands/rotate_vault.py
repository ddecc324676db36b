"""``rotate_vault``: write all encrypted text again with the newest key."""

from django.core.management.base import BaseCommand, CommandError

from portal.vault import rotation
from portal.vault.keyring import VaultError
from portal.vault.models import Probe


class Command(BaseCommand):
    """Run after a new key was put in front of ``VAULT_KEYS``; then the old one may go."""

    help = "Re-encrypt every encrypted field with the newest key. May be stopped and run again."

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=500, help="rows in one transaction")

    def handle(self, *args, batch, **options):
        try:
            for model, field in rotation.encrypted_fields():
                self._rotate(model, field, batch)
            Probe.objects.renew()
        except VaultError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Every text is written with the newest key.")

    def _rotate(self, model, field, batch):
        seen = written = 0
        for rows, renewed in rotation.renew(model, field, batch):
            seen, written = seen + rows, written + renewed
            self.stdout.write(f"{model._meta.label}.{field.name}: {seen} read, {written} renewed")
