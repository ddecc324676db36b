"""Going through folded text once for the laws and papers it names."""

import re

from knowledge.citations.folding import plain
from knowledge.citations.mentions import (
    CARRY,
    CONNECTING,
    DEFINED,
    EXTENSION,
    LAWLIKE,
    NOT_AFTER,
    OF_THE_STATE,
    PAPER,
    PLACE,
    Mention,
    closing,
    inside,
)

MOST_DEFINED = 40
LOCAL_KINDS = re.compile(r"(条例|办法|规定|细则|规则)$")
RULING_ON = re.compile(  # a ruling without marks around it, only around the law within
    r"(?:最高人民法院|最高法院|最高法)?关于(?:适用|执行|贯彻执行)《[^《》]{2,40}》"
    r"[^《》,。;第]{0,24}?(?:解释|规定)(?:\([一二三四五六]\)|[一二三四五六](?=第))?"
)
NUMBERED = re.compile(r"\([二三四五六七]\)|[二三四五六七](?=第)")
HAN = re.compile(r"[\u4e00-\u9fff]")


class Naming:
    """The mentions of one text, in order; knows the short names that the text itself gives."""

    def __init__(self, text, names):
        self.text, self.names = text, names
        self.defined: dict[str, Mention] = {}
        self.mentions = sorted(self._all(), key=lambda mention: mention.start)

    def _all(self):
        marked = [*self._rulings(), *self._marked()]
        covered = set()
        for mention in marked:
            covered.update(range(mention.start, mention.end))
        yield from marked
        yield from self._bare(covered)
        yield from self._shortened(covered)

    def _rulings(self):
        for match in RULING_ON.finditer(self.text):
            if law := self.names.law_of(match[0]):
                mention = Mention(*match.span(), law, True)
                self._define(mention)
                yield mention

    def _marked(self):
        place = 0
        while (start := self.text.find("《", place)) >= 0:
            end = closing(self.text, start)
            if end > start + 3:
                mention = self._named(start, end)
                place = end
                self._define(mention)
                yield mention
            else:
                place = start + 1

    def _named(self, start, end):
        name = inside(self.text, start, end)
        law = self.names.law_of(name)
        if not law and "《" in name and name.count("《") > name.count("》"):
            name = name[name.rindex("《") + 1 :]
            law = self.names.law_of(name)
        if not law and name in self.defined:
            same = self.defined[name]
            return Mention(start, end, same.law, same.is_known)
        if law:
            return Mention(start, end, law, True)
        if LAWLIKE.search(name) and (OF_THE_STATE.search(name) or not PAPER.search(name)):
            return Mention(start, end, name.replace("中华人民共和国", ""))
        return Mention(start, end, "")

    def _define(self, mention):
        """Keep the short name that stands behind a name: （以下简称《建工解释》）."""
        match = DEFINED.match(self.text, self._behind(mention.end))
        if match and len(self.defined) < MOST_DEFINED:
            self.defined.setdefault(match["alias"], mention)

    def _behind(self, place):
        """Skip one more bracket, of a document number or an edition."""
        match = re.compile(r"\((?!以下|下称|简称)[^()]{0,30}\)(?=[\(,])").match(self.text, place)
        return match.end() if match else place

    def _bare(self, covered):
        place, most = 0, len(self.text)
        by_beginning, bare = self.names.by_beginning, self.names.bare
        while place < most - 1:
            lengths = () if place in covered else by_beginning.get(self.text[place : place + 2], ())
            name = next(
                (
                    self.text[place : place + n]
                    for n in lengths
                    if place + n <= most and self.text[place : place + n] in bare
                ),
                "",
            )
            mention = self._checked(place, place + len(name)) if name else None
            if mention:
                self._define(mention)
                yield mention
            place = mention.end if mention else place + 1

    def _checked(self, start, end):
        """Return the bare name from ``start`` to ``end``, unless it is a piece of other words."""
        text = self.text
        law = self.names.bare[text[start:end]]
        if text[end - 1] == "法" and NOT_AFTER.match(text, end):
            return None
        if end - start == 2 and not self._stands_alone(start, end):
            return None
        if text[start:end].endswith(("解释", "规定")) and (match := NUMBERED.match(text, end)):
            return self._extended(start, match.end())
        if match := EXTENSION.match(text, end):
            return self._extended(start, match.end())
        place = PLACE.search(text[max(0, start - 14) : start])
        if place and LOCAL_KINDS.search(law):
            local = re.sub(r"^.*[据照反和及与的按是以在对由了]", "", place[0])
            return Mention(start - len(local), end, local + text[start:end])
        return Mention(start, end, law, True)

    def _extended(self, start, end):
        name = self.text[start:end]
        law = self.names.law_of(name) or self.names.bare.get(plain(name), "")
        return Mention(start, end, law or name, bool(law))

    def _stands_alone(self, start, end):
        before = self.text[start - 1] if start else " "
        if self.text[end : end + 1] == "第":
            return True
        return not HAN.match(before) or before in CONNECTING

    def _shortened(self, covered):
        """Bare uses of the short names that the text gave."""
        short = [re.escape(name) for name in self.defined if not self.names.bare.get(name)]
        if not short:
            return
        short.sort(key=len, reverse=True)
        for match in re.finditer("|".join(short), self.text):
            if match.start() not in covered:
                same = self.defined[match[0]]
                yield Mention(*match.span(), same.law, same.is_known)


def carried(text):
    """Return the places where 本法, 该法, 同法 or 其 stands for a law named elsewhere."""
    return list(CARRY.finditer(text))
