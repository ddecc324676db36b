"""All laws, one law, one article: what a stranger sees, finds and what it costs."""

import datetime as dt
import gzip

import pytest
from django.urls import reverse

from knowledge import actions
from knowledge.forms.laws import read_article
from knowledge.models import Citation, LawName
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory

pytestmark = pytest.mark.django_db
LAWS = "/laws/"


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def code():
    return LawFactory()


@pytest.fixture
def statute():
    return StatuteFactory(
        number=1087,
        text="离婚时，双方协议处理。\n协议不成的，由人民法院判决。",
        chapter="第四章 离婚",
    )


# All laws.


def test_laws_stand_under_their_kind(client, code):
    LawFactory(name="工伤保险条例", kind="regulation")
    html = page(client, LAWS)
    assert html.index("<h2>法律</h2>") < html.index("民法典</a>")
    assert html.index("<h2>行政法规</h2>") < html.index("工伤保险条例</a>")


def test_kinds_stand_by_their_weight_and_names_within_them(client, code):
    for name, kind in [("甲解释", "interpretation"), ("乙法", "law"), ("宪法", "constitution")]:
        LawFactory(name=name, kind=kind)
    html = page(client, LAWS)
    places = [html.index(f"{name}</a>") for name in ("宪法", "乙法", "民法典", "甲解释")]
    assert places == sorted(places)


def test_laws_of_our_cases_stand_first_the_most_cited_before_the_others(client, code):
    LawFactory(name="没人引用的法")
    wages = StatuteFactory(law=LawFactory(name="劳动合同法"), number=30)
    family = [StatuteFactory(law=code, number=number) for number in (1, 2)]
    for statutes in ([wages, *family], family[:1]):
        case = ArticleFactory()
        for statute in statutes:
            Citation.objects.get_or_create(page=case, statute=statute)
    html = page(client, LAWS)
    often = html[html.index("案例里常用的") : html.index('role="status"')]
    assert 0 < often.index("民法典</a>") < often.index("劳动合同法</a>")
    assert "没人引用的法" not in often
    for narrowed in ({"q": "民法"}, {"kind": "law"}):
        assert "案例里常用的" not in page(client, LAWS, **narrowed)


def test_nothing_is_said_of_cases_while_they_cite_nothing(client, code):
    assert "案例里常用的" not in page(client, LAWS)


def test_a_kind_narrows_and_nonsense_does_not(client, code):
    LawFactory(name="工伤保险条例", kind="regulation")
    html = page(client, LAWS, kind="regulation")
    assert "工伤保险条例</a>" in html
    assert "民法典</a>" not in html
    assert "民法典</a>" in page(client, LAWS, kind="x'><script>")


@pytest.mark.parametrize("words", ["民法", "中华人民共和国民", "《民法典》", "小法典", " 民法典 "])
def test_a_law_is_found_by_a_part_of_any_of_its_names(client, code, words):
    LawName.objects.create(name="小法典", law=code)
    LawFactory(name="工伤保险条例", full_name="")
    html = page(client, LAWS, q=words)
    assert "民法典</a>" in html
    assert "工伤保险条例</a>" not in html


@pytest.mark.parametrize(
    "typed", ["民法典1087", "民法典第1087条", "《民法典》第一千零八十七条", "民法典 1087"]
)
def test_a_citation_in_the_box_leads_to_the_article(client, statute, typed):
    response = client.get(LAWS, {"q": typed})
    assert response.headers["Location"] == statute.get_absolute_url()


@pytest.mark.parametrize("typed", ["没有这部法", "民法典9999", "%", "法\x00x", "法" * 500, "2020"])
def test_nothing_found_says_what_to_do(client, statute, typed):
    html = page(client, LAWS, q=typed)
    assert "没有找到这个名称的法律" in html
    assert "/search/?q=" in html


def test_laws_that_ended_say_so(client):
    LawFactory(name="旧法", in_force_until=dt.date(2020, 12, 31))
    assert "施行到2020年12月31日" in page(client, LAWS)


def test_many_laws_are_paged_and_cost_the_same(client, queries_of):
    LawFactory(name="甲法")
    few = queries_of(LAWS)
    for number in range(45):
        LawFactory(name=f"乙{number}法")
    assert "第 1 页" in page(client, LAWS)
    assert "丙法" not in page(client, LAWS, page=2)
    assert queries_of(LAWS) == few <= 8
    assert queries_of(f"{LAWS}?q=法&page=2") <= 8
    assert client.get(LAWS, {"page": "x"}).status_code == 200


# One law.


def test_a_law_shows_its_articles_by_chapter(client, statute):
    StatuteFactory(number=1088, text="另一条。", chapter="第四章 离婚")
    StatuteFactory(number=1093, text="收养。", chapter="第五章 收养")
    html = page(client, statute.law.get_absolute_url())
    assert "中华人民共和国民法典</h1>" in html
    assert html.count("第四章 离婚</h2>") == 1
    assert html.index("第四章 离婚</h2>") < html.index("另一条。") < html.index("第五章 收养</h2>")
    assert f'<a href="{statute.get_absolute_url()}">第一千零八十七条</a>' in html
    assert 'href="?page=1#第一千零九十三条"' in html


def test_a_long_law_is_paged_light_and_costs_the_same(client, queries_of, code):
    StatuteFactory(number=1, chapter="第1章")
    url = code.get_absolute_url()
    few = queries_of(url)
    for number in range(2, 200):
        words = "".join(chr(0x4E00 + (number * 37 + sign * 101) % 9000) for sign in range(200))
        StatuteFactory(number=number, text=words, chapter=f"第{number // 2}章")
    html = page(client, url)
    assert html.count('class="law__article"') == 30
    assert len(gzip.compress(html.encode())) < 40_000
    assert "第三十一条" in page(client, url, page=2)
    assert queries_of(url) == few <= 8


@pytest.mark.parametrize("typed", ["1087", "第1087条", "一千零八十七", " 第一千零八十七条 "])
def test_the_box_for_a_number_leads_to_the_article(client, statute, typed):
    response = client.get(statute.law.get_absolute_url(), {"article": typed})
    assert response.headers["Location"] == statute.get_absolute_url()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "里没有第九条"),
        ("abc", "请写条号"),
        ("", "必需字段"),
        ("1" * 30, "20"),
        ("0", "请写条号"),
    ],
)
def test_a_number_that_is_not_there_says_so_and_keeps_what_was_typed(client, statute, typed, said):
    html = page(client, statute.law.get_absolute_url(), article=typed)
    assert said in html
    assert f'value="{typed}"' in html


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("120之一", (120, 1)),
        ("第一百二十条之一", (120, 1)),
        ("120-2", (120, 2)),
        ("第 12 条", (12, 0)),
        ("12345", None),
        ("第条", None),
        ("十之", None),
    ],
)
def test_numbers_as_people_type_them(typed, key):
    assert read_article(typed) == key


def test_a_law_that_ended_names_its_successor(client, code):
    old = LawFactory(
        name="婚姻法", full_name="", in_force_until=dt.date(2020, 12, 31), replaced_by=code
    )
    html = page(client, old.get_absolute_url())
    assert "施行到2020年12月31日 星期四为止" in html
    assert f'<a href="{code.get_absolute_url()}">《民法典》</a>' in html


def test_a_law_without_articles(client, code):
    assert "还没有录入" in page(client, code.get_absolute_url())


def test_citations_within_the_law_are_links(client, statute):
    other = StatuteFactory(number=1088, text="依照本法第一千零八十七条的规定。")
    html = page(client, statute.law.get_absolute_url())
    assert f'<a class="law-link" href="{statute.get_absolute_url()}"' in html
    html = page(client, other.get_absolute_url())
    assert f"<summary>{statute}</summary>" in html


# One article.


def test_an_article_shows_its_words_and_where_they_come_from(client):
    row = StatuteFactory(
        number=1087,
        text="离婚时，双方协议处理。\n协议不成的，判决。",
        chapter="第四章 离婚",
        in_force_since=dt.date(2021, 1, 1),
        source="https://flk.npc.gov.cn/x",
    )
    html = page(client, row.get_absolute_url())
    assert "<h1>《民法典》第一千零八十七条</h1>" in html
    assert "离婚时，双方协议处理。<br>协议不成的，判决。" in html
    assert "第四章 离婚" in html
    assert "2021年1月1日 星期五起是这样写的" in html
    assert 'href="https://flk.npc.gov.cn/x"' in html
    assert 'rel="canonical"' in html
    assert 'content="离婚时，双方协议处理。' in html
    assert "问本村顾问" in html or "/ask/" in html


def test_its_neighbours_are_one_step_away_also_past_branches(client):
    first, branch, last = (
        StatuteFactory(number=120),
        StatuteFactory(number=120, branch=1),
        StatuteFactory(number=121),
    )
    StatuteFactory(law=LawFactory(name="别的法"), number=120, branch=2)
    html = page(client, branch.get_absolute_url())
    assert f'rel="prev" href="{first.get_absolute_url()}"' in html
    assert f'rel="next" href="{last.get_absolute_url()}"' in html
    assert 'rel="prev"' not in page(client, first.get_absolute_url())
    assert 'rel="next"' not in page(client, last.get_absolute_url())


def test_what_it_said_before_stays_to_read(client, statute, time_machine, reviewer):
    time_machine.move_to(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False)
    actions.amend(statute, text="新的话。", since=dt.date(2026, 11, 1), by=reviewer)
    html = page(client, statute.get_absolute_url())
    assert "新的话。" in html
    assert html.index("以前是怎么写的") < html.index("离婚时，双方协议处理。")
    assert "到10月31日 星期六为止" in html


def test_cases_that_cite_it_and_only_those_a_stranger_may_read(client, statute):
    seen, hidden = ArticleFactory(title="房子怎么分？"), ArticleFactory(title="藏着", draft=True)
    for case in (seen, hidden):
        Citation.objects.create(page=case, statute=statute)
    html = page(client, statute.get_absolute_url())
    assert "用到这一条的案例" in html
    assert "房子怎么分？" in html
    assert "藏着" not in html


def test_an_article_that_ended_or_has_not_begun(client):
    ended = StatuteFactory(number=1, in_force_until=dt.date(2020, 12, 31))
    ahead = StatuteFactory(number=2, in_force_since=dt.date(2999, 1, 1))
    assert "已经失效" in page(client, ended.get_absolute_url())
    assert "还没有施行" in page(client, ahead.get_absolute_url())
    assert "law-state" not in page(client, StatuteFactory(number=3).get_absolute_url())


def test_an_article_costs_the_same_however_often_it_is_cited(client, queries_of, statute):
    Citation.objects.create(page=ArticleFactory(), statute=statute)
    few = queries_of(statute.get_absolute_url())
    for _ in range(4):
        Citation.objects.create(page=ArticleFactory(), statute=statute)
    assert queries_of(statute.get_absolute_url()) == few <= 8


@pytest.mark.parametrize("address", ["/laws/9999/", "/laws/9999/1/", "/laws/x/"])
def test_what_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_an_article_that_the_law_has_not(client, statute):
    law = statute.law_id
    assert client.get(reverse("knowledge:statute", args=[law, 1])).status_code == 404
    assert client.get(reverse("knowledge:statute", args=[law, 1087, 1])).status_code == 404


def test_elder_mode_covers_them(client, statute):
    client.cookies["elder"] = "1"
    for url in (LAWS, statute.law.get_absolute_url(), statute.get_absolute_url()):
        assert 'class="elder"' in page(client, url)
