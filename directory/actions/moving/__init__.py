"""After a change of the division: what still hangs on the closed place goes to its successor.

A reviewed step: ``plan_of`` says row by row what would happen, ``move_services`` does just that.
"""

from directory.actions.moving.planning import (
    Item,
    awaiting_move,
    move_services,
    plan_of,
    something_hangs_on,
)

__all__ = ["Item", "awaiting_move", "move_services", "plan_of", "something_hangs_on"]
