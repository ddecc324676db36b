"""Sheets whose rows bear on each other: newcomers, repeated villages, the cap, what is left out."""

import datetime as dt

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

HEAD = ["乡镇", "村", "法律顾问"]
NEW_HEAD = ["村（社区）", "乡镇", "律师姓名", "类别", "执业机构", "手机", "上岗证编号"]
NEW_HEAD += ["有效期", "培训时间", "超五村理由"]


def newcomers():
    new = ["律师", "湖南新人律师事务所", "13811112222", "永顾0009"]
    rows = [NEW_HEAD, ["石桥村", "王家坪镇", "周新", *new, "2026.1.1-2028.12.31", "2025年12月20日"]]
    rows += [["红星村", "沅古坪镇", "周新", None, None, None, None, None, None]]
    late = ["退休法官", None, None, "永顾0010", "2026年1月1日至2028年12月31日", 46400]
    rows += [["回龙", "崇文街道", "吴晚", *late]]
    day = dt.datetime(2025, 12, 20)  # noqa: DTZ001 (as Excel has it)
    rows += [
        ["大桥", "崇文街道", "郑好", "检察官（退休）", None, None, "永顾0011", "2028/12/31", day]
    ]
    return Sheet(
        "new advisers",
        book(rows),
        [
            (2, "add", SHIQIAO, "周新"),
            (3, "add", HONGXING, "周新"),
            (4, "refused", HUILONG, "吴晚"),
            (5, "refused", DAQIAO, "郑好"),
        ],
        says=("A new adviser", "not in order", "A new one needs"),
    )


def village_twice():
    rows = [HEAD, ["王家坪镇", "石桥村", "张三"], ["王家坪", "石桥", "张三"]]
    rows += [["沅古坪镇", "红星村", "张三"], ["沅古坪", "红星", "李四"]]
    return Sheet(
        "villages named twice",
        book(rows),
        [
            (2, "add", SHIQIAO, "张三"),
            (3, "same", SHIQIAO, "张三"),
            (4, "refused", HONGXING, "张三"),
            (5, "refused", HONGXING, "李四"),
        ],
        says=("As in row 2", "rows 4、5 with different advisers"),
    )


def more_than_five():
    head = ["乡镇", "村", "法律顾问", "备注"]
    places = [
        ("崇文街道", "回龙"),
        ("崇文街道", "大桥"),
        ("王家坪镇", "板坪"),
        ("王家坪镇", "青山"),
    ]
    places += [("王家坪镇", "石桥"), ("沅古坪镇", "红星"), ("沅古坪镇", "青山")]
    rows = [head, *[[*place, "张三", None] for place in places]]
    rows[7][3] = "山高路远，无人愿去"
    codes = [HUILONG, DAQIAO, BANPING, QINGSHAN, SHIQIAO, HONGXING, OTHER_QINGSHAN]
    outcomes = ["add", "add", "same", "change", "add", "refused", "add"]
    listed = zip(range(2, 9), outcomes, codes, strict=True)
    return Sheet(
        "seven villages for one adviser, a reason for the last",
        book(rows),
        [(*line, "张三") for line in listed],
        says=("more than five villages", "Beyond five villages: 山高路远"),
    )


def exchange():
    rows = [HEAD, ["王家坪镇", "板坪村", "李四"], ["王家坪镇", "青山村", "张三"]]
    outcome = [(2, "change", BANPING, "李四"), (3, "change", QINGSHAN, "张三")]
    return Sheet("two advisers exchange their villages", text(rows, "utf-8", ";"), outcome)


def complete():
    rows = [HEAD, ["王家坪镇", "板坪村", "张三"], ["沅古坪镇", "红星村", "赵老"]]
    outcome = [(2, "same", BANPING, "张三"), (3, "refused", HONGXING, "赵老")]
    outcome += [(None, "ended", QINGSHAN, "李四")]
    return Sheet("complete: what is left out ends", text(rows, "utf-16", "\t"), outcome, True)


def complete_but_unreadable():
    rows = [HEAD, ["王家坪镇", "板坪村", "张三"], ["王家坪镇", "清山村", "李四"]]
    outcome = [(2, "same", BANPING, "张三"), (3, "refused", None, "李四")]
    return Sheet("complete, but a village is misspelt: nothing ends", book(rows), outcome, True)
