"""Makes the history append-only on PostgreSQL.

On SQLite the same rules are triggers that ``migrate`` puts on after its last step: see
``portal.operations.guards``.
"""

from django.db import migrations

from consultations.models.guards import GUARDS
from portal.operations.guards import on_postgresql


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial")]
    operations = [migrations.RunPython(*on_postgresql(GUARDS))]
