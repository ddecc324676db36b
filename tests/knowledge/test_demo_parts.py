"""How the demo's data become blocks, outlines, files and filings."""

import datetime as dt
import io

import mammoth
import pytest
from django.utils import timezone

from knowledge import actions
from knowledge.demo import samples
from knowledge.management.demo import (
    bodies,
    filings,
    laws,
    lectures,
    news,
    outlines,
    pictures,
    readings,
    requests,
    signups,
    sources,
)
from knowledge.models import Lecture, LectureRequest, Outline, Reading, SignUp
from portal.media.models import PortalDocument
from tests.factories.directory import AppointmentFactory, VillageFactory
from tests.factories.knowledge import ArticleFactory, LectureFactory
from tests.knowledge.demo_words import CASES, NEWS


def kinds(blocks):
    return [kind for kind, _value in blocks]


def case(**facts):
    plain = next(row for row in CASES if row["slug"] == "liuzhuan")
    return {**plain, "laws": [], **facts}


def test_a_case_is_told_in_the_order_villagers_read():
    told = kinds(bodies.case(case()))
    assert told[:4] == ["story", "people", "asked", "analysis"]
    assert told[4:] == ["result", "steps", "papers", "contacts"]


def test_what_is_urgent_comes_first_other_hints_after_what_to_do():
    hint = {"kind": "urgent", "title": "先打针", "text": "当天就去。"}
    assert kinds(bodies.case(case(callout=hint)))[0] == "callout"
    assert kinds(bodies.case(case(callout={**hint, "kind": "warn"})))[-1] == "callout"


def test_what_people_wrote_is_escaped():
    assert bodies.paragraphs(["1 < 2"]) == "<p>1 &lt; 2</p>"
    assert bodies.items(["甲", "乙"]) == "<ul><li>甲</li><li>乙</li></ul>"


def test_a_table_keeps_heads_and_cells():
    table = bodies.table({"columns": ["甲", "乙"], "rows": [["1", "2"]]})
    assert [column["heading"] for column in table["columns"]] == ["甲", "乙"]
    assert table["rows"] == [{"values": ["1", "2"]}]


@pytest.mark.django_db
def test_a_law_card_points_to_the_record():
    laws.load()
    card = {"law": "民法典", "number": 1126, "plain_words": "男的女的一样。"}
    ((kind, value),) = bodies.laws({"laws": [card]})
    assert kind == "law"
    assert value["plain_words"] == "男的女的一样。"


def test_a_draft_may_lack_what_to_do():
    empty = case(steps=[], papers=[], contacts=[])
    assert not {"steps", "papers", "contacts"} & set(kinds(bodies.case(empty)))


def test_cases_come_in_the_order_in_which_they_were_published():
    days = [facts["days_ago"] for facts in sources.cases()]
    assert days == sorted(days, reverse=True)


def test_the_sample_is_a_word_file_that_can_be_read():
    lines = next(part["words"] for facts in NEWS for part in facts["body"] if "download" in part)
    file = io.BytesIO(samples.word(lines))
    assert samples.word(lines) == file.getvalue()
    text = mammoth.extract_raw_text(file).value
    assert all(line in text for line in lines)


@pytest.mark.django_db
def test_news_has_headings_lists_and_paragraphs():
    facts = {"body": [{"h": "头"}, {"p": ["一句。"]}, {"items": ["甲"]}]}
    assert list(news.body(facts)) == [
        ("heading", "头"),
        ("paragraph", "<p>一句。</p>"),
        ("paragraph", "<ul><li>甲</li></ul>"),
    ]


@pytest.mark.django_db
def test_a_download_is_stored_once_with_its_size():
    part = {"download": "样本", "file": "sample.docx", "words": ["借条"]}
    ((_kind, first),) = news.body({"body": [part]})
    ((_kind, again),) = news.body({"body": [part]})
    paper = PortalDocument.objects.get(pk=first["file"])
    assert first == again
    assert paper.file_size == paper.file.size > 500


@pytest.mark.django_db
def test_a_cover_is_drawn_once_with_words_for_those_who_cannot_see_it():
    first = pictures.cover("lamp", "test")
    assert first.description
    assert first.default_alt_text == first.description
    assert pictures.cover("lamp", "test") == first
    assert pictures.cover("lamp", "other") != first


@pytest.mark.django_db
def test_an_outline_tells_each_case_then_answers_questions():
    cases = [ArticleFactory(title="工钱怎么要？"), ArticleFactory(title="借条怎么写？")]
    text = outlines.text({"summary": "讲清楚。"}, cases)
    assert text.startswith("讲清楚。\n\n一、工钱怎么要？")
    assert Outline(text=text).points == ["工钱怎么要？", "借条怎么写？", "现场问"]
    assert text.count("先把证据找齐") == 2


@pytest.mark.django_db
def test_readings_are_alike_every_time_and_added_once():
    article = ArticleFactory()
    at = timezone.now() - dt.timedelta(days=20)
    type(article).objects.filter(pk=article.pk).update(first_published_at=at)
    number = readings.load()
    before = list(Reading.objects.values_list("day", "count"))
    assert 10 <= number <= 21
    assert readings.load() == number
    Reading.objects.all().delete()
    readings.load()
    assert list(Reading.objects.values_list("day", "count")) == before


@pytest.fixture
def bureau(db):
    county = VillageFactory().parent.parent
    return AppointmentFactory(user__username="bureau", role="bureau", place=county).user


def held(**facts):
    lecture = LectureFactory(status="announced", **facts)
    lecture = actions.write_outline(lecture, text="一、讲法")
    return actions.hold(lecture, head_count=20, at=lecture.ends_at)


PAST = dt.datetime(2026, 3, 5, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("state", ["filed", "returned", "submitted"])
def test_a_filing_goes_as_far_as_the_data_say(bureau, state):
    lecture = held(starts_at=PAST, ends_at=PAST + dt.timedelta(hours=1))
    filings.load(lecture, {"filing": state})
    assert lecture.filing.status == state
    assert bool(lecture.filing.number) == (state == "filed")
    assert lecture.filing.submitted_at == lecture.ends_at + filings.HANDED_IN


def test_what_was_never_handed_in_has_no_filing(bureau):
    lecture = held(starts_at=PAST, ends_at=PAST + dt.timedelta(hours=1))
    filings.load(lecture, {"filing": ""})
    assert not hasattr(lecture, "filing")


def test_the_judicial_office_files_where_somebody_is_appointed(bureau):
    township = VillageFactory().parent
    assert filings.office_of(township) == bureau
    office = AppointmentFactory(role="office", place=township).user
    assert filings.office_of(township) == office


def test_a_village_without_a_clerk_gets_one_and_keeps_it(bureau):
    village = VillageFactory()
    clerk = sources.clerk_of(village)
    assert clerk.appointments.get().place == village
    assert sources.clerk_of(village) == clerk


def test_people_sign_up_before_it_begins(db):
    soon = timezone.now() + dt.timedelta(days=3)
    lecture = LectureFactory(
        status="announced", starts_at=soon, ends_at=soon + dt.timedelta(hours=1)
    )
    signups.load(lecture, {"signups": [2, 1, 3]})
    rows = SignUp.objects.filter(lecture=lecture)
    assert [row.people for row in rows] == [2, 1, 3]
    assert all(row.signed_at < timezone.now() for row in rows)


def test_a_requested_lecture_answers_its_request(bureau):
    plain = LectureFactory.build(village=VillageFactory())
    planned = {
        "title": "工钱怎么要",
        "topic": ArticleFactory().topic,
        "audience": "返乡的人",
        "location": "村部",
        "summary": "讲清楚。",
        "speaker": LectureFactory().speaker,
        "starts_at": PAST,
        "ends_at": PAST + dt.timedelta(hours=1),
    }
    wish = {"day": -9, "people": 30, "wish": "晚上", "note": ""}
    lecture = requests.plan({"request": wish}, plain.village, planned)
    row = LectureRequest.objects.get()
    assert (row.lecture, row.status) == (lecture, "planned")
    assert (timezone.now() - row.requested_at).days in (8, 9)
    assert row.requested_at < row.answered_at
    assert lecture.status == Lecture.Status.PLANNED


def test_a_volume_is_opened_before_the_first_entry(db):
    village = VillageFactory()
    day = dt.date(2024, 3, 4)
    lectures._open_volume(village, day)
    assert village.volume.opened_on == day
    lectures._open_volume(village, dt.date(2026, 1, 1))
    village.volume.refresh_from_db()
    assert village.volume.opened_on == day
