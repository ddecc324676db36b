"""What a page tells to those that share it: its one address, its words, its picture."""

import re

from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """The one address of this page: without what only changes how it looks.

    The number of a list's page stays, for each of them shows something else. Private pages and
    pages without a request (errors) have none: nobody shares them.
    """
    request = context.get("request")
    if request is None or request.path.startswith(settings.PRIVATE_PATHS):
        return ""
    number = request.GET.get("page", "")
    kept = f"?page={number}" if re.fullmatch(r"[0-9]{1,6}", number, re.ASCII) else ""
    return request.build_absolute_uri(request.path) + kept


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, url: str) -> str:
    """An address of this site with its host, as other sites need it."""
    request = context.get("request")
    return request.build_absolute_uri(url) if request else url


@register.simple_tag(takes_context=True)
def share_image(context: template.Context, page: object = None) -> str:
    """The picture for a shared link: the page's own, else the one of the site."""
    own = getattr(page, "share_picture", None)
    return absolute(context, (own() if own else "") or static("portal/img/share.png"))


@register.tag
def keep(parser: template.base.Parser, token: template.base.Token) -> "Kept":
    """``{% keep "name" %}…{% endkeep %}`` shows what is inside and keeps it as ``name``.

    For a block that is needed twice, such as the title; it has no space at its ends.
    """
    name = token.split_contents()[1].strip("\"'")
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Kept(name, nodelist)


class Kept(template.Node):
    """A part of a template that is shown here and may be shown again."""

    def __init__(self, name: str, nodelist: template.base.NodeList):
        self.name = name
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """Show it and put it where every later block finds it, escaped as it is."""
        shown = self.nodelist.render(context)
        context.dicts[0][self.name] = shown
        return shown
