"""Word files: twice, by the wrong person, refused, thrown away; nothing is left behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from knowledge import actions
from knowledge.models import ArticlePage, WordFile
from portal.media.models import PortalImage
from tests.factories.knowledge import StatuteFactory, learning_section, topic
from tests.knowledge import word_files
from tests.knowledge.conftest import member_of
from tests.knowledge.word_desk import (
    TITLE,
    UPLOAD,
    look,
    save,
    send,
    two_cases,
    uploaded,
    with_picture,
)

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


class TestTwice:
    def test_saving_again_leads_to_the_same_draft(self, desk):
        word_file = uploaded(desk, with_picture())
        first, second = save(desk, word_file), save(desk, word_file)
        assert first["Location"] == second["Location"]
        assert ArticlePage.objects.count() == PortalImage.objects.count() == 1

    def test_a_draft_that_was_deleted_is_made_again(self, desk):
        word_file = uploaded(desk, two_cases())
        save(desk, word_file)
        ArticlePage.objects.get().delete()
        assert "iframe" in desk.get(look(word_file)).content.decode()
        answer = save(desk, word_file)
        page = ArticlePage.objects.get()
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert desk.get(look(word_file))["Location"] == answer["Location"]

    def test_the_action_itself_returns_the_draft(self, desk, editor):
        word_file = uploaded(desk)
        said = {"case": 0, "title": TITLE, "topic": topic(), "by": editor}
        first = actions.make_article(word_file, **said)
        assert actions.make_article(word_file, **said) == first
        assert ArticlePage.objects.count() == 1

    def test_throwing_away_twice(self, desk):
        word_file = uploaded(desk)
        url = reverse("word_import:drop", args=[word_file.pk])
        assert desk.post(url)["Location"] == UPLOAD
        assert desk.post(url).status_code == 404


class TestNothingIsLeftBehind:
    def test_after_throwing_away(self, desk, settings):
        word_file = uploaded(desk, with_picture())
        desk.get(reverse("word_import:page", args=[word_file.pk, 0]))
        desk.post(reverse("word_import:drop", args=[word_file.pk]))
        assert not WordFile.objects.exists()
        assert not PortalImage.objects.exists()
        assert not ArticlePage.objects.exists()
        assert list(settings.MEDIA_ROOT.iterdir()) == []

    def test_the_draft_stays_when_the_rest_of_the_file_goes(self, desk):
        word_file = uploaded(desk, two_cases())
        save(desk, word_file)
        desk.post(reverse("word_import:drop", args=[word_file.pk]))
        assert ArticlePage.objects.count() == 1

    def test_the_file_is_encrypted_while_it_waits(self, desk):
        word_file = uploaded(desk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT content FROM knowledge_wordfile")
            stored = cursor.fetchone()[0]
        assert stored.startswith("gAAAA")
        assert word_file.unseal() == word_files.by_styles()

    def test_a_week_later(self, desk, time_machine):
        time_machine.move_to("2026-11-20 09:00")
        uploaded(desk)
        time_machine.move_to("2026-11-27 08:59")
        assert actions.purge_word_files(at=timezone.now()) == 0
        time_machine.move_to("2026-11-27 09:01")
        call_command("purge_word_files")
        assert not WordFile.objects.exists()
        call_command("purge_word_files")


class TestWhoMay:
    @pytest.mark.parametrize("name", ["look", "page"])
    def test_nobody_else_sees_the_file(self, desk, client, name):
        word_file = uploaded(desk)
        client.force_login(member_of("编辑"))
        url = reverse(f"word_import:{name}", args=[word_file.pk, 0])
        assert client.get(url).status_code == 404
        assert "彩礼.docx" not in client.get(UPLOAD).content.decode()

    def test_nobody_else_saves_or_drops_it(self, desk, client):
        word_file = uploaded(desk)
        client.force_login(member_of("编辑"))
        assert save(client, word_file).status_code == 404
        drop = reverse("word_import:drop", args=[word_file.pk])
        assert client.post(drop).status_code == 404
        assert WordFile.objects.exists()

    def test_the_actions_refuse_who_writes_no_articles(self, desk):
        stranger, word_file = member_of("司法局"), uploaded(desk)
        with pytest.raises(PermissionDenied):
            actions.make_article(word_file, case=0, title="a", topic=topic(), by=stranger)
        with pytest.raises(PermissionDenied):
            actions.keep_word_file(b"a", file_name="a", cases=1, topic=topic(), by=stranger)

    def test_the_buttons_are_where_an_editor_looks(self, desk):
        section = learning_section()
        for url in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_explore", args=[section.pk]),
            reverse("wagtailadmin_explore", args=[section.get_parent().pk]),
        ):
            assert UPLOAD in desk.get(url).content.decode(), url

    def test_others_do_not_see_the_buttons(self, client):
        client.force_login(member_of("司法局"))
        assert UPLOAD not in client.get(reverse("wagtailadmin_home")).content.decode()


class TestRefusals:
    def test_stand_beside_the_field_and_keep_the_topic(self, desk):
        answer = send(desk, b"%PDF-1.7 ...", name="案例.docx")
        form = answer.context["form"]
        assert "PDF" in form.errors["file"][0]
        assert f'value="{topic().pk}" selected' in answer.content.decode()
        assert not WordFile.objects.exists()

    def test_without_a_file_or_topic(self, desk):
        form = desk.post(UPLOAD, {}).context["form"]
        assert set(form.errors) == {"file", "topic"}

    def test_too_large_is_not_read(self, desk, monkeypatch):
        monkeypatch.setattr("knowledge.forms.word_files.MAX_BYTES", 100)
        assert "10 MB" in send(desk, word_files.by_styles()).context["form"].errors["file"][0]

    def test_an_empty_file(self, desk):
        assert len(send(desk, b"").context["form"].errors["file"]) == 1

    def test_saving_without_a_title_keeps_the_preview(self, desk):
        word_file = uploaded(desk)
        answer = save(desk, word_file, title=" ")
        assert answer.status_code == 200
        assert set(answer.context["form"].errors) == {"title"}
        assert not ArticlePage.objects.exists()
