"""What people choose to find an adviser."""

import re
from collections import Counter
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Adviser, Assignment

NAME_LENGTH = 40
BETWEEN_DIALECTS = re.compile(r"[、，,;；/\s]+")


@dataclass(frozen=True)
class Facts:
    """What one adviser can be found by. ``townships`` and ``topics``: key → name."""

    pk: int
    kind: str
    dialects: tuple[str, ...]
    townships: dict[str, str]
    topics: dict[int, str]

    def has(self, name, value):
        return value == self.kind if name == "kind" else value in map(str, getattr(self, name))


def facts_of(advisers):
    """``Facts`` of each of ``advisers``, in their order: three queries, whatever their number."""
    people = advisers.order_by("pinyin", "pk").values_list("pk", "kind", "dialects")
    rows = {
        pk: Facts(pk, kind, tuple(filter(None, BETWEEN_DIALECTS.split(spoken))), {}, {})
        for pk, kind, spoken in people
    }
    topics = advisers.filter(topics__isnull=False).order_by("topics__sort_order", "topics__pk")
    for pk, topic, name in topics.values_list("pk", "topics", "topics__name"):
        rows[pk].topics[topic] = name
    served = Assignment.objects.serving().filter(village__is_active=True).order_by("village")
    fields = ("certificate_id", "village__parent_id", "village__parent__name")
    for pk, township, name in served.values_list(*fields):
        if pk in rows:
            rows[pk].townships[township] = name
    return list(rows.values())


class AdviserFilterForm(forms.Form):
    """The filters of the public list; every field may stay empty.

    A choice says how many advisers it leaves, given the other choices; one that leaves nobody
    is not offered. A choice that makes no sense is left out, not punished.
    """

    FACETS = ("township", "topic", "dialect", "kind")
    ATTRIBUTE = {"township": "townships", "topic": "topics", "dialect": "dialects", "kind": "kind"}

    q = forms.CharField(label=_("Name or pinyin"), required=False, max_length=NAME_LENGTH)
    township = forms.ChoiceField(label=_("Township"), required=False)
    topic = forms.ChoiceField(label=_("Good at"), required=False)
    dialect = forms.ChoiceField(label=_("Speaks"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data, advisers):
        """``data``: what the visitor chose; ``advisers``: those who may be shown."""
        self.everybody = facts_of(advisers)
        names = {name: self._names(name) for name in self.FACETS}
        chosen = {name: data[name] for name in self.FACETS if data.get(name) in names[name]}
        self.chosen = {name: (value, names[name][value]) for name, value in chosen.items()}
        self.words = data.get("q", "").replace("\0", "")[:NAME_LENGTH].strip()
        named = advisers.matching(self.words) if self.words else None
        self.named = None if named is None else set(named.values_list("pk", flat=True))
        super().__init__({"q": self.words, **chosen})
        for name in self.FACETS:
            self.fields[name].choices = self._choices(name, names[name])

    def _fits(self, facts, but=""):
        """Does an adviser fit what was chosen, leaving the filter ``but`` aside?"""
        if self.named is not None and facts.pk not in self.named:
            return False
        return all(
            facts.has(self.ATTRIBUTE[name], value)
            for name, (value, _label) in self.chosen.items()
            if name != but
        )

    def _names(self, name):
        """Value → name of everything that can be chosen in the filter ``name``."""
        if name == "kind":
            return dict(Adviser.Kind.choices)
        found = {}
        for facts in self.everybody:
            values = getattr(facts, self.ATTRIBUTE[name])
            found |= values if isinstance(values, dict) else {value: value for value in values}
        return {str(value): found[value] for value in sorted(found)}

    def _choices(self, name, names):
        counts = Counter()
        for facts in self.everybody:
            if self._fits(facts, but=name):
                values = getattr(facts, self.ATTRIBUTE[name])
                counts.update([values] if name == "kind" else map(str, values))
        offered = [
            (value, f"{label}（{counts[value]}）")
            for value, label in names.items()
            if counts[value] or self.chosen.get(name, ("",))[0] == value
        ]
        return [("", _("All")), *offered]

    def keys(self):
        """Keys of the advisers that fit, in the order of the list."""
        return [facts.pk for facts in self.everybody if self._fits(facts)]

    def removable(self):
        """``(field, label)`` of each choice made, for a link that takes it back."""
        rows = [("q", f"“{self.words}”")] if self.words else []
        return rows + [(name, label) for name, (_value, label) in self.chosen.items()]
