"""What the database refuses about places: rooms, groups and changes of the division."""

from portal.operations.guards import Guards

GUARDS = Guards(
    tables=(
        "directory_placechange",
        "directory_serviceroom",
        "directory_wechatgroup",
        "directory_place",
    ),
    sqlite={},
    postgresql=(),
    postgresql_reverse=(),
)
