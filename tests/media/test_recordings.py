"""Recordings are played in parts: an iPhone asks for two bytes first, then for more."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from portal.media.models import PortalDocument

pytestmark = pytest.mark.django_db
SOUND = b"ID3" + bytes(range(97))
SIZE = len(SOUND)


def document(name="told.mp3", content=SOUND, **facts):
    file = ContentFile(content, name=name)
    row = PortalDocument(title="录音", file=file, **facts)
    row._set_document_file_metadata()
    row.save()
    return row


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(row, asked=None, **headers):
    if asked is not None:
        headers["Range"] = asked
    return Client().get(row.url, headers=headers)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, SIZE - 1),
        ("bytes=0-999", 0, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        ("bytes=-999", 0, SIZE - 1),
    ],
)
def test_a_part_is_that_part(asked, first, last):
    answer = ask(document(), asked)
    assert answer.status_code == 206
    assert answer.content == SOUND[first : last + 1]
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Type"] == "audio/mpeg"
    assert answer["Content-Length"] == str(last + 1 - first)
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=9-3", "bytes=-0"])
def test_what_lies_beyond_is_refused(asked):
    answer = ask(document(), asked)
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("asked", [None, "", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=²-3"])
def test_everything_else_gets_the_whole(asked):
    answer = ask(document(), asked)
    assert answer.status_code == 200
    assert answer.getvalue() == SOUND


def test_another_edition_is_sent_whole():
    row = document()
    tag = ask(row, "bytes=0-1")["ETag"]
    assert tag == ask(row)["ETag"]
    assert ask(row, "bytes=0-1", **{"If-Range": tag}).status_code == 206
    assert ask(row, "bytes=0-1", **{"If-Range": '"older"'}).status_code == 200


def test_other_files_are_sent_whole():
    assert ask(document("form.pdf", b"%PDF-1.7 x"), "bytes=0-1").status_code == 200


def test_who_may_not_have_it_gets_no_part_of_it():
    closed = Collection.get_first_root_node().add_child(name="内部")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    assert ask(document(collection=closed), "bytes=0-1").status_code == 302
