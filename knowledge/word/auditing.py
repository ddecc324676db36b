"""Nothing of the file's words is lost without a remark: compare what went in and what came out."""

import html
import json
import re

from django.utils.translation import gettext as _

from knowledge.word.headings import TYPED

CUT = re.compile(r"[^\w]+|_+")
NUMBERING = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,3}(?:步|点)?|[①-⑳❶-❿])")


def audit(body: str, draft) -> None:
    """Tell the editor of each line of ``body`` with words that stand nowhere in the draft."""
    haystack = _words(" ".join(_texts(draft)))
    missing = [line for line in body.splitlines() if _is_missing(line, haystack)]
    if missing:
        draft.ask(_("These words did not find a place. Add by hand what is needed."), *missing)


def _texts(draft):
    parts = json.dumps([part.value for part in draft.parts], ensure_ascii=False)
    yield html.unescape(re.sub(r"<[^>]+>", " ", json.loads(json.dumps(parts))))
    yield from [draft.title, *draft.accounted, *draft.aside]
    for notice in draft.notices:
        yield from [notice.message, *notice.quotes]


def _words(text):
    return CUT.sub("", text.replace("\\n", " ").replace('\\"', " "))


def _is_missing(line, haystack):
    fragments = [part for part in CUT.split(TYPED.sub("", line.strip())) if part]
    return any(part not in haystack and not NUMBERING.fullmatch(part) for part in fragments)
