"""Many phones search at the same moment: nothing is lost, nothing counts double."""

import datetime as dt
import threading

from django.db import connections
from django.utils import timezone

from portal.search.counting import count_opening, count_search, forget_searches
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from portal.search.models.log import UNNAMED
from portal.search.tickets import Ticket

TICKET = Ticket("欠薪", True, True, ["article:1"])
MANY = 12


def together(*acts):
    """Run all acts at once, each with a connection of its own; return what went wrong."""
    barrier, faults = threading.Barrier(len(acts), timeout=30), []

    def run(act):
        try:
            barrier.wait()
            act()
        except Exception as fault:  # whatever it is, the test tells of it
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def searches(number, clients="198.51.100."):
    return [
        lambda at=at: count_search(TICKET, client=f"{clients}{at}") for at in range(1, number + 1)
    ]


def total(name):
    return sum(SoughtDay.objects.values_list(name, flat=True))


def test_new_words_from_many_at_once(transactional_db):
    assert together(*searches(MANY)) == []
    row = SoughtText.objects.get()
    assert (row.is_common, row.marks) == (True, "")
    assert SoughtDay.objects.get().searches == MANY


def test_one_address_many_times_at_once(transactional_db):
    assert together(*[lambda: count_search(TICKET, client="198.51.100.1")] * MANY) == []
    assert SoughtDay.objects.get().searches == 1
    assert not SoughtText.objects.get().is_common


def test_openings_from_many_at_once(transactional_db):
    count_search(TICKET, client="198.51.100.99")
    acts = [lambda at=at: count_opening(TICKET, 1, client=f"198.51.100.{at}") for at in range(MANY)]
    assert together(*acts) == []
    assert OpenedDay.objects.get().opened == MANY
    assert (total("opened"), total("places")) == (MANY, MANY)


def test_words_are_dropped_while_people_search_for_them(transactional_db):
    today = timezone.localdate()
    old = SoughtText.objects.create(text="欠薪", first_on=today - dt.timedelta(days=40))
    SoughtDay.objects.create(sought=old, day=today - dt.timedelta(days=40), searches=2)
    drop = [lambda: forget_searches(on=today)] * 2
    assert together(*searches(MANY), *drop) == []
    assert total("searches") == MANY + 2
    assert {*SoughtText.objects.values_list("text", flat=True)} <= {UNNAMED, "欠薪"}
