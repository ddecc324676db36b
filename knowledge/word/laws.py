"""Citations become law cards; words of the law pasted beside them are compared with the record."""

import difflib
import re
import unicodedata

from django.utils.translation import gettext as _

from knowledge.citations import article_label, find
from knowledge.word.draft import Part

ARTICLE_START = re.compile(
    r"^(?:\d{1,2}[.、．]\s*|[（(]\d{1,2}[)）]\s*|[●•·◆■]\s*)?"
    r"(?:第\s*[零〇一二三四五六七八九十百千\d]+\s*条(?:之[一二三四五六七八九十])?)"
)
LAW_ONLY = re.compile(
    r"^(?:\d{1,2}[.、．]\s*|[（(]?[一二三四五六七八九十]{1,2}[)）、．]\s*)?(《[^》]+(?:〉[^》]*)?》)"
    r"(?:（[^）]*）)?\s*(?:规定)?[：:]?$"
)
SAYS = re.compile(
    r"^\s*(?:【[^】]{2,30}】\s*)?(?:第[一二三四五六七八九十]+[款项])*\s*(?:中)?(?:明确|的)?(?:规定)?\s*(?:如下)?\s*[：:，,]?\s*[“\"「]?"
)
QUOTED = re.compile(r"^[^。“]{0,12}[“「]([^”」]{8,})[”」]")
PLAIN = re.compile(
    r"^(?:通俗(?:地)?(?:说|讲|解释)|大白话|白话|说白了|简单(?:地)?说|也就是说|解读)[：:，,]\s*"
)
BETWEEN = re.compile(r"^\d{1,2}(?=[.、．])|[和及与]|以及|之?规定|[⑴-⒇①-⑳]")
REMARK = re.compile(r"^[（(][^）)]{2,12}[)）]$")  # （2012修正）, （已废止）
LONG_ENOUGH = 8  # characters of law that count as pasted


class Cards:
    """The law cards of one draft: each article of law once."""

    def __init__(self, library, draft):
        self.library, self.draft = library, draft
        self.cards: list[Part] = []
        self.seen: dict[int, Part] = {}
        self.told: set[str] = set()

    def references(self, text):
        """Return the citations in ``text``, each a named tuple of ``knowledge.citations``."""
        return list(find(text, self.library.names))

    def cite(self, text: str) -> None:
        """Make cards of what a sentence cites; its words stay where they are."""
        for reference in self.references(text):
            words = self._known(reference, text)
            if words is None:
                continue
            self._add(words)
            quoted = QUOTED.match(text[reference.end :])
            if quoted and _plain(quoted[1]).rstrip("…") not in _plain(words.text):
                self._tell_difference(words, quoted[1], keeps=True)

    def _known(self, reference, text):
        written = text[reference.start : reference.end]
        label = _label(reference)
        words = None
        if reference.law:
            words = self.library.words(reference.law, reference.number, reference.branch)
        if words is None and label not in self.told:
            self.told.add(label)
            message = _("Not on record, so there is no law card for it. Check law and number.")
            self.draft.ask(message, written if reference.law else f"{written}（{label}）")
        if words is not None and not words.holds and label not in self.told:
            self.told.add(label)
            self.draft.ask(_("No longer in force. Cite the law of today."), words.name)
        return words

    def _add(self, words, plain_words=""):
        if words.pk not in self.seen:
            value = {"statute": words.pk, "plain_words": plain_words}
            self.seen[words.pk] = Part("law", value)
            self.cards.append(self.seen[words.pk])

    def take_pasted(self, lines: list[str]) -> list[str]:
        """Lines of 法条链接 → cards; returns the lines that belong to no article on record."""
        rest: list[str] = []
        law, entry = "", None
        for text in lines:
            heading = LAW_ONLY.match(text)
            if heading:
                entry, law = self._close(entry, rest), heading[1]
                self.draft.accounted.append(text)
                continue
            start = self._start(text, law)
            if start is None and self._says_nothing(text):
                entry = self._close(entry, rest)
            if start is not None:
                entry, law = (self._close(entry, rest), start[2] or law)
                entry = start
            elif plain := PLAIN.match(text):
                self._explain(entry, text[plain.end() :], text, rest)
            elif entry is not None:
                entry[1].append(text)
            else:
                whole = law + text if law and ARTICLE_START.match(text) else text
                self.cite(whole)
                (self.draft.accounted if self._only_cites(whole) else rest).append(text)
        self._close(entry, rest)
        return rest

    def _only_cites(self, text):
        """Whether a line names articles on record and says nothing else: its cards say it all."""
        references = self.references(text)
        for reference in references:
            law = (reference.law, reference.number, reference.branch)
            if not reference.law or self.library.words(*law) is None:
                return False
        return bool(references) and not _plain(BETWEEN.sub("", _without(references, text)))

    def _says_nothing(self, text):
        """Whether a line begins with a citation and has hardly another word: it stands alone."""
        references = self.references(text)
        begins = bool(references) and references[0].start <= 2
        return begins and len(_plain(_without(references, text))) < LONG_ENOUGH

    def _start(self, text, law):
        """(reference, [pasted words, original line], law) where a line begins with an article."""
        bare = re.sub(r"^(?:\d{1,2}[.、．]\s*|[（(]\d{1,2}[)）]\s*|[●•·◆■]\s*)", "", text)
        whole = law + bare if law and ARTICLE_START.match(text) else bare
        references = self.references(whole)
        first = references[0] if references else None
        if first is None or first.start > 2 or (not first.law and not law):
            return None
        if len(references) > 1 and self._says_nothing(whole):
            return None
        pasted = SAYS.sub("", whole[first.end :], count=1).strip().rstrip('”」"')
        pasted = pasted if _plain(REMARK.sub("", pasted)) else ""
        if 0 < len(pasted) < LONG_ENOUGH or (len(references) > 1 and not pasted):
            return None
        named = re.match(r"^《.+?》(?=第)", whole)
        return (first, [pasted, text], named[0] if named else law, whole)

    def _close(self, entry, rest):
        """Compare what was pasted of an article with the record; put the card in its place."""
        if entry is None:
            return
        reference, (pasted, *original), _law, whole = entry
        pasted = "\n".join([pasted, *original[1:]]).strip()
        words = self._known(reference, whole)
        if words is None:
            rest.extend(original)
            return
        self._add(words)
        self.draft.accounted.append("\n".join(original) if not pasted else original[0])
        if not pasted:
            return
        if _plain(pasted).rstrip("…") in _plain(words.text):
            self.draft.accounted.extend(original)
        else:
            self._tell_difference(words, "\n".join(original), keeps=False, pasted=pasted)

    def _explain(self, entry, plain_words, text, rest):
        """大白话 under an article goes onto its card."""
        words = None
        if entry is not None:
            reference = entry[0]
            words = self.library.words(reference.law, reference.number, reference.branch)
        if words is None:
            (rest if entry is None else entry[1]).append(text)
            return
        self._add(words)
        self.seen[words.pk].value["plain_words"] = plain_words
        self.draft.accounted.append(text)

    def _tell_difference(self, words, written, *, keeps, pasted=""):
        message = (
            _("The quotation is not what the law on record says. Correct the sentence.")
            if keeps
            else _("The words pasted into Word differ from the record; the card shows the record.")
        )
        different = "；".join(differences(pasted or written, words.text))
        name = _("Different: %(words)s") % {"words": different} if different else ""
        self.draft.ask(message, words.name, name, written)


def _label(reference):
    number = article_label(reference.number, reference.branch)
    return f"《{reference.law}》{number}" if reference.law else number


def _without(references, text):
    """What a text says besides its citations."""
    for reference in reversed(references):
        text = text[: reference.start] + text[reference.end :]
    return text


def _plain(text):
    """Only what is read out: no spaces, no punctuation, one width, figures as they are."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LN")


def differences(written: str, record: str) -> list[str]:
    """What was written otherwise: 「八万」应为「十万」, at most six places."""
    before, after = _plain(written), _plain(record)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    places = []
    for kind, a, b, c, d in matcher.get_opcodes():
        at_the_rim = kind == "insert" and (a in (0, len(before)))
        if kind != "equal" and not at_the_rim:
            places.append(_difference(before[a:b], after[c:d]))
    return places[:6]


def _difference(written, record):
    if not record:
        return _("too much: “%(written)s”") % {"written": written}
    if not written:
        return _("missing: “%(record)s”") % {"record": record}
    return _("“%(written)s” should be “%(record)s”") % {"written": written, "record": record}
