"""Every block of a case as a villager sees it."""

import re

import pytest
from django.core.files.base import ContentFile

from portal.media.models import PortalDocument
from tests.factories.knowledge import ArticleFactory, StatuteFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

TABLE = {
    "columns": [
        {"type": "text", "heading": "一个月收入"},
        {"type": "text", "heading": "两成"},
    ],
    "rows": [{"values": ["3000 元", "600 元"]}, {"values": ["4000 元", "<b>800</b> 元"]}],
    "caption": "抚养费大概多少",
}


@pytest.fixture
def show(client):
    """Show a case that has these blocks and nothing else."""

    def page(*blocks):
        answer = client.get(ArticleFactory(body=list(blocks)).url)
        assert answer.status_code == 200
        return answer.content.decode()

    return page


def test_who_is_who_is_a_list_of_names_and_roles(show):
    text = show(
        ("people", [{"name": "老陈", "role": "干活的"}, {"name": "公司", "role": "包下来"}])
    )
    assert "<h2>人物</h2>" in text
    assert "<dt>老陈</dt><dd>干活的</dd>" in text
    assert text.count("<dt>") == 2


def test_what_was_asked_stands_out(show):
    text = show(("asked", "<p>公司还要不要再付？</p>"))
    assert re.search(r'<div class="asked">\s*<p[^>]*>公司还要不要再付？</p>\s*</div>', text)


@pytest.mark.parametrize("kind", ["story", "analysis", "result"])
def test_rich_text_keeps_its_marks(show, kind):
    assert "<b>四个月</b>" in show((kind, "<p>干了<b>四个月</b>。</p>"))


def test_steps_are_numbered_in_order(show):
    text = show(
        ("steps", [{"title": "把账写清楚", "text": "哪天干活"}, {"title": "打 12333", "text": ""}])
    )
    assert '<ol class="steps">' in text
    assert text.index("把账写清楚") < text.index("打 12333")
    assert "<p></p>" not in text, "a step without words has no empty line"


def test_papers_are_a_list_to_tick_off(show):
    text = show(("papers", ["身份证", "银行流水"]))
    assert '<ul class="checklist">' in text
    assert text.count("<li>身份证</li>") == 1


def test_a_tap_calls(show):
    text = show(("contacts", [{"name": "劳动监察", "phone": "0744-12345678", "note": "工作日"}]))
    assert 'href="tel:074412345678"' in text
    assert "0744-12345678" in text
    assert "工作日" in text


def test_a_word_is_explained(show):
    text = show(("term", {"term": "司法确认", "text": "请法院盖章。"}))
    assert re.search(r"<dfn[^>]*>司法确认</dfn> 请法院盖章。", text)


def test_a_table_scrolls_in_a_box_that_keys_can_reach(show):
    text = show(("table", TABLE))
    assert '<div class="text-table" tabindex="0" role="region" aria-label="抚养费大概多少">' in text
    assert '<th scope="col">一个月收入</th>' in text
    assert text.count("<tr>") == 3
    assert "&lt;b&gt;800" in text, "a table is plain text"


def test_a_table_without_a_caption_has_a_name_too(show):
    assert 'aria-label="表格"' in show(("table", TABLE | {"caption": ""}))


def test_a_recording_waits_for_a_tap_and_says_its_words(show):
    sound = ContentFile(b"ID3\x04" + bytes(40), name="said.mp3")
    recording = PortalDocument.objects.create(title="录音", file=sound)
    value = {"recording": recording, "title": "张律师讲", "words": "第一段。\n\n第二段。"}
    text = show(("audio", value))
    audio = re.search(r"<audio[^>]*>", text)[0]
    assert 'preload="none"' in audio
    assert "controls" in audio
    assert "autoplay" not in audio
    assert f'src="{recording.url}"' in audio
    assert "<p>第二段。</p>" in text


def test_a_recording_that_was_deleted_leaves_nothing(show):
    value = {"recording": None, "title": "张律师讲", "words": "第一段。"}
    assert "张律师讲" not in show(("audio", value))


def test_a_figure_says_what_it_shows(show):
    value = {"image": ImageFactory(), "alt": "两个人在田埂上", "caption": "界石"}
    text = show(("figure", value))
    picture = re.search(r'<img [^>]*alt="两个人在田埂上"[^>]*>', text)[0]
    assert 'loading="lazy"' in picture
    assert ".webp" in picture
    assert "界石</figcaption>" in text


@pytest.mark.parametrize("kind", ["", "good", "warn", "urgent"])
def test_a_hint_wears_the_colour_of_its_kind(show, kind):
    text = show(("callout", {"kind": kind, "title": "只有一年", "text": "<p>过了就难了。</p>"}))
    assert f'<div class="callout{" callout--" + kind if kind else ""}">' in text
    assert "只有一年" in text


def test_a_law_card_names_quotes_and_explains(show):
    statute = StatuteFactory()
    text = show(("law", {"statute": statute, "plain_words": "一般要退。"}))
    assert f'href="{statute.get_absolute_url()}"' in text
    assert statute.text in text
    assert "一般要退。" in text


def test_blocks_of_one_kind_in_a_row_share_a_heading(show):
    cards = [("law", {"statute": StatuteFactory(number=number)}) for number in (5, 6, 7)]
    text = show(*cards, ("result", "<p>退了。</p>"), ("law", {"statute": StatuteFactory()}))
    headings = re.findall(r"<h2>([^<]+)</h2>", text)
    assert headings == ["法律怎么说", "后来怎么样", "法律怎么说"]


def test_many_cards_cost_one_query(show, client, queries_of):
    few = ArticleFactory(body=[("law", {"statute": StatuteFactory(number=1)})])
    many = ArticleFactory(
        body=[("law", {"statute": StatuteFactory(number=number)}) for number in range(2, 12)]
    )
    assert queries_of(many.url) == queries_of(few.url)
