"""Puts the database's own rules on the terms of service (PostgreSQL).

On SQLite the same rules are triggers that ``migrate`` puts on after its last step, because making a table
anew would drop them: see ``directory.models.guards``.
"""

from django.db import migrations

from directory.models.guards import on_postgresql
from directory.models.term_guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(*on_postgresql(GUARDS))]
