"""What the database refuses about contracts: wrong parties, villages covered twice.

A direct contract is signed for a village and covers exactly that village; a township's contract
covers villages of the township; on one day a village is covered by one contract; what has begun
stays. "Begun" is measured by the day in China, whatever the time zone of the connection.
"""

from portal.operations.guards import Guards

# The code of a township is its first nine digits.
FITS = (
    "(({contract}.kind = 'direct' AND {village} = {contract}.party_id) OR ({contract}.kind = "
    "'township' AND substr({village}, 1, 9) = substr({contract}.party_id, 1, 9)))"
)
PARTY = """
  SELECT 1 FROM directory_place p WHERE p.code = NEW.party_id
  AND p.level = CASE NEW.kind WHEN 'direct' THEN 'village' ELSE 'township' END
"""
WRONG_LINES = """
  SELECT 1 FROM directory_contractvillage v WHERE v.contract_id = NEW.id AND NOT {line_fits}
"""
VILLAGE = """
  SELECT 1 FROM directory_contract c JOIN directory_place p ON p.code = NEW.village_id
  WHERE c.id = NEW.contract_id AND p.level = 'village' AND {village_fits}
"""
TAKEN_BY_LINE = """
  SELECT 1 FROM directory_contractvillage o
  JOIN directory_contract oc ON oc.id = o.contract_id
  JOIN directory_contract c ON c.id = NEW.contract_id
  WHERE o.village_id = NEW.village_id AND o.contract_id <> NEW.contract_id
  AND oc.starts_on <= c.ends_on AND oc.ends_on >= c.starts_on
"""
TAKEN_BY_TERM = """
  SELECT 1 FROM directory_contractvillage v
  JOIN directory_contractvillage o ON o.village_id = v.village_id AND o.contract_id <> v.contract_id
  JOIN directory_contract oc ON oc.id = o.contract_id
  WHERE v.contract_id = NEW.id
  AND oc.starts_on <= NEW.ends_on AND oc.ends_on >= NEW.starts_on
"""
PARTS = {
    "party": PARTY,
    "wrong_lines": WRONG_LINES.format(
        line_fits=FITS.format(contract="NEW", village="v.village_id")
    ),
    "village": VILLAGE.format(village_fits=FITS.format(contract="c", village="NEW.village_id")),
    "taken_by_line": TAKEN_BY_LINE,
    "taken_by_term": TAKEN_BY_TERM,
    "no_party": "contract: a village signs a direct contract, a township every other",
    "strange": "contract: it covers villages of its party only",
    "taken": "contract: a village is covered by another contract in this term",
    "begun": "contract: what has begun stays",
    "today": "date('now', '+8 hours')",
}

SQLITE_CONTRACT = """
CREATE TRIGGER directory_contract_{event} BEFORE {event} ON directory_contract BEGIN
  SELECT RAISE(ABORT, 'contract: a day must be written as YYYY-MM-DD')
  WHERE date(NEW.starts_on) IS NOT NEW.starts_on OR date(NEW.ends_on) IS NOT NEW.ends_on
     OR (NEW.signed_on IS NOT NULL AND date(NEW.signed_on) IS NOT NEW.signed_on);
  SELECT RAISE(ABORT, '{no_party}') WHERE NOT EXISTS ({party});
  SELECT RAISE(ABORT, '{strange}') WHERE EXISTS ({wrong_lines});
  SELECT RAISE(ABORT, '{taken}') WHERE EXISTS ({taken_by_term});
END
"""
SQLITE_LINE = """
CREATE TRIGGER directory_contractvillage_{event} BEFORE {event} ON directory_contractvillage
BEGIN
  SELECT RAISE(ABORT, '{strange}') WHERE NOT EXISTS ({village});
  SELECT RAISE(ABORT, '{taken}') WHERE EXISTS ({taken_by_line});
END
"""
SQLITE_STAYS = """
CREATE TRIGGER directory_contract_{event} BEFORE DELETE ON directory_contract
WHEN OLD.starts_on <= {today} BEGIN
  SELECT RAISE(ABORT, '{begun}');
END
"""
SQLITE_LINE_STAYS = """
CREATE TRIGGER directory_contractvillage_{event} BEFORE {words} ON directory_contractvillage
WHEN EXISTS (SELECT 1 FROM directory_contract c
             WHERE c.id = OLD.contract_id AND c.starts_on <= {today}) BEGIN
  SELECT RAISE(ABORT, '{begun}');
END
"""
MOVED = "UPDATE OF contract_id, village_id"


def _sqlite():
    triggers = {
        "directory_contract_delete": SQLITE_STAYS.format(event="delete", **PARTS),
    }
    for event, words in [("delete", "DELETE"), ("moved", MOVED)]:
        made = SQLITE_LINE_STAYS.format(event=event, words=words, **PARTS)
        triggers[f"directory_contractvillage_{event}"] = made
    for event in ["insert", "update"]:
        for table, trigger in [("contract", SQLITE_CONTRACT), ("contractvillage", SQLITE_LINE)]:
            triggers[f"directory_{table}_{event}"] = trigger.format(event=event, **PARTS)
    return triggers


# Locks come in one order, contract before villages: a new village waits for a change of its
# contract's days, and two contracts that want one village wait for each other.
PG_CONTRACT = """
CREATE FUNCTION directory_check_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS ({party}) THEN
    RAISE EXCEPTION '{no_party}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM 1 FROM directory_place WHERE code IN (
    SELECT v.village_id FROM directory_contractvillage v WHERE v.contract_id = NEW.id)
  ORDER BY code FOR NO KEY UPDATE;
  IF EXISTS ({wrong_lines}) THEN
    RAISE EXCEPTION '{strange}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF EXISTS ({taken_by_term}) THEN
    RAISE EXCEPTION '{taken}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
PG_LINE = """
CREATE FUNCTION directory_check_contractvillage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM directory_contract WHERE id = NEW.contract_id FOR SHARE;
  PERFORM 1 FROM directory_place WHERE code = NEW.village_id FOR NO KEY UPDATE;
  IF NOT EXISTS ({village}) THEN
    RAISE EXCEPTION '{strange}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF EXISTS ({taken_by_line}) THEN
    RAISE EXCEPTION '{taken}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
PG_STAYS = """
CREATE FUNCTION directory_keep_contract() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE first_day date;
BEGIN
  IF TG_TABLE_NAME = 'directory_contract' THEN
    first_day := OLD.starts_on;
  ELSE
    SELECT c.starts_on INTO first_day FROM directory_contract c WHERE c.id = OLD.contract_id;
  END IF;
  IF first_day <= (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
    RAISE EXCEPTION '{begun}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$
"""
PG_TRIGGERS = {
    "directory_contract": {
        "check": ("INSERT OR UPDATE", "directory_check_contract"),
        "keep": ("DELETE", "directory_keep_contract"),
    },
    "directory_contractvillage": {
        "check": ("INSERT OR UPDATE", "directory_check_contractvillage"),
        "keep": (f"DELETE OR {MOVED}", "directory_keep_contract"),
    },
}
PG_FUNCTIONS = sorted({name for rows in PG_TRIGGERS.values() for _event, name in rows.values()})

GUARDS = Guards(
    tables=(
        "directory_contract",
        "directory_contractvillage",
        "directory_place",
    ),
    sqlite=_sqlite(),
    postgresql=(
        *[function.format(**PARTS) for function in [PG_CONTRACT, PG_LINE, PG_STAYS]],
        *[
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
            for table, rows in PG_TRIGGERS.items()
            for name, (event, function) in rows.items()
        ],
    ),
    postgresql_reverse=(
        *[
            f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
            for table, rows in PG_TRIGGERS.items()
            for name in rows
        ],
        *[f"DROP FUNCTION IF EXISTS {function}()" for function in PG_FUNCTIONS],
    ),
)
