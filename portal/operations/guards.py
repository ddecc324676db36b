"""Rules that only the database can keep: they hold for raw SQL, imports and two writers at once.

PostgreSQL gets exclusion constraints and triggers in a migration. SQLite gets triggers, and those
need care: changing a table on SQLite means making it anew, which silently drops its triggers and
fails outright when a trigger of another table reads it. So on SQLite ``migrate`` takes the guards
off before its first step and puts the present ones back after its last; a run that was killed is
repaired by the next ``migrate``.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True, eq=False)
class Guards:
    """The guards of one app: the tables they stand on, how either engine makes and unmakes them."""

    tables: tuple[str, ...]
    sqlite: dict[str, str]
    postgresql: tuple[str, ...]
    postgresql_reverse: tuple[str, ...]

    def install(self, connection):
        """Puts the guards on (again); does nothing while their tables are missing."""
        if set(self.tables) - set(connection.introspection.table_names()):
            return
        self.remove(connection)
        makers = self.postgresql if connection.vendor == "postgresql" else self.sqlite.values()
        with connection.cursor() as cursor:
            for statement in makers:
                cursor.execute(statement)

    def remove(self, connection):
        """Takes the guards off."""
        drops = [f"DROP TRIGGER IF EXISTS {name}" for name in self.sqlite]
        if connection.vendor == "postgresql":
            drops = self.postgresql_reverse
        with connection.cursor() as cursor:
            for statement in drops:
                cursor.execute(statement)

    def missing(self, connection):
        """Names of SQLite triggers that are not there (always empty on PostgreSQL)."""
        if connection.vendor != "sqlite":
            return set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return set(self.sqlite) - {name for (name,) in cursor.fetchall()}

    def follow_migrations(self, app_config):
        """On SQLite, steps aside while ``migrate`` changes tables."""
        key = f"guards-{app_config.label}-{self.tables}"
        pre_migrate.connect(self._step_aside, sender=app_config, dispatch_uid=key)
        post_migrate.connect(self._come_back, sender=app_config, dispatch_uid=key)

    def _step_aside(self, *, using, plan, **kwargs):
        if plan and connections[using].vendor == "sqlite":
            self.remove(connections[using])

    def _come_back(self, *, using, **kwargs):
        if connections[using].vendor == "sqlite" and self.missing(connections[using]):
            self.install(connections[using])


def on_postgresql(guards):
    """The pair of functions (make, reverse) for a migration's ``RunPython``."""

    def make(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            guards.install(schema_editor.connection)

    def unmake(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            guards.remove(schema_editor.connection)

    return make, unmake
