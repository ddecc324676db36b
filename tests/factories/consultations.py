"""Consultations for tests, written the way the portal writes them."""

import datetime as dt
import secrets

import factory
from django.utils import timezone

from consultations import actions
from consultations.models import Consultation, Status
from directory.models import Office
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    OfficeFactory,
    TopicFactory,
    TownshipFactory,
    VillageFactory,
)

QUESTION = "在工地干了三个月，老板一直不给工钱，只打了张白条，我该找谁要？"
ANSWER = "白条就是证据，请收好。先到劳动监察大队投诉，投诉不收钱。"
DESK_STEPS = {Status.ACCEPTED, Status.WAITING, Status.ANSWERED, Status.CLOSED}


class ConsultationFactory(factory.Factory):
    """A question on the desk that routing names. Traits walk it on, by the desk's own adviser.

    ``accepted``, ``waiting``, ``answered``, ``closed``, ``withdrawn``, ``held``.
    """

    class Meta:
        model = Consultation

    class Params:
        accepted = factory.Trait(until=Status.ACCEPTED)
        waiting = factory.Trait(until=Status.WAITING)
        answered = factory.Trait(until=Status.ANSWERED)
        closed = factory.Trait(until=Status.CLOSED)
        withdrawn = factory.Trait(until=Status.WITHDRAWN)
        held = factory.Trait(until=Status.SPAM)

    village = factory.SubFactory(VillageFactory)
    topic = factory.SubFactory(TopicFactory)
    question = QUESTION
    until = Status.ROUTED
    form_key = factory.LazyFunction(lambda: secrets.token_hex(16))
    at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(minutes=5))

    @classmethod
    def _create(cls, model_class, *args, until, form_key, at, **kwargs):
        asked = actions.Asked(consented_at=at, **kwargs)
        held = until == Status.SPAM
        row = actions.submit(asked, form_key=form_key, at=at, suspicious=held)
        if until in DESK_STEPS:
            walk(row, until, at)
        if until == Status.WITHDRAWN:
            actions.withdraw(row, at=at)
        row = Consultation.objects.get(pk=row.pk)
        row.form_key = form_key
        return row


def walk(row, until, at):
    """Let the desk's adviser take the question as far as ``until``."""
    by = {"by": row.adviser.user, "at": at}
    if until == Status.WAITING:
        actions.ask_back(row, text="白条上写的是谁的名字？", **by)
        return
    actions.accept(row, **by)
    if until in (Status.ANSWERED, Status.CLOSED):
        actions.answer(row, text=ANSWER, **by)
    if until == Status.CLOSED:
        actions.solve(row, at=at)


class Township:
    """One township with its office, two villages and their advisers, as most tests need it."""

    def __init__(self):
        self.county = CountyFactory()
        self.bureau_office = Office.objects.filter(place=self.county).first() or OfficeFactory(
            place=self.county, name="永定区司法局"
        )
        self.place = TownshipFactory(parent=self.county)
        self.office = OfficeFactory(place=self.place)
        self.office_staff = AppointmentFactory(role="office", place=self.place)
        self.village = VillageFactory(parent=self.place, name="板坪村委会")
        self.other_village = VillageFactory(parent=self.place, name="北正居委会")
        self.topic = TopicFactory(name="劳动报酬")
        self.lead = AdviserFactory(with_login=True, name="向明远")
        self.neighbour = AdviserFactory(with_login=True, name="田小芳")
        self.assignment = AssignmentFactory(village=self.village, adviser=self.lead)
        AssignmentFactory(village=self.other_village, adviser=self.neighbour)

    def ask(self, **kwargs):
        """Return a question from the first village."""
        return ConsultationFactory(**{"village": self.village, "topic": self.topic, **kwargs})

    def staff(self, role):
        """Return a user who holds ``role`` here: at county, township or village."""
        place = {"clerk": self.village, "office": self.place}.get(role, self.county)
        return AppointmentFactory(role=role, place=place).user
