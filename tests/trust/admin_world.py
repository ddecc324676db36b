"""One row of each kind in one township, and people who keep it, keep others, or keep nothing."""

import datetime as dt

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from directory.actions import sync_groups
from directory.models import Alarm, Contract, PairingSheet, Plan
from knowledge.actions import keep_word_file
from knowledge.word.sample import sample_file
from portal.search.models import LayWord
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CountyFactory,
    CoverFactory,
    LeaveFactory,
    OfficeFactory,
    TopicFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.knowledge import ArticleFactory, learning_section
from tests.factories.ledger import EntryFactory
from tests.factories.register import (
    ApplicationFactory,
    ContractFactory,
    PlaceChangeFactory,
    ProofFactory,
    ServiceRoomFactory,
    TrainingFactory,
    WeChatGroupFactory,
)


class AdminWorld:
    """``users`` by actor, ``rows`` by name."""

    def __init__(self):
        self.village = VillageFactory()
        township, county = self.village.parent, self.village.parent.parent
        far = CountyFactory(code="430811000000", name="武陵源区")
        self.users = {
            "superuser": UserFactory(superuser=True),
            "bureau": self._appointed("bureau", county),
            "other bureau": self._appointed("bureau", far),
            "office": self._appointed("office", township),
            "other office": self._appointed("office", TownshipFactory()),
            "leader": self._appointed("leader", county),
            "editor": UserFactory(),
            "adviser": AdviserFactory(with_login=True).user,
            "clerk": self._appointed("clerk", self.village),
            "nobody": UserFactory(),
        }
        self.users["editor"].groups.add(Group.objects.get(name="编辑"))
        self.rows = self._rows(township)
        self.cookies = {actor: self._cookies(actor) for actor in (*self.users, "anonymous")}

    def _appointed(self, role, place):
        user = AppointmentFactory(role=role, place=place).user
        sync_groups(user)
        return user

    def _cookies(self, actor):
        client = Client()
        if actor in self.users:
            client.force_login(self.users[actor])
        return client.cookies.output(header="", sep=";")

    def client(self, actor):
        """Return a fresh browser of ``actor``."""
        client = Client(raise_request_exception=False)
        client.cookies.load(self.cookies[actor])
        return client

    def _rows(self, township):
        village, bureau, now = self.village, self.users["bureau"], timezone.now()
        days = {"starts_on": timezone.localdate() + dt.timedelta(days=9), "place": township}
        assignment = AssignmentFactory(village=village)
        former = VillageFactory(parent=township, is_active=False)
        contract = ContractFactory(party=township, villages=[village])
        contract.file.save("contracts/a.pdf", ContentFile(b"%PDF-1.4"), save=False)
        Contract.objects.filter(pk=contract.pk).update(file=contract.file.name)
        application = ApplicationFactory()
        facts = {"kind": "unserved", "label": "x", "found_on": days["starts_on"]}
        return {
            "village": village,
            "former": former,
            "assignment": assignment,
            "adviser": assignment.adviser,
            "certificate": assignment.certificate,
            "firm": assignment.adviser.firm,
            "cover": CoverFactory(village=village),
            "leave": LeaveFactory(adviser=assignment.adviser),
            "alarm": Alarm.objects.create(subject="village:x", place=village, **facts),
            "sheet": PairingSheet.objects.create(
                file_name="a.xlsx", uploaded_by=bureau, uploaded_at=now, **days
            ),
            "plan": Plan.objects.create(created_by=bureau, created_at=now, **days),
            "application": application,
            "position": ProofFactory(application=application).position,
            "training": TrainingFactory(),
            "contract": contract,
            "change": PlaceChangeFactory(former=former, successor=village, kind="merged"),
            "room": ServiceRoomFactory(village=village),
            "group": WeChatGroupFactory(village=village),
            "desk": OfficeFactory(place=township),
            "topic": TopicFactory(),
            "appointment": AppointmentFactory(role="clerk", place=village),
            "entry": EntryFactory(village=village),
            "word_file": self._word_file(),
            "first_case": 0,
            "case": ArticleFactory(),
            "lay word": LayWord.objects.create(word="欠钱呀", terms="借贷"),
        }

    def _word_file(self):
        learning_section()
        about = {"file_name": "a.docx", "cases": 1, "topic": TopicFactory()}
        return keep_word_file(sample_file(), by=self.users["editor"], **about)

    def key(self, name):
        """Return what stands for the row ``name`` in an address."""
        return getattr(self.rows[name], "pk", self.rows[name])
