"""Advisers, certificates, firms, offices: the days on which they hold, and what may be shown."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.template import Context, Template
from PIL import Image

from directory.models import Adviser, Appointment, Assignment, Certificate
from directory.models.advisers import PORTRAIT, THUMBNAIL, drawn_portraits
from portal.media.models import PortalImage
from tests.factories.directory import (
    AdviserFactory,
    AppointmentFactory,
    AssignmentFactory,
    CertificateFactory,
    CountyFactory,
    CoverFactory,
    FirmFactory,
    LeaveFactory,
    OfficeFactory,
    TopicFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def on(day, month=6):
    return dt.date(2026, month, day)


@pytest.mark.parametrize(
    ("day", "suspended_on", "is_valid"),
    [
        (FIRST, None, True),
        (LAST, None, True),
        (dt.date(2025, 12, 31), None, False),
        (dt.date(2027, 1, 1), None, False),
        (on(1), on(2), True),
        (on(2), on(2), False),
        (on(3), on(2), False),
    ],
)
def test_row_and_queryset_agree_on_when_a_certificate_is_in_force(day, suspended_on, is_valid):
    adviser = AdviserFactory(uncertified=True)
    certificate = CertificateFactory(
        adviser=adviser, valid_from=FIRST, valid_until=LAST, suspended_on=suspended_on
    )
    assert certificate.is_valid_on(day) is is_valid
    assert Certificate.objects.valid(day).exists() is is_valid
    assert Adviser.objects.listed(day).exists() is is_valid


def test_an_adviser_without_certificate_is_never_listed():
    AdviserFactory(uncertified=True)
    assert not Adviser.objects.listed().exists()


def test_certificate_numbers_are_given_once_and_dates_are_in_order():
    certificate = AdviserFactory().certificate
    for wrong in [{"number": certificate.number}, {"valid_until": dt.date(2000, 1, 1)}]:
        adviser = AdviserFactory(uncertified=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            CertificateFactory(adviser=adviser, **wrong)


@pytest.mark.parametrize(
    ("phone", "consented_on", "shown"),
    [("13900000001", FIRST, "13900000001"), ("13900000001", None, ""), ("", FIRST, "")],
)
def test_a_phone_is_public_with_consent_only(phone, consented_on, shown):
    assert Adviser(phone=phone, phone_consented_on=consented_on).public_phone == shown


@pytest.mark.parametrize("text", ["向明", "明远", "xiang", "XIANG ming", "ｘｉａｎｇ", "", "  "])
def test_advisers_are_found_by_name_or_pinyin(text):
    adviser = AdviserFactory(name="向明远")
    assert list(Adviser.objects.matching(text)) == [adviser]
    assert not Adviser.objects.matching(f"{text}无此人").exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "day", "holds"),
    [
        (on(1), None, on(1), True),
        (on(1), None, on(30), True),
        (on(1), None, on(31, 5), False),
        (on(1), on(3), on(3), True),
        (on(1), on(3), on(4), False),
        (on(1), on(1), on(1), True),
    ],
)
def test_row_and_queryset_agree_on_when_a_term_holds(starts_on, ends_on, day, holds):
    row = AssignmentFactory(starts_on=starts_on, ends_on=ends_on)
    assert row.holds_on(day) is holds
    assert Assignment.objects.current(day).exists() is holds


@pytest.mark.parametrize("open_ended", [True, False])
@pytest.mark.parametrize("offset", range(-4, 5))
def test_terms_overlap_when_they_share_a_day(open_ended, offset):
    AssignmentFactory(starts_on=on(10), ends_on=on(12))
    first = on(10) + dt.timedelta(days=offset)
    last = None if open_ended else first + dt.timedelta(days=1)
    days = [first + dt.timedelta(days=n) for n in range(60 if open_ended else 2)]
    shares = any(on(10) <= day <= on(12) for day in days)
    assert Assignment.objects.overlapping(first, last).exists() is shares


def test_serving_needs_a_term_and_a_certificate_in_force():
    row = AssignmentFactory()
    AssignmentFactory(ends_on=dt.date(2025, 1, 1))
    assert list(Assignment.objects.serving()) == [row]
    Certificate.objects.filter(pk=row.certificate_id).update(suspended_on=FIRST)
    assert not Assignment.objects.serving().exists()
    assert Assignment.objects.serving(dt.date(2025, 12, 1)).get() == row


def test_services_are_found_under_a_place_and_say_who_is_away(django_assert_num_queries):
    row = AssignmentFactory()
    AssignmentFactory(village=VillageFactory())
    LeaveFactory(adviser=row.adviser)
    rows = Assignment.objects.under(row.village.parent).with_adviser()
    with django_assert_num_queries(1):
        (found,) = rows
        assert found.is_away
        assert found.adviser.firm.name
    assert Adviser.objects.filter(pk__in=rows.adviser_ids()).get() == row.adviser


def test_an_office_stands_in_a_township_or_a_county():
    OfficeFactory().full_clean()
    OfficeFactory.build(place=CountyFactory(), name="司法局").full_clean()
    with pytest.raises(ValidationError):
        OfficeFactory.build(place=VillageFactory(), name="x").full_clean()


def test_records_say_what_they_are():
    village = VillageFactory(name="板坪村委会")
    adviser = AdviserFactory(name="向明远")
    assert str(adviser) == "向明远"
    assert str(CertificateFactory.build(number="永顾1")) == "永顾1"
    assert str(FirmFactory(name="天门律所")) == "天门律所"
    assert str(OfficeFactory(name="石桥司法所")) == "石桥司法所"
    assert str(TopicFactory(name="彩礼")) == "彩礼"
    for factory in [AssignmentFactory, CoverFactory]:
        assert str(factory(village=village, adviser=adviser)) == "板坪村委会 向明远 2024-01-01"
    assert str(LeaveFactory(adviser=adviser)).startswith("向明远 2024-01-01")
    row = AppointmentFactory(role="bureau")
    assert str(row).startswith(str(row.user))


@pytest.mark.parametrize("changes", [{"role": "king"}, {"ends_on": dt.date(2000, 1, 1)}])
def test_the_database_knows_roles_and_the_order_of_days(changes):
    row = AppointmentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=row.pk).update(**changes)


def portrait(tmp_path):
    picture = tmp_path / "portrait.png"
    Image.new("RGB", (400, 500), "#88aaaa").save(picture)
    return PortalImage.objects.create(
        title="portrait", file=ContentFile(picture.read_bytes(), "portrait.png")
    )


def draw(adviser, size=""):
    markup = "{% load directory_tags %}{% portrait adviser size %}"
    return Template(markup).render(Context({"adviser": adviser, "size": size}))


def test_a_portrait_is_drawn_from_what_was_fetched(tmp_path, django_assert_num_queries):
    photo = portrait(tmp_path)
    photo.get_renditions(PORTRAIT, THUMBNAIL)
    AdviserFactory(photo=photo)
    for size, spec, width in [("", PORTRAIT, 88), ("small", THUMBNAIL, 56)]:
        rows = Adviser.objects.select_related("photo")
        adviser = rows.prefetch_related(drawn_portraits("photo", spec)).get()
        with django_assert_num_queries(0):
            page = draw(adviser, size)
        assert f'width="{width}"' in page
        assert ".webp" in page


def test_without_photo_the_family_name_stands_there():
    page = draw(AdviserFactory(name="<向"))
    assert "&lt;</span>" in page
    assert "<img" not in page
