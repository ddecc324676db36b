"""Whatever stands in a Word file: it is read, nothing is lost, every block can be saved."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.blocks import UnstoredBodyBlock
from knowledge.word import WordFileError
from tests.knowledge.word_files import drawing, p, picture, run, table, word
from tests.knowledge.word_reader import parts, read

HEADINGS = [
    *("案情", "人物", "争议焦点", "法条链接", "律师分析", "处理结果", "怎么办", "补充说明"),
    *("需要准备的材料", "联系电话", "温馨提示", "名词解释", "（一）小标题", "一、别的标题"),
    *("1. 准备材料", "案例一：什么事", "问：能要回来吗？", "答：能。", "目录", "附件"),
]
LINES = [
    *("老李借了钱。", "1、保留证据。", "（2）报警；", "第一，打110；", "第二步：起诉", "● 身份证"),
    *("身份证、户口本、转账记录", "司法所 0744-8222148", "王律师：13800000000、12348"),
    *("《民法典》第六百七十五条　借款人应当按照约定的期限返还借款。", "第一千零四十二条 禁止包办"),
    *("《民法典》", "根据《民法典》第九千条，不行。", "大白话：要还钱。", "老李：出借人"),
    *("司法确认：请法院认可", "长" * 130, "长长的一句话，" * 30, "图1 倒掉的墙", "作者：张三"),
    *("2025年6月3日", "3", "- 2 -", "📱 记住", "①一是先说清楚；二是再去问。"),
    *("He said <b>&amp;</b>.", "材料：身份证", "结果：还了钱。", "遇到这事要记住：", ""),
    *("第三人民医院\n　　换行的话", "违约金3.5万元，按第五条算。", "案情：还有一个案情。"),
]
WORDS = st.sampled_from([*LINES, *HEADINGS])
PARAGRAPH = st.builds(
    lambda words, bold, **look: p(run(words, bold=bold), **look),
    WORDS,
    st.booleans(),
    style=st.sampled_from(["", "", "1", "2", "a3"]),
    centre=st.booleans(),
    number=st.sampled_from([0, 0, 1, 2]),
)
TABLE = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3)
PICTURE = st.sampled_from(["", "倒掉的墙"]).map(lambda alt: p(drawing(alt=alt)))
BODY = st.one_of(PARAGRAPH, PARAGRAPH, PARAGRAPH, TABLE.map(lambda rows: table(*rows)), PICTURE)
MEDIA = {"image1.png": picture(kind="PNG")}


def storable(kind, value):
    """What stands in the block once its picture is stored."""
    value = {**value, "image": "data:,"} if kind == "figure" else value
    return {"type": kind, "value": value}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BODY, min_size=1, max_size=14))
def test_any_file(body):
    try:
        draft = read(word(*body, media=MEDIA))  # holds that nothing is lost
    except WordFileError:
        return
    found = [part for part in parts(draft) if part[0] != "law"]
    for child in UnstoredBodyBlock().to_python([storable(*part) for part in found]):
        child.block.clean(child.value)
