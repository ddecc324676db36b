"""Puts the database's own rules on the terms of service (PostgreSQL).

On SQLite the same rules are triggers that ``migrate`` puts on after its last step, because making a table
anew would drop them: see ``portal.operations.guards``.
"""

from django.db import migrations

from directory.models.term_guards import GUARDS
from portal.operations.guards import on_postgresql


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(*on_postgresql(GUARDS))]
