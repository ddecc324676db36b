"""Under which words a search may be counted: few words, and nothing of a person."""

import pytest

from knowledge.privacy.searches import names_somebody
from portal.search import registry
from portal.search.keeping import LONGEST, is_own, kept, plain
from portal.search.models import LayWord

WORDS = [
    ("欠薪", "欠薪"),
    ("拖欠工资怎么办？", "拖欠工资"),
    ("请问 彩礼 能不能要回来", "彩礼 要回来"),
    ("《民法典》第1087条", "民法典 第1087条"),
    ("離婚財產", "离婚财产"),
    ("ＡＡ　收费", "aa 收费"),
    ("12348", "12348"),
    ("宅基地,继承", "宅基地 继承"),
    ("老公打我", "老公打我"),
    ("姓名权", "姓名权"),
    ("2024年低保标准", "2024年低保标准"),
    ("三轮车撞人", "三轮车撞人"),
]
PERSONAL = [
    "13874400001",
    "138 7440 0001",
    "一三八七四四〇〇〇〇一",
    "１３８７４４０００１１",
    "①③⑧⑦④④⓪⓪⓪⓪①",
    "430802197001011234",
    "43080219700101123X 欠钱",
    "6222 0200 0000 0000 012",
    "430802001001",
    "0744-5550000",
    "zhangsan@example.com",
    "wxid_abc123",
    "微信 zhang5566",
    "加我laozhang",
    "湘G12345",
    "湘G·1234挂",
    "qq 123456",
    "我叫张伟",
    "名字叫陈二狗",
    "张秀英离婚",
    "张 秀 英 离婚",
    "李志强借钱不还",
    "王秀兰的地",
    "向秀英",
    "张伟",
    "我老公张伟打我",
    "我要告刘大毛",
    "欧阳建国",
    "罗水村张老五",
    "三组的老李",
    "回龙社区王婆",
    "罗水村三组12号",
    "幸福小区3栋201",
    "村民杜小虎被打",
    "刘桂芳女士",
    "姓名：陈某某",
    "我住在竹园坪",
]
LONG = [
    "我和邻居因为院墙的事吵了十几年现在他把我家的路也挖断了",
    "丈夫" * 40,
    "一" * 21,
]
NOTHING = ["", "  ", "怎么办", "请问", "？！", "\x00", "\u202e", "离", "🙂🙂🙂", "کارگر", "\ud800"]


def counted_as(text):
    words = kept(text)
    return "" if words and registry.is_private(plain(text)) else words


@pytest.mark.parametrize(("typed", "words"), WORDS)
def test_words_without_what_only_asks(typed, words):
    assert counted_as(typed) == words


@pytest.mark.parametrize("typed", PERSONAL)
def test_nothing_of_a_person(typed):
    assert counted_as(typed) == ""


@pytest.mark.parametrize("typed", LONG)
def test_no_stories(typed):
    assert kept(typed) == ""


@pytest.mark.parametrize("typed", NOTHING)
def test_no_words_at_all(typed):
    assert kept(typed) == ""


def test_the_longest_words_and_one_more():
    words = "承包地征收补偿款分配方案公示异议处理期限"
    assert len(words) == LONGEST
    assert kept(words) == words
    assert kept(f"{words}表") == ""


def test_words_are_stored_as_a_search_reads_them():
    """What is shown in the report finds the same when it is typed again, and counts as the same."""
    for _typed, words in WORDS:
        assert kept(words) == words
        assert len(words) <= LONGEST


@pytest.mark.django_db
def test_nearly_all_words_of_the_editors_table_may_be_counted():
    words = list(LayWord.objects.values_list("word", flat=True))
    lost = [word for word in words if not counted_as(word)]
    assert len(words) >= 300
    assert len(lost) <= len(words) / 100


class TestWhatIsSomebodys:
    @pytest.mark.parametrize(
        "text", ["110", "12348", "996", "aa制", "app退款", "五保户", "三七二十一"]
    )
    def test_not_short_numbers_and_words(self, text):
        assert not is_own(plain(text))

    @pytest.mark.parametrize(
        "text", ["123456", "12 34 56", "a1", "lijun", "li jun", "一二三四五六"]
    )
    def test_long_numbers_and_accounts(self, text):
        assert is_own(plain(text))


class TestNames:
    @pytest.mark.parametrize(
        "text",
        [
            *("高血压", "高龄补贴", "金银花", "林地承包", "江河", "全国", "马路", "石头"),
            *("村集体", "村支书", "组长", "社区矫正", "武陵源", "张三欠钱", "程序", "常年顾问"),
        ],
    )
    def test_words_that_begin_like_a_surname(self, text):
        assert not names_somebody(text)

    @pytest.mark.parametrize("text", ["张秀英", "找李建国", "我是杨勇", "儿子陈涛", "杜家村刘婆"])
    def test_names_without_a_sign(self, text):
        assert names_somebody(text)
