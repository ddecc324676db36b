"""Sentences of Chinese text, their length, and the officialese in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge.wording.phrases import COPULA, PASSIVE, PHRASES

LONGEST_SENTENCE = 60
"""Characters. A longer sentence is lost on the way when it is read aloud."""

SENTENCE = re.compile(r"[^。！？!?…\n]+(?:[。！？!?…]+[”’」』）)]*)?")
QUOTED = re.compile(r"“[^”\n]*”|「[^」\n]*」|《[^》\n]*》")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Finding:
    """Characters ``start`` to ``end`` of a text are hard to follow; ``advice`` says what to do.

    ``kind`` is ``jargon``, ``passive`` or ``long``; ``instead`` holds the plain words, if any.
    """

    start: int
    end: int
    kind: str
    excerpt: str
    advice: str
    instead: str = ""


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``: they end with 。！？… or with the line."""
    return [sentence for _start, sentence in _sentences(text)]


def mean_sentence_length(text: str) -> float:
    """Return how many characters (without spaces) a sentence has on average; 0 for no text."""
    lengths = [len(SPACE.sub("", sentence)) for sentence in sentences(text)]
    return sum(lengths) / len(lengths) if lengths else 0.0


def findings(text: str) -> list[Finding]:
    """Return what a villager would not follow in ``text``, in its order.

    Words between quotation marks and names of laws are left alone: they are somebody else's.
    """
    found = [*_jargon(text), *_passives(text), *_long_sentences(text)]
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in SENTENCE.finditer(text):
        sentence = match[0].strip()
        if re.search(r"\w", sentence):
            yield match.start() + match[0].index(sentence), sentence


def _jargon(text):
    own = _without_quotes(text)
    for match in JARGON.finditer(own):
        instead = PHRASES[match[0]]
        yield Finding(*match.span(), "jargon", match[0], _advice(match[0], instead), instead)
    for match in COPULA.finditer(own):
        yield Finding(*match.span(), "jargon", match[0], _advice(match[0], "是"), "是")


def _passives(text):
    own = _without_quotes(text)
    for match in PASSIVE.finditer(own):
        advice = _("“%(found)s”: say who did it to whom.") % {"found": match[0]}
        yield Finding(*match.span(), "passive", match[0], advice)


def _long_sentences(text):
    for start, sentence in _sentences(text):
        length = len(SPACE.sub("", sentence))
        if length > LONGEST_SENTENCE:
            facts = {"length": length, "beginning": sentence[:12]}
            advice = _("“%(beginning)s…” has %(length)s characters. Make two sentences of it.")
            yield Finding(start, start + len(sentence), "long", sentence, advice % facts)


def _advice(found, instead):
    if not instead:
        return _("Leave out “%(found)s”.") % {"found": found}
    return _("Instead of “%(found)s” write “%(instead)s”.") % {"found": found, "instead": instead}


def _without_quotes(text):
    """Blank out quotations, keeping every other character where it stands."""
    return QUOTED.sub(lambda match: "\0" * len(match[0]), text)


JARGON = re.compile("|".join(sorted(map(re.escape, PHRASES), key=len, reverse=True)))
