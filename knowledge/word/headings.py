"""Which line is a heading, and which part of a case begins with it."""

import re

NUMBER = r"[一二三四五六七八九十百]{1,3}|\d{1,2}"
TYPED = re.compile(
    rf"^(?:第(?:{NUMBER})(?:(?:步|点|项|部分|章|节)[，、：:．.\s]*|[，、]\s*)"
    rf"|[（(](?:{NUMBER})[)）][、．.\s]*"
    rf"|(?:{NUMBER})[、．]\s*"
    r"|\d{1,2}[.)）](?!\d)\s*|[①-⑳❶-❿⑴-⒇⒈-⒛]\s*"
    r"|[●•·◆■▪▶➢➤✓√★☆○◇□☐☑🗹🞏]\s*|[-–—*]\s+)"
)
BULLETS = "●•·◆■▪▶➢➤✓√★☆○◇□☐☑🗹🞏-–—*"
CASE = re.compile(
    rf"^[【\[]?(?:典型)?案例\s*(?:之?(?:{NUMBER})|[①-⑳])(?:[】\]]|[：:、.．\s]|$)\s*[：:]?"
)

WHO = (
    r"(?:律师|法官|专家|调解员|司法所|普法|法律|案例|案件|法理|问题|争议|维权|处理|实务|操作|办理)?"
)
SECTIONS = [
    (
        "story",
        r"(?:基本|主要|简要|典型)?案(?:情|件|例)(?:的)?(?:简介|介绍|回顾|回放|概况|概述|概要|经过|"
        r"事实|描述|详情|简述|摘要|再现|还原|始末)?|基本(?:案情|情况|事实)|案件基本(?:情况|事实)|"
        r"(?:事情|事件|纠纷)(?:的)?(?:经过|起因|由来|回顾|概况|来龙去脉|缘由)|来龙去脉|"
        r"(?:案例|案件|事件)?背景|"
        r"故事|发生了什么(?:事)?|事情是这样的",
    ),
    ("people", r"(?:主要|案中|涉案)?人物(?:介绍|关系|表)?|当事人(?:情况|信息|介绍)?|谁是谁"),
    (
        "asked",
        r"(?:村民|当事人|咨询|争议|法律|核心|他|她)?(?:的)?(?:问题|疑问|提问|诉求|困惑|焦点|咨询|想问)"
        r"|(?:案件|争议|本案)(?:的)?(?:争议)?焦点|咨询(?:内容|事项)|想问(?:的|什么)|提出问题|问题的?提出",
    ),
    (
        "law",
        r"法条(?:链接|依据|原文|速递|指引)?|(?:相关|有关|涉及|适用|参考|所涉|本案|主要)?(?:的)?"
        r"(?:法律|法规|法条|法律法规|法律条文|法律规定|法律依据|政策法规)"
        r"(?:链接|依据|规定|条文|法规|指引|速递|适用)|相关(?:法律|法条|法规|规定)|依据|"
        r"法律(?:上)?(?:是)?怎么(?:规定|说)的?",
    ),
    (
        "analysis",
        rf"{WHO}(?:分析|评析|解析|点评|说法|释法|解读|评论|剖析|释疑|答复|解答|意见|析案|分析意见)"
        r"|以案(?:说|释|普)法|典型意义|(?:案例|案件|本案|经验)?(?:意义|启示)|(?:裁判|判决)(?:理由|要旨|要点)|"
        r"(?:法院|本院|仲裁委)认为|为什么(?:会)?(?:这样判?|如此判?|这么判)?|律师怎么(?:看|说)|法理(?:依据)?",
    ),
    (
        "result",
        r"(?:法院)?(?:判决|裁判|裁决|最终处理|处理)|(?:处理|调解|裁判|判决|审理|案件|处置|化解|办理|最终|最后|法院|仲裁|执行|案例|案件处理|"
        r"案件办理|法院判决|法院裁判|调处)?(?:的)?(?:结果|结局)|(?:法院|一审|二审|仲裁)"
        r"(?:的)?(?:判决|裁判|裁决|审理)(?:结果|情况)?|裁判(?:内容|结论)|"
        r"(?:处理|调解|办理|化解|调处|审理|裁判)(?:的)?(?:情况|过程|经过)(?:[及和与、]?(?:的)?结果)?|"
        r"(?:后来)?怎么(?:处理|解决)的|结果(?:如何|怎样|怎么样)|(?:最后|后来)怎(?:么)?样(?:了)?",
    ),
    (
        "steps",
        r"(?:村民|大家|你|我们?)?(?:(?:如果)?(?:遇到|碰到|碰上|遇上|发生).{0,14}?)?(?:，|,)?"
        r"(?:您|你|我们?|村民)?(?:到底)?(?:该|应该|应当)?"
        r"(?:怎么办|咋办|怎么做|如何(?:办|做|处理|应对|维权|防范|避免))|"
        rf"{WHO}(?:建议|支招|对策|指引|指南|步骤|流程|攻略|方法|锦囊)|"
        r"(?:维权|办理|处理|操作|解决|应对|具体|救济|行动|防范)"
        r"(?:步骤|流程|途径|方法|办法|程序|措施|路径|建议)|"
        r"(?:依法)?怎么(?:维权|处理|办理)|(?:依法)?(?:维权|索赔|求助|办事)?[二三四五六七八]步(?:走|曲)|应对(?:办法|措施|方法|之策)",
    ),
    (
        "papers",
        r"(?:(?:所)?需要?|应当?|要|必备|申请|办理|起诉|维权|随身|请)?(?:提前)?"
        r"(?:准备|带|携带|提交|提供|收集|保留)?(?:好)?(?:的|哪些|什么|这些)?"
        r"(?:(?:证据|证明|申请|书面)?材料|证据|资料|证件|手续)(?:清单|准备|目录)?",
    ),
    (
        "contacts",
        r"(?:联系|咨询|求助|服务|维权|举报|投诉|报警)(?:方式|电话|渠道|我们|热线|单位|部门|人)|"
        r"(?:有事|遇事|有困难)?(?:该)?(?:找谁|打什么电话|给谁打电话|打哪个电话)|(?:常用|求助)?电话(?:号码)?|"
        r"联系(?:人|谁)?[及和与](?:联系)?电话",
    ),
    (
        "callout",
        r"(?:温馨|友情|特别|重要|律师|法官|(?:法律)?风险|普法|安全|防骗|法律|司法所)?"
        r"(?:提示|提醒|警示|小贴士|贴士|忠告)(?:大家|村民|您|各位村民)?|小知识|(?:律师|法官)?(?:寄语|后语|心语)|(?:请|特别|需要?)?注意(?:事项|啦|了)?|划重点|敲黑板|警惕",
    ),
    ("term", r"(?:名词|术语|概念|词语|法律术语|法律名词)(?:解释|说明|释义|浅释|小课堂)"),
]
RARER = [  # what SECTIONS does not say, such as 承办过程 of the files on legal aid
    (
        "story",
        r"(?:案件|案例|纠纷|事件|案情|故事|情景|来访)(?:内容|正文|简介|情况|详述|说明|缘起|由来|事由|导读|"
        r"再现|呈现|展示|回放|梗概)|(?:法院|经?审理)查明|主要事实|事由|咨询背景",
    ),
    ("people", r"(?:双方|各方|主要)?当事人(?:基本)?(?:情况|信息)?"),
    (
        "asked",
        r"(?:群众|村民|读者|网友|当事人|主要)(?:的)?(?:咨询|提问|疑问|来信|来电|争议)|来信|争议|分歧意见|"
        r"[争讨]论焦点|焦点问题|(?:村民|大家|老.|小.)(?:最)?想(?:问|知道)(?:的)?",
    ),
    ("law", r"(?:法律|法条|法规|普法|政策|裁判)(?:知识)?(?:索引|链接|依据|学习|传送门)"),
    (
        "analysis",
        r"(?:律师|法律顾问|顾问|法官)?(?:代理|辩护|评析)?(?:意见|答复)|(?:律师|法律顾问|顾问|法官|检察官)"
        r"(?:有话)?(?:说|析法)|裁判观点|普法时间|释法说理|情理法|办案(?:心得|体会|手记|札记)",
    ),
    (
        "result",
        r"(?:案件)?(?:承办|办案|服务|援助|办理|处理|处置|查处|化解|结案|判决)(?:情况|过程|经过)|"
        r"裁判文书|案件进展|后续(?:进展|情况)?|(?:达成|调解)协议|(?:法院|法官)?(?:是)?怎么判的?",
    ),
    ("steps", r"怎样(?:维权|处理|防范)|(?:行动|防骗|办事)指南|解决方案"),
    ("papers", r"(?:立案|起诉|办事|仲裁)(?:所需)?材料|要带的东西"),
    (
        "contacts",
        r"谁能帮(?:您|你|忙)|去?哪(?:里|儿)(?:可以)?(?:求助|咨询|找人帮忙)|求助途径|(?:可以|能|该)?(?:找|联系)谁",
    ),
    ("callout", r"切记|(?:村民|办事)须知|(?:给.{0,4})?提个醒"),
    ("term", r"(?:法律|普法)(?:术语|名词|概念|小?词典|小百科)"),
]
PATTERNS = [(kind, re.compile(f"(?:{words})[？?！!]?")) for kind, words in SECTIONS + RARER]
QUESTION = re.compile(
    r"^(?:[问問]|[问問][题題](?=[\d一二三四五六七八九])[一二三四五六七八九]?|村民[问問]|提[问問]|Q\d*)\s*\d*\s*[：:.、]\s*",
    re.I,
)
ANSWER = re.compile(r"^(?:答|律师答|回答|答复|A\d*)\s*\d*\s*[：:.、]\s*", re.I)
WRAPPING = "【】[]〔〕《》<>“”\"'：:。　 *＊※◆■▶●★☆—-=＝·"
TRADITIONAL = str.maketrans(
    "爭議點說處結關聯話電條鏈師評個們訴訟實經過務問題當紹釋詞語證據辦麼該備帶資單樣後終審決簡顧"
    "發與規應準義維權驟誰係諮詢溫險風緣來遇農戶調",
    "争议点说处结关联话电条链师评个们诉讼实经过务问题当绍释词语证据办么该备带资单样后终审决简顾"
    "发与规应准义维权骤谁系咨询温险风缘来遇农户调",
)
LONGEST_HEADING = 26
SENTENCE_END = tuple("。；;，,、！!：:…”")


def bare(text: str) -> str:
    """The words of a heading without number, brackets and the spaces that stretch it."""
    text = TYPED.sub("", text.strip().lstrip("【[〔"), count=1).translate(TRADITIONAL)
    return re.sub(r"\s+", "", text).strip(WRAPPING)


def shown(text: str) -> str:
    """The words of a heading as villagers read them: without number, brackets and stars."""
    return TYPED.sub("", text, count=1).strip("【】〔〕★◆■※ ") or text


def section_of(text: str) -> str:
    """Return the part that a heading with these words begins, or nothing."""
    words = bare(text)
    if not 1 < len(words) <= LONGEST_HEADING:
        return ""
    return next((kind for kind, pattern in PATTERNS if pattern.fullmatch(words)), "")


def labelled(text: str) -> tuple[str, str, str]:
    """Split 【案情】去年冬天… or 案情简介：去年冬天… into (part, label, rest); else empty ones."""
    found = re.match(r"^\s*[【\[〔]([^】\]〕]{2,20})[】\]〕]\s*[：:]?\s*(.*)$", text, re.S)
    found = found or re.match(r"^([^：:。，；]{2,20})[：:]\s*(.*)$", text, re.S)
    if not found:
        return "", "", ""
    kind = section_of(found[1])
    return (kind, found[1], found[2]) if kind else ("", "", "")


def depth(line) -> int:
    """How deep a heading lies: by style, by its typed number, else as a bold line (2)."""
    if line.level:
        return line.level
    if re.match(r"^[一二三四五六七八九十]{1,3}[、．.]|^第.{1,3}(部分|章)", line.text):
        return 1
    if re.match(r"^[（(][一二三四五六七八九十]", line.text):
        return 3
    return 4 if re.match(rf"^(?:[（(]?\d|[①-⑳❶-❿⑴-⒇⒈-⒛]|第(?:{NUMBER})[步点项])", line.text) else 2


def is_wrapped(text: str) -> bool:
    """Whether the whole line stands in 【】 or between stars: a heading, wherever it stands."""
    return bool(re.fullmatch(r"[【〔][^】〕]{2,20}[】〕]|([★◆■※])[^★◆■※]{2,20}\1", text))


def looks_like_heading(line) -> bool:
    """A heading by style, or a short line, bold, centred or numbered 一、, that is no sentence."""
    if line.level or is_wrapped(line.text):
        return True
    short = len(line.text) <= LONGEST_HEADING and not line.text.endswith(SENTENCE_END)
    numbered = re.match(r"^[一二三四五六七八九十]{1,3}[、．.]", line.text)
    return short and bool(line.is_bold or line.is_centred or numbered)
