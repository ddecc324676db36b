"""Limits hold exactly, per client and per window, and store no address."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.test import RequestFactory

from portal.throttling.limits import allow, client_of, forget, give_back
from portal.throttling.models import Counter

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def hit(client="203.0.113.7", bucket="codes", limit=3, seconds=60):
    return allow(bucket, client, limit=limit, seconds=seconds)


@pytest.mark.django_db
class TestAllow:
    def test_limit_is_exact(self):
        assert [hit() for _ in range(5)] == [True, True, True, False, False]

    def test_clients_and_buckets_do_not_share(self):
        assert [hit() for _ in range(4)][-1] is False
        assert hit(client="203.0.113.8")
        assert hit(bucket="search")

    def test_next_window_begins_anew(self):
        with time_machine.travel(NOON, tick=False) as clock:
            assert [hit() for _ in range(4)][-1] is False
            clock.shift(59)
            assert not hit()
            clock.shift(1)
            assert hit()

    def test_given_back_hit_does_not_count(self):
        for _ in range(10):
            assert hit(limit=1)
            give_back("codes", "203.0.113.7", seconds=60)
        assert hit(limit=1)
        assert not hit(limit=1)

    def test_forgotten_client_begins_anew(self):
        assert [hit(limit=1) for _ in range(3)] == [True, False, False]
        hit(bucket="search")
        forget("codes", "203.0.113.7", seconds=60)
        assert hit(limit=1)
        assert Counter.objects.count() == 2

    def test_one_statement(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            hit()

    def test_address_is_not_stored(self):
        hit()
        [counter] = Counter.objects.values_list()
        assert "203.0.113.7" not in str(counter)
        assert "codes" not in str(counter)
        assert str(Counter.objects.get()).endswith(": 1")

    def test_purge_deletes_what_has_passed(self, capsys):
        with time_machine.travel(NOON, tick=False) as clock:
            hit()
            clock.shift(timedelta(seconds=30))
            hit(bucket="long", seconds=3600)
            clock.shift(timedelta(seconds=31))
            call_command("purge_counters")
            assert capsys.readouterr().out == "1 counters deleted\n"
            assert Counter.objects.count() == 1
            assert Counter.objects.purge() == 0


def test_fifty_parallel_hits_on_a_limit_of_five(transactional_db):
    """Threads with connections of their own: exactly five are let through."""
    barrier = threading.Barrier(50, timeout=30)
    results = []

    def run():
        try:
            barrier.wait()
            results.append(hit(limit=5, seconds=24 * 3600))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 50
    assert sum(results) == 5
    assert Counter.objects.get().hits == 50


def client(proxies, settings, forwarded=None, peer="10.0.0.1"):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return client_of(RequestFactory(REMOTE_ADDR=peer).get("/", headers=headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, "10.0.0.1"),
        (0, "198.51.100.9", "10.0.0.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (2, "6.6.6.6, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (2, "198.51.100.9", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "<script>", "10.0.0.1"),
        (1, "198.51.100.9:4711", "198.51.100.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "[2001:db8:1:2::7]:443", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.9", "198.51.100.9"),
        (1, " 198.51.100.9 ", "198.51.100.9"),
    ],
)
def test_client_is_read_from_the_right(settings, proxies, forwarded, expected):
    assert client(proxies, settings, forwarded) == expected


def test_unknown_client_is_empty(settings):
    assert client(0, settings, peer="") == ""


@pytest.mark.django_db
def test_rotating_the_left_side_gains_nothing(settings):
    results = [hit(client(1, settings, f"10.9.8.{i}, 198.51.100.9")) for i in range(10)]
    assert sum(results) == 3
