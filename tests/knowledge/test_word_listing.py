"""Steps, papers, contacts, people and words explained, as people write them in Word."""

import pytest

from tests.knowledge.word_files import cell, p, run, table, word
from tests.knowledge.word_reader import kinds, parts, read, told


def under(heading, *lines):
    """The parts of a file with one heading and these lines below it."""
    rows = [row if row.startswith("<") else p(row) for row in lines]
    return parts(read(word(p("谁赔？", style="a3"), p(heading, bold=True), *rows)))


def steps(*lines):
    ((kind, value),) = under("怎么办", *lines)
    assert kind == "steps"
    return [(row["title"], row["text"]) for row in value]


class TestSteps:
    @pytest.mark.parametrize(
        "numbers",
        [
            ("1. ", "2. "),
            ("1、", "2、"),
            ("1．", "2．"),
            ("（1）", "（2）"),
            ("1)", "2)"),
            ("①", "②"),
            ("一、", "二、"),
            ("（一）", "（二）"),
            ("第一步：", "第二步："),
            ("第一，", "第二，"),
            ("● ", "● "),
            ("- ", "- "),
            ("一是", "二是"),
        ],
    )
    def test_numbers_of_every_kind_go(self, numbers):
        first, second = numbers
        assert steps(f"{first}先报警：打110。", f"{second}再看伤：留好病历。") == [
            ("先报警", "打110。"),
            ("再看伤", "留好病历。"),
        ]

    def test_numbered_by_word_with_a_bold_start(self):
        rows = [
            p(run("先报警", bold=True), "打110，记下时间。", number=1),
            p(run("再看伤。", bold=True), "去医院。", number=1),
        ]
        assert steps(*rows) == [("先报警", "打110，记下时间。"), ("再看伤", "去医院。")]

    def test_what_follows_belongs_to_the_step(self):
        assert steps("1. 先报警", "打110。", "2. 再看伤", "（1）拍照", "（2）住院") == [
            ("先报警", "打110。"),
            ("再看伤", "（1）拍照\n（2）住院"),
        ]

    def test_a_figure_in_the_text_is_no_number(self):
        assert steps("3.5万元以下找法庭", "12348可以问") == [
            ("3.5万元以下找法庭", ""),
            ("12348可以问", ""),
        ]

    def test_a_long_step_without_a_pause_gets_a_number_as_title(self):
        long = "拿着身份证户口本和转账记录" * 4
        ((title, text), _second) = steps(f"1. {long}", "2. 起诉")
        assert title == "第1步"
        assert text == long

    def test_in_one_sentence(self):
        assert steps("（1）报警；（2）看伤；（3）找村妇联。") == [
            ("报警", ""),
            ("看伤", ""),
            ("找村妇联", ""),
        ]

    def test_one_piece_of_text_is_told(self):
        draft = read(word(p("怎么办", style="1"), p("找司法所就行")))
        assert kinds(draft) == ["steps"]
        assert "一整段话" in told(draft)

    def test_an_introduction_stands_before(self):
        found = under("怎么办", "您可以这样做：", "1. 报警", "2. 看伤")
        assert [kind for kind, _value in found] == ["paragraph", "steps"]
        assert found[0][1] == "<p>您可以这样做：</p>"

    def test_below_a_heading_that_nobody_knows(self):
        rows = [p("第一步 申请", bold=True), "一个月内。", p("第二步 鉴定", bold=True)]
        assert under("工伤小课", *rows) == [
            ("heading", "工伤小课"),
            ("steps", [{"title": "申请", "text": "一个月内。"}, {"title": "鉴定", "text": ""}]),
        ]

    def test_a_heading_in_brackets_ends_them(self):
        found = under("维权四步走", "1. 报警", "2. 看伤", "【相关链接】", "看网站。")
        assert [kind for kind, _value in found] == ["steps", "heading", "paragraph"]
        assert found[1][1] == "相关链接"

    def test_a_law_in_a_step_gets_its_card(self):
        draft = read(word(p("怎么办", style="1"), p("1. 报警"), p("2. 按《民法典》第1042条要求退")))
        assert kinds(draft) == ["law", "steps"] or kinds(draft) == ["steps", "law"]

    def test_a_table_that_is_none_of_steps_stays_a_table(self):
        found = under("怎么办", table(["部门", "地点"], ["法庭", "一楼"]))
        assert [kind for kind, _value in found] == ["table"]

    def test_a_table_with_a_long_cell_stays_a_table(self):
        found = under("怎么办", table(["步骤", "内容"], ["1", "很长的内容" * 10]))
        assert [kind for kind, _value in found] == ["table"]


class TestPapers:
    @pytest.mark.parametrize(
        ("line", "papers"),
        [
            ("身份证、户口本、转账记录", ["身份证", "户口本", "转账记录"]),
            ("请准备：身份证；借条（没有也行，可以补）。", ["身份证", "借条（没有也行，可以补）"]),
            ("1. 身份证", ["身份证"]),
            ("● 病历、发票", ["病历", "发票"]),
            ("1.病历；2.劳动合同；3.工资条", ["病历", "劳动合同", "工资条"]),
        ],
    )
    def test_of_a_line(self, line, papers):
        assert under("要带的材料", line) == [("papers", papers)]

    def test_what_is_too_long_for_a_paper_is_text(self):
        long = "这一段说的是怎么把聊天记录保存下来" * 9
        assert under("需要准备的证据材料", "身份证", long) == [
            ("paragraph", f"<p>{long}</p>"),
            ("papers", ["身份证"]),
        ]

    def test_a_table_stays_one(self):
        found = under("要带的材料", table(["材料", "份数"], ["身份证", "1份"]))
        assert [kind for kind, _value in found] == ["table"]


class TestContacts:
    @pytest.mark.parametrize(
        ("line", "rows"),
        [
            ("法律服务热线：12348（全天）", [("法律服务热线", "12348", "全天")]),
            ("永定区司法局 0744-8222148", [("永定区司法局", "0744-8222148", "")]),
            ("永定区司法局电话：0744－8222148", [("永定区司法局", "0744-8222148", "")]),
            ("王律师（138 0000 0000）", [("王律师", "138 0000 0000", "")]),
            ("12348 法律援助热线", [("法律援助热线", "12348", "")]),
            ("报警110；急救120", [("报警", "110", ""), ("急救", "120", "")]),
            (
                "司法所 8222148、13900000000",
                [("司法所", "8222148", ""), ("司法所", "13900000000", "")],
            ),
            ("12348", [("电话", "12348", "")]),
        ],
    )
    def test_of_a_line(self, line, rows):
        ((kind, value),) = under("联系电话", line)
        assert kind == "contacts"
        assert [(row["name"], row["phone"], row["note"]) for row in value] == rows

    def test_without_a_telephone_it_is_text(self):
        assert under("联系方式", "到村委会找王律师") == [("paragraph", "<p>到村委会找王律师</p>")]

    def test_a_table_with_a_head_and_numbers_of_rows(self):
        rows = table(["序号", "单位", "电话"], ["1", "司法所", "0744-8555001"])
        assert under("联系电话", rows) == [
            ("contacts", [{"name": "司法所", "phone": "0744-8555001", "note": ""}])
        ]

    def test_a_long_remark_is_text(self):
        long = "周一到周五上午九点到下午五点在村委会二楼左手第三间" * 4
        ((kind, _value),) = under("联系电话", f"司法所 0744-8555001 {long}")
        assert kind == "paragraph"


class TestPeopleAndTerms:
    def test_people(self):
        assert under("人物", "老李：出借人，做小生意", "小陈（借钱的人）", "他们是邻居") == [
            ("people", [
                {"name": "老李", "role": "出借人，做小生意"},
                {"name": "小陈", "role": "借钱的人"},
            ]),
            ("paragraph", "<p>他们是邻居</p>"),
        ]  # fmt: skip

    def test_words_explained(self):
        assert under("名词解释", "司法确认：请法院认可调解协议。", "很简单") == [
            ("term", {"term": "司法确认", "text": "请法院认可调解协议"}),
            ("paragraph", "<p>很简单</p>"),
        ]


class TestTables:
    def test_short_rows_and_empty_rows(self):
        ((_kind, value),) = under("案情", table(["项目", "金额"], ["围墙"], ["", ""]))
        assert value["rows"] == [{"values": ["围墙", ""]}]

    def test_a_table_of_one_cell_is_a_frame(self):
        assert under("案情", table([cell("墙倒了。", "没人管。")])) == [
            ("story", "<p>墙倒了。</p><p>没人管。</p>")
        ]

    def test_a_table_in_a_table_is_told_in_words(self):
        inner = table(["甲", "乙"], ["丙", "丁"])
        rows = table(["项目", "说明"], ["围墙", cell(inner)])
        draft = read(word(p("谁赔？", style="a3"), p("案情", style="1"), rows))
        assert draft.parts[0].value["rows"] == [{"values": ["围墙", "甲，乙 丙，丁"]}]
        assert "表格里还套着一个表格" in told(draft) or "表格" in told(draft)

    def test_one_row_has_no_head(self):
        ((_kind, value),) = under("案情", table(["围墙", "1200元"]))
        assert [column["heading"] for column in value["columns"]] == ["", ""]
        assert value["rows"] == [{"values": ["围墙", "1200元"]}]

    def test_across_rows_and_columns(self):
        rows = table(
            [cell("赔偿", columns=2), "备注"],
            [cell("墙", merge="restart"), "砖", "甲"],
            [cell(merge="continue"), "瓦", "乙"],
        )
        ((_kind, value),) = under("案情", rows)
        assert [column["heading"] for column in value["columns"]] == ["赔偿", "", "备注"]
        assert [row["values"] for row in value["rows"]] == [["墙", "砖", "甲"], ["墙", "瓦", "乙"]]
