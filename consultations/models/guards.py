"""What the database refuses about the history of a consultation: changes and deletions.

Two columns stay open: ``notified_at`` (the outbox mark) and the token of ``note``, which the
rotation of keys writes anew; a note can neither be added nor emptied.
"""

from portal.operations.guards import Guards

TABLE = "consultations_event"
FIXED = (
    "id",
    "consultation_id",
    "kind",
    "from_status",
    "to_status",
    "actor_kind",
    "actor_id",
    "at",
)
CHANGED = " OR ".join(
    [f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FIXED]
    + ["(NEW.note = '') <> (OLD.note = '')"]
)
EDITED = "consultations: an event is never edited"
DELETED = "consultations: an event is never deleted"

SQLITE = {
    "consultations_event_no_update": f"""
CREATE TRIGGER consultations_event_no_update BEFORE UPDATE ON {TABLE}
WHEN {CHANGED.replace("IS DISTINCT FROM", "IS NOT")} BEGIN
  SELECT RAISE(ABORT, '{EDITED}');
END
""",
    "consultations_event_no_delete": f"""
CREATE TRIGGER consultations_event_no_delete BEFORE DELETE ON {TABLE} BEGIN
  SELECT RAISE(ABORT, '{DELETED}');
END
""",
    "consultations_event_no_replace": """
CREATE TRIGGER consultations_event_no_replace BEFORE INSERT ON consultations_event
WHEN EXISTS (SELECT 1 FROM consultations_event WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'consultations: an event is never edited');
END
""",
}

REFUSE = """
CREATE FUNCTION consultations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consultations: an event is never edited or deleted'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

GUARDS = Guards(
    tables=(TABLE,),
    sqlite=SQLITE,
    postgresql=(
        REFUSE,
        f"CREATE TRIGGER consultations_event_no_update BEFORE UPDATE ON {TABLE} "
        f"FOR EACH ROW WHEN ({CHANGED}) EXECUTE FUNCTION consultations_refuse_change()",
        f"CREATE TRIGGER consultations_event_no_delete BEFORE DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION consultations_refuse_change()",
    ),
    postgresql_reverse=(
        f"DROP TRIGGER IF EXISTS consultations_event_no_update ON {TABLE}",
        f"DROP TRIGGER IF EXISTS consultations_event_no_delete ON {TABLE}",
        "DROP FUNCTION IF EXISTS consultations_refuse_change()",
    ),
)
