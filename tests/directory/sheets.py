"""Ugly sheets as bureaus have them, each with what must come of it.

The register they meet is ``county()``. A sheet's outcome is a list of
``(row, outcome, village's code or None, adviser)``.
"""

from tests.directory.sheet_making import (
    BANPING,
    DAQIAO,
    HONGXING,
    HUILONG,
    OTHER_QINGSHAN,
    QINGSHAN,
    SHIQIAO,
    Sheet,
    book,
    text,
)
from tests.directory.whole_sheets import (
    HEAD,
    complete,
    complete_but_unreadable,
    exchange,
    more_than_five,
    newcomers,
    village_twice,
)


def plain():
    rows = [HEAD, ["王家坪镇", "板坪村", "张三"], ["王家坪镇", "石桥村", "李四"]]
    rows += [["沅古坪镇", "红星村", "张三"], ["王家坪镇", "青山村", "张三"]]
    return Sheet(
        "plain",
        book(rows),
        [
            (2, "same", BANPING, "张三"),
            (3, "add", SHIQIAO, "李四"),
            (4, "add", HONGXING, "张三"),
            (5, "change", QINGSHAN, "张三"),
        ],
    )


def title_note_and_merged_township():
    rows = [
        ["永定区一村一法律顾问结对表", None, None, None, None],
        ["填报单位：永定区司法局", None, None, None, "2026年11月"],
        ["序号", "所属乡镇", "行政村", "姓名", "联系电话"],
        [1, "王家坪镇", "板坪村", "张 三", 13800000001.0],
        [2, None, "石桥村", "李　四", "１３８０００００００２"],
        [3, None, "青山村", "李\u200b四", None],
        ["合计", None, 3, None, None],
        [None, None, None, None, None],
        ["制表人：某某", None, None, None, None],
    ]
    return Sheet(
        "title, note, merged township, sums",
        book(rows, merge=["A1:E1", "B4:B6"]),
        [
            (4, "same", BANPING, "张三"),
            (5, "add", SHIQIAO, "李四"),
            (6, "same", QINGSHAN, "李四"),
        ],
    )


def header_in_two_rows():
    rows = [
        ["序号", "村基本情况", None, None, None, "法律顾问信息", None, None, "备注"],
        [None, "乡镇街道", "村（社区）", "村支书姓名", "联系电话", "姓名", "工作单位", "联系电话"],
        [1, "崇文街道", "回龙社区", "周书记", "13999999999", "张三", "天门律所", "13800000001"],
        [2, "崇文", "大桥", "吴书记", "13999999998", "李四", "永定区法律服务所", "13800000009"],
    ]
    merge = ["A1:A2", "B1:E1", "F1:H1", "I1:I2"]
    return Sheet(
        "header in two rows, the clerk's phone beside the adviser's",
        book(rows, merge=merge),
        [(3, "add", HUILONG, "张三"), (4, "add", DAQIAO, "李四")],
        says=("The phone differs",),
    )


def adviser_merged_over_villages():
    rows = [HEAD, ["王家坪镇", "板坪村委会", "李四"], ["王家坪镇", "石桥村委会", None]]
    rows += [["沅古坪镇", "红星村委会", None], ["沅古坪镇", "青山村委会", None]]
    return Sheet(
        "adviser merged over three villages, none for the fourth",
        book(rows, merge=["C2:C4", "A2:A3"]),
        [
            (2, "change", BANPING, "李四"),
            (3, "add", SHIQIAO, "李四"),
            (4, "add", HONGXING, "李四"),
            (5, "refused", OTHER_QINGSHAN, ""),
        ],
        says=("No adviser is named",),
    )


def visually_merged_text():
    rows = [HEAD, ["王家坪镇", "板坪", "张三"], ["", "石桥", ""], ["沅古坪镇", "红星", ""]]
    rows += [["", "青山村", "李四"], ["小计", "4", ""], ["崇文街道", "回龙居委会", "李四"]]
    return Sheet(
        "CSV in GB 18030 with blanks that mean the row above",
        text(rows, "gb18030"),
        [
            (2, "same", BANPING, "张三"),
            (3, "add", SHIQIAO, "张三"),
            (4, "refused", HONGXING, ""),
            (5, "add", OTHER_QINGSHAN, "李四"),
            (7, "add", HUILONG, "李四"),
        ],
        says=("The adviser stands further up",),
    )


def several_villages_in_a_cell():
    rows = [
        ["姓名", "乡镇", "服务村"],
        ["张三", "王家坪镇", "板坪村、石桥村"],
        ["李四", "王家坪镇", "青山村；不存在村"],
        ["张三", "崇文街道", "回龙居委会\n大桥社区"],
        ["李四", "沅古坪镇", "红星村 青山村"],
    ]
    return Sheet(
        "several villages in one cell",
        book(rows),
        [
            (2, "same", BANPING, "张三"),
            (2, "add", SHIQIAO, "张三"),
            (3, "same", QINGSHAN, "李四"),
            (3, "refused", None, "李四"),
            (4, "add", HUILONG, "张三"),
            (4, "add", DAQIAO, "张三"),
            (5, "add", HONGXING, "李四"),
            (5, "add", OTHER_QINGSHAN, "李四"),
        ],
        says=("knows no village “不存在村”",),
    )


def codes_as_numbers():
    rows = [["行政区划代码", "村名", "顾问姓名"], [int(BANPING), "板坪村", "张三"]]
    rows += [[float(SHIQIAO), None, "李四"], ["４３０８０２１０２００２", "红星", "李四"]]
    rows += [[int(HONGXING), "板坪村", "李四"], ["431122101001", "某村", "李四"]]
    rows += [["4.30802E+11", "大桥", "张三"]]
    return Sheet(
        "codes as numbers, text and full-width digits",
        book(rows),
        [
            (2, "same", BANPING, "张三"),
            (3, "add", SHIQIAO, "李四"),
            (4, "add", HONGXING, "李四"),
            (5, "refused", None, "李四"),
            (6, "refused", None, "李四"),
            (7, "add", DAQIAO, "张三"),
        ],
        says=("The code belongs to", "No place has the code"),
    )


def same_name_in_two_townships():
    rows = [
        ["村", "法律顾问"],
        ["青山村", "张三"],
        ["沅古坪镇青山村", "张三"],
        ["王家坪青山", "李四"],
    ]
    rows += [["红星社区", "张三"], ["永定区", "张三"]]
    return Sheet(
        "no township column",
        book(rows),
        [
            (2, "refused", None, "张三"),
            (3, "add", OTHER_QINGSHAN, "张三"),
            (4, "same", QINGSHAN, "李四"),
            (5, "add", HONGXING, "张三"),
            (6, "refused", None, "张三"),
        ],
        says=("Write the township or the code", "In the register: 红星村委会"),
    )


def namesakes():
    rows = [["乡镇", "村居", "法律顾问", "上岗证号", "电话", "所在单位"]]
    rows += [["王家坪镇", "石桥村", "王伟", "", "", ""]]
    rows += [["沅古坪镇", "红星村", "王伟", "", "138-0000-0004", ""]]
    rows += [["沅古坪镇", "青山村", "王伟", "永顾０００３", "", ""]]
    rows += [["崇文街道", "回龙", "王伟", "", "", "天门律师事务所"]]
    rows += [["崇文街道", "大桥", "张三", "永顾0002", "", ""]]
    return Sheet(
        "two advisers of one name",
        book(rows),
        [
            (2, "refused", SHIQIAO, "王伟"),
            (3, "add", HONGXING, "王伟"),
            (4, "add", OTHER_QINGSHAN, "王伟"),
            (5, "add", HUILONG, "王伟"),
            (6, "refused", DAQIAO, "张三"),
        ],
        says=("2 advisers have this name", "belongs to 李四"),
    )


def not_certified():
    rows = [HEAD, ["王家坪镇", "石桥村", "赵老"], ["沅古坪镇", "红星村", "孙到期"]]
    rows += [["沅古坪镇", "青山村", "钱无名"], ["崇文街道", "回龙", "张三、李四"]]
    return Sheet(
        "advisers without a certificate",
        book(rows),
        [
            (2, "refused", SHIQIAO, "赵老"),
            (3, "refused", HONGXING, "孙到期"),
            (4, "refused", OTHER_QINGSHAN, "钱无名"),
            (5, "refused", HUILONG, "张三、李四"),
        ],
        says=("has no certificate", "not valid on the first day", "A new one needs", "Several"),
    )


def hidden_rows_and_columns():
    head = ["乡镇", "村", "法律顾问", "法律顾问"]
    rows = [head, ["王家坪镇", "板坪村", "李四", "张三"], ["王家坪镇", "石桥村", "李四", "张三"]]
    rows += [["沅古坪镇", "红星村", "李四", "张三"]]
    return Sheet(
        "an old column and an old row are hidden",
        book(rows, hidden_rows=[3], hidden_columns=["C"]),
        [
            (2, "same", BANPING, "张三"),
            (3, "refused", SHIQIAO, "张三"),
            (4, "add", HONGXING, "张三"),
        ],
        says=("The row is hidden",),
    )


def third_worksheet():
    cover = [["一村一法律顾问"], ["永定区司法局"]]
    people = [["姓名", "电话"], ["张三", "13800000001"]]
    rows = [HEAD, ["崇文街道", "回龙", "张三"]]
    return Sheet(
        "several worksheets",
        book(rows, before=[cover, people], after=[[["说明"]]]),
        [(2, "add", HUILONG, "张三")],
    )


def sections():
    rows = [
        ["序号", "村（居）", "法律顾问"],
        ["一、崇文街道（2个）", None, None],
        [1, "回龙", "张三"],
    ]
    rows += [["（二）王家坪镇", None, None], [2, "青山", "李四"], ["序号", "村（居）", "法律顾问"]]
    rows += [["沅古坪镇", None, None], [3, "青山", "张三"], ["总计：3", None, None]]
    return Sheet(
        "townships as headings between the rows, the header on each page",
        book(rows, merge=["A2:C2", "A4:C4"]),
        [
            (3, "add", HUILONG, "张三"),
            (5, "same", QINGSHAN, "李四"),
            (8, "add", OTHER_QINGSHAN, "张三"),
        ],
    )


UGLY = [
    plain,
    title_note_and_merged_township,
    header_in_two_rows,
    adviser_merged_over_villages,
    visually_merged_text,
    several_villages_in_a_cell,
    codes_as_numbers,
    same_name_in_two_townships,
    namesakes,
    not_certified,
    newcomers,
    hidden_rows_and_columns,
    third_worksheet,
    village_twice,
    more_than_five,
    exchange,
    complete,
    complete_but_unreadable,
    sections,
]
