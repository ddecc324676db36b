"""``find``: every article of law that a text cites, with the law that each belongs to."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge.citations.folding import fold
from knowledge.citations.grammar import BARE_OF_CIVIL_CODE, expanded, joined, run_at, runs
from knowledge.citations.mentions import LEADING, PAPER, PAPER_BEFORE, Mention
from knowledge.citations.names import LawNames
from knowledge.citations.naming import Naming, carried

GAP = re.compile(
    r"[》”\"'’]{0,2}(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\]){0,2}[》”\"]?"
    r"(?:总则编?|分则编?|物权编?|合同编?(?:通则)?|人格权编?|婚姻家庭编?|继承编?|侵权责任编?)?"
    r"(?:第[一二三四五六七八九十\d]+[编章节])*(?:中的|之中|当中|里的|里面|之|的|中|里|内|:|,)?"
)
NUMBER_NEXT = re.compile(
    r"(?:\d{1,4}|[〇零一二三四五六七八九十百千]{1,9})(?:条|[、和至到-]\d{1,4}条)"
)
FURTHER = re.compile(
    r"(?:(?<=条的)[^。;《》\n]{1,24}?|(?<=[款项]的)[^。;《》\n]{1,24}?)[与和及、或](?=\d{1,4}条[的规、和及之第])"
)
BARE_KIND = re.compile(r"法|(?:暂行)?(?:条例|规定|办法)|司法解释|解释|规则|细则|决定|意见")
CARRYING_OUT = re.compile(r"(?:的?实施(?:条例|细则|办法|规定))$")
FORMER = re.compile(  # repealed with the coming of the 民法典 or of the 合同法
    r"(?:侵权责任法|物权法|(?:经济|技术|(?<!劳动))合同法|担保法|继承法|婚姻法|收养法|民法通则|民法总则)$"
)
AGREED = re.compile(r"[^。;,]{0,6}?(?:约定|载明|写明|写的|写着)")
STATED = re.compile(r"(?:之|的)?(?:规定|明确|指出)")
MEASURE = re.compile(
    r"[鱼裤狗路河线蛇街裙腿船毛被微短新评留消]|意见|建议|理由|内容|信息|措施|规律|原则|标准的|禁令|规矩|生产线|生命"
)
UNKNOWN_BARE = re.compile(
    r"[\u4e00-\u9fff()、]{2,40}?(?:条例|办法|细则|法|法典|规定|解释|关于[\u4e00-\u9fff()、]{2,30}(?:决定|意见|通知))"
    r"(?:\(?[一二三四五]\)?)?$"
)
LOOSE_KIND = re.compile(r"(?:规定|解释)(?:\(?[一二三四五]\)?)?$")  # 民法典的规定 is no name
VAGUE = re.compile(
    r"(?:法律|方法|做法|说法|想法|看法|写法|司法|立法|执法|违法|合法|非法|依法|书法|该法|本法|同法|此法|"
    r"其他法|国法|新法|旧法|民法|(?:^|[该本此上述前列关些个种的])(?:管理|处理|实施|具体|暂行)*(?:条例|办法|细则))$"
)
OTHER_KINDS = {"条例", "办法", "细则", "解释"}  # 该条例 is never the law named before it
HEADING_AFTER = re.compile(r"规定|的|之规定|和|及|、|至|到|以及|,|与|中|所|约定|明确|。")


@dataclass(frozen=True)
class Reference:
    """A citation: ``text[start:end]`` names article ``number`` (``branch`` 1 for 之一) of ``law``.

    ``paragraph`` 款 and ``item`` 项 are the first ones named, None without. ``is_known`` says
    whether ``law`` is a name from the caller's table; else it is as the text writes it.
    """

    start: int
    end: int
    law: str
    number: int
    branch: int = 0
    paragraph: int | None = None
    item: int | None = None
    is_known: bool = True

    @property
    def key(self):
        """What makes it this article and no other: law, number, branch."""
        return self.law, self.number, self.branch


def find(text: str, names: Mapping[str, str], own_law: str = "") -> list[Reference]:
    """Return the articles of law that ``text`` cites, in its order; linear in its length.

    ``names`` maps written names to laws (``Law.objects.names()``). ``own_law`` is the law that
    the text itself is a part of, to which 本法第十条 and headings belong.
    """
    known = names if isinstance(names, LawNames) else LawNames(names)
    return Finder(text, known, own_law).references()


def _kind(law):
    """The name without the number or bracket behind it."""
    return law.rstrip("一二三四五()（）")


def _is_called(law, kind):
    """Whether people say 该 and ``kind`` of this law; any ruling of the courts is a 解释."""
    is_ruling = kind == "解释" and law.startswith("最高人民")
    return is_ruling or _kind(law).endswith((kind, f"{kind}典"))


class Finder:
    """The state of going through one text."""

    def __init__(self, text, names, own_law):
        self.original, self.names = text, names
        self.folded = fold(text)
        self.text = self.folded.text
        self.own = Mention(0, 0, own_law, bool(own_law))
        self.mentions = self._mentions()
        self.ends = [mention.end for mention in self.mentions]
        self.is_document = False

    def _mentions(self):
        found = Naming(self.text, self.names).mentions
        last = [self.own] if self.own.law else []
        events = sorted(
            [(m.start, m) for m in found] + [(c.start(), c) for c in carried(self.text)],
            key=lambda event: event[0],
        )
        resolved = []
        for _, event in events:
            is_carried = isinstance(event, re.Match)
            mention = self._resolved(event, last) if is_carried else self._meant(event, last)
            if mention and (not resolved or mention.start >= resolved[-1].end):
                resolved.append(mention)
                last += [mention] if mention.law else []
        return resolved

    def _meant(self, mention, last):
        """Return what 《条例》 alone means: in its implementing rules the law they carry out."""
        if mention.is_known or not BARE_KIND.fullmatch(mention.law):
            return mention
        place = slice(mention.start, mention.end)
        if self.own.law and self.text[: place.start].endswith("本"):
            return Mention(place.start, place.stop, self.own.law, self.own.is_known)
        base = CARRYING_OUT.sub("", self.own.law)
        if base != self.own.law and base.endswith(mention.law):
            law = self.names.law_of(base)
            return Mention(place.start, place.stop, law or base, bool(law))
        same = next((one for one in reversed(last) if _kind(one.law).endswith(mention.law)), None)
        return replace(same, start=place.start, end=place.stop) if same else mention

    def _resolved(self, match, last):
        """Return what 本法, 该解释 or 其 means after the mentions ``last``; None for nothing."""
        if match["own"] and self.own.law:
            law = self._followed(self.own, match)
            return Mention(*match.span(), law.law, law.is_known)
        if match["rules"] and last:
            return replace(self._followed(last[-1], match), start=match.start(), end=match.end())
        kind = (match["ownkind"] or match["kind"] or "").replace("法律", "法").replace("司法", "")
        for mention in reversed(last):
            if _is_called(mention.law, kind):
                return Mention(*match.span(), mention.law, mention.is_known)
        if not last:
            return None
        if kind in OTHER_KINDS:
            return Mention(*match.span(), "")
        return Mention(*match.span(), last[-1].law, last[-1].is_known)

    def _followed(self, base, match):
        """Return ``base`` or what is to carry it out: 本法实施条例, 及其实施条例."""
        rules = match["more"] or match["rules"]
        if not rules:
            return base
        law = self.names.law_of(base.law + rules)
        return Mention(0, 0, law or base.law + rules, bool(law))

    def references(self):
        """Return the citations found."""
        found, end = [], 0
        for run in self._runs():
            if run[0].start < end:
                continue
            end = run[-1].end
            found += self._of_run(run)
        return found

    def _runs(self):
        found = list(runs(self.text))
        for mention in self.mentions:
            place = GAP.match(self.text, mention.end).end()
            if NUMBER_NEXT.match(self.text, place) and self.text[place - 1] not in ":,":
                run = run_at(self.text, place)
                found += [run] if run else []
        for run in list(found):
            further = FURTHER.match(self.text, run[-1].end + 1)
            while further and (more := run_at(self.text, further.end())):
                found.append(more)
                further = FURTHER.match(self.text, more[-1].end + 1)
        return joined(sorted(found, key=lambda run: run[0].start), self.text)

    def _of_run(self, run):
        first = run[0]
        mention, is_near = self._law_before(first.start)
        if self._is_heading(run, mention, is_near) or not mention or not mention.law:
            return []
        if BARE_OF_CIVIL_CODE.match(self.text, first.start) and mention.law != "民法典":
            return []
        if not is_near and self._is_no_citation(run):
            return []
        begin = mention.start if is_near and mention.start < first.start else first.start
        return [
            self._reference(article, begin if article is first else article.start, mention)
            for article in expanded(run)
            if article.number
        ]

    def _reference(self, article, begin, mention):
        at = self.folded.at
        return Reference(
            at[begin],
            at[article.end - 1] + 1,
            mention.law,
            article.number,
            article.branch,
            article.paragraph,
            article.item,
            mention.is_known,
        )

    def _law_before(self, start):
        """Return whose article stands at ``start``, and whether the name is right before it."""
        index = bisect_right(self.ends, start) - 1
        last = self.mentions[index] if index >= 0 else None
        if last and GAP.fullmatch(self.text, last.end, start):
            return last, True
        window = self.text[max(0, start - 60) : start]
        if PAPER_BEFORE.search(window):
            paper = Mention(start, start, "")
            self._remember(index, paper)
            return paper, True
        if unknown := self._unknown(window, start, last):
            self._remember(index, unknown)
            return unknown, True
        if self.own.law and not (last and self._same_sentence(last.end, start)):
            return self.own, False
        return last, False

    def _remember(self, index, mention):
        self.mentions.insert(index + 1, mention)
        self.ends.insert(index + 1, mention.end)

    def _same_sentence(self, end, start):
        return "。" not in self.text[end:start] and not any(
            place in self.folded.starts for place in range(end, min(start + 1, end + 400))
        )

    def _unknown(self, window, start, last):
        if former := FORMER.search(window):
            return Mention(start - len(former[0]), start, former[0])
        match = UNKNOWN_BARE.search(window)
        if not match or VAGUE.search(match[0]):
            return None
        name = LEADING.sub("", match[0])
        begin = start - len(name)
        if LOOSE_KIND.search(name) and last and last.end > begin:
            return None
        if len(name) < 4 or PAPER_BEFORE.search(name):
            return None
        if law := self.names.law_of(name):
            return Mention(begin, start, law, True)
        return Mention(begin, start, "" if PAPER.search(name) else name)

    def _is_no_citation(self, run):
        end = run[-1].end
        if run[-1].paragraph is None and MEASURE.match(self.text, end):
            return True
        return bool(AGREED.match(self.text, end)) and not STATED.match(self.text, end)

    def _is_heading(self, run, mention, is_near):
        """Whether the text itself is made of articles and this is the number of one."""
        start, end = run[0].start, run[-1].end
        if start not in self.folded.starts or len(run) > 1 or (is_near and mention.end != start):
            return False
        if HEADING_AFTER.match(self.text, end):
            return False
        if self.own.law:
            return True
        if mention is None:
            self.is_document = True
        return self.is_document
