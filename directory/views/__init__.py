"""The public pages of the register."""

from directory.views.advisers import adviser, advisers
from directory.views.cards import card
from directory.views.offices import offices
from directory.views.open_data import open_data, open_data_file
from directory.views.picking import forget
from directory.views.places import choose, picker, suggest, township, village
from directory.views.sheets import pairing_template

__all__ = [
    "adviser",
    "advisers",
    "card",
    "choose",
    "forget",
    "offices",
    "open_data",
    "open_data_file",
    "pairing_template",
    "picker",
    "suggest",
    "township",
    "village",
]
