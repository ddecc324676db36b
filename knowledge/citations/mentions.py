"""Where a text names a law, or a paper that is no law, in folded text (see ``folding``)."""

import re
from dataclasses import dataclass

LONGEST = 150
LAWLIKE = re.compile(
    r"(法|法典|条例|规定|办法|解释|细则|规则|决定|意见|通知|批复|纪要|准则|标准|通则|公约|修正案|"
    r"规程|答复|复函|规范|目录|指引|方法|安排|议定书)(\([^()]*\)|[一二三四五六七八九十]{1,3})*$"
)
PAPER = re.compile(
    r"合同|协议|章程|规约|民约|承诺书|保单|手册|制度|声明|公司|学校|单位|小区|业主|员工|村民公约|本村"
)
OF_THE_STATE = re.compile(
    r"^(?:最高人民|最高法|国务院|全国人|中华人民共和国)|(?:(?<![办方])法|条例|法典)(?:\([^()]*\))?$"
)
PAPER_BEFORE = re.compile(
    r"(?:合同|协议书?|章程|规约|村规民约|公约|约定|承诺书|保证书|保单|保险条款|条款|手册|管理制度|"
    r"规章制度|制度|判决书?|裁定书?|调解书|通知书|决议|方案|备忘录|清单|遗嘱|声明|标书|招标文件|附件\d?|"
    r"原(?:司法)?解释[一二三四五六]?)"
    r"(?:\([^()]{0,20}\))?[》”\"]?(?:文本|通用条款|专用条款|正文|约定|规定)?(?:的|之|中的|中|里|内)?$"
)
CARRY = re.compile(
    r"(?P<own>本)(?P<ownkind>法典|法|条例|规定|办法|解释|规则|细则|决定|意见|通则|规程|准则|规范)"
    r"(?P<more>实施条例|实施细则|实施办法)?"
    r"|(?:该|同|此|前述|上述|前引|上引|该部|这部)(?P<kind>法典|法律|法|条例|规定|办法|司法解释|解释|规则|细则|决定|意见|批复|纪要|通知)(?![人定院律规官庭务])"
    r"|(?P<its>其)(?:(?P<rules>实施条例|实施细则|实施办法)|(?=第[\d〇零一二三四五六七八九十百千]+条))"
)
DEFINED = re.compile(
    r"[\(,]?(?:以下|下文|下称|后文|文中)?(?:均|统|并|又|合并)?(?:简称|下称)(?:为|:)?"
    r"[《“\"']?(?P<alias>[^()《》“”\"',。;:]{2,30})"
)
NOT_AFTER = re.compile(r"[人定务院律规官庭警学理治医]")
EXTENSION = re.compile(
    r"(?:若干问题)?的?(?:实施条例|实施细则|实施办法|司法解释|解释)"
    r"(?:\(?[一二三四五六]\)?(?![百千十零条]))?"
)
PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}(?:省|市|自治区|自治州|特区|特别行政区|州|县|区)$")
LEADING = re.compile(
    r".*(?:根据|依据|依照|按照|违反|适用|参照|参考|结合|触犯|符合|以及|规定|所述|属于|和|及|与|并|在|对|由|据|按|照|是|的|了|为|从|以|即|见|如)"
)
CONNECTING = set("据照反和及与的按国是以在对由了见用即为从据如看我并或于")


@dataclass
class Mention:
    """A name in folded text. ``law`` is "" for a paper that is no law."""

    start: int
    end: int
    law: str
    is_known: bool = False


def closing(text, start):
    """Return the place after the mark that closes the one at ``start``; 0 if none does soon."""
    depth = 0
    for place in range(start, min(len(text), start + LONGEST)):
        depth += {"《": 1, "》": -1}.get(text[place], 0)
        if text[place] == "。" or not depth:
            break
    if depth == 0:
        return place + 1
    first = text.find("》", start, start + LONGEST)
    sentence = text.find("。", start, start + LONGEST)
    return first + 1 if first > 0 and not 0 < sentence < first else 0


def inside(text, start, end):
    """Return the words between doubled or single marks."""
    name = text[start:end]
    while name.startswith("《") and name.endswith("》") and len(name) > 1:
        inner = name[1:-1]
        if not _is_balanced(inner):
            break
        name = inner
    return name.strip("《》") if not _is_balanced(name) else name


def _is_balanced(words):
    depth = 0
    for sign in words:
        depth += {"《": 1, "》": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
