"""The list of advisers and their pages: who is shown, what stays hidden, a budget of queries."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.models import Topic
from tests.directory.conftest import PHONE
from tests.directory.test_pages import SPACED, body, queries
from tests.factories.directory import AdviserFactory, AssignmentFactory, CertificateFactory

pytestmark = pytest.mark.django_db


class TestAdvisers:
    def test_the_list_shows_who_is_in_office(self, client, lead):
        lapsed = AdviserFactory(name="过期者", uncertified=True)
        CertificateFactory(adviser=lapsed, expired=True)
        AdviserFactory(name="未持证", uncertified=True)
        page = body(client, reverse("directory:advisers"))
        assert "向明远" in page
        assert "板坪村" in page
        assert "过期者" not in page
        assert "未持证" not in page

    def test_filters_narrow_the_list(self, client, village, lead):
        AdviserFactory(name="刘建国", kind="legal_worker")
        url = reverse("directory:advisers")
        topic = Topic.objects.get(slug="family")
        for query in [
            {"q": "明远"},
            {"q": "xiang ming"},
            {"township": village.parent_id},
            {"topic": topic.pk},
            {"kind": "lawyer"},
        ]:
            page = body(client, url, **query)
            assert "向明远" in page
            assert "刘建国" not in page
        assert "向明远" not in body(client, url, kind="retired_judge")

    @pytest.mark.parametrize("query", [{"township": "x"}, {"topic": "-1"}, {"kind": "?"}])
    def test_nonsense_filters_are_left_out(self, client, lead, query):
        assert "向明远" in body(client, reverse("directory:advisers"), **query, page="zz")

    def test_the_list_costs_at_most_eight_queries(
        self, client, lead, django_assert_max_num_queries
    ):
        url = reverse("directory:advisers")
        few = queries(client, url, django_assert_max_num_queries, 8)
        for _ in range(25):
            AssignmentFactory().adviser.topics.set(Topic.objects.all()[:2])
        assert queries(client, url, django_assert_max_num_queries, 8) <= few + 1
        assert "page=2" in body(client, url)

    def test_the_page_shows_certificate_villages_and_topics(self, client, village, lead):
        page = body(client, lead.get_absolute_url())
        for text in [lead.certificate.number, "板坪村", "婚姻家庭", SPACED]:
            assert text in page

    def test_the_page_hides_a_phone_without_consent(self, client):
        adviser = AdviserFactory(phone=PHONE, hidden_phone=True)
        page = body(client, adviser.get_absolute_url())
        assert PHONE not in page
        assert SPACED not in page

    def test_the_page_costs_the_same_with_many_villages(
        self, client, lead, django_assert_max_num_queries
    ):
        few = queries(client, lead.get_absolute_url(), django_assert_max_num_queries, 10)
        for _ in range(4):
            AssignmentFactory(adviser=lead)
        assert queries(client, lead.get_absolute_url(), django_assert_max_num_queries, 10) == few

    def test_who_does_not_serve_is_not_found(self, client, lead):
        lapsed = AdviserFactory(uncertified=True)
        CertificateFactory(adviser=lapsed, suspended_on=dt.date(2026, 1, 1))
        for pk in [lapsed.pk, AdviserFactory(uncertified=True).pk, 10**9]:
            assert client.get(f"/advisers/{pk}/").status_code == 404
