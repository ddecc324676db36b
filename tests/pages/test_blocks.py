"""The shared blocks show what an editor wrote and nothing that breaks the look."""

import io

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.rich_text import RichText

from portal.pages.blocks import PARAGRAPH_FEATURES, CalloutBlock, FigureBlock, HeadingBlock
from portal.pages.blocks import RichParagraphBlock as Paragraph


def test_a_heading_is_escaped():
    assert HeadingBlock().render("法律 <怎么> 说").strip() == "<h2>法律 &lt;怎么&gt; 说</h2>"


def test_a_paragraph_keeps_its_marks():
    shown = Paragraph().render(RichText("<p>先<b>别签字</b></p>"))
    assert "<b>别签字</b>" in shown
    assert 'class="prose"' in shown


def test_a_paragraph_allows_neither_pictures_nor_frames():
    assert Paragraph().features == PARAGRAPH_FEATURES
    assert not {"image", "embed", "h1", "h2", "hr"} & set(PARAGRAPH_FEATURES)


@pytest.mark.parametrize(
    ("kind", "css"), [("", 'class="callout"'), ("urgent", "callout callout--urgent")]
)
def test_a_callout_has_a_tone(kind, css):
    block = CalloutBlock()
    value = block.to_python({"kind": kind, "title": "期限", "text": "<p>一年</p>"})
    shown = block.render(value)
    assert css in shown
    assert "期限" in shown
    assert "一年" in shown


def test_a_callout_without_a_title():
    block = CalloutBlock()
    shown = block.render(block.to_python({"kind": "good", "title": "", "text": "<p>好</p>"}))
    assert "callout__title" not in shown


@pytest.mark.django_db
def test_a_figure_says_what_it_shows():
    data = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(data, "JPEG")
    image = get_image_model().objects.create(title="x", file=ImageFile(data, name="a.jpg"))
    value = {"image": image.pk, "alt": "顾问在讲合同", "caption": "崇文街道"}
    block = FigureBlock()
    shown = block.render(block.to_python(value))
    assert 'alt="顾问在讲合同"' in shown
    assert 'loading="lazy"' in shown
    assert ".webp" in shown
    assert "崇文街道</figcaption>" in shown
