"""The part that a heading of nobody's list most likely begins: 最终处理 is a result."""

import re

from knowledge.word.headings import bare

LONGEST_LIKELY = 14  # signs: a longer line is a sentence
LIKELY = [  # the first that fits
    ("contacts", r"(?:电话|热线|联系我们|联系方式|联系人)$"),
    ("term", r"(?:名词|术语|词语)(?:解释|释义|说明)$"),
    (
        "callout",
        r"(?:提醒|提示|警示|贴士|注意事项|小知识|忠告)(?:大家|村民|您)?$|"
        r"记住.{1,3}(?:句话|点|条)$",
    ),
    (
        "papers",
        r"(?:带|备|需|提交|提供|收集|必备).{0,6}(?:材料|证件|资料|手续)(?:清单)?$|"
        r"(?:带|准备)(?:上|好)?(?:什么|哪些)(?:东西)?$",
    ),
    ("law", r"(?:法条|法律|法规|条文)(?:规定|依据|链接|条款)?$"),
    (
        "steps",
        r"(?:[怎这]么[办做走]|这样[办做]|支招|建议|步骤|流程|做法|教[您你].{0,3}招|几步走)$",
    ),
    ("result", r"(?:判决|裁判|裁决|处理|结果|结局|结案)$"),
    ("analysis", r"(?:说法|分析|解析|评析|解答|点评|析理|释法|意义|启示)$"),
    ("story", r"(?:案情|案例|经过|始末|缘起|起因|故事|回顾|导入)$"),
    ("asked", r"(?:问题|疑问|疑惑|困惑|焦点)$"),
]
PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in LIKELY]


def likely_section(text: str) -> str:
    """Return the part that a line begins which is a heading by its looks, or nothing."""
    words = bare(text).rstrip("？?！!")
    if not 1 < len(words) <= LONGEST_LIKELY:
        return ""
    return next((kind for kind, pattern in PATTERNS if pattern.search(words)), "")
