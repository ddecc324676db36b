"""News, stories of advisers and downloads as a stranger sees them."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.actions.pictures import draw_missing_pictures
from knowledge.models import NewsPage
from knowledge.models.covers import COVER
from tests.factories.directory import AdviserFactory, AssignmentFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.news import NewsFactory, news_section

pytestmark = pytest.mark.django_db
Kind = NewsPage.Kind


def body(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def rows(text):
    return re.findall(r'<a href="/news/[^"?]+">([^<]+)</a>', text)


def test_the_section_lists_the_newest_first(client):
    older, newer = NewsFactory(), NewsFactory()
    assert rows(body(client.get(news_section().url))) == [newer.title, older.title]


def test_the_list_and_a_story_say_whom_to_ask(client):
    story = NewsFactory()
    for url in (news_section().url, story.url):
        assert (
            'href="/ask/"'
            in body(client.get(url)).partition('id="main"')[2].partition("<footer")[0]
        )


def test_a_row_says_its_kind_and_its_day(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC))
    NewsFactory(kind=Kind.BULLETIN)
    text = body(client.get(news_section().url))
    assert "简报</span> 11月22日 星期日" in text
    assert "每月两回，顾问在街口。" in text


def test_a_kind_shows_its_own_and_only_kinds_that_there_are(client):
    story, news = NewsFactory(kind=Kind.EXEMPLAR), NewsFactory()
    text = body(client.get(news_section().url, {"kind": "exemplar"}))
    assert rows(text) == [story.title]
    assert news.title not in text
    assert 'href="?kind=exemplar" aria-current="page"' in text
    assert "?kind=download" not in text
    assert 'href="/feed/news/exemplar/"' in text


@pytest.mark.parametrize("kind", ["nothing", "download", "' or 1=1", "\x00"])
def test_a_foolish_kind_shows_all(client, kind):
    news = NewsFactory()
    assert rows(body(client.get(news_section().url, {"kind": kind}))) == [news.title]


def test_an_empty_section_leads_on(client):
    text = body(client.get(news_section().url))
    assert "empty" in text
    assert 'href="/learn/"' in text


def test_drafts_fenced_and_expired_pieces_are_not_listed(client):
    NewsFactory(draft=True)
    NewsFactory(expire_at=timezone.now() - dt.timedelta(minutes=1))
    fenced = NewsFactory()
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    assert rows(body(client.get(news_section().url))) == []
    assert client.get(fenced.url).status_code == 302


def test_the_section_turns_its_pages(client):
    for _ in range(21):
        NewsFactory()
    url = news_section().url
    assert len(rows(body(client.get(url)))) == 20
    assert len(rows(body(client.get(url, {"page": "2"})))) == 1


def test_a_piece_is_read_with_the_way_back(client):
    page = NewsFactory(title="赶场天多了一张桌子", kind=Kind.PRACTICE)
    text = body(client.get(page.url))
    assert "赶场天多了一张桌子</h1>" in text
    assert "顾问在街口摆桌子" in text
    assert 'href="/news/?kind=practice">好做法</a>' in text


def test_a_story_and_its_adviser_lead_to_each_other(client):
    adviser = AssignmentFactory().adviser
    story = NewsFactory(kind=Kind.EXEMPLAR, adviser=adviser)
    NewsFactory(kind=Kind.NEWS, adviser=adviser, title="只是提到")
    other = NewsFactory(kind=Kind.EXEMPLAR, adviser=AdviserFactory())
    text = body(client.get(story.url))
    assert f'href="{adviser.get_absolute_url()}"' in text
    theirs = body(client.get(adviser.get_absolute_url()))
    assert story.title in theirs
    assert other.title not in theirs
    assert "只是提到" not in theirs


def test_more_news_are_of_the_same_kind_first_and_never_the_page_itself(client):
    story, news = NewsFactory(kind=Kind.EXEMPLAR), NewsFactory()
    page = NewsFactory(kind=Kind.EXEMPLAR)
    assert rows(body(client.get(page.url))) == [story.title, news.title]


def test_a_download_says_its_kind_and_size(client):
    file = DocumentFactory(title="借条样本")
    value = {"title": "借条和欠条样本", "file": file}
    page = NewsFactory(kind=Kind.DOWNLOAD, body=[("download", value)])
    text = body(client.get(page.url))
    assert f'href="{file.url}" download' in text
    assert "借条和欠条样本" in text
    assert "PDF · 9" in text


def test_a_download_whose_file_was_deleted_leaves_nothing(client):
    page = NewsFactory(body=[("download", {"title": "借条样本", "file": None})])
    assert "借条样本" not in body(client.get(page.url))


def test_the_picture_is_drawn_by_the_clock_and_shared(client):
    page = NewsFactory(cover=ImageFactory())
    assert "case__cover" not in body(client.get(page.url))
    assert draw_missing_pictures() == 1
    drawn = page.cover.get_rendition(COVER)
    text = body(client.get(page.url))
    assert f'src="{drawn.url}"' in text
    assert f'og:image" content="http://testserver{drawn.url}"' in text


def test_the_budget_holds_when_rows_grow(queries_of):
    page = NewsFactory(adviser=AdviserFactory())
    NewsFactory()
    urls = [page.url, news_section().url]
    few = [queries_of(url) for url in urls]
    for _ in range(9):
        NewsFactory(adviser=AdviserFactory())
    assert [queries_of(url) for url in urls] == few
    assert max(few) <= 8
