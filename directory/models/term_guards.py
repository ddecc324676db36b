"""What the database refuses about who serves whom, on both engines.

One lead and one cover per village and day; one use of each slot (1 to 5) per adviser and day, hence
at most five villages; only villages are served; only certificates in force on the first day; days
are real days.
"""

from portal.operations.guards import Guards

FOREVER = "9999-12-31"
SERVICES = ("assignment", "cover")

SQLITE_SERVICE = """
CREATE TRIGGER directory_{table}_{event} BEFORE {event} ON directory_{table} BEGIN
  SELECT RAISE(ABORT, '{table}: a day must be written as YYYY-MM-DD')
  WHERE date(NEW.starts_on) IS NOT NEW.starts_on
     OR (NEW.ends_on IS NOT NULL AND date(NEW.ends_on) IS NOT NEW.ends_on);
  SELECT RAISE(ABORT, '{table}: only villages are served')
  WHERE NOT EXISTS (SELECT 1 FROM directory_place p
                    WHERE p.code = NEW.village_id AND p.level = 'village');
  SELECT RAISE(ABORT, '{table}: no valid certificate on the first day')
  WHERE {unchecked} NOT EXISTS (
    SELECT 1 FROM directory_certificate c WHERE c.adviser_id = NEW.adviser_id
    AND c.valid_from <= NEW.starts_on AND c.valid_until >= NEW.starts_on
    AND (c.suspended_on IS NULL OR c.suspended_on > NEW.starts_on));
  SELECT RAISE(ABORT, '{table}: the village is already served in this term')
  WHERE EXISTS (SELECT 1 FROM directory_{table} o
                WHERE o.village_id = NEW.village_id AND o.id IS NOT {own_id} AND {overlap});
END
"""
SQLITE_OVERLAP = (
    f"o.starts_on <= COALESCE(NEW.ends_on, '{FOREVER}') "
    f"AND COALESCE(o.ends_on, '{FOREVER}') >= NEW.starts_on"
)
SQLITE_SLOT = """
CREATE TRIGGER directory_assignment_slot_{event} BEFORE {event} ON directory_assignment BEGIN
  SELECT RAISE(ABORT, 'assignment: a slot is a whole number')
  WHERE typeof(NEW.slot) NOT IN ('integer', 'null');
  SELECT RAISE(ABORT, 'assignment: the adviser already uses this slot in this term')
  WHERE NEW.slot IS NOT NULL AND EXISTS (
    SELECT 1 FROM directory_assignment o WHERE o.adviser_id = NEW.adviser_id
    AND o.slot = NEW.slot AND o.id IS NOT {own_id} AND {overlap});
END
"""
UNCHANGED = "(NEW.adviser_id IS NOT OLD.adviser_id OR NEW.starts_on IS NOT OLD.starts_on) AND"
EVENTS = {"insert": ("NEW.id", ""), "update": ("OLD.id", UNCHANGED)}


def _sqlite():
    triggers = {}
    for event, (own_id, unchecked) in EVENTS.items():
        words = {"event": event, "own_id": own_id, "overlap": SQLITE_OVERLAP}
        triggers[f"directory_assignment_slot_{event}"] = SQLITE_SLOT.format(**words)
        for table in SERVICES:
            triggers[f"directory_{table}_{event}"] = SQLITE_SERVICE.format(
                table=table, unchecked=unchecked, **words
            )
    return triggers


PG_TERM = "daterange(starts_on, ends_on, '[]') WITH &&"
PG_FUNCTION = """
CREATE FUNCTION directory_check_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM directory_place p
                 WHERE p.code = NEW.village_id AND p.level = 'village') THEN
    RAISE EXCEPTION '%: only villages are served', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.adviser_id = OLD.adviser_id AND NEW.starts_on = OLD.starts_on THEN
      RETURN NEW;
    END IF;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM directory_certificate c WHERE c.adviser_id = NEW.adviser_id
                 AND NEW.starts_on BETWEEN c.valid_from AND c.valid_until
                 AND (c.suspended_on IS NULL OR c.suspended_on > NEW.starts_on)) THEN
    RAISE EXCEPTION '%: no valid certificate on the first day', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
PG_SERVICE = (
    "ALTER TABLE directory_{table} ADD CONSTRAINT directory_{table}_one_per_village "
    "EXCLUDE USING gist (village_id WITH =, " + PG_TERM + ")",
    "CREATE TRIGGER directory_{table}_check BEFORE INSERT OR UPDATE ON directory_{table} "
    "FOR EACH ROW EXECUTE FUNCTION directory_check_service()",
)
PG_SLOT = (
    "ALTER TABLE directory_assignment ADD CONSTRAINT directory_assignment_slot_once "
    "EXCLUDE USING gist (adviser_id WITH =, slot WITH =, " + PG_TERM + ") WHERE (slot IS NOT NULL)"
)
PG_REVERSE = (
    "ALTER TABLE directory_{table} DROP CONSTRAINT IF EXISTS directory_{table}_one_per_village",
    "DROP TRIGGER IF EXISTS directory_{table}_check ON directory_{table}",
)

GUARDS = Guards(
    tables=(
        "directory_assignment",
        "directory_cover",
        "directory_place",
        "directory_certificate",
    ),
    sqlite=_sqlite(),
    postgresql=(
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        PG_FUNCTION,
        *[part.format(table=table) for table in SERVICES for part in PG_SERVICE],
        PG_SLOT,
    ),
    postgresql_reverse=(
        "ALTER TABLE directory_assignment DROP CONSTRAINT IF EXISTS directory_assignment_slot_once",
        *[part.format(table=table) for table in SERVICES for part in PG_REVERSE],
        "DROP FUNCTION IF EXISTS directory_check_service()",
    ),
)
