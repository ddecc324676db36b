"""Hostile requests to everything that searches, the same ones for a seed. No test of its own."""

import random
import re
import sys
import unicodedata
from dataclasses import dataclass

from portal.search.ranking import LABELS

LENGTH = 100_000  # bytes: no answer is longer, but for the two links that lead back to its address
RETURNS = 6  # times the length of the address: each character as %xx, in both links
REFLECTED = re.compile(rb"<xss7|\" xss7|' xss7|(?:href|src|action)=.?javascript:", re.IGNORECASE)
MARKUP = [
    "<xss7>", "\"><xss7 onmouseover=x>", "'><xss7>", "</title><xss7>", "</script><xss7>",
    "<!--<xss7>", "＜xss7＞", "﹤xss7﹥", "<<xss7//>", "<\x00xss7>", "\" xss7=\"", "' xss7='",
    "javascript:xss7(1)", "<mark><xss7></mark>", "&lt;xss7&gt;", "{{ 7|xss7 }}",
    "{% load xss7 %}", "${xss7}", "]]><xss7>",
]  # fmt: skip
SYNTAX = [
    "\"", "“", "”", "'", "`", "*", "?", "~", "^2", "AND", "OR", "NOT", "+", "-", "&&",
    "||", "!", "(", ")", "((((", "))))", "[a TO b]", "{* TO *}", "[[[[", "\\", "/", ":",
    "text:x", "key:*", "_exists_:q", "%", "_", "' OR 1=1 --",
    "'; DROP TABLE portal_search_suggestion; --", "\" UNION SELECT 1", "x'00'",
    "/.*(a+)+$/", "field:[1 TO 9", "\\u0000", "../../etc/passwd", "\\N{SNOWMAN}", "$(id)",
    "《》第条",
]  # fmt: skip
STRANGE = [
    "\x00", "\x01", "\x1b[2J", "\r\n", "\t", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe",
    "\uffff", "\u202e", "\u2066", "\u2067", "\u200f", "\u061c", "\u200b", "\u200d",
    "\u2060", "\u00ad", "\u0301", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙", "🙂", "👨‍👩‍👧‍👦", "🇨🇳", "\U000e0041",
    "\U0010ffff", "ﷺ", "﷽", "㍿", "㌖", "ﬃ", "½", "Ⅷ", "①", "𠮷", "İ", "ı", "ß", "ẞ", "ǅ",
    "Ω", "Å", "ᄀ", "가", "་", "\ud800", "\udfff", "\udc80",
]  # fmt: skip
WORDS = [
    "工钱", "征地", "欠薪", "老板欠薪怎么办", "gongqian", "gq", "430802001001", "第一百八十条",
    "民法典1087", "《民法典》第一千零八十七条", "第999999999999999999条", "请问", "律师", "法",
    "a", "1", " ", "",
]  # fmt: skip
BAD_BYTES = ["%ff%fe%80", "%c0%80", "%e6%9d", "%f0%9f", "%ed%a0%80", "%", "%zz", "%u4e00", "%00"]
PAGES = [
    "1", "2", "0", "-1", "9" * 500, "1e9", "1.5", "NaN", "inf", "x", "", "²", "٣", "\x00",
    "[]", "+1", "999999999", "0x10", "1_000", "１", "-0", "1;2", "true", "None",
]  # fmt: skip
NAMES = ["q", "q", "q", "type", "topic", "township", "year", "sort", "page"]
UNKNOWN = [
    "x",
    "q[]",
    "q[a][b]",
    "__proto__",
    "\x00",
    "csrfmiddlewaretoken",
    "format",
    "ｑ",
    "q" * 3000,
]
FIXED = {
    "page": PAGES,
    "type": [*LABELS, "Article", "xss7"],
    "year": ["2026", "-1", "9" * 400],
    "sort": ["date", "DATE", "-date", "pk; --"],
}


@dataclass(frozen=True)
class Hostile:
    """A request: ``query`` is percent-encoded, sent in the address or as a form."""

    address: str
    query: str
    is_post: bool = False

    def __str__(self):
        return f"{self.address}?{self.query[:300]}"


def every_category():
    """Return a handful of characters of each category of Unicode."""
    found: dict[str, list[str]] = {}
    for code in range(0, sys.maxunicode + 1, 7):
        known = found.setdefault(unicodedata.category(chr(code)), [])
        if len(known) < 5:
            known.append(chr(code))
    return [char for chars in found.values() for char in chars]


CHARACTERS = every_category()


def encoded(text):
    """Return ``text`` percent-encoded byte by byte; half a surrogate pair becomes bad UTF-8."""
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


def hostile(number, seed):
    """Yield ``number`` requests, always the same ones for ``seed``."""
    dice = random.Random(seed)
    for _ in range(number):
        address = dice.choices(ADDRESSES, [12, 6, 2, 1])[0]
        if address in FORMS:
            query = "&".join(f"{name}={_text(dice)}" for name in FORMS[address])
            yield Hostile(address, query, is_post=True)
        else:
            yield Hostile(address, _parameters(dice))


FORMS = {"/ask/question/": ["question"], "/search/count/": ["ticket", "place"]}
ADDRESSES = ["/search/", "/search/suggest/", *FORMS]


def _parameters(dice):
    names = dice.choices(NAMES, k=dice.choice([1, 2, 3, 8]))
    names += [encoded(dice.choice(UNKNOWN)) for _ in range(dice.choice([0, 0, 0, 1, 5]))]
    if dice.random() < 0.02:
        names += dice.choices(NAMES, k=1500)
        return "&".join(f"{name}={dice.choice('1ax')}" for name in names)
    pairs = [f"{name}={_value(dice, name)}" for name in ["q", *names[1:]]]
    return dice.choice(["&", "&", "&", ";", "&&"]).join(pairs)


def _value(dice, name):
    if name in FIXED and dice.random() < 0.7:
        return encoded(dice.choice(FIXED[name]))
    return _text(dice)


def _text(dice):
    kind = dice.random()
    if kind < 0.05:  # one thing very often: 10,000 characters and 64 KB
        piece = encoded(dice.choice([*SYNTAX, *STRANGE, *WORDS, "村", "a", "\x00"])) or "+"
        return piece * dice.choice([300, 10_000, 65_536 // max(1, piece.count("%"))])
    pools = dice.choices(
        [MARKUP, SYNTAX, STRANGE, WORDS, CHARACTERS], k=dice.choice([1, 2, 3, 8, 40])
    )
    pieces = [encoded(dice.choice(pool)) for pool in pools]
    if dice.random() < 0.2:
        pieces.insert(dice.randrange(len(pieces) + 1), dice.choice(BAD_BYTES))
    return dice.choice(["", "", "+", "%20"]).join(pieces)


def send(client, request):
    """Send ``request`` and return its answers; a form is followed to the page that it leads to."""
    if not request.is_post:
        return [client.get(f"{request.address}?{request.query}")]
    form = "application/x-www-form-urlencoded"
    posted = client.post(request.address, request.query, content_type=form)
    return [posted, client.get("/ask/topic/")]


def fault(request, answer):
    """Say what is wrong with the ``answer`` to ``request``, "" if nothing."""
    if answer.status_code not in {200, 204, 302, 400}:
        return f"status {answer.status_code}"
    if not re.match(r"/(?!/)", answer.get("Location", "/")):
        return f"leads to {answer['Location'][:80]}"
    if len(answer.content) > LENGTH + RETURNS * (0 if request.is_post else len(request.query)):
        return f"{len(answer.content)} bytes"
    is_page = answer["Content-Type"].startswith("text/html")
    found = REFLECTED.search(answer.content) if is_page else None
    return f"reflects {answer.content[found.start() - 40 : found.end() + 40]!r}" if found else ""
