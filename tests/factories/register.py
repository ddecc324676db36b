"""Rows of the register of record for tests: joining, rooms, changes, contracts, plans."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from directory import receipts
from directory.models import (
    Application,
    Attendance,
    Contract,
    ContractVillage,
    PlaceChange,
    Proof,
    ServiceRoom,
    Training,
    WeChatGroup,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AdviserFactory,
    FirmFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.media import ImageFactory


class TrainingFactory(DjangoModelFactory):
    class Meta:
        model = Training

    title = factory.Sequence(lambda n: f"岗前培训第{n}期")
    held_on = dt.date(2023, 6, 1)
    location = "司法局四楼"


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    training = factory.SubFactory(TrainingFactory)
    adviser = factory.SubFactory(AdviserFactory, uncertified=True)


class ApplicationFactory(DjangoModelFactory):
    """An application that waits for the bureau; ``accepted``, ``refused``, ``withdrawn``: not."""

    class Meta:
        model = Application

    class Params:
        form_key = factory.LazyFunction(lambda: uuid.uuid4().hex)
        accepted = factory.Trait(then="accepted")
        refused = factory.Trait(then="refused")
        withdrawn = factory.Trait(then="withdrawn")

    form_key_hash = factory.LazyAttribute(lambda row: receipts.form_hash(row.form_key))
    receipt_hash = factory.LazyAttribute(
        lambda row: receipts.hash_of(receipts.of_form(row.form_key))
    )
    name = factory.Sequence(lambda n: f"李申{n}")
    kind = "lawyer"
    firm_name = "湖南澧畔律师事务所"
    licence_number = "14308202010123456"
    phone = "13900001234"
    consented_at = factory.LazyFunction(timezone.now)
    submitted_at = factory.LazyFunction(timezone.now)

    then = "submitted"

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        kwargs.pop("then")
        return super()._build(model_class, *args, **kwargs)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Decide it as the bureau would, since none begins decided."""
        then = kwargs.pop("then")
        row = super()._create(model_class, *args, **kwargs)
        if then in ("accepted", "refused"):
            row.decided_at, row.decided_by = timezone.now(), UserFactory()
            row.decision_reason = "资格证明齐全" if then == "accepted" else "执业不满一年"
        if then == "accepted":
            row.adviser = AdviserFactory(name=row.name, uncertified=True)
        if then != "submitted":
            row.status = then
            row.save()
        return row


class ProofFactory(DjangoModelFactory):
    class Meta:
        model = Proof

    application = factory.SubFactory(ApplicationFactory)
    position = factory.Sequence(lambda n: n % 3 + 1)
    picture = "/9j/4AAQSkZJRg=="


class ContractFactory(DjangoModelFactory):
    """A township's contract for this year; ``villages``: whom it covers, ``direct``: one village.

    ``over``: last year's.
    """

    class Meta:
        model = Contract
        skip_postgeneration_save = True

    class Params:
        direct = factory.Trait(kind="direct", party=factory.SubFactory(VillageFactory))
        over = factory.Trait(starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2025, 12, 31))

    number = factory.Sequence(lambda n: f"永法顾〔2026〕{n:03d}号")
    kind = "township"
    party = factory.SubFactory(TownshipFactory)
    firm = factory.SubFactory(FirmFactory)
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2026, 12, 31)

    @factory.post_generation
    def villages(self, create, extracted, **kwargs):
        covered = extracted or ([self.party] if self.kind == "direct" else [])
        for village in covered:
            ContractVillage.objects.create(contract=self, village=village)


class ServiceRoomFactory(DjangoModelFactory):
    class Meta:
        model = ServiceRoom

    village = factory.SubFactory(VillageFactory)
    address = "村部一楼，进门左手第一间"
    hours = "每月第一、第三个星期三 上午9点到12点"


class WeChatGroupFactory(DjangoModelFactory):
    """A group that can be joined until ``qr_expires_on``; ``bare``: without a picture."""

    class Meta:
        model = WeChatGroup

    class Params:
        bare = factory.Trait(qr=None, qr_expires_on=None)

    village = factory.SubFactory(VillageFactory)
    name = factory.Sequence(lambda n: f"法律顾问群{n}")
    qr = factory.SubFactory(ImageFactory)
    qr_expires_on = dt.date(2099, 12, 31)


class PlaceChangeFactory(DjangoModelFactory):
    """A village that went into another this year; it closes ``former``. ``renamed``: a new name."""

    class Meta:
        model = PlaceChange

    class Params:
        renamed = factory.Trait(kind="renamed", successor=factory.SelfAttribute("former"))

    kind = "merged"
    former = factory.SubFactory(VillageFactory)
    former_name = factory.LazyAttribute(lambda row: row.former.name)
    successor = factory.SubFactory(VillageFactory)
    happened_on = dt.date(2026, 7, 1)
    source = "湘民行发〔2026〕7号"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs["kind"] != "renamed" and kwargs["former"].is_active:
            kwargs["former"].is_active = False
            kwargs["former"].save()
        return super()._create(model_class, *args, **kwargs)
