"""The public pages of the register."""

from directory.views.advisers import adviser, advisers
from directory.views.places import choose, picker, suggest, township, village

__all__ = ["adviser", "advisers", "choose", "picker", "suggest", "township", "village"]
