"""Every component renders what it is given, escapes it, and ties words to controls."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

TEMPLATES = Path(settings.TEMPLATES[0]["DIRS"][0])


class Form(forms.Form):
    name = forms.CharField(label="Your name", help_text="As people call you", max_length=20)
    question = forms.CharField(
        label="Question", widget=forms.Textarea, max_length=500, required=False
    )
    village = forms.ChoiceField(label="Village", choices=[("1", "One"), ("2", "Two")])
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="I agree")
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("It does not <fit>")


def render(source, path="/", **context):
    """Render a piece of template in English, as a page would."""
    with translation.override("en"):
        template = engines["django"].from_string("{% load i18n portal_tags %}" + source)
        return template.render(context, RequestFactory().get(path))


def field(name, form):
    source = '{% include "components/field.html" with field=field only %}'
    return re.sub(r"\s+", " ", render(source, field=form[name]))


@pytest.fixture
def wrong():
    return Form({"name": "", "question": "x" * 501, "key": ""})


def test_a_field_has_label_and_hint():
    text = field("name", Form())
    assert '<label for="id_name">Your name</label>' in text
    assert 'id="id_name_helptext">As people call you' in text
    assert 'aria-describedby="id_name_helptext"' in text
    assert "optional" not in text
    assert "field--wrong" not in text


def test_an_error_belongs_to_its_control(wrong):
    text = field("name", wrong)
    described = re.search(r'<input[^>]*aria-describedby="([^"]*)"', text)[1].split()
    assert sorted(described) == ["id_name_error", "id_name_helptext"]
    assert all(f'id="{name}"' in text for name in described)
    assert 'aria-invalid="true"' in text
    assert "field--wrong" in text


def test_a_long_answer_counts_and_is_optional():
    text = field("question", Form())
    assert 'data-counter="500"' in text
    assert "(optional)" in text
    assert re.search(r"<p class=\"field__count\" hidden", text)


def test_radios_are_a_group_with_a_legend(wrong):
    text = field("kind", wrong)
    assert "<legend>Kind</legend>" in text
    assert text.count('type="radio"') == 2
    group = re.search(r'<fieldset[^>]*aria-describedby="([^"]*)"', text)[1]
    assert f'id="{group}"' in text


def test_a_tick_stands_inside_its_label():
    text = field("agreed", Form())
    assert re.search(r'<label for="id_agreed"><input type="checkbox"[^>]*> I agree</label>', text)


def test_a_choice_and_a_hidden_field():
    assert '<select name="village"' in field("village", Form())
    hidden = field("key", Form())
    assert 'type="hidden"' in hidden
    assert "<label" not in hidden


def test_the_summary_leads_to_every_wrong_field(wrong):
    source = '{% include "components/error_summary.html" with form=form only %}'
    text = render(source, form=wrong)
    for anchor in ("#id_name", "#id_question", "#id_village", "#id_kind_0", "#id_agreed"):
        assert f'href="{anchor}"' in text
    assert "It does not &lt;fit&gt;" in text
    assert "#id_key" not in text
    assert 'role="alert"' in text
    for anchor in ("id_name", "id_kind_0"):
        assert f'id="{anchor}"' in field("name", wrong) + field("kind", wrong)


def test_a_right_form_has_no_summary():
    source = '{% include "components/error_summary.html" with form=form only %}'
    assert render(source, form=Form()).strip() == ""


def pager(number, total=25):
    page = Paginator(range(total), 10).page(number)
    source = '{% include "components/pager.html" with page=page only %}'
    return render(source, path=f"/advisers/?kind=lawyer&page={number}", page=page)


def test_the_pager_keeps_what_was_asked():
    text = pager(2)
    assert 'rel="prev" href="?kind=lawyer&amp;page=1"' in text
    assert 'rel="next" href="?kind=lawyer&amp;page=3"' in text
    assert "Page 2 of 3" in text


def test_the_pager_ends():
    assert 'rel="prev"' not in pager(1)
    assert 'rel="next"' not in pager(3)
    assert pager(1, total=10).strip() == ""


def test_a_date_block():
    source = '{% include "components/date_block.html" with date=date only %}'
    text = render(source, date=dt.date(2026, 11, 26))
    assert 'datetime="2026-11-26"' in text
    assert ">26</span>" in text
    assert ">Nov</span>" in text


def test_breadcrumbs_end_where_we_are():
    items = [{"title": "Home", "url": "/"}, {"title": "A <b>", "url": "/a/"}]
    source = '{% include "components/breadcrumbs.html" with items=items only %}'
    text = render(source, items=items)
    assert '<a href="/">Home</a>' in text
    assert '<span aria-current="page">A &lt;b&gt;</span>' in text


def test_the_first_door_is_in_the_main_colour():
    door = {"icon": "ask", "title": "Ask", "text": "", "link": "/ask/"}
    source = '{% include "components/door.html" with door=door is_first=first only %}'
    first, second = (render(source, door=door, first=value) for value in (True, False))
    assert 'class="door door--primary" href="/ask/"' in first
    assert "door--primary" not in second
    assert "door__text" not in second


def test_the_emergency_strip_dials():
    text = render('{% include "components/emergency.html" with hotline="12348" only %}')
    assert 'href="tel:110"' in text
    assert 'href="tel:12348"' in text


@pytest.mark.parametrize(
    ("tag", "css"), [("error", "urgent"), ("warning", "warn"), ("info", "good")]
)
def test_messages_have_a_tone(tag, css):
    class Message:
        level_tag = tag

        def __str__(self):
            return "It <is> done"

    text = render('{% include "partials/messages.html" with messages=m only %}', m=[Message()])
    assert f"callout--{css}" in text
    assert "It &lt;is&gt; done" in text


def all_templates():
    return [p for p in TEMPLATES.rglob("*.html") if "wagtailadmin" not in p.parts]


def test_every_icon_that_is_asked_for_is_drawn():
    sprite = (TEMPLATES.parent / "portal/static/portal/img/sprite.svg").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    for path in all_templates():
        asked = set(re.findall(r'{% icon "([\w-]+)"', path.read_text("utf-8")))
        assert asked <= drawn, path


def test_every_component_names_its_arguments():
    for path in (TEMPLATES / "components").glob("*.html"):
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith("{#"), path.name


def test_nothing_is_styled_or_scripted_inside_a_page():
    for path in all_templates():
        text = path.read_text("utf-8")
        assert not re.search(r'\sstyle="|<style|\son\w+="|\|\s*safe\b', text), path
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script, path
