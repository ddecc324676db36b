"""A fairer allocation of villages to advisers (R12): values in, a proposal in words and km out."""

from directory.planning.fairness import SolverMissingError
from directory.planning.problem import Adviser, Village, Wishes
from directory.planning.proposal import Proposal, Row, propose
from directory.planning.reading import read_problem, road_factor, with_km

__all__ = [
    "Adviser",
    "Proposal",
    "Row",
    "SolverMissingError",
    "Village",
    "Wishes",
    "propose",
    "read_problem",
    "road_factor",
    "with_km",
]
