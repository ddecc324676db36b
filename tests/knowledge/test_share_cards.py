"""The picture a shared link to a case shows: drawn by the clock, as often as the words change."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image
from wagtail.models import PageViewRestriction

from directory.models import Topic
from knowledge.actions import pictures
from knowledge.actions.pictures import draw_missing_pictures, remove_unseen_cards
from knowledge.drawing import NoFontError, Words, draw_card, draw_sign, fonts
from knowledge.drawing.lines import broken, clauses
from knowledge.models import ArticlePage, ShareCard
from knowledge.models.covers import COVER
from tests.factories.knowledge import ArticleFactory
from tests.factories.media import ImageFactory
from tests.factories.pages import site_settings

pytestmark = pytest.mark.django_db
WORDS = Words("订婚给了八万八，没领证就分手，能要回来吗？", "婚姻家庭", "一村一法律顾问", "永定区")


def files():
    folder = Path(default_storage.path("images/share"))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def card_of(article):
    return ShareCard.objects.get(page=article.pk)


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            return draw_missing_pictures()

    return run


def test_every_visible_case_gets_one(on_commit):
    article = ArticleFactory()
    ArticleFactory(draft=True)
    assert on_commit() == 1
    card = card_of(article)
    with Image.open(card.image) as picture:
        assert picture.size == (1200, 900)
    assert files() == [Path(card.image.name).name]


def test_drawing_again_draws_nothing(on_commit):
    ArticleFactory()
    on_commit()
    before = files()
    assert on_commit() == 0
    assert files() == before


def test_a_new_title_draws_a_new_card_and_takes_the_old_file_away(on_commit):
    article = ArticleFactory(title="借条没写利息")
    on_commit()
    old = files()
    ArticlePage.objects.filter(pk=article.pk).update(title="借条没写利息，能要吗？")
    assert on_commit() == 1
    assert len(files()) == 1
    assert files() != old
    assert ShareCard.objects.count() == 1


@pytest.mark.parametrize("what", ["topic", "site"])
def test_other_names_on_the_card_draw_it_anew(on_commit, what):
    article = ArticleFactory()
    on_commit()
    if what == "topic":
        Topic.objects.filter(pk=article.topic_id).update(name="家事")
    else:
        site_settings(county_name="慈利县")
    assert on_commit() == 1


@pytest.mark.parametrize("how", ["unpublished", "fenced"])
def test_nobody_finds_the_card_of_a_case_that_nobody_sees(on_commit, how):
    article = ArticleFactory()
    on_commit()
    if how == "fenced":
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    else:
        article.unpublish()
    assert remove_unseen_cards() == 1
    assert files() == []
    assert on_commit() == 0
    assert not ShareCard.objects.exists()


def test_a_shared_link_shows_the_card(client, on_commit):
    article = ArticleFactory()
    assert "img/share" in client.get(article.url).content.decode()
    on_commit()
    address = card_of(article).image.url
    text = client.get(article.url).content.decode()
    assert f'property="og:image" content="http://testserver{address}"' in text
    assert address.startswith("/media/images/share/"), "where pictures are served"


def test_a_cover_is_shared_while_there_is_no_card(client):
    article = ArticleFactory(cover=ImageFactory())
    cover = article.cover.get_rendition(COVER)
    assert cover.url in client.get(article.url).content.decode()


def test_what_an_editor_chose_comes_before_the_card(client, on_commit):
    article = ArticleFactory(share_image=ImageFactory())
    on_commit()
    chosen = article.share_image.get_rendition(article.SHARED_SIZE)
    assert (
        f'og:image" content="http://testserver{chosen.url}"'
        in client.get(article.url).content.decode()
    )


def test_sizes_of_covers_are_drawn_before_anybody_asks(on_commit):
    article = ArticleFactory(cover=ImageFactory())
    hidden = ArticleFactory(cover=ImageFactory(), draft=True)
    assert on_commit() == 2, "a cover and a card"
    assert article.cover.drawn(COVER)
    assert hidden.cover.drawn(COVER) is None


def test_a_machine_without_a_chinese_font_has_no_cards_but_covers(monkeypatch, caplog):
    def none(_words):
        raise NoFontError("Install a Chinese font.")

    monkeypatch.setattr(pictures, "draw_card", none)
    article = ArticleFactory(cover=ImageFactory())
    assert draw_missing_pictures() == 1
    assert not ShareCard.objects.exists()
    assert article.cover.drawn(COVER)
    assert "Install a Chinese font" in caplog.text


def test_no_font_is_found_where_there_is_none(tmp_path):
    with pytest.raises(NoFontError):
        fonts._found((str(tmp_path),))


def test_the_command_says_how_many(capsys):
    ArticleFactory()
    call_command("draw_pictures")
    assert capsys.readouterr().out == "drawn: 1\n"


def test_the_clock_starts_it(settings):
    assert "draw_pictures" in dict(settings.SCHEDULE)


def test_the_same_words_give_the_same_picture():
    assert draw_card(WORDS) == draw_card(WORDS)
    assert draw_card(WORDS) != draw_card(WORDS._replace(county="慈利县"))


def test_a_card_is_small_enough_to_be_shared_and_shows_the_seal():
    drawn = draw_card(WORDS)
    assert len(drawn) < 150_000
    with Image.open(io.BytesIO(drawn)) as picture:
        red, green, blue = picture.getpixel((238, 828))
    assert red > 140
    assert green < 90
    assert blue < 90


@pytest.mark.parametrize("title", ["欠钱不还？", "一" * 60, "“" * 40, "a" * 120, " "])
def test_any_title_is_drawn(title):
    assert draw_card(WORDS._replace(title=title))


def test_the_sign_of_the_portal_in_git_is_the_one_the_script_draws():
    stored = Path("portal/static/portal/img/share.png").read_bytes()
    with Image.open(io.BytesIO(stored)) as picture:
        assert picture.size == (400, 400)
    assert len(stored) <= 20_000
    assert len(draw_sign("一村一法律顾问")) <= 20_000


def test_lines_end_where_clauses_end():
    assert clauses("包工头跑了，工钱找谁要？", 7, len) == ["包工头跑了，", "工钱找谁要？"]
    assert clauses("甲，乙，丙丁戊。", 4, len) == ["甲，乙，", "丙丁戊。"]
    assert clauses("很长很长很长很长的一句", 5, len) == []


def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one():
    rows = broken("老人买了八千块“神药”，能退吗？怎么退？", 7, len)
    assert "".join(rows) == "老人买了八千块“神药”，能退吗？怎么退？"
    assert not [row for row in rows if row[0] in "”，？"]
    assert not [row for row in rows if row[-1] == "“"]


def test_lines_are_about_equally_long():
    assert broken("一二三四五六七八九", 8, len) == ["一二三四五", "六七八九"]


def test_a_picture_whose_file_is_gone_keeps_no_other_from_being_drawn(on_commit, caplog):
    lost, whole = ImageFactory(), ImageFactory()
    Path(lost.file.path).unlink()
    cases = [ArticleFactory(cover=lost), ArticleFactory(cover=whole)]
    on_commit()
    assert whole.renditions.filter(filter_spec=COVER).exists()
    assert ShareCard.objects.filter(page__in=cases).count() == 2
    assert f"picture {lost.pk} cannot be drawn" in caplog.text
