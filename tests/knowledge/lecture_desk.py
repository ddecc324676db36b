"""A township with everybody who works on lectures, and browsers for them."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Appointment
from knowledge import actions
from tests.factories.consultations import Township
from tests.factories.directory import AppointmentFactory, TownshipFactory
from tests.factories.knowledge import LectureFactory, OutlineFactory, held_lecture, topic

DAY = dt.timedelta(days=1)


class LectureDesk(Township):
    """Adviser, clerk, office, bureau, leader of one township; another office, another adviser."""

    def __init__(self):
        super().__init__()
        self.adviser, self.other_adviser = self.lead.user, self.neighbour.user
        self.clerk, self.bureau = self.staff("clerk"), self.staff("bureau")
        self.leader, self.office_user = self.staff("leader"), self.office_staff.user
        other = TownshipFactory(parent=self.county)
        self.other_office = AppointmentFactory(role="office", place=other).user
        clerk = Appointment.Role.CLERK
        self.other_clerk = AppointmentFactory(role=clerk, place=self.other_village).user

    def request(self, **facts):
        """What the clerk asked for."""
        facts = {"topic": topic("wages"), "audience": "外出务工人员", **facts}
        village = facts.pop("village", self.village)
        clerk = self.clerk if village == self.village else self.other_clerk
        return actions.request_lecture(village, by=clerk, **facts)

    def lecture(self, status="planned", **facts):
        """The adviser's lecture; ``held``: last week, with outline."""
        facts = {"village": self.village, "speaker": self.lead, **facts}
        if status == "held":
            return held_lecture(**facts)
        return LectureFactory(status=status, **facts)

    def over(self, **facts):
        """An announced lecture of last week with its outline, not reported yet."""
        facts.setdefault("outline", OutlineFactory())
        return self.lecture("announced", last_week=True, **facts)

    def filing(self, **facts):
        """What the adviser handed in."""
        return actions.submit_filing(self.lecture("held", **facts), by=self.adviser)

    def browser(self, user):
        """A browser in which ``user`` is logged in; None: a stranger's."""
        client = Client()
        if user is not None:
            client.force_login(user)
        return client


def address(name, *args, **query):
    """The address of a page of the desk of lectures."""
    return reverse(f"knowledge:desk_{name}", args=args, query=query)


def plan_data(village, **changes):
    """What somebody types to plan a lecture next week."""
    day = timezone.localdate() + 7 * DAY
    return {
        "title": "工钱要不回来怎么办",
        "topic": topic("wages").pk,
        "village": village.pk,
        "day": day.isoformat(),
        "begins": "09:00",
        "ends": "10:30",
        "location": "村部会议室",
        "audience": "外出务工人员",
        "summary": "讲三件事。",
        **changes,
    }
