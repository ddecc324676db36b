"""The figures of the coverage dashboard: each counts exactly the list that its link opens."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from directory.filters import (
    AdviserFilterSet,
    AlarmFilterSet,
    ApplicationFilterSet,
    AssignmentFilterSet,
    CertificateFilterSet,
    ContractFilterSet,
    PlaceFilterSet,
    WeChatGroupFilterSet,
)
from directory.models import Assignment, Cover
from directory.models.places import CODE_LENGTH, code_range
from directory.permissions import serving_under

TOWNSHIP = 9
READING = {"view", "change", "add"}
VILLAGES = {"level": "village", "is_active": "true"}


@dataclass(frozen=True)
class Figure:
    """A number, its name, and the list behind it: a screen, its filters and their values.

    ``path`` leads from a row to its place ("" a place itself; None: rows lie nowhere and only the
    whole county counts them). ``advisers``: rows are about advisers, who count where they serve.
    ``of``: the figure that this one is a part of, drawn as a meter. ``is_wrong``: should be zero.
    """

    name: str
    label: Promise
    screen: str
    filters: type
    query: dict = field(default_factory=dict)
    path: str | None = ""
    advisers: bool = False
    of: str = ""
    is_wrong: bool = False

    @property
    def model(self):
        return self.filters.Meta.model

    def may_be_read_by(self, user):
        return policy_registry.get_by_type(self.model).user_has_any_permission(user, READING)

    def address(self, code=""):
        """The list behind the number at the place with ``code``."""
        where = {"township": code} if code and self.path is not None else {}
        query = urlencode({**self.query, **where})
        return f"{reverse(f'{self.screen}:index')}?{query}"

    def rows(self, place):
        """The rows counted at ``place`` as a whole."""
        rows = self.filters(self.query, queryset=self.model._default_manager.all()).qs.order_by()
        if self.path is None:
            return rows
        if self.advisers:
            return rows.filter(serving_under(place.reach))
        return rows.filter(**{f"{self.path}__pk__range".lstrip("_"): code_range(place.reach)})

    def keys(self, place):
        """(name of the figure, what says in which township it counts) of every row counted."""
        path = "pk" if self.advisers or self.path is None else f"{self.path}__pk".lstrip("_")
        return self.rows(place).values_list(
            Value(self.name, output_field=CharField()), Cast(path, CharField())
        )

    def townships(self, key, served):
        """Where the row with ``key`` counts; ``served``: adviser → townships."""
        if self.path is None:
            return ()
        return served.get(int(key), ()) if self.advisers else (township_of(key),)


def township_of(code):
    """The code of the township that the place with ``code`` lies in."""
    return code[:TOWNSHIP].ljust(CODE_LENGTH, "0")


def where_advisers_serve(place):
    """Adviser → townships under ``place`` that they serve today; two queries."""
    served = {}
    for term in (Assignment, Cover):
        rows = term.objects.current().filter(village__pk__range=code_range(place.reach))
        for adviser, village in rows.order_by().values_list("certificate_id", "village_id"):
            served.setdefault(adviser, set()).add(township_of(village))
    return served


def _villages(name, label, **more):
    query = {**VILLAGES, **more.pop("query", {})}
    return Figure(name, label, "register/places", PlaceFilterSet, query, **more)


def _certificates(name, label, state):
    query = {"state": state}
    return Figure(
        *(name, label, "register/certificates", CertificateFilterSet, query),
        advisers=True,
        is_wrong=True,
    )


def _advisers(name, label, **more):
    query = {"in_office": "true", **more.pop("query", {})}
    screen = "register/advisers"
    return Figure(name, label, screen, AdviserFilterSet, query, advisers=True, **more)


def _assignments(name, label, query):
    screen = "register/assignments"
    return Figure(name, label, screen, AssignmentFilterSet, query, path="village", is_wrong=True)


def _contracts(name, label, when):
    screen, query = "register/contracts", {"when": when}
    return Figure(name, label, screen, ContractFilterSet, query, path="party", is_wrong=True)


GROUPS = [
    (
        _("Villages"),
        [
            _villages("villages", _("villages")),
            _villages(
                "served", _("served by an adviser"), query={"unserved": "false"}, of="villages"
            ),
            _villages("unserved", _("no adviser"), query={"unserved": "true"}, is_wrong=True),
            _assignments("unreplaced", _("ended, no successor"), {"unreplaced": "true"}),
        ],
    ),
    (
        _("Advisers"),
        [
            _advisers("advisers", _("serving")),
            _assignments(
                "exceptions", _("beyond five villages"), {"when": "now", "exception": "true"}
            ),
            _certificates("lapsed", _("certificate lapsed"), "lapsed"),
            _certificates("ending", _("certificate ends within 60 days"), "ending"),
            _advisers(
                "silent", _("phone not shown"), query={"phone_shown": "false"}, is_wrong=True
            ),
        ],
    ),
    (
        _("On the spot"),
        [
            _villages("unlocated", _("no coordinates"), query={"located": "false"}, is_wrong=True),
            _villages("roomless", _("no service room"), query={"room": "false"}, is_wrong=True),
            Figure(
                *("pictures", _("WeChat picture lapses"), "register/groups"),
                *(WeChatGroupFilterSet, {"state": "ending"}, "village"),
                is_wrong=True,
            ),
        ],
    ),
    (
        _("Contracts"),
        [
            _villages(
                "contracted", _("under a contract"), query={"contracted": "true"}, of="villages"
            ),
            _contracts("contracts_ending", _("contract ends within 60 days"), "ending"),
            _contracts("contracts_lapsed", _("contract lapsed"), "lapsed"),
        ],
    ),
    (
        _("Waiting"),
        [
            Figure(
                *("alarms", _("alarms"), "register/alarms", AlarmFilterSet),
                *({"state": "standing"}, "place"),
                is_wrong=True,
            ),
            Figure(
                *("applications", _("applications"), "register/applications"),
                *(ApplicationFilterSet, {"status": "submitted"}, None),
                is_wrong=True,
            ),
        ],
    ),
]
FIGURES = {figure.name: figure for _heading, figures in GROUPS for figure in figures}


@dataclass(frozen=True)
class Cell:
    """One number on the page, with the address of its list."""

    figure: Figure
    number: int
    whole: int | None
    address: str

    @property
    def percent(self):
        """The part in percent, rounded down so that 100 means all; None where nothing is."""
        return self.number * 100 // self.whole if self.whole else None

    @property
    def is_alarming(self):
        return self.figure.is_wrong and self.number > 0


@dataclass(frozen=True)
class Coverage:
    """The figures of a place: ``totals`` by name and, per township, ``rows`` of cells."""

    figures: list[Figure]
    totals: dict[str, Cell]
    rows: list[tuple]

    @property
    def columns(self):
        """Figures that townships have."""
        return [figure for figure in self.figures if figure.path is not None]


def coverage_at(place, townships, user) -> Coverage:
    """Counts what ``user`` may read of ``place`` and of its ``townships``, in three queries."""
    figures = [figure for figure in FIGURES.values() if figure.may_be_read_by(user)]
    served = where_advisers_serve(place)
    totals = Counter[str]()
    by_township: dict[str, Counter[str]] = defaultdict(Counter)
    first, *others = [figure.keys(place) for figure in figures]
    for name, key in first.union(*others, all=True):
        totals[name] += 1
        for code in FIGURES[name].townships(key, served):
            by_township[code][name] += 1
    columns = [figure for figure in figures if figure.path is not None]
    rows = [(row, _cells(columns, by_township[row.pk], row.pk)) for row in townships]
    whole = {cell.figure.name: cell for cell in _cells(figures, totals, place.pk)}
    return Coverage(figures, whole, rows)


def _cells(figures, numbers, code):
    return [
        Cell(figure, numbers[figure.name], numbers[figure.of], figure.address(code))
        for figure in figures
    ]
