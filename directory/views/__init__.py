"""The public pages of the register."""

from directory.views.advisers import adviser, advisers
from directory.views.cards import card
from directory.views.certificates import certificate
from directory.views.joining import (
    join,
    join_done,
    join_leave,
    join_status,
    join_withdraw,
)
from directory.views.offices import offices
from directory.views.open_data import open_data, open_data_file
from directory.views.picking import forget
from directory.views.places import choose, picker, suggest, township, village
from directory.views.sheets import pairing_template

__all__ = [
    "adviser",
    "advisers",
    "card",
    "certificate",
    "choose",
    "forget",
    "join",
    "join_done",
    "join_leave",
    "join_status",
    "join_withdraw",
    "offices",
    "open_data",
    "open_data_file",
    "pairing_template",
    "picker",
    "suggest",
    "township",
    "village",
]
