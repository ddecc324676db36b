"""Which law a written name means: full, short, popular and slightly wrong names."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from knowledge.citations.folding import plain

COURTS = re.compile(
    r"^(最高人民法院|最高人民检察院|最高法院|最高法|最高检|两高|公安部|司法部|国家安全部|国务院)+"
)
EDITION = re.compile(
    r"\([^()]*(?:\d{2}|修正|修订|修改|施行|试行|法释|现行|废止|失效|新|旧|节选)[^()]*\)$"
    r"|[\[【][^\]】]*[\]】]$"
    r"|\d{4}年?(?:修正|修订|修改|版)*(?:版|本)?$|(?:修正|修订)(?:版|本)?$"
)
EARLIER = re.compile(r"^(?:\d{4}年?(?:版)?的?|我国|国家|新版|现行|修订后的?|修正后的?)")
RULING = re.compile(r"(解释|规定)([一二三四五六七八九十]{1,3})?$")
FILLER = re.compile(
    r"关于|对于|适用|应用|具体|案件|法律|若干|问题|的|(?<!公)司法|纠纷|审理|办理|处理|确定|如何|民事|有关|人民法院"
)
SHORTEST_LOOSE = 5
CARRIED_OUT_BY = ("实施条例", "实施细则", "实施办法")
KIND_OF_CASE = re.compile(r"(?:合同|刑事|刑案|行政)$")  # 融资租赁合同: people say 融资租赁司法解释


class LawNames(Mapping[str, str]):
    """Written names of laws → ``Law.name``, with the spellings that texts use for them."""

    def __init__(self, names: Mapping[str, str]):
        self._names = dict(names)

    @classmethod
    def of(cls, names: Mapping[str, str]) -> "LawNames":
        """Return the table of ``names``, the one made before while the names stay the same.

        What follows from a thousand names takes some 40 ms to find out.
        """
        return _table(tuple(names.items()))

    def __getitem__(self, name):
        return self._names[name]

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)

    @cached_property
    def exact(self):
        """Plain spelling → law: what is written and what follows from it."""
        found: dict[str, str] = {}
        for name, law in self._names.items():
            found.setdefault(plain(name), law)
        for name, law in self._names.items():
            for spelling in _spellings(plain(name)):
                found.setdefault(spelling, law)
        for spelling, rules in self._carried_out():
            found.setdefault(spelling, rules)
        return found

    def _carried_out(self):
        """The rules that carry out a law, called after its other names: 保密法实施条例."""
        laws = set(self._names.values())
        for name, law in self._names.items():
            for kind in CARRIED_OUT_BY:
                if name != law and law + kind in laws:
                    yield plain(name + kind), law + kind

    @cached_property
    def loose(self):
        """Names of court rulings without their filling words → law, where only one fits."""
        found: dict[str, set[str]] = {}
        for name, law in self._names.items():
            for key in _loose_keys(plain(name)):
                found.setdefault(key, set()).add(law)
        return {key: laws.copy().pop() for key, laws in found.items() if len(laws) == 1}

    @cached_property
    def by_beginning(self):
        """The first two signs of a name → {length: …} of the names that begin so, longest first."""
        lengths: dict[str, set[int]] = {}
        for name in self.bare:
            lengths.setdefault(name[:2], set()).add(len(name))
        return {beginning: sorted(found, reverse=True) for beginning, found in lengths.items()}

    @cached_property
    def bare(self):
        """Names that are recognised without marks around them → law."""
        return {name: law for name, law in (self.loose | self.exact).items() if len(name) > 1}

    def law_of(self, written):
        """Return the law that stands between marks as ``written``; "" if none is known."""
        name = plain(written)
        for candidate in _candidates(name):
            if law := self.exact.get(candidate):
                return law
        return self._loosely(name)

    def _loosely(self, name):
        for candidate in _candidates(name):
            if RULING.search(candidate):
                return next(
                    (self.loose[key] for key in _loose_keys(candidate) if key in self.loose), ""
                )
        return ""


@lru_cache(maxsize=4)
def _table(pairs):
    return LawNames(dict(pairs))


def _candidates(name):
    yield name
    shorter = name
    while (cut := EDITION.sub("", shorter)) != shorter:
        shorter = cut
        yield shorter
    yield EARLIER.sub("", shorter)
    yield COURTS.sub("", shorter)


def _spellings(name):
    """Names that mean the same as the plain ``name``."""
    bodiless = COURTS.sub("", name)
    if bodiless != name and len(bodiless) > SHORTEST_LOOSE:
        yield bodiless
        yield f"最高院{bodiless}"
    if match := re.fullmatch(r"(.{2,}?)(\(试行\)|\(暂行\))", name):
        yield match[1]


def _loose_keys(name):
    """Shorter and shorter forms under which a ruling of the courts is known."""
    match = RULING.search(name)
    if not match:
        return
    stem = FILLER.sub("", COURTS.sub("", name[: match.start()]))
    numbers = {match[2] or ""} | ({""} if match[2] in (None, "一") else set())
    stems = {stem, re.sub("^民法典", "", stem)}
    stems |= {KIND_OF_CASE.sub("", one) for one in stems}
    for part in sorted(stems):
        for number in sorted(numbers, reverse=True):
            for kind in ("解释", "规定", "司法解释"):
                key = f"{part}{kind}{number}"
                if len(part) > 1 and len(key) >= SHORTEST_LOOSE:
                    yield key
