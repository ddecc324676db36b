"""Puts the database's own rules on the ledger (PostgreSQL).

On SQLite the same rules are triggers that ``migrate`` puts on after its last step, because making a table
anew would drop them: see ``directory.models.guards``.
"""

from django.db import migrations

from directory.ledger.models.entry_guards import GUARDS
from directory.models.guards import on_postgresql


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(*on_postgresql(GUARDS))]
