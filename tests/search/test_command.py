"""``search rebuild|sync|check``."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from portal.search import outbox
from portal.search.models import OutboxRow, Suggestion
from tests.search.engines import building, generations, lay_out_anew, outage

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(engine, groups):
    group = Group.objects.create(name="回龙居委会")
    outbox.drain()
    return group


def run(capsys, *arguments):
    call_command("search", *arguments)
    return capsys.readouterr().out


def test_check_is_content_when_nothing_differs(village, capsys):
    assert "missing: 0" in run(capsys, "check")


def test_sync_builds_an_index_that_an_older_version_laid_out(village, engine, capsys, monkeypatch):
    lay_out_anew(engine, monkeypatch)
    assert not engine.is_built()
    run(capsys, "sync")
    assert engine.is_built()
    assert f"village:{village.pk}" in dict(engine.stored())


@pytest.mark.parametrize("word", ["missing", "outdated", "extra"])
def test_check_finds_drift_and_repairs_it(village, engine, capsys, word):
    hidden = Group.objects.create(name="-秘密")
    other = Group.objects.create(name="崇文居委会")
    outbox.drain()
    {
        "missing": lambda: engine.delete([f"village:{other.pk}"]),
        "outdated": lambda: Group.objects.filter(pk=other.pk).update(name="新名字"),
        "extra": lambda: Group.objects.filter(pk=other.pk).update(name="-没有了"),
    }[word]()
    with pytest.raises(CommandError, match="differs"):
        call_command("search", "check")
    assert f"{word}: 1 village:{other.pk}" in capsys.readouterr().out
    run(capsys, "check", "--repair")
    assert f"{word}: 0" in run(capsys, "check")
    assert f"village:{hidden.pk}" not in dict(engine.stored())


def test_check_misses_lost_suggestions(village):
    Suggestion.objects.all().delete()
    with pytest.raises(CommandError, match="differs"):
        call_command("search", "check")


def test_sync_hands_over_what_waits(village, engine, capsys):
    Group.objects.create(name="崇文居委会")
    assert "1 changes" in run(capsys, "sync")
    assert run(capsys, "sync") == ""
    assert engine.search("崇文").total == 1


def test_rebuild_takes_all_visible_rows_and_what_waited(village, engine, capsys):
    Group.objects.bulk_create([Group(name="崇文居委会"), Group(name="-秘密")])
    outbox.enqueue(["village:0"])
    assert "2 documents" in run(capsys, "rebuild")
    assert not OutboxRow.objects.exists()
    assert len(list(engine.stored())) == 2


def test_a_second_rebuild_is_refused_in_words(village, engine):
    with building(engine), pytest.raises(CommandError, match="Not now"):
        call_command("search", "rebuild")
    assert engine.search("回龙").total == 1


@pytest.mark.parametrize("work", ["check", "sync"])
def test_an_engine_that_is_down_is_said_in_words(village, engine, work):
    outbox.enqueue(["village:0"])
    with outage(engine), pytest.raises(CommandError, match="down"):
        call_command("search", work)


def test_at_most_two_generations_stay(village, engine, capsys, settings):
    for _ in range(4):
        run(capsys, "rebuild")
    assert len(generations(engine)) == (2 if settings.SEARCH_ENGINE == "embedded" else 1)
