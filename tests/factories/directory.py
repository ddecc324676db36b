"""Rows of the register for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from directory.coverage import lowest_free_slot
from directory.models import (
    Adviser,
    Appointment,
    Assignment,
    Attendance,
    Certificate,
    Cover,
    Firm,
    Leave,
    Office,
    Place,
    Topic,
    Training,
)
from directory.pinyin import spell
from tests.factories.accounts import UserFactory

TRAINED_ON = dt.date(1999, 12, 31)
LONG_AGO = dt.date(2024, 1, 1)
FAR_AHEAD = dt.date(2099, 12, 31)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place
        django_get_or_create = ["code"]

    pinyin = factory.LazyAttribute(lambda place: spell(place.name)[0])
    initials = factory.LazyAttribute(lambda place: spell(place.name)[1])


class CountyFactory(PlaceFactory):
    code = "430802000000"
    name = "永定区"
    level = "county"


class TownshipFactory(PlaceFactory):
    code = factory.Sequence(lambda n: f"430802{n % 999 + 1:03d}000")
    name = factory.Sequence(lambda n: f"石桥{n}乡")
    level = "township"
    parent = factory.SubFactory(CountyFactory)


class VillageFactory(PlaceFactory):
    code = factory.LazyAttributeSequence(
        lambda place, n: f"{place.parent.code[:9]}{n % 999 + 1:03d}"
    )
    name = factory.Sequence(lambda n: f"青山{n}村委会")
    level = "village"
    parent = factory.SubFactory(TownshipFactory)


class FirmFactory(DjangoModelFactory):
    class Meta:
        model = Firm

    name = factory.Sequence(lambda n: f"湖南某某{n}律师事务所")
    kind = "law_firm"


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    place = factory.SubFactory(TownshipFactory)
    name = factory.LazyAttribute(lambda office: f"{office.place.name}司法所")
    phone = "0744-0000001"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"主题{n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    class Params:
        expired = factory.Trait(valid_until=dt.date(2025, 12, 31))

    number = factory.Sequence(lambda n: f"永顾{n:04d}")
    valid_from = LONG_AGO
    valid_until = FAR_AHEAD

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        attend(kwargs["adviser"])
        return super()._create(model_class, *args, **kwargs)


def attend(adviser):
    """Write ``adviser`` on the list of the one training that all the tests' advisers attended."""
    training, _ = Training.objects.get_or_create(title="岗前培训", held_on=TRAINED_ON)
    return Attendance.objects.get_or_create(training=training, adviser=adviser)[0]


class AdviserFactory(DjangoModelFactory):
    """An adviser with a valid certificate and a phone that may be shown.

    ``uncertified``: no certificate. ``hidden_phone``: no consent. ``with_login``: may log in.
    """

    class Meta:
        model = Adviser
        skip_postgeneration_save = True

    class Params:
        hidden_phone = factory.Trait(phone_consented_on=None)
        uncertified = factory.Trait(certificate=None)
        with_login = factory.Trait(user=factory.SubFactory(UserFactory))

    name = factory.Sequence(lambda n: f"向明{n}")
    pinyin = factory.LazyAttribute(lambda adviser: spell(adviser.name)[0])
    kind = "lawyer"
    firm = factory.SubFactory(FirmFactory)
    phone = factory.Sequence(lambda n: f"139{n:08d}")
    phone_consented_on = LONG_AGO
    certificate = factory.RelatedFactory(CertificateFactory, "adviser")


class _ServiceFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        adviser = factory.SubFactory(AdviserFactory)

    village = factory.SubFactory(VillageFactory)
    certificate = factory.LazyAttribute(lambda service: service.adviser.certificate)
    starts_on = LONG_AGO


class AssignmentFactory(_ServiceFactory):
    """A lead, since long ago and until further notice, in the lowest slot free."""

    class Meta:
        model = Assignment

    ends_on = None
    slot = factory.LazyAttribute(
        lambda row: lowest_free_slot(
            row.certificate.assignments.overlapping(row.starts_on, row.ends_on).values_list(
                "slot", flat=True
            )
        )
    )


class CoverFactory(_ServiceFactory):
    class Meta:
        model = Cover

    ends_on = FAR_AHEAD
    reason = "外出开庭"


class LeaveFactory(DjangoModelFactory):
    class Meta:
        model = Leave

    adviser = factory.SubFactory(AdviserFactory)
    starts_on = LONG_AGO
    ends_on = FAR_AHEAD


class AppointmentFactory(DjangoModelFactory):
    """A role since long ago; ``role`` and ``place`` go together."""

    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    role = "bureau"
    place = factory.SubFactory(CountyFactory)
    starts_on = LONG_AGO
