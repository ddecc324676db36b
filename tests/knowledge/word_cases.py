"""Ten Word files as they come in, each of another make; none is like the next."""

from tests.knowledge.word_files import (
    SPACES,
    cell,
    drawing,
    p,
    picture,
    relation,
    run,
    table,
    text_box,
    word,
)


def court():
    """Of the court: series above, court and judge below the title, 【】, a signature at the end."""
    return word(
        p("以案释法｜第12期", centre=True, size=14),
        p("“高价彩礼”离婚时该不该返还？", centre=True, bold=True, size=22),
        p("永定区人民法院　张三", centre=True),
        p("【基本案情】", bold=True),
        p("　　小王与小丽经人介绍相识，王家付彩礼18.8万元。"),
        p("　　婚后两人常吵架，小王起诉离婚并要求返还彩礼。"),
        p("【裁判结果】", bold=True),
        p("　　法院判决：准予离婚；小丽返还彩礼8万元。"),
        p("【法官说法】", bold=True),
        p("　　《民法典》第九千条规定，这样不行。"),
        p("【法条链接】", bold=True),
        p("　　《中华人民共和国民法典》"),
        p("　　第一千零四十二条　禁止包办、买卖婚姻和其他干涉婚姻自由的行为。禁止借婚姻索取财物。"),
        p("　　禁止重婚。"),
        p("【温馨提示】", bold=True),
        p("　　婚前给大额财物，要留好转账记录。"),
        p("（供稿：区法院　编辑：李四）"),
        p("永定区人民法院"),
        p("2025年6月3日"),
    )


def office():
    """Of the judicial office: heading styles 一、二、, sub-headings, bold steps with details."""
    return word(
        p("村里修路占了我家的地，能要补偿吗？", style="a3"),
        p("一、案情简介", style="1"),
        p("2023年，村里修路占了老张家0.3亩地。"),
        p("二、争议焦点", style="1"),
        p("1.占地是否应当补偿？"),
        p("2.补偿标准如何确定？"),
        p("三、法律分析", style="1"),
        p("（一）占地要补偿", style="2"),
        p("看《民法典》第1042条。"),
        p("（二）标准由省里定", style="2"),
        p("看省里公布的片区价。"),
        p("四、处理结果", style="1"),
        p("村委会补偿老张9000元。"),
        p("五、村民遇到类似情况怎么办", style="1"),
        p("第一步：保留证据", bold=True),
        p("拍照、录像，写明日期。"),
        p("第二步：准备材料", bold=True),
        p("写一份书面申请。"),
        p("第三步：找乡镇司法所调解", bold=True),
        p("电话0744-8222148，不收费。"),
    )


def radio():
    """Question and answer as on the radio, without any heading."""
    return word(
        p("邻居家的树根拱坏了我家的墙，怎么办？", centre=True, bold=True),
        p("问：我家的墙被树根拱裂了，我能自己砍吗？"),
        p("答：不能。根据《民法典》第一千零四十二条，先告诉他。"),
        p("问：要是他还不管呢？"),
        p("答：可以请村里调解，也可以去法院。"),
    )


def tables():
    """Steps, contacts and figures in tables, with a title over all columns and merged cells."""
    return word(
        p("低保怎么申请？", bold=True, centre=True),
        p("一、案情", bold=True),
        p("老赵腿脚不好，想申请低保。"),
        p("二、办理流程", bold=True),
        table(
            ["步骤", "内容", "时限"],
            ["1", "向乡镇政府提出申请", "当天"],
            ["2", "入户调查", "10个工作日"],
        ),
        p("三、联系方式", bold=True),
        table(["单位", "电话", "地址"], ["永定区民政局", "0744-8222000", "永定大道1号"]),
        p("四、补偿标准", bold=True),
        table(
            [cell("2025年低保标准", columns=3)],
            ["类别", "每月", "备注"],
            [cell("城市", merge="restart"), "650元", "全额"],
            [cell(merge="continue"), "600元", "差额"],
        ),
    )


def labels():
    """One paragraph for each part, with its label in front; steps 一是二是三是 in one sentence."""
    return word(
        p("老人去世，房子归谁？"),
        p("案情：老刘去年过世，留下三间房。"),
        p("法律规定：《民法典》第一千零四十二条。"),
        p("分析：遗产按法定继承，子女平分。"),
        p("结果：经调解，三个子女各得一间。"),
        p("怎么办：一是先找齐户口本、死亡证明；二是请村里调解；三是调解不成到法院起诉。"),
        p("要带的材料：身份证、户口本、死亡证明"),
        p("找谁：村法律顾问王律师 13800000000；12348"),
    )


def bare():
    """Nothing but paragraphs: no heading, no style, advice at the end."""
    return word(
        p("丈夫打人，能不能离婚？"),
        p("小芳嫁到村里五年，丈夫喝了酒就打人。"),
        p("小芳去派出所报了案，又找到村里的法律顾问。"),
        p("根据《民法典》第1042条，禁止家庭暴力。"),
        p("最后，法院判了离婚，孩子归小芳。"),
        p("遇到家暴，要记住三点："),
        p("第一，马上打110报警，要出警记录；"),
        p("第二，去医院看伤，病历留好；"),
        p("第三，找村妇联或者法律顾问。"),
    )


def laws():
    """Law pasted in full, in part, wrong, of a law that ended, of no law at all."""
    return word(
        p("借钱不还怎么办？", style="a3"),
        p("案情", style="1"),
        p("老李借了两万元给小陈，小陈一直不还。"),
        p("相关法条", style="1"),
        p("1.《民法典》第六百七十五条　借款人应当按照约定的期限返还借款。"),
        p("2.《劳动合同法》第30条：用人单位应当按照劳动合同约定，及时足额支付劳动报酬。"),
        p("3.《合同法》第196条"),
        p("4.《民法典》第九千条　不存在的条文内容在这里。"),
        p("大白话：不在案的条文没有卡片。"),
        p("律师说法", style="1"),
        p("《民法典》第675条规定：“借款人可以不按照约定的期限返还借款。”"),
    )


def pictures():
    """A photo with its place, a drawing of Windows, a picture that lies elsewhere, a text box."""
    return word(
        p("墙倒了谁赔？", style="a3"),
        p(text_box("本案由永定区法院审结")),
        p("案情", style="1"),
        p("老李家的墙倒了。", drawing("rId9", floating=True)),
        p("图1　倒掉的墙", centre=True),
        p(drawing("rId10", "示意图")),
        p(drawing("rId77", "外面的图", link=True)),
        p("怎么办", style="1"),
        p("拍照留证", number=1),
        p(drawing("rId11", "图片 3")),
        p("找邻居商量", number=1),
        media={
            "image1.jpeg": picture(),
            "image2.emf": b"\x01\x00\x00\x00EMF",
            "image3.png": picture(kind="PNG"),
        },
    )


def odd():
    """Links, fields, notes, tracked changes, hidden words, controls, emoji, header and footer."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' HYPERLINK "https://www.12348.gov.cn" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("中国法律服务网")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return word(
        p("网上借钱被骗了，怎么办？", style="a3"),
        p("案情", style="1"),
        p("小张", '<w:r><w:footnoteReference w:id="2"/></w:r>', "交了", run("两万元", bold=True)),
        p(
            f'<w:ins w:id="1" w:author="a">{run("后来加的一句。")}</w:ins>',
            '<w:del w:id="2" w:author="a"><w:r><w:delText>删掉的话。</w:delText></w:r></w:del>',
            run("内部材料", inside="<w:vanish/>"),
        ),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的话。')}</w:sdtContent></w:sdt>",
        p("结果", style="1"),
        p("查", f'<w:hyperlink r:id="rId50">{run("法律库")}</w:hyperlink>', "和", field, "😀"),
        p("怎么办", style="1"),
        p("☎ 马上打110"),
        p("📱\t保存聊天记录"),
        p("- 3 -"),
        parts={
            "word/footnotes.xml": (
                f'<w:footnotes {SPACES}><w:footnote w:id="2">{p("化名。")}</w:footnote>'
                "</w:footnotes>"
            ),
            "word/comments.xml": (
                f'<w:comments {SPACES}><w:comment w:id="0">{p("要核实")}</w:comment></w:comments>'
            ),
            "word/header1.xml": f"<w:hdr {SPACES}>{p('永定区普法读本')}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {SPACES}>{p('第 1 页 共 3 页')}</w:ftr>",
        },
        rels=[relation("rId50", "hyperlink", "https://flk.npc.gov.cn/", True)],
    )


def book():
    """A collection: cover, a typed table of contents, two cases."""
    return word(
        p("普法案例汇编", centre=True, bold=True, size=22),
        p("目　录", centre=True),
        p("案例一 老板跑了工钱找谁要\t1"),
        p("案例二 邻居占地怎么办……3"),
        p("案例一　老板跑了，工钱找谁要？", bold=True, centre=True),
        p("【案情】老王干了三个月没拿到钱。"),
        p("【怎么办】先去劳动监察大队。再申请仲裁。"),
        p("案例二　邻居占地怎么办？", bold=True, centre=True),
        p("【案情】老张家的地被占了一米。"),
        p("【怎么办】①量地；②请村里调解。"),
    )
