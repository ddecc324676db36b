"""What the database refuses about joining: certificates without training, decisions undone.

Trained before certified (R07): a certificate needs its adviser's attendance at a training held on
or before its first day, and keeps one there. A training keeps its day once somebody attended. An
application begins as submitted; what was decided is never changed or deleted, what was withdrawn
stays so. Certificates of a county that were issued before these guards came stay valid as they
are: they are asked for a training only when their adviser or first day changes.
"""

from portal.operations.guards import Guards

DECISION = ("status", "decision_reason", "decided_at", "decided_by_id", "adviser_id")
UNTRAINED = "certificate: its adviser attended no training by its first day"
STANDS = "attendance: a certificate stands on it"
DAY_STAYS = "training: its day stays once somebody attended"
NEW_FIRST = "application: a new one waits for its decision"
DECIDED = "application: a decision is never changed"
KEPT = "application: what was decided is never deleted"

ATTENDED = """1 FROM directory_attendance a JOIN directory_training t ON t.id = a.training_id
    WHERE a.adviser_id = NEW.adviser_id AND t.held_on <= NEW.valid_from"""
CERTIFIED_BY_OLD = """SELECT 1 FROM directory_certificate c
    JOIN directory_training held ON held.id = OLD.training_id
    WHERE c.adviser_id = OLD.adviser_id AND held.held_on <= c.valid_from AND NOT EXISTS (
      SELECT 1 FROM directory_attendance a JOIN directory_training t ON t.id = a.training_id
      WHERE a.adviser_id = c.adviser_id AND t.held_on <= c.valid_from AND a.id <> OLD.id)"""
ATTENDED_OLD = "EXISTS (SELECT 1 FROM directory_attendance WHERE training_id = OLD.id)"
EMPTY_NEW = (
    "NEW.status <> 'submitted' OR NEW.adviser_id IS NOT NULL OR NEW.decided_at IS NOT NULL "
    "OR NEW.decided_by_id IS NOT NULL OR NEW.decision_reason <> ''"
)


def _changed(names, test):
    return " OR ".join(f"NEW.{name} {test} OLD.{name}" for name in names)


def _sqlite_trigger(name, event, *refusals):
    """One trigger; ``refusals`` are pairs of (words, condition under which they are said)."""
    table = name.split("_")[1]
    steps = [f"SELECT RAISE(ABORT, '{words}') WHERE {condition};" for words, condition in refusals]
    head = f"CREATE TRIGGER {name} BEFORE {event} ON directory_{table} BEGIN"
    return "\n".join([head, *steps, "END"])


def _not_a_day(column):
    return f"date(NEW.{column}) IS NOT NEW.{column}"


NO_TRAINING = f"NOT EXISTS (SELECT {ATTENDED})"
CERTIFIED_ANEW = _changed(["adviser_id", "valid_from"], "IS NOT")
MOVED = _changed(["training_id", "adviser_id"], "IS NOT")
WRITTEN = "a day must be written as YYYY-MM-DD"
SQLITE = {
    "directory_certificate_insert": (
        "INSERT",
        (f"certificate: {WRITTEN}", _not_a_day("valid_from")),
        (UNTRAINED, NO_TRAINING),
    ),
    "directory_certificate_update": (
        "UPDATE OF adviser_id, valid_from",
        (f"certificate: {WRITTEN}", _not_a_day("valid_from")),
        (UNTRAINED, f"({CERTIFIED_ANEW}) AND {NO_TRAINING}"),
    ),
    "directory_attendance_update": (
        "UPDATE OF training_id, adviser_id",
        (STANDS, f"({MOVED}) AND EXISTS ({CERTIFIED_BY_OLD})"),
    ),
    "directory_attendance_delete": ("DELETE", (STANDS, f"EXISTS ({CERTIFIED_BY_OLD})")),
    "directory_training_insert": ("INSERT", (f"training: {WRITTEN}", _not_a_day("held_on"))),
    "directory_training_update": (
        "UPDATE OF held_on",
        (f"training: {WRITTEN}", _not_a_day("held_on")),
        (
            DAY_STAYS,
            f"NEW.held_on IS NOT OLD.held_on AND {ATTENDED_OLD}",
        ),
    ),
    "directory_application_insert": (
        "INSERT",
        (NEW_FIRST, EMPTY_NEW),
        (KEPT, "EXISTS (SELECT 1 FROM directory_application WHERE id = NEW.id)"),
    ),
    "directory_application_update": (
        "UPDATE",
        (DECIDED, f"OLD.status <> 'submitted' AND ({_changed(DECISION, 'IS NOT')})"),
    ),
    "directory_application_delete": ("DELETE", (KEPT, "OLD.status IN ('accepted', 'refused')")),
}

PG_REFUSE = "RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"
PG_FUNCTION = """
CREATE FUNCTION directory_check_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {body}
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
# Locks make two writers wait for each other: who certifies holds the attendance, who attends holds
# the training's day.
PG_BODIES = {
    "certificate": f"""
  IF TG_OP = 'INSERT' OR {_changed(["adviser_id", "valid_from"], "IS DISTINCT FROM")} THEN
    PERFORM {ATTENDED} FOR SHARE OF a;
    IF NOT FOUND THEN {PG_REFUSE.format(words=UNTRAINED)} END IF;
  END IF;""",
    "attendance": f"""
  IF TG_OP = 'UPDATE' THEN
    IF NOT ({_changed(["training_id", "adviser_id"], "IS DISTINCT FROM")}) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    IF EXISTS ({CERTIFIED_BY_OLD}) THEN {PG_REFUSE.format(words=STANDS)} END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM 1 FROM directory_training WHERE id = NEW.training_id FOR SHARE;
  END IF;""",
    "training": f"""
  IF NEW.held_on IS DISTINCT FROM OLD.held_on AND {ATTENDED_OLD} THEN
    {PG_REFUSE.format(words=DAY_STAYS)}
  END IF;""",
    "application": f"""
  IF TG_OP = 'INSERT' THEN
    IF {EMPTY_NEW} THEN {PG_REFUSE.format(words=NEW_FIRST)} END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    IF OLD.status <> 'submitted' AND ({_changed(DECISION, "IS DISTINCT FROM")}) THEN
      {PG_REFUSE.format(words=DECIDED)}
    END IF;
  ELSIF OLD.status IN ('accepted', 'refused') THEN
    {PG_REFUSE.format(words=KEPT)}
  END IF;""",
}
PG_EVENTS = {
    "certificate": "INSERT OR UPDATE",
    "attendance": "INSERT OR UPDATE OR DELETE",
    "training": "UPDATE",
    "application": "INSERT OR UPDATE OR DELETE",
}

GUARDS = Guards(
    tables=tuple(f"directory_{name}" for name in PG_EVENTS),
    sqlite={name: _sqlite_trigger(name, *parts) for name, parts in SQLITE.items()},
    postgresql=(
        *[PG_FUNCTION.format(name=name, body=body) for name, body in PG_BODIES.items()],
        *[
            f"CREATE TRIGGER directory_{name}_joining BEFORE {events} ON directory_{name} "
            f"FOR EACH ROW EXECUTE FUNCTION directory_check_{name}()"
            for name, events in PG_EVENTS.items()
        ],
    ),
    postgresql_reverse=(
        *[f"DROP TRIGGER IF EXISTS directory_{n}_joining ON directory_{n}" for n in PG_EVENTS],
        *[f"DROP FUNCTION IF EXISTS directory_check_{name}()" for name in PG_EVENTS],
    ),
)
