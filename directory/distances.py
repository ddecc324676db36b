"""How far advisers travel, and how evenly (R12): values in, numbers out, no database.

A point is ``(latitude, longitude)`` in degrees (WGS 84) or None. A distance is in kilometres one
way, None when one end is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from statistics import fmean, median

Point = tuple[float, float]

EARTH_KM = 6371.0088  # mean radius of the earth (IUGG)
FAR_KM = 60.0  # an adviser whose villages together lie further away than this travels far


def great_circle_km(a: Point, b: Point) -> float:
    """Length of the great circle between two points, by the haversine formula.

    2R·asin √(sin²(Δφ/2) + cos φ₁·cos φ₂·sin²(Δλ/2)); off by at most 0.5 % from the ellipsoid.
    """
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    north = sin(radians(lat_b - lat_a) / 2) ** 2
    east = sin(radians(lon_b - lon_a) / 2) ** 2
    chord = north + cos(radians(lat_a)) * cos(radians(lat_b)) * east
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def road_km(a: Point | None, b: Point | None, road_factor: float) -> float | None:
    """Estimated road between two points: great circle × ``road_factor``; None if one is unknown."""
    if a is None or b is None:
        return None
    return great_circle_km(a, b) * road_factor


@dataclass(frozen=True)
class Imbalance:
    """How unevenly the way is shared among advisers, from the km of each (one way, all villages).

    ``advisers``: how many have a known distance. ``total``, ``mean``, ``median``, ``most``: km.
    ``far_share``: share (0 to 1) of advisers above ``FAR_KM``. ``gini``: 0 all travel the same,
    near 1 one travels for all. ``ratio``: most ÷ median, None when the median is 0.
    """

    advisers: int
    total: float
    mean: float
    median: float
    most: float
    far_share: float
    gini: float
    ratio: float | None


def imbalance(km_per_adviser: Iterable[float], *, far_km: float = FAR_KM) -> Imbalance:
    """Figures of the km of each adviser; all zero when there is none."""
    km = sorted(km_per_adviser)
    if not km:
        return Imbalance(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, None)
    middle = median(km)
    return Imbalance(
        advisers=len(km),
        total=sum(km),
        mean=fmean(km),
        median=middle,
        most=km[-1],
        far_share=sum(value > far_km for value in km) / len(km),
        gini=gini(km),
        ratio=km[-1] / middle if middle else None,
    )


def gini(values: Iterable[float]) -> float:
    """Gini coefficient of values ≥ 0: Σ (2i − n − 1)·xᵢ ÷ (n·Σ xᵢ) over the sorted values, i = 1…n.

    0 when all are equal, when there are none and when all are 0.
    """
    ordered = sorted(values)
    total = sum(ordered)
    if total <= 0:
        return 0.0
    count = len(ordered)
    weighted = sum((2 * i - count - 1) * x for i, x in enumerate(ordered, start=1))
    return max(0.0, weighted / (count * total))
