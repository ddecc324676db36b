"""Registers of lectures as a workbook (.xlsx): one sheet, its head fixed, no cell that computes."""

import io
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.exports import harmless

LARGEST_WIDTH = 40


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """The file. ``title`` names the sheet (31 characters at most); cells are text or numbers.

    openpyxl is loaded when somebody asks for a file: it takes half a second.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.append([str(cell) for cell in header])
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    for index, name in enumerate(header, start=1):
        sheet.cell(1, index).font = Font(bold=True)
        widest = max(len(str(cell.value or "")) for cell in sheet[get_column_letter(index)])
        width = min(LARGEST_WIDTH, 2 * max(widest, len(str(name))) + 2)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def filing_register(quarter, filings) -> bytes:
    """The register of what was filed of ``quarter``."""
    header = [
        _("Number"),
        _("Township"),
        _("Village"),
        _("Lecture"),
        _("Speaker"),
        _("Held on"),
        _("How many came"),
        _("Submitted on"),
        _("Filed on"),
    ]
    rows = (_filed(filing) for filing in filings)
    return workbook(quarter.code, header, rows)


def village_meters(quarter, rows) -> bytes:
    """Every village with how far it is in ``quarter``; ``rows`` are meters."""
    header = [
        _("Township"),
        _("Village"),
        _("Code"),
        _("lectures held"),
        _("Filed"),
        _("To come"),
        _("State"),
    ]
    return workbook(quarter.code, header, map(_metered, rows))


def _filed(filing):
    lecture = filing.lecture
    return (
        filing.number,
        lecture.village.parent.name,
        lecture.village.name,
        lecture.title,
        lecture.speaker.name,
        _day(lecture.starts_at),
        lecture.head_count,
        _day(filing.submitted_at),
        _day(filing.decided_at),
    )


def _metered(meter):
    village = meter.village
    words = meter.words
    return (
        village.parent.name,
        village.name,
        village.pk,
        meter.held,
        meter.filed,
        meter.coming,
        str(words),
    )


def _day(moment):
    return timezone.localdate(moment).isoformat() if moment else ""
