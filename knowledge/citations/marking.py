"""Markup as the text that people read; links put into it without touching the rest. Pure."""

import html
import re
from collections.abc import Iterable

TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});)"
    r"|(?P<text>[^<&]+)|(?P<sign>[<&])",
    re.DOTALL,
)
LINES = {
    *("address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl"),
    *("dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "li", "ol", "p", "section", "summary", "table", "td", "th", "tr", "ul"),
}
UNTOUCHED = {
    *("a", "button", "h1", "h2", "h3", "label", "nav", "option", "script", "select", "style"),
    *("summary", "svg", "textarea", "title"),
}


class Markup:
    """``text`` is what a reader sees of ``source``, with a new line where a block begins or ends.

    Links, headings, buttons and the like are read, but ``linked`` puts nothing into them.
    """

    def __init__(self, source: str):
        self.source = source
        self._signs: list[str] = []
        self._places: list[tuple[int, int, bool]] = []  # where a sign stands, may a link be there
        self._depth = 0
        for token in TOKEN.finditer(source):
            self._take(token)
        self.text = "".join(self._signs)

    def _take(self, token):
        kind, start, end = token.lastgroup, token.start(), token.end()
        if kind in ("text", "sign"):
            is_free = not self._depth
            self._signs += token[0]
            self._places += [(place, place + 1, is_free) for place in range(start, end)]
        elif kind == "entity":
            for sign in html.unescape(token[0]):
                self._signs.append(sign)
                self._places.append((start, end, not self._depth))
        elif name := (token["name"] or "").lower():
            self._step(name, bool(token["close"]), token[0].endswith("/>"), start)

    def _step(self, name, closes, is_empty, start):
        if name in UNTOUCHED and not is_empty:
            self._depth = max(0, self._depth + (-1 if closes else 1))
        if name in LINES:
            self._signs.append("\n")
            self._places.append((start, start, False))

    def takes_link(self, end: int) -> bool:
        """Whether words that end at ``end`` of the text can become a link."""
        return self._places[end - 1][2]

    def linked(self, links: Iterable[tuple[int, int, str]]) -> str:
        """Return the source with each ``(start, end, opening tag)`` of ``text`` as a link.

        Where the words run over several elements, those in the last one become the link. Of links
        that overlap the first one counts.
        """
        parts, done, last = [], 0, 0
        for start, end, tag in sorted(links, key=lambda link: link[:2]):
            begin = self._begin(start, end) if start >= last else end
            if begin < end:
                first, behind = self._places[begin][0], self._places[end - 1][1]
                parts += [self.source[done:first], tag, self.source[first:behind], "</a>"]
                done, last = behind, end
        return "".join([*parts, self.source[done:]])

    def _begin(self, start, end):
        """Where the words that end at ``end`` begin within one element; ``end``: no link here."""
        begin = end
        while begin > start and self._places[begin - 1][2]:
            if begin < end and self._places[begin - 1][1] != self._places[begin][0]:
                break
            begin -= 1
        return begin
