"""Places, advisers, portraits, the ledger."""

import io
import re
from collections import Counter

import pytest
from django.db.models import Count
from PIL import Image

from consultations.models import Consultation
from directory.demo import portraits
from directory.ledger.models import Entry, Volume
from directory.models import Adviser, Assignment, Certificate, Firm, Office, Place
from tests.journeys.demo import TODAY


def townships_of(adviser):
    now = Assignment.objects.current(TODAY).filter(certificate=adviser.pk)
    return set(now.values_list("village__parent__name", flat=True))


def test_the_county_has_its_21_townships_and_255_villages():
    assert Place.objects.townships().count() == 21
    assert Place.objects.active().villages().count() == 255
    assert all(place.code.startswith("430802") for place in Place.objects.villages())


def test_41_lawyers_and_21_legal_workers_hold_valid_certificates():
    assert Counter(Adviser.objects.listed().values_list("kind", flat=True)) == {
        "lawyer": 41,
        "legal_worker": 21,
    }
    kinds = set(Adviser.objects.listed().values_list("kind", "firm__kind"))
    assert kinds == {("lawyer", "law_firm"), ("legal_worker", "legal_service_office")}
    assert Firm.objects.annotate(n=Count("advisers")).filter(n=0).count() == 0


def test_every_village_has_exactly_one_lead_and_nobody_more_than_five():
    now = Assignment.objects.current(TODAY)
    served = Counter(now.values_list("village_id", flat=True))
    assert len(served) == 255
    assert set(served.values()) == {1}
    loads = Counter(Counter(now.values_list("certificate_id", flat=True)).values())
    assert sum(loads.values()) == 62
    assert set(loads) == {1, 2, 3, 4, 5}
    assert loads[4] + loads[5] > 40


def test_advisers_serve_near_villages():
    assert all(len(townships_of(adviser)) <= 2 for adviser in Adviser.objects.all())


def test_some_villages_have_changed_hands_and_somebody_is_away_with_a_cover():
    assert Assignment.objects.filter(ends_on__lt=TODAY).count() >= 10
    away = Adviser.objects.filter(leaves__starts_on__lte=TODAY, leaves__ends_on__gte=TODAY).get()
    villages = Assignment.objects.current(TODAY).filter(certificate=away.pk)
    assert villages.count() == villages.filter(village__covers__starts_on__lte=TODAY).count()


def test_names_numbers_and_phones_are_invented_and_differ():
    advisers = Adviser.objects.all()
    assert len(advisers) == 62 + 3  # lapsed, suspended, accepted and not certified yet
    for field in ("name", "phone"):
        assert len({getattr(adviser, field) for adviser in advisers}) == len(advisers), field
    assert len({adviser.bio for adviser in Adviser.objects.listed()}) == 62
    assert all(re.fullmatch(r"139-0000-\d{4}", adviser.phone) for adviser in advisers)
    numbers = Certificate.objects.values_list("number", flat=True)
    assert all(re.fullmatch(r"永顾2026-\d{3}", number) for number in numbers)
    assert len({adviser.name[0] for adviser in advisers}) > 25
    landlines = [*Firm.objects.all(), *Office.objects.all()]
    assert all(re.fullmatch(r"0744-555\d{4}", place.phone) for place in landlines)


def test_advisers_are_people_with_topics_dialects_and_a_story():
    for adviser in Adviser.objects.listed().prefetch_related("topics"):
        assert len(adviser.topics.all()) >= 2, adviser
        assert "话" in adviser.dialects
        assert len(adviser.bio) >= 15
        assert adviser.bio.endswith("。")
    silent = Adviser.objects.listed().filter(phone_consented_on=None)
    assert 3 <= silent.count() <= 10
    assert all(adviser.public_phone == "" for adviser in silent)


def test_every_township_and_the_county_have_a_desk():
    townships = set(Place.objects.townships().values_list("pk", flat=True))
    assert set(Office.objects.values_list("pk", flat=True)) == townships | {"430802000000"}


def test_every_adviser_has_a_portrait_of_her_own():
    hashes = Adviser.objects.listed().values_list("photo__file_hash", flat=True)
    assert len(set(hashes) - {""}) == 62


@pytest.mark.parametrize(("sex", "age"), [("m", 27), ("m", 65), ("f", 27), ("f", 65)])
def test_a_portrait_is_a_picture_and_always_the_same(sex, age):
    drawn = portraits.draw("a01", sex, age)
    with Image.open(io.BytesIO(drawn)) as image:
        assert image.size == (480, 480)
        assert not image.getexif()
        assert len(image.getcolors(480 * 480)) > 100
    assert drawn == portraits.draw("a01", sex, age)
    assert drawn != portraits.draw("a02", sex, age)


def test_the_ledger_holds_visits_lectures_and_closed_questions_without_a_gap():
    kinds = Counter(Entry.objects.values_list("kind", flat=True))
    assert kinds["visit"] == 38
    assert kinds["lecture"] == 30
    assert kinds["consultation"] == Consultation.objects.filter(status="closed").count()
    assert not Consultation.objects.filter(status="closed", ledger_entry=None).exists()
    for volume in Volume.objects.prefetch_related("entries"):
        numbers = sorted(entry.number for entry in volume.entries.all())
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_ledger_names_no_villager():
    names = {row.asker_name for row in Consultation.objects.all()} - {"", "匿名"}
    summaries = " ".join(Entry.objects.values_list("summary", flat=True))
    assert not [name for name in names if name in summaries]


def test_visits_were_made_by_the_adviser_of_that_day():
    for entry in Entry.objects.filter(kind="visit"):
        on_duty = Assignment.objects.current(entry.happened_on).get(village=entry.volume_id)
        assert entry.adviser_id == on_duty.certificate_id
        assert entry.happened_on <= TODAY
