"""The laws that an import of articles meets: known ones, new ones, their other names."""

import re

from knowledge.citations.popular import short_names
from knowledge.models import Law, LawName

REPUBLIC = "中华人民共和国"
INNER = re.compile(r"《(?=[^《》]*(?:法|法典)》)")
BARE_LAWS = {"反分裂国家法"}  # the only one whose full name has no 中华人民共和国


class Laws:
    """All laws on record by name; makes those that are missing."""

    def __init__(self, dry_run):
        self.dry_run = dry_run
        self.rows = {law.name: law for law in Law.objects.all()}
        self.names = set(LawName.objects.values_list("name", flat=True))

    def called(self, name):
        """Return the law of that name."""
        return self.rows[name]

    def know(self, rows) -> int:
        """Make the laws of ``rows`` that are not on record; return how many that were."""
        kinds = {row.law: row.kind for row in rows}
        fresh = [_law(name, kind) for name, kind in kinds.items() if name not in self.rows]
        wrong = [self.rows[name] for name, kind in kinds.items() if self._differs(name, kind)]
        for law in wrong:
            law.kind = kinds[law.name]
        if not self.dry_run:
            Law.objects.bulk_create(fresh)
            Law.objects.bulk_update(wrong, ["kind"])
        self.rows |= {law.name: law for law in fresh}
        self._name(kinds)
        return len(fresh)

    def _differs(self, name, kind):
        return name in self.rows and self.rows[name].kind != kind

    def _name(self, laws):
        """Give the laws their popular names, unless a name belongs to another law already."""
        given = [
            LawName(name=short, law=self.rows[name])
            for name in laws
            for short in short_names(name)
            if short not in self.names and short not in self.rows
        ]
        self.names |= {row.name for row in given}
        if not self.dry_run:
            LawName.objects.bulk_create(given)


def _law(name, kind):
    return Law(name=name, kind=kind, full_name=full_name(name, kind))


def full_name(name: str, kind: str) -> str:
    """Return the official name of a law; "" where it is the name itself or cannot be told."""
    if kind == Law.Kind.INTERPRETATION:
        whole = INNER.sub(f"《{REPUBLIC}", name)
    elif kind in (Law.Kind.LAW, Law.Kind.CONSTITUTION) and name.endswith(("法", "法典")):
        whole = name if name in BARE_LAWS or name.startswith(REPUBLIC) else REPUBLIC + name
    else:
        whole = name
    return "" if whole == name or len(whole) > 220 else whole
