"""The filters of the list of advisers: what they offer, count, keep and give back."""

import html
import re

import pytest
from django.urls import reverse

from directory.models import Topic
from tests.directory.test_pages import body, queries
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    CertificateFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
URL = "/advisers/"


@pytest.fixture
def people():
    """Three in office: two lawyers in one township, a legal worker who serves nowhere."""
    township = TownshipFactory(name="石桥乡")
    first = AdviserFactory(name="向明远", dialects="本地话、普通话")
    second = AdviserFactory(name="田秀英", dialects="普通话，土家话")
    for adviser in (first, second):
        AssignmentFactory(village=VillageFactory(parent=township), adviser=adviser)
        adviser.topics.set(Topic.objects.filter(slug="family"))
    third = AdviserFactory(name="刘建国", kind="legal_worker", dialects="")
    third.topics.set(Topic.objects.filter(slug="wages"))
    CertificateFactory(
        adviser=AdviserFactory(name="过期者", uncertified=True, dialects="客家话"), expired=True
    )
    return first, second, third


def names(client, **query):
    return {adviser.name for adviser in client.get(URL, query).context["advisers"]}


def offered(client, field, **query):
    """Label of each choice of a filter."""
    choices = client.get(URL, query).context["form"].fields[field].choices
    return [str(label) for _value, label in choices]


def township_of(adviser):
    return adviser.certificate.assignments.get().village.parent_id


def test_each_filter_narrows(client, people):
    first, *_rest = people
    family, wages = (Topic.objects.get(slug=slug).pk for slug in ("family", "wages"))
    assert names(client) == {"向明远", "田秀英", "刘建国"}
    assert names(client, township=township_of(first)) == {"向明远", "田秀英"}
    assert names(client, topic=family) == {"向明远", "田秀英"}
    assert names(client, topic=wages) == {"刘建国"}
    assert names(client, dialect="土家话") == {"田秀英"}
    assert names(client, dialect="普通话") == {"向明远", "田秀英"}
    assert names(client, kind="legal_worker") == {"刘建国"}
    assert names(client, q="xiang ming") == names(client, q="明远") == {"向明远"}
    assert names(client, dialect="普通话", q="田") == {"田秀英"}


def test_choices_say_how_many_they_leave(client, people):
    assert offered(client, "dialect") == ["全部", "土家话（1）", "普通话（2）", "本地话（1）"]
    assert offered(client, "township") == ["全部", "石桥乡（2）"]
    assert offered(client, "kind") == ["全部", "律师（2）", "基层法律服务工作者（1）"]
    assert offered(client, "dialect", kind="legal_worker") == ["全部"]
    assert offered(client, "kind", dialect="土家话") == ["全部", "律师（1）"]
    assert offered(client, "dialect", q="田") == ["全部", "土家话（1）", "普通话（1）"]


def test_a_choice_that_leaves_nobody_can_still_be_seen_and_taken_back(client, people):
    query = {"kind": "legal_worker", "dialect": "土家话"}
    page = body(client, URL, **query)
    assert names(client, **query) == set()
    assert "土家话（0）" in page
    assert 'href="/advisers/?dialect=%E5%9C%9F%E5%AE%B6%E8%AF%9D"' in html.unescape(page)


def test_what_was_chosen_can_be_taken_back_one_by_one(client, people):
    page = html.unescape(body(client, URL, q="田", kind="lawyer", page="1"))
    links = re.findall(r'class="chip chip--chosen" href="([^"]+)"', page)
    assert links == ["/advisers/?kind=lawyer", "/advisers/?q=%E7%94%B0"]
    assert 'class="chip" href="/advisers/"' in page
    assert "chip--chosen" not in body(client, URL)


def test_nobody_without_a_certificate_makes_a_choice(client, people):
    assert "客家话" not in body(client, URL)


def test_turning_the_page_keeps_the_choices(client):
    for _ in range(21):
        AdviserFactory(dialects="本地话")
    page = html.unescape(body(client, URL, dialect="本地话"))
    (link,) = re.findall(r'rel="next" href="([^"]+)"', page)
    assert link == "?dialect=%E6%9C%AC%E5%9C%B0%E8%AF%9D&page=2"
    assert len(client.get(URL + link).context["advisers"]) == 1


@pytest.mark.parametrize("text", ["\0", "字" * 20_000, "'; --", "%", "<script>x</script>"])
@pytest.mark.parametrize("field", ["q", "township", "topic", "dialect", "kind", "page"])
def test_nonsense_is_answered(client, people, field, text):
    response = client.get(URL, {field: text})
    assert response.status_code == 200
    assert "<script>x" not in response.content.decode()
    if field not in ("q", "page"):
        assert len(response.context["advisers"]) == 3


@pytest.mark.parametrize(
    "query", [{}, {"q": "向"}, {"kind": "lawyer"}, {"dialect": "本地话"}, {"q": "向", "page": "2"}]
)
def test_the_cost_does_not_grow(client, people, query, django_assert_max_num_queries):
    url = f"{reverse('directory:advisers')}?{'&'.join(f'{k}={v}' for k, v in query.items())}"
    few = queries(client, url, django_assert_max_num_queries, 9)
    for _ in range(25):
        AssignmentFactory(adviser=AdviserFactory(name="向前", dialects="本地话"))
    assert queries(client, url, django_assert_max_num_queries, 9) <= few
