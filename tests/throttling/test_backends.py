"""Wrong passwords are refused before the hash once a limit is reached."""

import threading

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connections
from django.test import RequestFactory

from portal.throttling.backends import PER_CLIENT, PER_NAME

PASSWORD = "a-long-enough-password"


class CountingHasher(MD5PasswordHasher):
    """Real hashing that also counts how often it was asked."""

    algorithm = "counting"
    asked = 0

    def verify(self, password, encoded):
        type(self).asked += 1
        return super().verify(password, encoded)


@pytest.fixture(autouse=True)
def hasher(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.asked = 0
    return CountingHasher


@pytest.fixture
def user(db):
    return get_user_model().objects.create_user("li", password=PASSWORD)


def attempt(password, username="li", peer="203.0.113.7"):
    request = RequestFactory(REMOTE_ADDR=peer).post("/desk/login/")
    return authenticate(request, username=username, password=password)


def test_right_password_gets_in_any_number_of_times(user):
    assert [attempt(PASSWORD) for _ in range(PER_CLIENT + 5)] == [user] * (PER_CLIENT + 5)


def test_guesses_stop_before_the_hash(user, hasher):
    assert [attempt("wrong") for _ in range(20)] == [None] * 20
    assert hasher.asked == PER_NAME
    assert attempt(PASSWORD) is None


def test_success_forgets_the_failures_of_this_name(user, hasher):
    for _ in range(3):
        assert [attempt("wrong") for _ in range(PER_NAME - 1)] == [None] * (PER_NAME - 1)
        assert attempt(PASSWORD) == user


def test_owner_still_gets_in_from_elsewhere(user):
    for _ in range(20):
        attempt("wrong")
    assert attempt(PASSWORD, peer="198.51.100.9") == user


def test_rotating_names_from_one_client(user, hasher):
    for number in range(PER_CLIENT * 3):
        attempt("wrong", username=f"name{number}")
    assert attempt(PASSWORD) is None
    assert attempt(PASSWORD, peer="198.51.100.9") == user


def test_request_is_marked_for_the_lockout_page(user):
    request = RequestFactory(REMOTE_ADDR="203.0.113.7").post("/desk/login/")
    for _ in range(PER_NAME + 1):
        authenticate(request, username="li", password="wrong")
    assert request.axes_locked_out


def test_code_without_a_request_is_not_counted(user):
    assert [authenticate(None, username="li", password="no") for _ in range(30)][-1] is None
    assert authenticate(None, username="li", password=PASSWORD) == user


def test_parallel_guesses_do_not_slip_through(transactional_db, hasher):
    get_user_model().objects.create_user("li", password=PASSWORD)
    barrier = threading.Barrier(20, timeout=30)

    def run():
        try:
            barrier.wait()
            attempt("wrong")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hasher.asked == PER_NAME
