"""Maps, bars and curves of a plan as numbers; the templates draw them as SVG."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from directory.distances import Point

WIDTH, MARGIN = 480, 26  # in units of the drawing
KM_PER_DEGREE = 111.2
TINTS = 4
LETTER, LINE = 11, 14
SCALES_KM = (50, 20, 10, 5, 2, 1)


@dataclass(frozen=True)
class Dot:
    """A village on the map: is it ``emphasised``, and the end of its way, if there is one."""

    x: float
    y: float
    name: str
    emphasised: bool
    start: tuple[float, float] | None


@dataclass(frozen=True)
class Area:
    """A township: its outline, a tint (0 to 3), its name and where it may stand (None: nowhere)."""

    outline: str
    tint: int
    name: str
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Map:
    """What the template draws, in the drawing's own units; ``scale``: how long ``scale_km`` is."""

    height: float
    areas: Sequence[Area]
    dots: Sequence[Dot]
    starts: Sequence[tuple[float, float, str]]
    scale_km: int
    scale: float
    width: int = WIDTH

    @property
    def emphasised(self) -> list[Dot]:
        return [dot for dot in self.dots if dot.emphasised]

    @property
    def quiet(self) -> list[Dot]:
        return [dot for dot in self.dots if not dot.emphasised]


@dataclass(frozen=True)
class Spot:
    """A village to draw: where it lies, in which township, from where its adviser starts."""

    name: str
    point: Point
    township: str
    start: Point | None
    emphasised: bool = False


class Frame:
    """Places points of the earth on the drawing: north is up, a km is as long both ways."""

    def __init__(self, points: Iterable[Point]):
        lats, lons = zip(*points, strict=True)
        self.north, self.west = max(lats), min(lons)
        self.squeeze = cos(radians((max(lats) + min(lats)) / 2))
        east = max((max(lons) - self.west) * self.squeeze, 0.05)
        self.unit = (WIDTH - 2 * MARGIN) / east
        self.height = round((self.north - min(lats)) * self.unit + 2 * MARGIN, 1)

    def at(self, point: Point) -> tuple[float, float]:
        lat, lon = point
        x = (lon - self.west) * self.squeeze * self.unit + MARGIN
        return round(x, 1), round((self.north - lat) * self.unit + MARGIN, 1)

    @property
    def scale(self) -> tuple[int, float]:
        """A round number of km and its length, a fifth of the width at most."""
        per_km = self.unit / KM_PER_DEGREE
        km = next((km for km in SCALES_KM if km * per_km <= WIDTH / 5), 1)
        return km, round(km * per_km, 1)


def draw_map(spots: Sequence[Spot], starts: Mapping[Point, str]) -> Map | None:
    """The map of ``spots`` and of the points where advisers start (with names); None if empty."""
    if not spots:
        return None
    frame = Frame([*(spot.point for spot in spots), *starts])
    km, length = frame.scale
    dots = [
        Dot(
            *frame.at(spot.point),
            spot.name,
            spot.emphasised,
            frame.at(spot.start) if spot.start else None,
        )
        for spot in spots
    ]
    return Map(
        height=frame.height,
        areas=_areas(spots, frame),
        dots=dots,
        starts=[(*frame.at(point), name) for point, name in starts.items()],
        scale_km=km,
        scale=length,
    )


def _areas(spots, frame):
    """One outline around the villages of each township; large townships are named first."""
    members = defaultdict(list)
    for spot in spots:
        members[spot.township].append(frame.at(spot.point))
    outlines = {name: hull(points) for name, points in members.items()}
    labels: dict = {}
    for name in sorted(outlines, key=lambda one: (-_extent(outlines[one]), one)):
        labels[name] = _free_label(name, outlines[name], labels)
    return [
        Area(" ".join(f"{x},{y}" for x, y in outlines[name]), order % TINTS, name, labels[name])
        for order, name in enumerate(members)
    ]


def hull(points):
    """The convex hull, by Andrew's monotone chain."""
    points = sorted(set(points))
    if len(points) < 3:
        return points
    return _chain(points)[:-1] + _chain(points[::-1])[:-1]


def _chain(points):
    chain: list = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _extent(outline):
    xs, ys = zip(*outline, strict=True)
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _free_label(name, outline, placed):
    """Above the township, unless another name stands there."""
    xs, ys = zip(*outline, strict=True)
    half = len(name) * LETTER / 2
    x = min(max((max(xs) + min(xs)) / 2, half), WIDTH - half)
    y = max(min(ys) - 8, LINE)
    for other, spot in placed.items():
        near = half + len(other) * LETTER / 2 + 4
        if spot and abs(spot[1] - y) < LINE and abs(spot[0] - x) < near:
            return None
    return round(x, 1), round(y, 1)


@dataclass(frozen=True)
class Bar:
    """One adviser: km and villages before and after; lengths in percent of the longest."""

    name: str
    before_km: float
    after_km: float
    before: int
    after: int
    before_length: float
    after_length: float


def draw_bars(loads: Iterable[tuple[str, tuple, tuple]]) -> list[Bar]:
    """Bars of ``(name, (km, villages) before, (km, villages) after)``, the longest way first."""
    rows = sorted(loads, key=lambda row: (-row[1][0], -row[2][0], row[0]))
    most = max((km for _name, *sides in rows for km, _count in sides), default=0) or 1.0
    return [
        Bar(
            name,
            before_km=before[0],
            after_km=after[0],
            before=before[1],
            after=after[1],
            before_length=round(100 * before[0] / most, 1),
            after_length=round(100 * after[0] / most, 1),
        )
        for name, before, after in rows
    ]


@dataclass(frozen=True)
class Curve:
    """Total km over the number of changes; ``chosen`` is where the plan stands."""

    line: str
    chosen: tuple[float, float]
    changes: int
    km: float
    width: int = WIDTH
    height: int = 200
    left: int = 52
    right: int = WIDTH - 14
    top: int = 16
    bottom: int = 168


def draw_curve(points: Sequence[Sequence[float]], chosen: tuple[int, float]) -> Curve | None:
    """The curve of ``(changes, total km, …)``; None with fewer than two points."""
    if len(points) < 2:
        return None
    changes = int(max(point[0] for point in points)) or 1
    km = max(point[1] for point in points) or 1.0
    frame = Curve("", (0, 0), changes, km)

    def at(x, y):
        across = frame.left + (frame.right - frame.left) * x / changes
        return round(across, 1), round(frame.bottom - (frame.bottom - frame.top) * y / km, 1)

    spots = [at(point[0], point[1]) for point in points]
    return Curve(" ".join(f"{x},{y}" for x, y in spots), at(*chosen), changes, km)
