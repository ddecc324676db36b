"""Ten Word files of ten makes, and exactly the blocks that each becomes."""

import pytest

from knowledge.blocks import ArticleBodyBlock, UnstoredBodyBlock
from tests.knowledge import word_cases, word_files
from tests.knowledge.word_reader import kinds, parts, read

CARD = {"statute": 1, "plain_words": ""}


def step(title, text=""):
    return {"title": title, "text": text}


def row(name, phone, note=""):
    return {"name": name, "phone": phone, "note": note}


EXPECTED = {
    "court": (
        "“高价彩礼”离婚时该不该返还？",
        [
            (
                "story",
                "<p>小王与小丽经人介绍相识，王家付彩礼18.8万元。</p>"
                "<p>婚后两人常吵架，小王起诉离婚并要求返还彩礼。</p>",
            ),
            ("result", "<p>法院判决：准予离婚；小丽返还彩礼8万元。</p>"),
            ("analysis", "<p>《民法典》第九千条规定，这样不行。</p>"),
            ("law", CARD),
            (
                "callout",
                {
                    "kind": "",
                    "title": "温馨提示",
                    "text": "<p>婚前给大额财物，要留好转账记录。</p>",
                },
            ),
        ],
    ),
    "office": (
        "村里修路占了我家的地，能要补偿吗？",
        [
            ("story", "<p>2023年，村里修路占了老张家0.3亩地。</p>"),
            ("asked", "<p>1.占地是否应当补偿？</p><p>2.补偿标准如何确定？</p>"),
            ("law", CARD),
            (
                "analysis",
                "<p><b>（一）占地要补偿</b></p><p>看《民法典》第1042条。</p>"
                "<p><b>（二）标准由省里定</b></p><p>看省里公布的片区价。</p>",
            ),
            ("result", "<p>村委会补偿老张9000元。</p>"),
            (
                "steps",
                [
                    step("保留证据", "拍照、录像，写明日期。"),
                    step("准备材料", "写一份书面申请。"),
                    step("找乡镇司法所调解", "电话0744-8222148，不收费。"),
                ],
            ),
        ],
    ),
    "radio": (
        "邻居家的树根拱坏了我家的墙，怎么办？",
        [
            ("asked", "<p>我家的墙被树根拱裂了，我能自己砍吗？</p>"),
            ("law", CARD),
            ("analysis", "<p>不能。根据《民法典》第一千零四十二条，先告诉他。</p>"),
            ("asked", "<p>要是他还不管呢？</p>"),
            ("analysis", "<p>可以请村里调解，也可以去法院。</p>"),
        ],
    ),
    "tables": (
        "低保怎么申请？",
        [
            ("story", "<p>老赵腿脚不好，想申请低保。</p>"),
            (
                "steps",
                [
                    step("向乡镇政府提出申请", "时限：当天"),
                    step("入户调查", "时限：10个工作日"),
                ],
            ),
            ("contacts", [row("永定区民政局", "0744-8222000", "永定大道1号")]),
            ("heading", "补偿标准"),
            (
                "table",
                {
                    "columns": [
                        {"type": "text", "heading": head} for head in ("类别", "每月", "备注")
                    ],
                    "rows": [
                        {"values": ["城市", "650元", "全额"]},
                        {"values": ["城市", "600元", "差额"]},
                    ],
                    "caption": "2025年低保标准",
                },
            ),
        ],
    ),
    "labels": (
        "老人去世，房子归谁？",
        [
            ("story", "<p>老刘去年过世，留下三间房。</p>"),
            ("law", CARD),
            ("analysis", "<p>遗产按法定继承，子女平分。</p>"),
            ("result", "<p>经调解，三个子女各得一间。</p>"),
            (
                "steps",
                [
                    step("先找齐户口本、死亡证明"),
                    step("请村里调解"),
                    step("调解不成到法院起诉"),
                ],
            ),
            ("papers", ["身份证", "户口本", "死亡证明"]),
            ("contacts", [row("村法律顾问王律师", "13800000000"), row("电话", "12348")]),
        ],
    ),
    "bare": (
        "丈夫打人，能不能离婚？",
        [
            (
                "story",
                "<p>小芳嫁到村里五年，丈夫喝了酒就打人。</p>"
                "<p>小芳去派出所报了案，又找到村里的法律顾问。</p>",
            ),
            ("law", CARD),
            ("analysis", "<p>根据《民法典》第1042条，禁止家庭暴力。</p>"),
            ("result", "<p>最后，法院判了离婚，孩子归小芳。</p>"),
            ("paragraph", "<p>遇到家暴，要记住三点：</p>"),
            (
                "steps",
                [
                    step("马上打110报警，要出警记录"),
                    step("去医院看伤，病历留好"),
                    step("找村妇联或者法律顾问"),
                ],
            ),
        ],
    ),
    "laws": (
        "借钱不还怎么办？",
        [
            ("story", "<p>老李借了两万元给小陈，小陈一直不还。</p>"),
            ("law", {"statute": 2, "plain_words": ""}),
            ("law", {"statute": 3, "plain_words": ""}),
            ("law", {"statute": 4, "plain_words": ""}),
            (
                "paragraph",
                "<p>4.《民法典》第九千条 不存在的条文内容在这里。</p>"
                "<p>大白话：不在案的条文没有卡片。</p>",
            ),
            ("analysis", "<p>《民法典》第675条规定：“借款人可以不按照约定的期限返还借款。”</p>"),
        ],
    ),
    "pictures": (
        "墙倒了谁赔？",
        [
            ("paragraph", "<p>本案由永定区法院审结</p>"),
            ("story", "<p>老李家的墙倒了。</p>"),
            ("figure", {"picture": 0, "alt": "倒掉的墙", "caption": "图1 倒掉的墙"}),
            ("steps", [step("拍照留证"), step("找邻居商量")]),
            ("figure", {"picture": 1, "alt": "", "caption": ""}),
        ],
    ),
    "odd": (
        "网上借钱被骗了，怎么办？",
        [
            (
                "story",
                "<p>小张（注：化名。）交了<b>两万元</b></p><p>后来加的一句。</p>"
                "<p>控件里的话。</p>",
            ),
            (
                "result",
                '<p>查<a href="https://flk.npc.gov.cn/">法律库</a>和'
                '<a href="https://www.12348.gov.cn">中国法律服务网</a>😀</p>',
            ),
            ("steps", [step("☎ 马上打110"), step("📱 保存聊天记录")]),
        ],
    ),
    "book": (
        "老板跑了，工钱找谁要？",
        [
            ("story", "<p>老王干了三个月没拿到钱。</p>"),
            ("steps", [step("先去劳动监察大队", "再申请仲裁。")]),
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_blocks_of(name):
    draft = read(getattr(word_cases, name)())
    title, blocks = EXPECTED[name]
    assert draft.title == title
    assert parts(draft) == blocks


@pytest.mark.parametrize("name", EXPECTED)
def test_the_editor_can_save_the_blocks_of(name):
    """Every text fits its field; what only the editor can write (alt) may be missing."""
    draft = read(getattr(word_cases, name)())
    block = UnstoredBodyBlock()
    found = [part for part in parts(draft) if part[0] != "law"]
    rows = [{"type": kind, "value": value} for kind, value in found]
    for child in rows:
        if child["type"] == "figure":
            child["value"] = {**child["value"], "image": "data:,"}
    for child in block.to_python(rows):
        child.block.clean(child.value)
    assert set(kinds(draft)) <= set(ArticleBodyBlock().child_blocks)


def test_by_styles_and_by_hand():
    assert kinds(read(word_files.by_styles())) == [
        *("story", "law", "analysis", "result", "steps", "papers", "contacts", "callout")
    ]
    assert kinds(read(word_files.by_hand())) == ["story", "law", "analysis", "result", "steps"]


def test_the_strict_standard_reads_the_same():
    usual, strict = word_cases.odd(), word_files.strict(word_cases.odd())
    assert strict != usual
    assert parts(read(strict)) == parts(read(usual))
