"""What the database refuses about places: rooms, groups and changes of the division.

A code and its level never change. A change leads from a closed place to one in use of the same
level; a closed place that leads somewhere is never opened again. Together these make circles of
any length impossible. Changes are never edited but for ``moved_at``, once, and never deleted.
Rooms and groups are a village's. No service begins at a closed place.
"""

from portal.operations.guards import Guards

SERVICES = ("assignment", "cover")
VILLAGERS = ("serviceroom", "wechatgroup")

SQLITE_PLACE = """
CREATE TRIGGER directory_place_keeps_its_code BEFORE UPDATE OF code, level ON directory_place
WHEN NEW.code IS NOT OLD.code OR NEW.level IS NOT OLD.level BEGIN
  SELECT RAISE(ABORT, 'place: code and level never change');
END
"""
SQLITE_CLOSED = """
CREATE TRIGGER directory_place_stays_closed BEFORE UPDATE OF is_active ON directory_place
WHEN NEW.is_active AND NOT OLD.is_active BEGIN
  SELECT RAISE(ABORT, 'place: it has gone into another one')
  WHERE EXISTS (SELECT 1 FROM directory_placechange
                WHERE former_id = OLD.code AND kind <> 'renamed');
END
"""
SQLITE_CHANGE = """
CREATE TRIGGER directory_placechange_leads_on BEFORE INSERT ON directory_placechange BEGIN
  SELECT RAISE(ABORT, 'placechange: a change is never replaced')
  WHERE EXISTS (SELECT 1 FROM directory_placechange WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'placechange: both places are of one level')
  WHERE (SELECT level FROM directory_place WHERE code = NEW.former_id)
     IS NOT (SELECT level FROM directory_place WHERE code = NEW.successor_id);
  SELECT RAISE(ABORT, 'placechange: it leads from a closed place to one in use')
  WHERE NEW.kind <> 'renamed' AND NOT EXISTS (
    SELECT 1 FROM directory_place f, directory_place s
    WHERE f.code = NEW.former_id AND NOT f.is_active AND s.code = NEW.successor_id
    AND s.is_active);
END
"""
SQLITE_MOVED = """
CREATE TRIGGER directory_placechange_no_update BEFORE UPDATE ON directory_placechange BEGIN
  SELECT RAISE(ABORT, 'placechange: only "moved" is added, once')
  WHERE OLD.moved_at IS NOT NULL OR NEW.moved_at IS NULL OR NEW.id IS NOT OLD.id
     OR NEW.kind IS NOT OLD.kind OR NEW.former_id IS NOT OLD.former_id
     OR NEW.former_name IS NOT OLD.former_name OR NEW.successor_id IS NOT OLD.successor_id
     OR NEW.happened_on IS NOT OLD.happened_on OR NEW.source IS NOT OLD.source;
END
"""
SQLITE_KEPT = """
CREATE TRIGGER directory_placechange_no_delete BEFORE DELETE ON directory_placechange BEGIN
  SELECT RAISE(ABORT, 'placechange: a change is never deleted');
END
"""
SQLITE_VILLAGE = """
CREATE TRIGGER directory_{table}_village_{event} BEFORE {event} ON directory_{table} BEGIN
  SELECT RAISE(ABORT, '{table}: only villages have one')
  WHERE (SELECT level FROM directory_place WHERE code = NEW.village_id) IS NOT 'village';
END
"""
SQLITE_IN_USE = """
CREATE TRIGGER directory_{table}_in_use_{event} BEFORE {clause} ON directory_{table} BEGIN
  SELECT RAISE(ABORT, '{table}: the village is closed')
  WHERE {changed} NOT (SELECT is_active FROM directory_place WHERE code = NEW.village_id);
END
"""
EVENTS = {
    "insert": ("INSERT", ""),
    "update": ("UPDATE OF village_id", "NEW.village_id IS NOT OLD.village_id AND"),
}


def _sqlite():
    triggers = {
        "directory_place_keeps_its_code": SQLITE_PLACE,
        "directory_place_stays_closed": SQLITE_CLOSED,
        "directory_placechange_leads_on": SQLITE_CHANGE,
        "directory_placechange_no_update": SQLITE_MOVED,
        "directory_placechange_no_delete": SQLITE_KEPT,
    }
    for event, (clause, changed) in EVENTS.items():
        for table in VILLAGERS:
            made = SQLITE_VILLAGE.format(table=table, event=event)
            triggers[f"directory_{table}_village_{event}"] = made
        for table in SERVICES:
            words = {"table": table, "event": event, "clause": clause, "changed": changed}
            triggers[f"directory_{table}_in_use_{event}"] = SQLITE_IN_USE.format(**words)
    return triggers


PG_FUNCTION = """
CREATE FUNCTION directory_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {refused} THEN
    RAISE EXCEPTION '%: {words}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
PG_LEVEL = "(SELECT level FROM directory_place WHERE code = NEW.{key})"
PG_IN_USE = "(SELECT is_active FROM directory_place WHERE code = NEW.{key})"
# Function → (when it refuses, in words).
PG_RULES = {
    "keep_code": ("TRUE", "code and level never change"),
    "keep_closed": (
        "EXISTS (SELECT 1 FROM directory_placechange"
        " WHERE former_id = OLD.code AND kind <> 'renamed')",
        "it has gone into another one",
    ),
    "check_change": (
        f"{PG_LEVEL.format(key='former_id')} IS DISTINCT FROM"
        f" {PG_LEVEL.format(key='successor_id')} OR (NEW.kind <> 'renamed' AND"
        f" ({PG_IN_USE.format(key='former_id')} OR NOT {PG_IN_USE.format(key='successor_id')}))",
        "a change leads from a closed place to one in use of its level",
    ),
    "check_moved": (
        "TG_OP = 'DELETE' OR OLD.moved_at IS NOT NULL OR NEW.moved_at IS NULL OR"
        " (NEW.id, NEW.kind, NEW.former_id, NEW.former_name, NEW.successor_id, NEW.happened_on,"
        " NEW.source) IS DISTINCT FROM (OLD.id, OLD.kind, OLD.former_id, OLD.former_name,"
        " OLD.successor_id, OLD.happened_on, OLD.source)",
        "only moved_at is added, once",
    ),
    "check_villagers": (
        f"{PG_LEVEL.format(key='village_id')} IS DISTINCT FROM 'village'",
        "only villages have one",
    ),
    "check_in_use": (f"NOT {PG_IN_USE.format(key='village_id')}", "the village is closed"),
}
# Trigger → (table, when, function).
PG_TRIGGERS = {
    "directory_place_keeps_its_code": (
        "directory_place",
        "BEFORE UPDATE OF code, level",
        "WHEN (NEW.code <> OLD.code OR NEW.level <> OLD.level)",
        "keep_code",
    ),
    "directory_place_stays_closed": (
        "directory_place",
        "BEFORE UPDATE OF is_active",
        "WHEN (NEW.is_active AND NOT OLD.is_active)",
        "keep_closed",
    ),
    "directory_placechange_leads_on": (
        "directory_placechange",
        "BEFORE INSERT",
        "",
        "check_change",
    ),
    "directory_placechange_stays": (
        "directory_placechange",
        "BEFORE UPDATE OR DELETE",
        "",
        "check_moved",
    ),
    **{
        f"directory_{table}_village": (
            f"directory_{table}",
            "BEFORE INSERT OR UPDATE",
            "",
            "check_villagers",
        )
        for table in VILLAGERS
    },
    **{
        f"directory_{table}_begins_in_use": (
            f"directory_{table}",
            "BEFORE INSERT",
            "",
            "check_in_use",
        )
        for table in SERVICES
    },
    **{
        f"directory_{table}_moves_to_use": (
            f"directory_{table}",
            "BEFORE UPDATE OF village_id",
            "WHEN (NEW.village_id <> OLD.village_id)",
            "check_in_use",
        )
        for table in SERVICES
    },
}

GUARDS = Guards(
    tables=(
        "directory_placechange",
        "directory_serviceroom",
        "directory_wechatgroup",
        "directory_assignment",
        "directory_cover",
        "directory_place",
    ),
    sqlite=_sqlite(),
    postgresql=(
        *[
            PG_FUNCTION.format(name=name, refused=refused, words=words)
            for name, (refused, words) in PG_RULES.items()
        ],
        *[
            f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW {condition}"
            f" EXECUTE FUNCTION directory_{function}()"
            for name, (table, when, condition, function) in PG_TRIGGERS.items()
        ],
    ),
    postgresql_reverse=(
        *[f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, (table, *_) in PG_TRIGGERS.items()],
        *[f"DROP FUNCTION IF EXISTS directory_{name}()" for name in PG_RULES],
    ),
)
