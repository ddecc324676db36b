"""What changes an article of law: new words, slips of the pen, marks of change, an end."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from knowledge import actions
from knowledge.models import EarlierWording, Law
from tests.factories.directory import UserFactory
from tests.factories.knowledge import LawFactory, StatuteFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def statute():
    return StatuteFactory(
        text="旧的话。", in_force_since=dt.date(2021, 1, 1), source="https://a.cn/"
    )


def said_of(row):
    return list(ModelLogEntry.objects.for_instance(row).values_list("action", flat=True))


def test_new_words_take_the_place_and_the_old_ones_stay(statute, reviewer):
    amended = actions.amend(statute, text=" 新的话。 ", since=SINCE, by=reviewer)
    assert (amended.text, amended.in_force_since) == ("新的话。", SINCE)
    assert amended.source == "https://a.cn/"
    assert amended.changed_on == TODAY
    assert amended.changed_at is not None
    (before,) = EarlierWording.objects.all()
    assert (before.text, before.source) == ("旧的话。", "https://a.cn/")
    assert before.in_force_since == dt.date(2021, 1, 1)
    assert before.in_force_until == dt.date(2026, 10, 31)


def test_history_says_who_and_since_when(statute, reviewer):
    actions.amend(statute, text="新的话。", since=SINCE, by=reviewer)
    (entry,) = ModelLogEntry.objects.for_instance(statute)
    assert (entry.action, entry.user) == ("knowledge.amend", reviewer)
    assert entry.data == {"since": "2026-11-01"}
    assert "2026-11-01" in entry.formatter.format_message(entry)


def test_the_same_words_again_change_nothing(statute, reviewer):
    actions.amend(statute, text="新的话。", since=SINCE, by=reviewer)
    actions.amend(statute, text="新的话。", since=SINCE, by=reviewer)
    assert EarlierWording.objects.count() == 1
    assert said_of(statute) == ["knowledge.amend"]


def test_an_article_changed_twice_keeps_both_wordings(statute, reviewer):
    actions.amend(statute, text="新的话。", since=SINCE, by=reviewer, source="https://b.cn/")
    actions.amend(statute, text="更新的话。", since=TODAY, by=reviewer)
    assert [row.text for row in statute.earlier_wordings.all()] == ["新的话。", "旧的话。"]
    assert statute.earlier_wordings.first().source == "https://b.cn/"


@pytest.mark.parametrize(
    "since",
    [dt.date(2026, 11, 23), dt.date(2021, 1, 1), dt.date(2020, 1, 1)],
    ids=["tomorrow", "the day the old words began", "before them"],
)
def test_words_that_cannot_begin_then_are_refused(statute, reviewer, since):
    with pytest.raises(ValidationError) as refusal:
        actions.amend(statute, text="新的话。", since=since, by=reviewer)
    assert list(refusal.value.message_dict) == ["since"]
    assert not EarlierWording.objects.exists()


def test_an_article_without_words_is_refused(statute, reviewer):
    with pytest.raises(ValidationError):
        actions.amend(statute, text="  ", since=SINCE, by=reviewer)
    statute.refresh_from_db()
    assert statute.text == "旧的话。"
    assert not EarlierWording.objects.exists()


def test_the_operators_command_amends_without_a_person(statute):
    assert actions.amend(statute, text="新的话。", since=SINCE, by=None).text == "新的话。"


@pytest.mark.parametrize(
    "change",
    [
        lambda row, user: actions.amend(row, text="新", since=SINCE, by=user),
        lambda row, user: actions.correct(row, text="新", by=user),
        lambda row, user: actions.mark_changed(row, on=TODAY, by=user),
        lambda row, user: actions.repeal(row, until=TODAY, by=user),
        lambda row, user: actions.repeal(row.law, until=TODAY, by=user),
    ],
    ids=["amend", "correct", "mark", "repeal", "repeal law"],
)
def test_editors_and_strangers_change_no_law(statute, editor, change):
    for user in (editor, UserFactory()):
        with pytest.raises(PermissionDenied):
            change(statute, user)
    statute.refresh_from_db()
    assert (statute.text, statute.changed_on, statute.in_force_until) == ("旧的话。", None, None)


def test_a_slip_of_the_pen_leaves_no_earlier_wording_and_alarms_nobody(statute, reviewer):
    row = actions.correct(statute, text="改对的话。", by=reviewer)
    assert (row.text, row.changed_on) == ("改对的话。", None)
    assert not EarlierWording.objects.exists()
    (entry,) = ModelLogEntry.objects.for_instance(statute)
    assert "旧的话。 → 改对的话。" in entry.formatter.format_message(entry)
    actions.correct(statute, text="改对的话。", by=reviewer)
    assert said_of(statute) == ["knowledge.correct"]


def test_marking_again_with_an_earlier_day_takes_nothing_off_the_list(statute, reviewer):
    actions.mark_changed(statute, on=TODAY, by=reviewer)
    row = actions.mark_changed(statute, on=SINCE, by=reviewer)
    assert row.changed_on == TODAY


def test_a_change_that_has_not_come_is_not_marked(statute, reviewer):
    with pytest.raises(ValidationError):
        actions.mark_changed(statute, on=TODAY + dt.timedelta(days=1), by=reviewer)


def test_a_repealed_article_holds_until_its_last_day(statute, reviewer):
    row = actions.repeal(statute, until=TODAY, by=reviewer)
    assert row.holds(TODAY)
    assert not row.holds(TODAY + dt.timedelta(days=1))
    assert actions.repeal(statute, until=None, by=reviewer).in_force_until is None


def test_a_law_is_replaced_by_another(statute, reviewer):
    heir = LawFactory(name="新法")
    law = actions.repeal(statute.law, until=SINCE, replaced_by=heir, by=reviewer)
    assert (law.in_force_until, law.replaced_by) == (SINCE, heir)
    actions.repeal(statute.law, until=SINCE, replaced_by=heir, by=reviewer)
    assert said_of(law) == ["knowledge.repeal"]
    (entry,) = ModelLogEntry.objects.for_instance(law)
    assert "2026-11-01" in entry.formatter.format_message(entry)
    assert "《新法》" in entry.formatter.format_message(entry)


def test_laws_do_not_replace_each_other_in_a_circle(statute, reviewer):
    heir = LawFactory(name="新法")
    actions.repeal(statute.law, until=SINCE, replaced_by=heir, by=reviewer)
    law = Law.objects.get(pk=statute.law_id)
    for row, other in [(heir, law), (heir, heir)]:
        with pytest.raises(ValidationError):
            actions.repeal(row, until=SINCE, replaced_by=other, by=reviewer)


def test_an_end_before_the_beginning_is_refused(statute, reviewer):
    with pytest.raises(ValidationError):
        actions.repeal(statute, until=dt.date(2020, 1, 1), by=reviewer)
