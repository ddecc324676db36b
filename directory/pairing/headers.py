"""Which column of a sheet holds what, told by its heading."""

import re
from collections.abc import Iterable, Sequence

from directory.pairing.cells import text_of

OF_THE_ADVISER = {"kind", "firm", "phone", "certificate"}
DEEPEST_HEADER = 30  # rows that may stand above the header
NAMES = {  # field → headings that mean it, in the order of trust
    "code": "村代码 行政区划代码 区划代码 村居代码 村社区代码 行政村代码 统计用区划代码 代码 code",
    "township": "乡镇街道 乡镇 街道 所属乡镇 所属街道 所属乡镇街道 所在乡镇 镇街 乡镇办 乡镇名称 "
    "镇乡街道 乡街道 乡镇街道名称 township",
    "village": "村居 行政村 村社区 村居社区 服务村 服务村居 服务村社区 村名 村社区名称 村居名称 "
    "结对村 结对村居 结对村社区 所服务村 行政村名称 行政村社区 村居委会 村委会 村 社区 服务村名称 "
    "village",
    "adviser": "法律顾问 法律顾问姓名 顾问姓名 村法律顾问 村居法律顾问 村社区法律顾问 顾问 "
    "律师姓名 律师 姓名 结对律师 服务律师 adviser",
    "kind": "类别 身份 人员类别 顾问类别 身份类别 人员性质 kind",
    "firm": "律所 执业机构 所在单位 工作单位 律师事务所 所属律所 单位 所在机构 机构名称 单位名称 "
    "所在律所 firm",
    "phone": "电话 联系电话 手机 手机号码 手机号 联系方式 电话号码 顾问电话 律师电话 "
    "法律顾问电话 phone",
    "certificate": "上岗证号 上岗证编号 证书编号 证号 上岗证 证书号 聘书编号 certificate",
    "valid_from": "有效期起 有效期自 发证日期 发证时间 起始日期 有效期开始 有效期起始",
    "valid_until": "有效期至 有效期止 到期日期 截止日期 有效期截止 到期时间",
    "validity": "有效期 有效期限 证书有效期",
    "trained_on": "培训日期 培训时间 岗前培训日期 岗前培训时间 岗前培训 参训日期",
    "reason": "超五村理由 超出五村理由 超5村理由 超过五村理由 超村理由 例外理由 理由 备注",
}
FIELDS = {name: field for field, names in NAMES.items() for name in names.split()}
TRUST = {name: rank for names in NAMES.values() for rank, name in enumerate(names.split())}
LOOSE = [  # (must stand in it, must not, field)
    (r"(顾问|律师).*姓名|姓名.*(顾问|律师)", r"电话|手机|证", "adviser"),
    (r"电话|手机|联系方式", r"书记|主任|村干部|支书|网格|家庭", "phone"),
    (r"律所|事务所|执业机构|工作单位", r"电话|地址", "firm"),
    (r"(上岗|顾问|聘).*(证|书).*号|证书编号", r"执业|身份|资格", "certificate"),
    (r"(行政村|村.*社区|村.*居).*名", r"电话|书记|主任", "village"),
]
OTHERS = re.compile(r"书记|主任|支书|村干部|网格|联络员|司法所")  # groups about other people
OURS = re.compile(r"顾问|律师")


def plain(heading: str) -> str:
    """A heading without marks, spaces and bracketed signs: 村（社区） → 村社区."""
    return re.sub(r"[^\w]|_", "", text_of(heading)).lower()


def field_of(heading: str) -> str:
    """The field that a heading means; empty for one we do not read."""
    word = plain(heading)
    if not word or len(word) > 24:
        return ""
    if word in FIELDS:
        return FIELDS[word]
    fits = (
        field
        for wanted, unwanted, field in LOOSE
        if re.search(wanted, word) and not re.search(unwanted, word)
    )
    return next(fits, "")


def columns_of(upper: Sequence, lower: Sequence, hidden: Iterable[int] = ()) -> dict[str, int]:
    """Field → column, from the header's last row and the row of groups above it (may be empty).

    Of several columns that mean the same, a visible one goes before a hidden one, one under a
    group 法律顾问 before others, the one right of the adviser's name before one left of it.
    """
    hidden = set(hidden)
    found: dict[str, list[tuple]] = {}
    for column in range(max(len(upper), len(lower))):
        group, heading = _at(upper, column), _at(lower, column)
        if OTHERS.search(plain(group)) and plain(group) != plain(heading):
            continue
        field = field_of(heading) if heading else field_of(group)
        if field:
            ours = bool(OURS.search(plain(group)))
            trust = TRUST.get(plain(heading), len(TRUST))
            found.setdefault(field, []).append((column in hidden, not ours, trust, column))
    columns = {field: min(choices)[-1] for field, choices in found.items()}
    for field in OF_THE_ADVISER & columns.keys() if "adviser" in columns else ():
        columns[field] = _nearest(found[field], columns["adviser"])
    return columns


def _nearest(choices, adviser):
    """Among the columns of the best kind the first right of the adviser's, else the first."""
    best = min(choices)[:2]
    of_best = sorted(choice[-1] for choice in choices if choice[:2] == best)
    return next((column for column in of_best if column > adviser), of_best[0])


def _at(row, column):
    return text_of(row[column]) if column < len(row) else ""


def find_header(rows: Sequence[Sequence], hidden: Iterable[int] = ()):
    """Where the header ends and what stands where: (index of its last row, field → column).

    None when no row names both a village (or its code) and an adviser.
    """
    best: tuple = (0, None)
    for index in range(min(len(rows), DEEPEST_HEADER)):
        for upper in ([], rows[index - 1]) if index else ([],):
            columns = columns_of(upper, rows[index], hidden)
            if "adviser" in columns and columns.keys() & {"village", "code"}:
                best = max(best, (len(columns), (-index, columns)), key=lambda found: found[0])
    if best[1] is None:
        return None
    return -best[1][0], best[1][1]
