"""One of every kind of actor, around one case."""

import datetime as dt

from django.contrib.auth.models import Group
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from consultations.models import Consultation
from knowledge.actions import request_lecture, submit_filing
from tests.factories.accounts import UserFactory
from tests.factories.consultations import Township
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.knowledge import LectureFactory, OutlineFactory, StatuteFactory, held_lecture
from tests.trust.matrix import PUBLIC

CANARIES = {"case": "暗号甲七三一", "other case": "暗号乙八四二", "former case": "暗号丙九五三"}
# Whose eyes a canary may meet.
MAY_READ = {
    "case": {"villager", "adviser"},
    "other case": {"other villager", "other adviser"},
    "former case": set(),
}


class World:
    """A township with two villages, their advisers and cases, offices, bureau and editors."""

    def __init__(self):
        self.township = place = Township()
        self.cases = {
            "case": place.ask(question=f"{CANARIES['case']}：工钱拿不到", phone="13900000001"),
            "other case": place.ask(
                question=f"{CANARIES['other case']}：彩礼能退吗", village=place.other_village
            ),
            "former case": self._left_behind(),
        }
        elsewhere = AppointmentFactory(role="office", place=TownshipFactory(parent=place.county))
        self.users = {
            "adviser": place.lead.user,
            "other adviser": place.neighbour.user,
            "former adviser": self.former.user,
            "other office": elsewhere.user,
            **{role: place.staff(role) for role in ("clerk", "office", "bureau", "leader")},
            "editor": self._member("编辑"),
            "reviewer": self._member("审核"),
            "superuser": UserFactory(superuser=True),
            "nobody": UserFactory(),
        }
        self.lecture = LectureFactory(status="announced", village=place.village)
        self.desk_lecture = LectureFactory(
            announced=True,
            village=place.village,
            speaker=place.lead,
            starts_at=timezone.now() - dt.timedelta(hours=3),
            outline=OutlineFactory(),
        )
        held = held_lecture(village=place.village, speaker=place.lead)
        self.filing = submit_filing(held, by=place.lead.user)
        self.request = request_lecture(
            place.village, by=self.users["clerk"], topic=held.topic, audience="老人"
        )
        self.statute = StatuteFactory()
        self.cookies = {actor: self._cookies(actor) for actor in (*PUBLIC, *self.users)}

    def _left_behind(self):
        """Return a case that lay on the desk of an adviser whose term has ended since."""
        village = VillageFactory(parent=self.township.place)
        self.former = AdviserFactory(with_login=True)
        term = AssignmentFactory(village=village, adviser=self.former)
        case = self.township.ask(question=f"{CANARIES['former case']}：地界", village=village)
        term.ends_on = timezone.localdate() - dt.timedelta(days=1)
        term.save()
        return case

    def _member(self, group):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=group))
        return user

    def _cookies(self, actor):
        client = Client()
        if actor in self.users:
            client.force_login(self.users[actor])
        opened = {"villager": "case", "other villager": "other case"}.get(actor)
        if opened:
            now = int(timezone.now().timestamp())
            session = client.session
            session["case"] = {"id": str(self.cases[opened].public_id), "seen": now}
            session.save()
        return client.cookies.output(header="", sep=";")

    def client(self, actor):
        """Return a fresh browser of ``actor``; what one request sets the next does not see."""
        client = Client(raise_request_exception=False)
        client.cookies.load(self.cookies[actor])
        return client

    def case_of(self, actor):
        """Return the case that ``actor`` tries to reach."""
        return self.cases["former case" if actor == "former adviser" else "case"]

    def own_case(self, actor):
        """Return the case that ``actor`` may change if anything."""
        return self.cases["other case" if actor == "other villager" else "case"]

    def arguments(self, names, actor):
        """Return what the names of the table stand for."""
        things = {
            "village": self.township.village.code,
            "township": self.township.place.code,
            "lead": self.township.lead.pk,
            "certificate": self.township.lead.certificate.number,
            "lecture": self.lecture.pk,
            "desk lecture": self.desk_lecture.pk,
            "filed lecture": self.filing.pk,
            "request": self.request.pk,
            "topic": self.township.topic.slug,
            "kind of news": "exemplar",
            "law": self.statute.law_id,
            "article number": self.statute.number,
            "case": self.case_of(actor).public_id,
            "nothing": "images/nothing.jpg",
            "file of villages": "villages",
            "json": "json",
            "nought": 0,
        }
        return {key: things[name] for key, name in names.items() if key}

    def state(self):
        """Return what an action could change of the cases."""
        rows = Consultation.objects.annotate(Count("messages", distinct=True), said=Count("events"))
        rows = rows.order_by("pk")
        rows = rows.values_list("pk", "status", "messages__count", "said", "rating")
        return {row[0]: row[1:] for row in rows}
