"""An empty pairing sheet to fill in, with two rows that show how."""

import io

# Heading, width in characters, what the two examples say.
COLUMNS = [
    ("乡镇（街道）", 14, "示例镇", "示例镇"),
    ("村（社区）", 18, "示例村", "示例社区"),
    ("村代码", 16, "", ""),
    ("法律顾问", 12, "张示例", "李示例"),
    ("类别", 18, "律师", "基层法律服务工作者"),
    ("所在单位", 26, "示例律师事务所", "示例法律服务所"),
    ("联系电话", 16, "0744-0000000", ""),
    ("上岗证号", 16, "示例2026-001", ""),
    ("有效期起", 14, "2026-01-01", ""),
    ("有效期至", 14, "2028-12-31", ""),
    ("培训日期", 14, "2025-12-20", ""),
    ("超五村理由", 24, "", ""),
]
TEXT_ROWS = 500  # so many rows are kept as text, so that no digit of a code or phone is lost


def sheet_template() -> bytes:
    """The workbook. The examples name no place of the register: left in, they are refused."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "结对表"
    sheet.append([heading for heading, *_rest in COLUMNS])
    for example in (2, 3):
        sheet.append([column[example] for column in COLUMNS])
    for index, (_heading, width, *_examples) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        head = sheet.cell(1, index)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDE9EC")
        head.alignment = Alignment(vertical="center", wrap_text=True)
    for row in sheet.iter_rows(min_row=2, max_row=TEXT_ROWS, max_col=len(COLUMNS)):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
