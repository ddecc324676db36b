"""What the database refuses about joining: certificates without training, decisions undone."""

from portal.operations.guards import Guards

GUARDS = Guards(
    tables=(
        "directory_certificate",
        "directory_attendance",
        "directory_training",
        "directory_application",
    ),
    sqlite={},
    postgresql=(),
    postgresql_reverse=(),
)
