"""What search engines are told: every public address with its last change, nothing else."""

import datetime as dt
from xml.etree import ElementTree as Xml

import pytest
from django.contrib.sitemaps import Sitemap
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.pages import sitemaps
from tests.factories.directory import AdviserFactory, AssignmentFactory, VillageFactory
from tests.factories.knowledge import ArticleFactory, LawFactory, LectureFactory, topic
from tests.factories.news import NewsFactory, SituationFactory
from tests.factories.pages import standard_page

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


@pytest.fixture
def listed(client):
    """Path → day of the last change ("" unknown), read strictly from the file."""

    def read():
        answer = client.get("/sitemap.xml")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/xml"
        root = Xml.fromstring(answer.content)  # noqa: S314  # our own answer
        assert root.tag == f"{SPACE}urlset"
        rows = [(row.findtext(f"{SPACE}loc"), row.findtext(f"{SPACE}lastmod")) for row in root]
        assert len({address for address, _day in rows}) == len(rows), "each address once"
        return {"/" + address.split("/", 3)[3]: day or "" for address, day in rows}

    return read


def test_pages_of_every_kind_are_listed(listed):
    pages = [ArticleFactory(), SituationFactory(), NewsFactory(), standard_page()]
    found = listed()
    for page in [*pages, pages[0].get_parent(), pages[2].get_parent()]:
        assert page.url in found
    assert "/" in found


def test_a_page_tells_when_it_was_last_published(listed):
    article = ArticleFactory(last_published_at=NOON)
    assert listed()[article.url] == "2026-11-22"


def test_drafts_and_fenced_pages_are_not_listed(listed):
    draft, fenced = ArticleFactory(draft=True), ArticleFactory()
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    found = listed()
    assert draft.url not in found
    assert fenced.url not in found


def test_a_page_whose_time_has_run_out_is_not_listed(listed):
    over = ArticleFactory(expire_at=timezone.now() - dt.timedelta(seconds=1))
    later = ArticleFactory(expire_at=timezone.now() + dt.timedelta(hours=1))
    found = listed()
    assert over.url not in found
    assert later.url in found


def test_topics_with_cases_are_listed(listed):
    ArticleFactory(topic=topic("loans"), last_published_at=NOON)
    ArticleFactory(topic=topic("family"), draft=True)
    found = listed()
    assert found["/learn/topics/loans/"] == "2026-11-22"
    assert "/learn/topics/family/" not in found


def test_lectures_that_were_announced_are_listed(listed, time_machine):
    time_machine.move_to(NOON)
    public, planned = LectureFactory(announced=True), LectureFactory()
    found = listed()
    assert found[public.get_absolute_url()] == "2026-11-22"
    assert planned.get_absolute_url() not in found


def test_laws_are_listed(listed):
    assert LawFactory().get_absolute_url() in listed()


def test_villages_in_use_are_listed_with_the_day_their_adviser_was_entered(listed, time_machine):
    served = AssignmentFactory().village
    alone, closed = VillageFactory(), VillageFactory(is_active=False)
    abroad = VillageFactory(code="430811001001")
    found = listed()
    assert found[served.get_absolute_url()]
    assert found[alone.get_absolute_url()] == ""
    assert closed.get_absolute_url() not in found
    assert abroad.get_absolute_url() not in found


def test_advisers_whom_the_public_may_see_are_listed(listed):
    serving = AssignmentFactory().adviser
    hidden = AdviserFactory(certificate=None)
    found = listed()
    assert f"/advisers/{serving.pk}/" in found
    assert f"/advisers/{hidden.pk}/" not in found


def test_nothing_private_is_listed(listed):
    assert not [path for path in listed() if path.startswith(("/ask/", "/my/", "/desk/", "/cms/"))]


def test_robots_are_led_to_it_and_away_from_people(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    for path in ("/ask/", "/my/", "/desk/", "/cms/"):
        assert f"Disallow: {path}" in text


def test_an_app_may_add_a_part_of_its_own(listed, monkeypatch):
    class One(Sitemap):
        def items(self):
            return ["/one/"]

        def location(self, path):
            return path

    monkeypatch.setattr(sitemaps, "_parts", {})
    sitemaps.register("one", One)
    assert listed() == {"/one/": ""}
