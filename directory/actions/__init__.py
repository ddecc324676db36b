"""What changes the register."""

from directory.actions.alarms import tell, watch
from directory.actions.appointing import appoint, end_appointment, sync_ended, sync_groups
from directory.actions.changes import record_change
from directory.actions.contract_files import sweep_contract_files
from directory.actions.contracting import change_contract, open_file, record_contract
from directory.actions.handing_over import hand_over, offers
from directory.actions.importing import Division, Report, UnreadableError, import_places
from directory.actions.moving import awaiting_move, move_services
from directory.actions.pairing import (
    apply_sheet,
    discard_sheet,
    plan_sheet,
    purge_sheets,
    read_sheet,
)
from directory.actions.planning import (
    UNFINISHED_PLANS,
    accept_row,
    accept_rows,
    ask_for_plan,
    give_up_plans,
    refuse_row,
)
from directory.actions.serving import (
    assign,
    cover,
    end_assignment,
    grant_leave,
    reassign,
    shorten,
)

__all__ = [
    "UNFINISHED_PLANS",
    "Division",
    "Report",
    "UnreadableError",
    "accept_row",
    "accept_rows",
    "apply_sheet",
    "appoint",
    "ask_for_plan",
    "assign",
    "awaiting_move",
    "change_contract",
    "cover",
    "discard_sheet",
    "end_appointment",
    "end_assignment",
    "give_up_plans",
    "grant_leave",
    "hand_over",
    "import_places",
    "move_services",
    "offers",
    "open_file",
    "plan_sheet",
    "purge_sheets",
    "read_sheet",
    "reassign",
    "record_change",
    "record_contract",
    "refuse_row",
    "shorten",
    "sweep_contract_files",
    "sync_ended",
    "sync_groups",
    "tell",
    "watch",
]
