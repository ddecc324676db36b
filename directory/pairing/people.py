"""Which adviser of the register a row means, or what it says of a new one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from directory.models import Adviser, Certificate
from directory.pairing.cells import joined, name_of, same_phone
from directory.pairing.tables import BETWEEN_PEOPLE, Row


@dataclass(frozen=True)
class Newcomer:
    """An adviser whom the sheet brings: known by the number of the certificate."""

    name: str
    kind: str
    firm: str
    phone: str
    number: str
    valid_from: date
    valid_until: date
    trained_on: date

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_until


@dataclass(frozen=True)
class Person:
    """Who is meant: an adviser of the register, or a newcomer; else ``why`` there is nobody."""

    adviser: Adviser | None = None
    newcomer: Newcomer | None = None
    why: str = ""
    notes: tuple[str, ...] = ()

    @property
    def key(self):
        """Same key, same person."""
        return self.adviser.pk if self.adviser else self.newcomer and self.newcomer.number

    @property
    def name(self) -> str:
        return str(self.adviser or (self.newcomer and self.newcomer.name) or "")

    @property
    def certificate(self) -> Certificate | None:
        return certificate_of(self.adviser) if self.adviser else None

    def may_serve_on(self, day: date) -> bool:
        holder = self.newcomer or self.certificate
        return holder is not None and holder.is_valid_on(day)


def certificate_of(adviser: Adviser) -> Certificate | None:
    """The certificate that was read with the adviser."""
    return getattr(adviser, "certificate", None)


class People:
    """The advisers whom the sheet may mean, with ``firm`` and ``certificate``, ready to ask."""

    def __init__(self, advisers: Iterable[Adviser]):
        self.by_name: dict[str, list[Adviser]] = defaultdict(list)
        self.by_number: dict[str, Adviser] = {}
        self.newcomers: dict[str, Newcomer] = {}
        for adviser in advisers:
            self.by_name[name_of(adviser.name)].append(adviser)
            if certificate := certificate_of(adviser):
                self.by_number[joined(certificate.number).upper()] = adviser

    def find(self, row: Row) -> Person:
        """The adviser that ``row`` means by certificate number, else by name, phone and firm."""
        if not row.adviser:
            return Person(why=_("No adviser is named."))
        if BETWEEN_PEOPLE.search(row.adviser):
            return Person(why=_("Several advisers are named. A village has one."))
        if row.certificate:
            return self._by_number(row)
        return self._by_name(row)

    def _by_number(self, row):
        adviser = self.by_number.get(row.certificate.upper())
        if adviser is None:
            return self._newcomer(row)
        if name_of(adviser.name) != row.adviser:
            text = _("The certificate %(number)s belongs to %(adviser)s.")
            return Person(why=text % {"number": row.certificate, "adviser": adviser})
        return self._known(row, adviser)

    def _by_name(self, row):
        namesakes = self.by_name.get(row.adviser, [])
        if not namesakes:
            text = _("The register knows no adviser “%(name)s”. %(what)s")
            return Person(why=text % {"name": row.adviser, "what": self._wanted()})
        fits = [one for one in namesakes if not _is_another(row, one)]
        if len(fits) > 1:
            fits = [one for one in fits if _is_confirmed(row, one)]
        if len(fits) == 1:
            return self._known(row, fits[0])
        if len(namesakes) == 1:
            return Person(why=_("Phone and firm are those of another person of this name."))
        text = _("%(n)d advisers have this name. Write the certificate number, the phone or firm.")
        return Person(why=text % {"n": len(namesakes)})

    def _known(self, row, adviser):
        """The adviser, with what differs; of namesakes also with the certificate."""
        notes = _differences(row, adviser)
        certificate = certificate_of(adviser)
        if len(self.by_name[row.adviser]) > 1 and certificate:
            notes = (_("Certificate %(number)s") % {"number": certificate.number}, *notes)
        return Person(adviser, notes=notes)

    def _newcomer(self, row):
        """Somebody whose certificate the register does not know yet."""
        if self.by_name.get(row.adviser):
            text = _("The register knows %(name)s, but not the certificate %(number)s.")
            return Person(why=text % {"name": row.adviser, "number": row.certificate})
        days = [_day(text) for text in (row.valid_from, row.valid_until, row.trained_on)]
        if not row.kind or None in days:
            text = _("The register knows no adviser “%(name)s”. %(what)s")
            return Person(why=text % {"name": row.adviser, "what": self._wanted()})
        first, last, trained = days
        if not trained <= first <= last:
            return Person(why=_("Trained, certified, valid until: these days are not in order."))
        if len(row.certificate) > 40 or set(row.certificate) & set("/?#%"):
            return Person(why=_("The certificate number cannot stand in an address."))
        number = row.certificate
        newcomer = Newcomer(
            row.adviser, row.kind, row.firm, row.phone, number, first, last, trained
        )
        known = self.newcomers.setdefault(number.upper(), newcomer)
        if replace(known, number=number) != newcomer:
            return Person(why=_("Two people of the sheet have the same certificate number."))
        return Person(newcomer=known, notes=(_("A new adviser"),))

    @staticmethod
    def _wanted():
        return _(
            "A new one needs certificate number, kind, first and last day of the certificate and"
            " the day of the training."
        )


def firm_key(name: str) -> str:
    """A firm's name as it is compared: 湖南天门律师事务所（张家界） → 天门."""
    short = joined(name).partition("(")[0]
    for part in ("律师事务所", "基层法律服务所", "法律服务所", "律所", "事务所", "湖南"):
        short = short.replace(part, "")
    return short or joined(name)


def _same_firm(row, adviser):
    if adviser.firm is None:
        return False
    ours, theirs = firm_key(adviser.firm.name), firm_key(row.firm)
    return ours == theirs or ours in theirs or theirs in ours


def _is_another(row, adviser):
    """Phone and firm are both given and both different: a namesake."""
    phone = row.phone and adviser.phone and not same_phone(row.phone, adviser.phone)
    return bool(phone and row.firm and adviser.firm and not _same_firm(row, adviser))


def _is_confirmed(row, adviser):
    """Phone or firm of the row is the adviser's."""
    phone = bool(row.phone and adviser.phone and same_phone(row.phone, adviser.phone))
    return phone or bool(row.firm and _same_firm(row, adviser))


def _differences(row, adviser):
    """What the sheet says otherwise; it is shown and not changed."""
    found = []
    if row.phone and not same_phone(row.phone, adviser.phone):
        found.append(_("The phone differs; it is not changed."))
    if row.firm and not _same_firm(row, adviser):
        found.append(_("The firm differs; it is not changed."))
    if row.kind and row.kind != adviser.kind:
        found.append(_("The kind differs; it is not changed."))
    return tuple(found)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
