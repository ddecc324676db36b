"""Two years of lectures, what was filed of them, and who asked for one."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from directory.models import Place
from knowledge.models import Filing, Lecture, LectureChange, LectureRequest, SignUp
from knowledge.quarters import due_on
from tests.journeys.demo import MOMENT, TODAY

NOW = MOMENT + timedelta(hours=1)  # loading takes a while


def held():
    return Lecture.objects.filter(status="held")


def test_forty_lectures_over_two_years_in_every_state():
    states = Counter(Lecture.objects.values_list("status", flat=True))
    assert states == {"held": 30, "announced": 6, "planned": 2, "cancelled": 2}
    days = [timezone.localdate(lecture.starts_at) for lecture in Lecture.objects.all()]
    assert (max(days) - min(days)).days > 700
    assert Lecture.objects.upcoming(MOMENT).count() == 5
    assert Lecture.objects.unreported(MOMENT).count() == 1
    assert all(lecture.starts_at < MOMENT for lecture in held())


def test_held_lectures_have_outline_entry_and_head_count():
    for lecture in held():
        assert lecture.head_count > 0
        assert lecture.ledger_entry.happened_on == timezone.localdate(lecture.starts_at)
        assert lecture.ledger_entry.volume.opened_on <= lecture.ledger_entry.happened_on
        assert lecture.outline.written_by == lecture.speaker.user
        assert len(lecture.outline.points) >= 2
        assert "怎么办" in lecture.outline.text


def test_outlines_name_the_cases_that_are_told():
    told = [lecture.outline for lecture in held() if lecture.outline.articles.exists()]
    assert len(told) == 30
    for outline in told:
        for case in outline.articles.all():
            assert case.title in outline.text


def test_photos_are_drawn_differ_and_say_what_they_show():
    photos = [photo for lecture in held() for photo in lecture.photos.all()]
    assert len(photos) >= 15
    assert len({photo.image.file.name for photo in photos}) == len(photos)
    assert all(len(photo.caption) >= 8 for photo in photos)
    assert all(photo.image.renditions.exists() for photo in photos)


def test_filed_ones_are_numbered_without_a_gap_in_each_township_and_year():
    filed = Filing.objects.filter(status="filed").order_by("decided_at")
    assert filed.count() == 24
    serials = defaultdict(list)
    for row in filed:
        assert timezone.localtime(row.decided_at).year == row.year
        serials[row.township_id, row.year].append(row.serial)
    assert all(found == list(range(1, len(found) + 1)) for found in serials.values())
    assert max(map(len, serials.values())) >= 5


def test_one_filing_was_returned_one_waits_and_two_lectures_are_late():
    returned = Filing.objects.get(status="returned")
    assert "提纲" in returned.reason
    assert Filing.objects.filter(status="submitted").count() == 1
    missing = held().filter(filing=None)
    late = [lecture for lecture in missing if due_on(lecture.starts_at) < TODAY]
    assert len(late) >= 2
    assert all(row.submitted_at < NOW for row in Filing.objects.all())


def test_the_office_filed_where_there_is_one_else_the_bureau():
    for row in Filing.objects.exclude(decided_by=None).select_related("decided_by"):
        is_first = row.township_id == "430802102000"
        assert row.decided_by.username == ("office" if is_first else "bureau")


def test_moved_and_cancelled_ones_say_so_to_those_who_signed_up():
    changes = LectureChange.objects.select_related("lecture")
    assert Counter(change.kind for change in changes) == {"moved": 1, "cancelled": 2}
    assert all(change.reason and change.at < NOW for change in changes)
    moved = changes.get(kind="moved")
    assert moved.lecture.starts_at - moved.starts_at_before == timedelta(days=7)
    assert moved.lecture.sequence == 1
    assert SignUp.objects.filter(lecture=moved.lecture).count() == 3


def test_people_signed_up_some_with_a_name_before_it_began():
    rows = SignUp.objects.select_related("lecture")
    assert rows.count() == 20
    assert {bool(row.name) for row in rows} == {True, False}
    assert all(row.signed_at < min(row.lecture.starts_at, MOMENT) for row in rows)


def test_villages_asked_and_were_answered():
    states = Counter(LectureRequest.objects.values_list("status", flat=True))
    assert states == {"open": 4, "planned": 5, "declined": 2, "withdrawn": 1}
    for row in LectureRequest.objects.select_related("requested_by"):
        role = row.requested_by.appointments.get()
        assert (role.role, role.place_id) == ("clerk", row.village_id)
        assert row.requested_at < MOMENT
        assert row.answered_at is None or row.requested_at < row.answered_at


def test_a_village_with_lectures_shows_the_next_one():
    village = Place.objects.get(pk="430802102207")
    assert Lecture.objects.in_village(village).count() >= 10
    upcoming = Lecture.objects.in_village(village).upcoming(MOMENT).first()
    page = Client().get(village.get_absolute_url()).content.decode()
    assert upcoming.title in page


def test_every_public_lecture_answers():
    for lecture in Lecture.objects.public():
        answer = Client().get(lecture.get_absolute_url())
        assert answer.status_code == 200, lecture
        assert lecture.title in answer.content.decode()
