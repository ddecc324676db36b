"""A small county, and files of spreadsheets made for it."""

import csv
import datetime as dt
import io
from dataclasses import dataclass, field

from openpyxl import Workbook

from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    FirmFactory,
    TownshipFactory,
    VillageFactory,
)

DAY = dt.date(2026, 12, 1)
HUILONG, DAQIAO = "430802001001", "430802001002"
BANPING, QINGSHAN, SHIQIAO = "430802101001", "430802101002", "430802101003"
OTHER_QINGSHAN, HONGXING = "430802102001", "430802102002"
TREE = {
    "430802001000": ("崇文街道", {HUILONG: "回龙居委会", DAQIAO: "大桥社区居委会"}),
    "430802101000": (
        "王家坪镇",
        {BANPING: "板坪村委会", QINGSHAN: "青山村委会", SHIQIAO: "石桥村委会"},
    ),
    "430802102000": ("沅古坪镇", {OTHER_QINGSHAN: "青山村委会", HONGXING: "红星村委会"}),
}


def county():
    """A county of seven villages, two of them served, and six advisers; two are namesakes."""
    place = CountyFactory()
    villages = {}
    for code, (name, children) in TREE.items():
        township = TownshipFactory(code=code, name=name, parent=place)
        for child, child_name in children.items():
            villages[child] = VillageFactory(code=child, name=child_name, parent=township)
    tianmen = FirmFactory(name="湖南天门律师事务所")
    office = FirmFactory(name="永定区法律服务所", kind="legal_service_office")
    zhang = adviser("张三", 1, tianmen)
    li = adviser("李四", 2, office, kind="legal_worker")
    adviser("王伟", 3, tianmen)
    adviser("王伟", 4, office, kind="legal_worker")
    AdviserFactory(name="赵老", firm=None, phone="", uncertified=True)
    adviser("孙到期", 5, tianmen, valid_until=dt.date(2026, 11, 30))
    AssignmentFactory(village=villages[BANPING], adviser=zhang)
    AssignmentFactory(village=villages[QINGSHAN], adviser=li)
    return place


def adviser(name, number, firm, kind="lawyer", **certificate):
    person = AdviserFactory(
        name=name, firm=firm, kind=kind, phone=f"1380000000{number}", uncertified=True
    )
    CertificateFactory(adviser=person, number=f"永顾000{number}", **certificate)
    return person


@dataclass
class Sheet:
    """A file and what must come of it."""

    name: str
    content: bytes
    outcome: list = field(default_factory=list)
    is_complete: bool = False
    says: tuple = ()  # words that some reason or note must hold


def book(rows, *, merge=(), hidden_rows=(), hidden_columns=(), before=(), after=()):
    """An .xlsx of ``rows``; ``before`` and ``after`` are further worksheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for extra in before:
        _fill(workbook.create_sheet(), extra)
    sheet = workbook.create_sheet("结对表")
    _fill(sheet, rows)
    for extra in after:
        _fill(workbook.create_sheet(), extra)
    for area in merge:
        sheet.merge_cells(area)
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for letter in hidden_columns:
        sheet.column_dimensions[letter].hidden = True
    return saved(workbook)


def saved(workbook):
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(sheet, rows):
    for row in rows:
        sheet.append(row)


def text(rows, encoding="utf-8-sig", delimiter=","):
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    return content.getvalue().encode(encoding)
