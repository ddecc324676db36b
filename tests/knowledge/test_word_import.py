"""An editor's way from a Word file to a draft: upload, look, save."""

import base64
import io

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.models import PageLogEntry

from directory.models import Topic
from knowledge import actions
from knowledge.models import ArticlePage, WordFile
from portal.media.models import PortalImage
from tests.factories.knowledge import StatuteFactory, learning_section, topic
from tests.knowledge import word_files
from tests.knowledge.word_desk import (
    DOCX,
    TITLE,
    UPLOAD,
    look,
    save,
    send,
    two_cases,
    uploaded,
    with_picture,
)
from tests.knowledge.word_files import drawing, p, picture, run, word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    learning_section()
    StatuteFactory()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


class TestTheWay:
    def test_from_the_upload_through_the_preview_to_the_editor(self, desk, editor):
        answer = send(desk, word_files.by_styles())
        word_file = WordFile.objects.get()
        assert answer["Location"] == look(word_file)
        page = desk.get(look(word_file)).content.decode()
        assert TITLE in page
        assert reverse("word_import:page", args=[word_file.pk, 0]) in page
        answer = save(desk, word_file, title="彩礼能要回来吗？")
        article = ArticlePage.objects.get(title="彩礼能要回来吗？")
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])
        assert not article.live
        assert article.get_parent().pk == learning_section().pk
        assert article.owner == editor
        assert article.topic == topic()
        assert [block.block_type for block in article.body] == [
            *("story", "law", "analysis", "result", "steps", "papers", "contacts", "callout")
        ]
        assert article.body[1].value["statute"] == StatuteFactory()
        assert article.summary.startswith("小李和小陈订了婚")

    def test_nothing_is_public(self, desk, client):
        save(desk, uploaded(desk))
        article = ArticlePage.objects.get(title=TITLE)
        client.logout()
        assert client.get(article.url).status_code == 404
        assert not ArticlePage.objects.visible().exists()

    def test_the_editor_opens_and_saves_the_draft(self, desk):
        save(desk, uploaded(desk, with_picture()))
        article = ArticlePage.objects.get(title=TITLE)
        answer = desk.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
        assert answer.status_code == 200
        assert "老李家的墙" in answer.content.decode()
        version = article.get_latest_revision_as_object()
        version.body.stream_block.clean(version.body)

    def test_the_history_says_where_it_comes_from(self, desk, editor):
        save(desk, uploaded(desk))
        entry = PageLogEntry.objects.get(action="knowledge.import_word")
        assert (entry.user, entry.data["file"]) == (editor, "彩礼.docx")

    def test_a_title_without_a_letter_still_gets_an_address(self, desk):
        save(desk, uploaded(desk), title="？？")
        assert ArticlePage.objects.get(title="？？").slug.startswith("word-")

    def test_two_drafts_with_one_title(self, desk):
        save(desk, uploaded(desk))
        save(desk, uploaded(desk))
        assert ArticlePage.objects.filter(title=TITLE).count() == 2


class TestPreview:
    def shown(self, client, content=None, case=0):
        word_file = uploaded(client, content)
        return client.get(reverse("word_import:page", args=[word_file.pk, case]))

    def test_is_the_page_that_villagers_read(self, desk):
        answer = self.shown(desk)
        page = answer.content.decode()
        assert "knowledge/article.html" in [row.name for row in answer.templates]
        assert "小李和小陈订了婚" in page
        assert "禁止借婚姻索取财物" in page
        assert "先把证据找齐" in page
        assert "还没有人把它同现在的法律核对过" not in page

    def test_may_be_framed_by_the_portal_alone(self, desk):
        answer = self.shown(desk)
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert "unsafe-inline" not in answer["Content-Security-Policy"]

    def test_its_pictures_are_stored_nowhere_and_tell_nothing(self, desk, settings):
        page = self.shown(desk, with_picture()).content.decode()
        code = page.split('src="data:image/jpeg;base64,')[1].split('"')[0]
        with Image.open(io.BytesIO(base64.b64decode(code))) as shown:
            assert shown.size == (400, 300)
            assert not shown.getexif()
        assert 'alt="调解室里的三个人"' in page
        assert "图1 调解现场" in page
        assert not PortalImage.objects.exists()
        assert list(settings.MEDIA_ROOT.iterdir()) == []

    def test_markup_of_the_file_is_words(self, desk):
        content = word(
            p(run("<script>alert(1)</script>老李？")),
            p("案情", style="1"),
            p(run("<b>他</b>&nbsp;来了。")),
        )
        page = self.shown(desk, content).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;b&gt;他&lt;/b&gt;&amp;nbsp;来了。" in page

    def test_says_what_to_look_at(self, desk):
        page = desk.get(look(uploaded(desk, word_files.by_hand()))).content.decode()
        assert "作者：张某 湖南某律师事务所" in page

    def test_looking_changes_nothing(self, desk):
        word_file = uploaded(desk)
        for _again in range(2):
            desk.get(look(word_file))
            desk.get(reverse("word_import:page", args=[word_file.pk, 0]))
        assert not ArticlePage.objects.exists()
        assert not PortalImage.objects.exists()

    def test_queries_do_not_grow_with_the_pictures(self, desk, queries_of):
        def many(number):
            body = [p("案情", style="1"), *[p("一段。", drawing()) for _ in range(number)]]
            return word(p("问题？", style="a3"), *body, media={"image1.jpeg": picture()})

        few, more = (look(uploaded(desk, many(number))) for number in (1, 9))
        assert queries_of(few) == queries_of(more)


class TestPictures:
    def test_are_stored_without_place_time_and_phone(self, desk, editor, settings):
        save(desk, uploaded(desk, with_picture()))
        image = PortalImage.objects.get()
        assert (image.title, image.description) == ("调解室里的三个人", "调解室里的三个人")
        assert image.uploaded_by_user == editor
        with image.file.open() as file:
            content = file.read()
        assert b"PHONE-MAKER" not in content
        assert b"Exif" not in content
        with Image.open(io.BytesIO(content)) as stored:
            assert not stored.getexif()
        stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
        assert all(b"PHONE-MAKER" not in path.read_bytes() for path in stored)

    def test_stand_in_the_draft_with_alt_and_caption(self, desk):
        save(desk, uploaded(desk, with_picture()))
        figure = ArticlePage.objects.get(title=TITLE).body[1]
        assert figure.block_type == "figure"
        assert figure.value["image"] == PortalImage.objects.get()
        assert figure.value["alt"] == "调解室里的三个人"
        assert figure.value["caption"] == "图1 调解现场"

    def test_go_when_the_draft_fails(self, desk, editor, settings):
        word_file = uploaded(desk, with_picture())
        said = {"case": 0, "title": "a", "topic": Topic(name="不在表里"), "by": editor}
        with pytest.raises(ValueError, match="topic"):
            actions.make_article(word_file, **said)
        assert not PortalImage.objects.exists()
        assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


class TestSeveralCases:
    def test_each_becomes_a_draft(self, desk):
        word_file = uploaded(desk, two_cases())
        assert word_file.cases == 2
        page = desk.get(look(word_file)).content.decode()
        assert "案例二：邻居占了我家的地" in page
        save(desk, word_file, 0, title="老板跑了，工钱找谁要？")
        word_file.refresh_from_db()
        assert word_file.next_case() == 1
        assert look(word_file, 1) in desk.get(UPLOAD).content.decode()
        save(desk, word_file, 1, title="邻居占了我家的地，怎么办？")
        bodies = [str(page.body) for page in ArticlePage.objects.order_by("pk")]
        assert "老王" in bodies[0]
        assert "老张" not in bodies[0]
        assert "老张" in bodies[1]
        assert "老王" not in bodies[1]
        word_file.refresh_from_db()
        assert (word_file.is_done, word_file.content) == (True, "")

    def test_a_case_that_is_a_draft_leads_to_it(self, desk):
        word_file = uploaded(desk, two_cases())
        save(desk, word_file, 1)
        article = ArticlePage.objects.get()
        answer = desk.get(look(word_file, 1))
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])

    @pytest.mark.parametrize("name", ["look", "page"])
    def test_there_is_no_third(self, desk, name):
        word_file = uploaded(desk, two_cases())
        url = reverse(f"word_import:{name}", args=[word_file.pk, 2])
        assert desk.get(url).status_code == 404


def test_the_sample_is_read_without_a_remark_to_do(desk):
    StatuteFactory(number=675, text="借款人应当按照约定的期限返还借款。")
    answer = desk.get(reverse("word_import:sample"))
    assert answer["Content-Type"] == DOCX
    page = desk.get(look(uploaded(desk, answer.content)))
    assert page.context["draft"].notices == []
    assert [part.kind for part in page.context["draft"].parts] == [
        *("story", "people", "law", "analysis", "result", "steps", "papers", "contacts", "callout")
    ]
