"""Open data: the public facts of a county's register, as rows under names that stay.

Source: product.md site map (``/open-data/``), trust.md T-20 (cells that a spreadsheet would run).
Every file asks the database a fixed number of times and reads its rows as a stream.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Adviser, Assignment, Office, Place, Topic
from directory.models.places import code_range
from portal.pages import sitemaps

SCHEMA_VERSION = 1  # goes up when a column changes its meaning or goes; new columns do not count
LEADS_TO_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
CHUNK = 500
Rows = Iterator[tuple]
Words = str | Promise


@dataclass(frozen=True)
class Dataset:
    """One file: ``rows(reach)`` yields tuples in the order of ``columns`` (name, meaning).

    ``reach`` is the prefix of the county's codes, for example "430802".
    """

    name: str
    title: Words
    about: Words
    columns: tuple[tuple[str, Words], ...]
    rows: Callable[[str], Rows]

    @property
    def header(self) -> list[str]:
        return [name for name, _meaning in self.columns]


def _address(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def _villages(reach: str) -> Rows:
    rows = Place.objects.active().villages().filter(pk__range=code_range(reach))
    facts = rows.values_list(
        "code", "name", "kind", "parent__name", "parent_id", "latitude", "longitude"
    )
    for row in facts.iterator(CHUNK):
        yield (*row, _address(reverse("directory:village", args=[row[0]])))


def _advisers(reach: str) -> Rows:
    """Advisers in office here or nowhere; a phone only with the adviser's consent (R38)."""
    serving = Assignment.objects.serving().order_by()
    here = serving.filter(village__code__range=code_range(reach))
    in_county = Q(pk__in=here.values("certificate_id"))
    free = ~Q(pk__in=serving.values("certificate_id"))
    listed = Adviser.objects.listed().filter(in_county | free)
    topics = defaultdict(list)
    slugs = listed.filter(topics__isnull=False).order_by("topics__sort_order", "topics__pk")
    for pk, slug in slugs.values_list("pk", "topics__slug"):
        topics[pk].append(slug)
    rows = listed.select_related("firm", "certificate").order_by("pk")
    for adviser in rows.iterator(CHUNK):
        yield (
            adviser.pk,
            adviser.name,
            adviser.kind,
            adviser.firm.name if adviser.firm else "",
            adviser.public_phone,
            adviser.certificate.number,
            adviser.certificate.valid_until.isoformat(),
            topics[adviser.pk],
        )


def _assignments(reach: str) -> Rows:
    rows = Assignment.objects.serving().filter(
        village__is_active=True, village__code__range=code_range(reach)
    )
    facts = rows.order_by("village").values_list("village_id", "certificate_id", "starts_on")
    for village, adviser, since in facts.iterator(CHUNK):
        yield village, adviser, since.isoformat()


def _offices(reach: str) -> Rows:
    rows = Office.objects.filter(place__code__range=code_range(reach), place__is_active=True)
    facts = rows.values_list(
        "place_id", "place__name", "name", "address", "phone", "hours", "latitude", "longitude"
    )
    yield from facts.iterator(CHUNK)


def _topics(reach: str) -> Rows:
    facts = Topic.objects.values_list("slug", "name", "parent__slug", "situation")
    for slug, name, parent, situation in facts.iterator(CHUNK):
        yield slug, name, parent or "", situation


VILLAGE_CODE = ("village_code", _("Code of the village, as in the file of villages"))
ADVISER_ID = ("adviser_id", _("Number of the adviser, as in the file of advisers"))
POINT = (
    ("latitude", _("Degrees north (WGS 84); empty when unknown")),
    ("longitude", _("Degrees east (WGS 84); empty when unknown")),
)
DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "villages",
            _("Villages"),
            _("Every village and community of the county."),
            (
                ("code", _("Official code of twelve digits; text, it may begin with a nought")),
                ("name", _("Official name")),
                ("kind", _("village, community, or empty when not recorded")),
                ("township", _("Name of the township")),
                ("township_code", _("Code of the township")),
                *POINT,
                ("page", _("Address of the village's page; it never changes")),
            ),
            _villages,
        ),
        Dataset(
            "advisers",
            _("Legal advisers"),
            _("Every adviser whose certificate is in force today."),
            (
                ("id", _("Number of the adviser; it never changes")),
                ("name", _("Name")),
                ("kind", _("lawyer, legal_worker, retired_judge or retired_prosecutor")),
                ("firm", _("Law firm or legal service office")),
                ("phone", _("Empty unless the adviser agreed to have it shown")),
                ("certificate", _("Number of the certificate")),
                ("valid_until", _("Last day of the certificate")),
                ("topics", _("What the adviser is good at: slugs as in the file of topics")),
            ),
            _advisers,
        ),
        Dataset(
            "assignments",
            _("Who serves which village"),
            _("The adviser of each village today. A village without a row is served by an office."),
            (VILLAGE_CODE, ADVISER_ID, ("since", _("First day"))),
            _assignments,
        ),
        Dataset(
            "offices",
            _("Judicial offices"),
            _("Where somebody answers at a desk, in the townships and in the county."),
            (
                ("place_code", _("Code of the township or county")),
                ("place", _("Its name")),
                ("name", _("Name of the office")),
                ("address", _("Address")),
                ("phone", _("Telephone")),
                ("hours", _("Opening hours")),
                *POINT,
            ),
            _offices,
        ),
        Dataset(
            "topics",
            _("Topics"),
            _("The one list of topics that questions, articles and lectures share."),
            (
                ("slug", _("Short name; it never changes")),
                ("name", _("Name")),
                ("parent", _("Slug of the topic above, or empty")),
                ("situation", _("The same as a villager would say it")),
            ),
            _topics,
        ),
    )
}


def harmless(value: object) -> object:
    """``value`` for a CSV cell: text that a spreadsheet would take for a formula gets a ``'``."""
    if isinstance(value, list):
        value = " ".join(value)
    if isinstance(value, str):
        text = value.replace("\0", "")
        return f"'{text}" if text.startswith(LEADS_TO_FORMULA) else text
    return value


def as_csv(dataset: Dataset, reach: str) -> Iterator[bytes]:
    """The lines of the CSV file, in UTF-8 with the mark that Excel needs to know it."""
    yield "\ufeff".encode()
    yield _line(dataset.header)
    for row in dataset.rows(reach):
        yield _line(map(harmless, row))


def _line(cells: Iterable[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def as_json(dataset: Dataset, reach: str, on: date) -> Iterator[bytes]:
    """The parts of the JSON file: what it is, on which day, then one object for each row."""
    head = {"dataset": dataset.name, "schema_version": SCHEMA_VERSION, "date": on.isoformat()}
    yield json.dumps(head)[:-1].encode() + b', "rows": ['
    comma = b"\n"
    for row in dataset.rows(reach):
        fields = dict(zip(dataset.header, row, strict=True))
        yield comma + json.dumps(fields, ensure_ascii=False).encode()
        comma = b",\n"
    yield b"\n]}\n"


class VillageSitemap(sitemaps.Sitemap):
    """Villages of the county: the page of each says who serves it."""

    def items(self):
        """Villages in use with ``served``, the moment of the last change of who serves."""
        written = Assignment.objects.filter(village=OuterRef("pk")).order_by().values("village")
        newest = written.annotate(last=Max("created_at")).values("last")
        villages = Place.objects.local().villages().active()
        return villages.annotate(served=Subquery(newest)).order_by("pk")

    def lastmod(self, village):
        """When it was last written down who serves it."""
        return village.served


class AdviserSitemap(sitemaps.Sitemap):
    """Advisers whom the public may see."""

    def items(self):
        """Everyone with a certificate in force."""
        return Adviser.objects.listed().order_by("pk")

    def location(self, adviser):
        """The page of one."""
        return reverse("directory:adviser", args=[adviser.pk])


sitemaps.register("villages", VillageSitemap)
sitemaps.register("advisers", AdviserSitemap)
