"""Citations in a text become links with cards, whatever surrounds them."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from knowledge.citations.marking import Markup
from tests.factories.consultations import Township
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory
from tests.factories.news import NewsFactory, SituationFactory

pytestmark = pytest.mark.django_db
NAMED = "《民法典》第一千零八十七条"


@pytest.fixture
def statute():
    return StatuteFactory(number=1087, text="离婚时，夫妻的共同财产由双方协议处理。")


def shown(source, options="", **context):
    template = Template(
        f"{{% load law_tags %}}{{% cite_laws {options} %}}{source}{{% endcite_laws %}}"
    )
    return template.render(Context(context))


def link(statute, words):
    title = f"{statute}：{statute.text}"
    address = statute.get_absolute_url()
    return f'<a class="law-link" href="{address}" title="{title}">{words}</a>'


@pytest.mark.parametrize(
    "words",
    [
        NAMED,
        "《中华人民共和国民法典》第1087条",
        "民法典第1087条第二款",
        "民法典第１０８７条",
        "〈民法典〉第一〇八七条",
    ],
)
def test_a_citation_becomes_a_link(statute, words):
    html = shown(f"<p>按照{words}，可以。</p>", "cards=False")
    assert html == f"<p>按照{link(statute, words)}，可以。</p>"


def test_the_card_stands_below_folded_with_the_words_and_the_way_to_the_article(statute):
    html = shown(f"<p>{NAMED}</p><p>{NAMED}</p>")
    assert html.count('class="law-link"') == 2
    assert html.count("<details") == 1
    below = html.rpartition("</p><aside")[2]
    assert "本文提到的法条" in html
    assert f"<summary>{statute}</summary>" in below
    assert statute.text in below
    assert f'<a href="{statute.get_absolute_url()}">打开这一条</a>' in below


def test_no_card_for_what_the_text_shows_and_links_itself(statute):
    card = f'<h3><a href="{statute.get_absolute_url()}">{statute}</a></h3>'
    html = shown(f"{card}<p>{NAMED}</p>")
    assert html == f"{card}<p>{link(statute, NAMED)}</p>"


@pytest.mark.parametrize(
    "source",
    [
        f'<a href="/x/">{NAMED}</a>',
        f'<a href="/x/"><b>{NAMED}</b></a>',
        f"<h2>{NAMED}</h2>",
        f"<button>{NAMED}</button>",
        f"<summary>{NAMED}</summary>",
        f"<textarea>{NAMED}</textarea>",
        f'<img alt="{NAMED}">',
        f"<!-- {NAMED} -->",
        f"<A HREF='a>b'>{NAMED}</A>",
    ],
)
def test_links_headings_attributes_and_the_like_stay_as_they_are(statute, source):
    assert shown(source, "cards=False") == source


def test_a_link_before_says_which_law_is_meant(statute):
    html = shown('<p><a href="/x/">《民法典》</a>第1087条</p>', "cards=False")
    assert html == f'<p><a href="/x/">《民法典》</a>{link(statute, "第1087条")}</p>'


def test_words_that_run_over_elements_are_linked_in_the_last(statute):
    html = shown("<p><b>《民法典》</b>第1087条</p>", "cards=False")
    assert html == f"<p><b>《民法典》</b>{link(statute, '第1087条')}</p>"


def test_what_is_escaped_stays_escaped(statute):
    LawFactory(name="<b>法", full_name="")
    typed = "<script>x</script> & 民法典第1087条 <i>"
    html = shown("{{ typed|linebreaks }}", "cards=False", typed=typed)
    assert "<script>" not in html
    assert "<i>" not in html
    assert "&lt;script&gt;x&lt;/script&gt; &amp; " in html
    assert link(statute, "民法典第1087条") in html


def test_entities_within_a_citation(statute):
    html = shown("<p>&#12298;民法典&#x300B;第1087条</p>", "cards=False")
    assert html == f"<p>{link(statute, '&#12298;民法典&#x300B;第1087条')}</p>"


def test_unknown_laws_and_articles_are_plain_words(statute):
    source = "<p>《宇宙法》第一条，民法典第9000条，本合同第三条。</p>"
    assert shown(source) == source


def test_a_range_and_a_list(statute):
    rows = [statute, *(StatuteFactory(number=number) for number in (1088, 1089, 1091))]
    html = shown("<p>《民法典》第1087条至第1089条、第1091条</p>")
    assert html.count('class="law-link"') == 3
    for row in rows:
        assert f"<summary>{row}</summary>" in html


def test_the_law_a_text_is_part_of_is_known(statute):
    source = "<p>依照本法第一千零八十七条。</p>"
    assert shown(source, "cards=False") == source
    html = shown(source, "own=law cards=False", law="民法典")
    assert link(statute, "本法第一千零八十七条") in html


def test_paragraphs_are_kept_apart(statute):
    html = shown("<p>这是民法典</p><p>第1087条讲离婚。</p>", "cards=False")
    assert html.count("<p>") == 2
    assert html.count("</p>") == 2


def test_law_that_ended_says_so_on_its_card():
    new = LawFactory(name="新法")
    old = LawFactory(name="旧法", in_force_until=dt.date(2020, 12, 31), replaced_by=new)
    StatuteFactory(law=old, number=3)
    html = shown("<p>《旧法》第三条</p>")
    assert "已经失效：施行到2020年12月31日" in html
    assert f'<a href="{new.get_absolute_url()}">《新法》</a>' in html


def test_one_query_whatever_the_number(statute, django_assert_num_queries):
    for number in range(1, 21):
        StatuteFactory(number=number)
    many = "".join(f"<p>民法典第{number}条</p>" for number in range(1, 21))
    with django_assert_num_queries(2):  # the names of laws are asked for once a minute
        assert shown(f"<p>{NAMED}</p>").count("law-link") == 1
    with django_assert_num_queries(1):
        assert shown(many).count("law-link") == 20
    with django_assert_num_queries(0):
        shown("<p>没有提到法律。</p>")
        shown(f"<p>第三条</p><h2>{NAMED}</h2>")


def test_a_law_that_is_new_is_linked_after_a_minute(statute, time_machine):
    shown(f"<p>{NAMED}</p>")
    row = StatuteFactory(law=LawFactory(name="新法"), number=1)
    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=61))
    assert link(row, "《新法》第一条") in shown("<p>《新法》第一条</p>", "cards=False")


def test_nothing_typed_breaks_it(statute):
    for source in ("", "<", "&", "<p", "<p>条", "</a></a>第1087条", "<a>民法典第1087条", "&#x;条"):
        assert shown("{{ typed|linebreaks }}条", typed=source)
        assert Markup(source + "条").linked([]) == source + "条"


def test_text_of_markup_is_what_one_reads():
    markup = Markup("<p>一&amp;二</p><ul><li>三<br>四</li></ul>")
    assert markup.text.split() == ["一&二", "三", "四"]


def test_overlapping_links_keep_the_first():
    markup = Markup("甲乙丙丁")
    assert markup.linked([(0, 2, "<a>"), (1, 3, "<a>"), (2, 4, "<a>")]) == "<a>甲乙</a><a>丙丁</a>"


def card(statute, page):
    template = Template("{% load law_tags %}{% law_state statute page %}")
    return template.render(Context({"statute": statute, "page": page})).strip()


def test_a_card_says_what_happened_to_its_law(statute):
    page = ArticleFactory(law_checked_on=dt.date(2026, 1, 1))
    assert card(statute, page) == ""
    statute.changed_on = dt.date(2026, 2, 1)
    assert "这一条改过" in card(statute, page)
    assert card(statute, None) == ""
    statute.in_force_since = dt.date(2999, 1, 1)
    assert "还没有施行" in card(statute, None)
    statute.in_force_since, statute.in_force_until = None, dt.date(2999, 1, 1)
    assert "施行到2999年1月1日" in card(statute, None)


def test_cards_of_a_page_cost_one_query(django_assert_num_queries):
    old = LawFactory(name="旧法", in_force_until=dt.date(2020, 1, 1), replaced_by=LawFactory())
    laws = [StatuteFactory(law=old, number=1), *(StatuteFactory(number=n) for n in range(2, 6))]
    body = [("law", {"statute": row, "plain_words": ""}) for row in laws]
    page = ArticleFactory(body=body)
    page = type(page).objects.get(pk=page.pk)
    with django_assert_num_queries(1):
        html = "".join(str(block.render(context={"page": page})) for block in page.body)
    assert html.count("law-card__name") == 5
    assert "已经失效" in html


def test_a_card_whose_article_is_gone_shows_nothing():
    page = ArticleFactory(body=[("law", {"statute": None, "plain_words": "白话"})])
    assert "law-card" not in page.body[0].render()


def test_pages_of_cases_situations_and_news_link_what_they_cite(client, statute):
    words = f"<p>要看{NAMED}。</p>"
    pages = [
        ArticleFactory(body=[("story", words)]),
        SituationFactory(body=[("paragraph", words)]),
        NewsFactory(body=[("paragraph", words)]),
    ]
    for page in pages:
        html = client.get(page.url).content.decode()
        assert link(statute, NAMED) in html, page
        assert f"<summary>{statute}</summary>" in html


def test_an_advisers_answer_links_what_it_cites_and_the_question_too(statute):
    consultation = Township().ask(question="民法典1087条是什么意思？", answered=True)
    (answer,) = consultation.messages.all()
    answer.text = f"请看{NAMED}。<b>"
    for staff in (True, False):
        html = render_to_string(
            "consultations/thread.html",
            {"consultation": consultation, "thread": [answer], "staff": staff},
        )
        assert link(statute, NAMED) in html
        assert link(statute, "民法典1087条") in html
        assert html.count("<details") == 1
        assert "&lt;b&gt;" in html
