"""What the database refuses about contracts: wrong parties, villages covered twice."""

from portal.operations.guards import Guards

GUARDS = Guards(
    tables=(
        "directory_contract",
        "directory_contractvillage",
        "directory_place",
    ),
    sqlite={},
    postgresql=(),
    postgresql_reverse=(),
)
