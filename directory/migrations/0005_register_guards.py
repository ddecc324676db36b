"""Puts the database's own rules on places, certificates and contracts (PostgreSQL).

On SQLite the same rules are triggers that ``migrate`` puts on after its last step.
"""

from django.db import migrations

from directory.models import contract_guards, joining_guards, place_guards
from portal.operations.guards import on_postgresql


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_register_of_record")]
    operations = [
        migrations.RunPython(*on_postgresql(module.GUARDS))
        for module in [place_guards, joining_guards, contract_guards]
    ]
