"""Which village of the register a row means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.models import Place
from directory.pairing.cells import joined, text_of
from directory.pairing.tables import Row

COMMITTEE = re.compile(r"(村民委员会|居民委员会|村委会|居委会|委员会|村委|居委)$")
TOWNSHIP_END = re.compile(r"(街道办事处|办事处|街道办|人民政府|街道|乡|镇)$")
BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
CODE = re.compile(r"\d{12}")


@dataclass(frozen=True)
class Found:
    """The village meant, or why there is none; ``note`` says what the reader should know."""

    village: Place | None = None
    why: str = ""
    note: str = ""


def stem(name: str) -> str:
    """What is left of a village's name without its kind: 板坪村委会 → 板坪."""
    base = COMMITTEE.sub("", joined(text_of(name)))
    short = re.sub(r"(社区|村|居)$", "", base)
    return short if len(short) > 1 else base or name


def kind(name: str) -> str:
    """居 for a community, 村 for a village, nothing when the name does not say."""
    if re.search(r"(社区|居委会|居委|居民委员会|居)$", name):
        return "居"
    return "村" if re.search(r"(村|村委会|村委|村民委员会)$", name) else ""


def township_stem(name: str) -> str:
    """What is left of a township's name without its kind: 永定街道办事处 → 永定."""
    short = TOWNSHIP_END.sub("", joined(text_of(name)))
    return short if short else name


class Gazetteer:
    """The villages of the uploader's place, ready to be asked. Reads each village's ``parent``.

    ``others``: places that codes of the sheet name outside of it. ``townships_outside``: names of
    townships of the same county that do not lie in it.
    """

    def __init__(
        self,
        villages: Iterable[Place],
        others: Iterable[Place] = (),
        townships_outside: Iterable[Place] = (),
    ):
        self.by_code = {village.pk: village for village in villages}
        self.others = {place.pk: place for place in others}
        self.outside = {township_stem(place.name) for place in townships_outside}
        self.by_stem: dict[str, list[Place]] = defaultdict(list)
        self.townships: dict[str, set[str]] = defaultdict(set)
        for village in self.by_code.values():
            self.by_stem[stem(village.name)].append(village)
            parent = village.parent
            if parent is not None:
                self.townships[joined(parent.name)].add(parent.pk)
                self.townships[township_stem(parent.name)].add(parent.pk)

    def find(self, row: Row) -> Found:
        """The village that ``row`` means by code, or by name and township."""
        if row.has_many_codes:
            return Found(why=_("The codes of the cell do not fit its villages one by one."))
        found = self._by_code(row) if CODE.fullmatch(row.code) else self._by_name(row)
        if found.village is not None and not found.village.is_active:
            name = found.village.full_name
            return Found(why=_("%(village)s is no longer in use.") % {"village": name})
        return found

    def _by_code(self, row):
        village = self.by_code.get(row.code)
        if village is None:
            other = self.others.get(row.code)
            if other is None:
                return Found(why=_("No place has the code %(code)s.") % {"code": row.code})
            if other.level != Place.Level.VILLAGE:
                return Found(why=_("%(place)s is not a village.") % {"place": other})
            return Found(why=_("%(place)s does not lie in your place.") % {"place": other})
        if row.village and not self._fits(row.village, village):
            text = _("The code belongs to %(village)s, the name to another village.")
            return Found(why=text % {"village": village.full_name})
        return Found(village)

    def _fits(self, name, village):
        plain = self._without_township(_bare(name), {village.parent_id})
        return stem(plain) == stem(village.name) or stem(_bare(name)) == stem(village.name)

    def _by_name(self, row):
        if not row.village:
            wrong = row.code and not CODE.fullmatch(row.code)
            text = _("The code has not twelve digits.") if wrong else _("No village is named.")
            return Found(why=text)
        townships = self._townships_of(row)
        if townships is None:
            return Found(why=self._strange_township(row))
        candidates = self._candidates(row.village, townships)
        if len(candidates) == 1:
            return Found(candidates[0], note=_renamed(row.village, candidates[0]))
        if not candidates:
            text = _("The register knows no village “%(name)s” here.")
            return Found(why=text % {"name": row.village})
        names = "、".join(village.full_name for village in candidates)
        text = _("This may be %(villages)s. Write the township or the code.")
        return Found(why=text % {"villages": names})

    def _townships_of(self, row):
        """Codes of the townships that the row may mean: empty for any, none for an unknown one."""
        if not row.township:
            return set()
        exact = self.townships.get(_bare(row.township))
        return exact or self.townships.get(township_stem(_bare(row.township)))

    def _strange_township(self, row):
        if township_stem(_bare(row.township)) in self.outside:
            return _("%(place)s does not lie in your place.") % {"place": row.township}
        return _("The register knows no township “%(name)s” here.") % {"name": row.township}

    def _candidates(self, name, townships):
        """Villages of that name; those of the same kind (村, 居) before the others."""
        for typed in dict.fromkeys([joined(name), _bare(name)]):
            named = self._in(self.by_stem.get(stem(typed), []), townships)
            if not named:
                named = self._with_township_in_front(typed, townships)
            if named:
                return _same_kind(typed, named)
        return []

    def _with_township_in_front(self, typed, townships):
        """崇文街道回龙居委会: the township stands in the same cell."""
        for village_stem, villages in self.by_stem.items():
            if not stem(typed).endswith(village_stem):
                continue
            fits = [
                village
                for village in self._in(villages, townships)
                if self._without_township(typed, {village.parent_id}) != typed
                and stem(self._without_township(typed, {village.parent_id})) == village_stem
            ]
            if fits:
                return fits
        return []

    def _without_township(self, typed, townships):
        names = [name for name, codes in self.townships.items() if codes & townships]
        for name in sorted(names, key=len, reverse=True):
            rest = typed.removeprefix(name)
            if rest and rest != typed:
                return rest
        return typed

    @staticmethod
    def _in(villages, townships):
        return [one for one in villages if not townships or one.parent_id in townships]


def _bare(name):
    return BRACKETS.sub("", joined(name)) or joined(name)


def _same_kind(typed, villages):
    """Those in use before those that are not, then those of the kind that was typed."""
    villages = [one for one in villages if one.is_active] or villages
    exact = [one for one in villages if typed in (joined(one.name), one.short_name)]
    alike = [one for one in villages if kind(typed) and kind(one.name) == kind(typed)]
    return exact or alike or villages


def _renamed(typed, village):
    if kind(_bare(typed)) in ("", kind(village.name)):
        return ""
    return _("In the register: %(name)s") % {"name": village.name}
