"""What the database refuses about the ledger: gaps in the numbers, changes, deletions."""

from portal.operations.guards import Guards

SQLITE = {
    "ledger_entry_next_number": """
CREATE TRIGGER ledger_entry_next_number BEFORE INSERT ON ledger_entry BEGIN
  SELECT RAISE(ABORT, 'ledger: the next number is the last one plus one')
  WHERE NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_entry
                           WHERE volume_id = NEW.volume_id);
  SELECT RAISE(ABORT, 'ledger: an entry is never replaced')
  WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'ledger: a correction belongs to the same volume')
  WHERE NEW.corrects_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_entry WHERE id = NEW.corrects_id AND volume_id = NEW.volume_id);
  SELECT RAISE(ABORT, 'ledger: an entry is corrected once')
  WHERE NEW.corrects_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM ledger_entry WHERE corrects_id = NEW.corrects_id);
END
""",
    "ledger_entry_no_update": """
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN
  SELECT RAISE(ABORT, 'ledger: an entry is never edited');
END
""",
    "ledger_entry_no_delete": """
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN
  SELECT RAISE(ABORT, 'ledger: an entry is never deleted');
END
""",
}

PG_NEXT = """
CREATE FUNCTION ledger_check_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM (SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_entry
                                  WHERE volume_id = NEW.volume_id) THEN
    RAISE EXCEPTION 'ledger: the next number is the last one plus one'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_entry WHERE id = NEW.corrects_id AND volume_id = NEW.volume_id) THEN
    RAISE EXCEPTION 'ledger: a correction belongs to the same volume'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
PG_REFUSE = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger: an entry is never edited or deleted'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

GUARDS = Guards(
    tables=("ledger_entry", "ledger_volume"),
    sqlite=SQLITE,
    postgresql=(
        PG_NEXT,
        PG_REFUSE,
        "CREATE TRIGGER ledger_entry_next_number BEFORE INSERT ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_check_entry()",
        "CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()",
    ),
    postgresql_reverse=(
        "DROP TRIGGER IF EXISTS ledger_entry_next_number ON ledger_entry",
        "DROP TRIGGER IF EXISTS ledger_entry_no_change ON ledger_entry",
        "DROP FUNCTION IF EXISTS ledger_check_entry()",
        "DROP FUNCTION IF EXISTS ledger_refuse_change()",
    ),
)
