"""What else hangs on a closed place: people in office, room, groups, contracts."""

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.actions.appointing import appoint, end_appointment
from directory.actions.moving.terms import Outcome, said, until
from directory.models import Appointment, Contract, ContractVillage, Place, ServiceRoom, WeChatGroup


class Appointments:
    """Clerks of a village, officers of a township. An officer keeps the old place as well: what
    is still open there has to reach somebody."""

    name = "appointment"
    model = Appointment

    @staticmethod
    def rows(former, on):
        return former.appointments.overlapping(on).select_related("user", "place")

    @staticmethod
    def label(row):
        return f"{row.get_role_display()} {row.user}"

    @staticmethod
    def outcome(row, heir, on):
        is_village = row.place.level == Place.Level.VILLAGE
        stays = _("stays, so that what is still open there reaches somebody")
        if is_village:
            stays = _("ends with %(day)s") % {"day": said(until(row, on))}
        if heir is None:
            return Outcome(False, stays)
        first = max(on, row.starts_on)
        words = {"stays": stays, "heir": heir.short_name, "day": said(first)}
        there = heir.appointments.overlapping(first, row.ends_on).filter(role=row.role)
        if there.filter(user=row.user).exists():
            return Outcome(False, _("%(stays)s: is in office at %(heir)s already") % words)
        if is_village and there.exists():
            return Outcome(False, _("%(stays)s: %(heir)s has its own clerk") % words)
        text = _("in office at %(heir)s from %(day)s") % words
        if not is_village:
            text = _("in office at %(heir)s too from %(day)s") % words
        return Outcome(True, text, first, row.ends_on)

    @staticmethod
    def apply(row, heir, outcome, on, by):
        if outcome.goes:
            days = {"starts_on": outcome.starts_on, "ends_on": outcome.ends_on}
            appoint(row.user, role=row.role, place=heir, by=by, **days)
        last = until(row, on)
        is_over = row.ends_on is not None and row.ends_on <= last
        if row.place.level == Place.Level.VILLAGE and not is_over:
            end_appointment(row, on=last, by=by)


class Rooms:
    """The service room of a village."""

    name = "room"
    model = ServiceRoom

    @staticmethod
    def rows(former, _on):
        return ServiceRoom.objects.filter(village=former)

    @staticmethod
    def label(row):
        return _("Service room %(address)s") % {"address": row.address}

    @staticmethod
    def outcome(_row, heir, _on):
        if heir is None:
            return Outcome(False, _("stays with the closed village"))
        words = {"heir": heir.short_name}
        if ServiceRoom.objects.filter(village=heir).exists():
            return Outcome(False, _("stays as it is: %(heir)s has its own room") % words)
        return Outcome(True, _("becomes the room of %(heir)s") % words)

    @staticmethod
    def apply(row, heir, outcome, _on, by):
        if outcome.goes:
            facts = {"address": row.address, "hours": row.hours, "photo": row.photo}
            row.delete()
            _record(ServiceRoom(village=heir, **facts), by)


class Groups:
    """The WeChat groups of a village."""

    name = "group"
    model = WeChatGroup

    @staticmethod
    def rows(former, _on):
        return former.wechat_groups.all()

    @staticmethod
    def label(row):
        return _("WeChat group %(name)s") % {"name": row.name}

    @staticmethod
    def outcome(_row, heir, _on):
        if heir is None:
            return Outcome(False, _("stays with the closed village"))
        words = {"heir": heir.short_name}
        if heir.wechat_groups.exists():
            return Outcome(False, _("stays as it is: %(heir)s has its own group") % words)
        return Outcome(True, _("becomes a group of %(heir)s") % words)

    @staticmethod
    def apply(row, heir, outcome, _on, by):
        if outcome.goes:
            row.village = heir
            _record(row, by)


class Contracts:
    """Contracts that cover a village and are not over. The closed village stays on their list."""

    name = "contract"
    model = ContractVillage

    @staticmethod
    def rows(former, on):
        lines = former.contract_coverages.filter(contract__ends_on__gte=on)
        return lines.select_related("contract__party").order_by("contract__starts_on")

    @staticmethod
    def label(row):
        return _("Contract %(number)s") % {"number": row.contract.number}

    @staticmethod
    def outcome(row, heir, _on):
        contract = row.contract
        words = {"day": said(contract.ends_on)}
        stays = _("runs for the closed village until %(day)s") % words
        if heir is None:
            return Outcome(False, stays)
        words |= {"stays": stays, "heir": heir.short_name}
        others = Contract.objects.overlapping(contract.starts_on, contract.ends_on)
        if others.filter(coverages__village=heir).exists():
            return Outcome(False, _("%(stays)s: %(heir)s is under contract already") % words)
        is_direct = contract.kind == Contract.Kind.DIRECT
        if is_direct or not heir.code.startswith(contract.party.reach):
            return Outcome(False, _("%(stays)s: sign one for %(heir)s") % words)
        return Outcome(True, _("covers %(heir)s too") % words)

    @staticmethod
    def apply(row, heir, outcome, _on, by):
        if outcome.goes:
            line = ContractVillage(contract=row.contract, village=heir)
            line.full_clean()
            line.save()
            log(row.contract, "directory.move_services", user=by, data={"village": heir.pk})


def _record(row, by):
    """Checks, saves and writes one line of history."""
    is_new = row._state.adding
    row.full_clean()
    row.save()
    log(row, "wagtail.create" if is_new else "wagtail.edit", user=by)
