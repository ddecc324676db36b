"""Citations of law in a text as links with cards; whether an article of law holds, in words."""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from knowledge import citations
from knowledge.citations.marking import Markup
from knowledge.models import Law, Statute

register = template.Library()

SHOWN = 80  # characters of an article that its link tells


@register.tag
def cite_laws(parser: template.base.Parser, token: template.base.Token) -> "CitedLaws":
    """``{% cite_laws %}…{% endcite_laws %}``: citations inside become links to the articles.

    ``own=law.name``: the law that the text is a part of, whose 本法第十条 it then knows. The words
    of the cited articles follow below, folded, but for those that the text links to itself;
    ``cards=False`` leaves them out. ``at_hand``: articles that the page fetched already. One query,
    none when nothing else is cited; the names of laws are those of the last minute.
    """
    options = template.base.token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endcite_laws",))
    parser.delete_first_token()
    return CitedLaws(nodelist, options)


class CitedLaws(template.Node):
    """A part of a template in which citations of law are links."""

    def __init__(self, nodelist: template.base.NodeList, options: dict):
        self.nodelist = nodelist
        self.options = options

    def render(self, context: template.Context) -> str:
        """Render what is inside, then link what it cites."""
        source = self.nodelist.render(context)
        if "条" not in source:
            return source
        told = {name: value.resolve(context) for name, value in self.options.items()}
        markup = Markup(source)
        found = citations.find(markup.text, Law.objects.names_lately(), told.get("own") or "")
        found = [row for row in found if markup.takes_link(row.end)]
        records = Statute.objects.cited(found, told.get("at_hand") or ())
        rows = [(row, records.get(row.key)) for row in found]
        links = [(row.start, row.end, _opening(law)) for row, law in rows if law]
        linked = markup.linked(links)
        return linked + (_cards(source, rows) if told.get("cards", True) else "")


def _opening(statute):
    words = Truncator(f"{statute}：{statute.text}").chars(SHOWN)
    address = statute.get_absolute_url()
    return format_html('<a class="law-link" href="{}" title="{}">', address, words)


def _cards(source, rows):
    laws = {law.pk: law for _row, law in rows if law}.values()
    shown = [law for law in laws if f'href="{law.get_absolute_url()}"' not in source]
    return render_to_string("knowledge/cited_laws.html", {"statutes": shown}) if shown else ""


@register.inclusion_tag("knowledge/law_state.html")
def law_state(statute: Statute, page: object = None) -> dict:
    """What a reader must know: not in force yet or any more, changed after ``page`` was checked.

    Nothing when all is well. No query: the law and its successor come with the article.
    """
    compared_before = getattr(page, "was_compared_before", None)
    return {
        "statute": statute,
        "today": timezone.localdate(),
        "is_changed": bool(compared_before and compared_before(statute)),
    }
