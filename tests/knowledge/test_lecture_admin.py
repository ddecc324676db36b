"""Lectures in Wagtail's admin: typed by editors, written by actions."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from directory.ledger.models import Entry
from knowledge.models import Lecture
from tests.factories.directory import AdviserFactory, UserFactory, VillageFactory
from tests.factories.knowledge import LectureFactory, OutlineFactory, held_lecture, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def typed(lecture=None, **changes):
    def moment(value):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")

    row = lecture or LectureFactory.build(
        topic=topic("fraud"), village=VillageFactory(), speaker=AdviserFactory()
    )
    names = ["title", "audience", "location", "summary"]
    keys = ["topic", "village", "speaker"]
    moments = {name: moment(getattr(row, name)) for name in ["starts_at", "ends_at"]}
    facts = {name: getattr(row, name) for name in names} | moments | {"step": ""}
    facts |= {"outline_text": row.outline.text if row.outline else ""}
    return facts | {name: getattr(row, name).pk for name in keys} | changes


def edit(desk, lecture, **changes):
    lecture.refresh_from_db()
    answer = desk.post(reverse("lectures:edit", args=[lecture.pk]), typed(lecture, **changes))
    lecture.refresh_from_db()
    return answer


def test_an_editor_enters_a_lecture(desk):
    answer = desk.post(reverse("lectures:add"), typed(title="新的讲座"))
    assert answer.status_code == 302
    assert Lecture.objects.get().title == "新的讲座"
    assert Lecture.objects.get().status == "planned"


def test_the_form_says_what_is_wrong(desk):
    start = timezone.now()
    wrong = LectureFactory.build(
        topic=topic("fraud"),
        village=VillageFactory(),
        speaker=AdviserFactory(),
        starts_at=start,
        ends_at=start - dt.timedelta(hours=1),
    )
    answer = desk.post(reverse("lectures:add"), typed(wrong))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Lecture.objects.exists()


def test_a_township_or_an_uncertified_speaker_cannot_be_chosen(desk):
    village = VillageFactory()
    speaker = AdviserFactory(uncertified=True)
    answer = desk.post(
        reverse("lectures:add"), typed(village=village.parent_id, speaker=speaker.pk)
    )
    assert {"village", "speaker"} <= set(answer.context["form"].errors)


def test_moving_and_announcing_in_one_go(desk):
    lecture = LectureFactory()
    edit(desk, lecture, location="小学操场", title="换个题目", step="announce")
    assert (lecture.status, lecture.location, lecture.sequence) == ("announced", "小学操场", 1)
    assert lecture.title == "换个题目"


def test_marking_it_held_writes_the_ledger(desk, editor):
    lecture = LectureFactory(announced=True, last_week=True)
    edit(desk, lecture, step="hold", people_came="31", outline_text="一、骗子怎么骗人")
    assert (lecture.status, lecture.head_count) == ("held", 31)
    assert (lecture.outline.text, lecture.outline.written_by) == ("一、骗子怎么骗人", editor)
    assert Entry.objects.get().recorded_by == editor


@pytest.mark.parametrize(
    "typed_too",
    [{"people_came": "31"}, {"outline_text": "一、骗子怎么骗人"}],
    ids=["no outline", "no count"],
)
def test_holding_needs_outline_and_count(desk, typed_too):
    lecture = LectureFactory(announced=True, last_week=True)
    answer = edit(desk, lecture, step="hold", **typed_too)
    assert answer.context["form"].errors
    assert (lecture.status, lecture.outline) == ("announced", None)


def test_an_outline_stays_when_other_things_change(desk, editor):
    lecture = LectureFactory(announced=True, outline=OutlineFactory())
    before = lecture.outline.changed_at
    edit(desk, lecture, title="换个题目")
    assert (lecture.title, lecture.outline.changed_at) == ("换个题目", before)


def test_holding_too_early_is_an_error_of_the_form_and_writes_nothing(desk):
    lecture = LectureFactory(announced=True)
    answer = edit(desk, lecture, step="hold", title="也不该留下")
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert lecture.status == "announced"
    assert lecture.title != "也不该留下"
    assert not Entry.objects.exists()


def test_a_step_that_is_not_open_cannot_be_chosen(desk):
    lecture = LectureFactory()
    assert "step" in edit(desk, lecture, step="hold").context["form"].errors


def test_a_held_lecture_is_closed(desk):
    lecture = held_lecture()
    edit(desk, lecture, title="nachträglich", step="cancel")
    assert lecture.status == "held"
    assert lecture.title != "nachträglich"


def test_list_filter_export_and_history(desk):
    lecture = LectureFactory(announced=True)
    edit(desk, lecture, location="小学操场")
    LectureFactory(title="别处的讲座")
    township = {"township": lecture.village.parent_id}
    page = desk.get(reverse("lectures:index"), township).content.decode()
    assert lecture.title in page
    assert "别处的讲座" not in page
    sheet = desk.get(reverse("lectures:index"), {"export": "xlsx"})
    rows = list(load_workbook(io.BytesIO(sheet.getvalue())).active.values)
    assert len(rows) == 3
    exported = {row[0]: row for row in rows}[lecture.title]
    assert lecture.village.full_name in exported
    local = timezone.make_naive(lecture.starts_at).replace(microsecond=0)
    assert local in {cell.replace(microsecond=0) for cell in exported if hasattr(cell, "hour")}
    assert desk.get(reverse("lectures:history", args=[lecture.pk])).status_code == 200


@pytest.mark.parametrize("user", ["nobody", "stranger"])
def test_without_the_right_nobody_gets_in(client, user):
    if user == "stranger":
        client.force_login(UserFactory())
    lecture = LectureFactory()
    for name, args in [("index", []), ("add", []), ("edit", [lecture.pk])]:
        assert client.get(reverse(f"lectures:{name}", args=args)).status_code in (302, 403)


def test_the_list_costs_the_same_for_many_rows(desk, queries_of):
    LectureFactory()
    few = queries_of(reverse("lectures:index"))
    for _ in range(15):
        LectureFactory()
    assert queries_of(reverse("lectures:index")) == few
