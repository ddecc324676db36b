"""Only documents that are what their name says get in."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from portal.media.models import PortalDocument
from portal.media.models.inspecting import MAX_BYTES, inspect
from tests.factories.accounts import UserFactory
from tests.factories.media import DocumentFactory


def office(folder="word", extra=(), types=True):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if types:
            archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/main.xml", "<x/>")
        for name, content in extra:
            archive.writestr(name, content)
    return out.getvalue()


GOOD = [
    ("said.mp3", b"ID3\x04" + b"0" * 40),
    ("said.mp3", b"\xff\xfb\x90\x64" + b"0" * 40),
    ("said.m4a", b"\0\0\0\x1cftypM4A " + b"0" * 20 + b"moov" + b"0" * 20),
    ("a.pdf", b"%PDF-1.7\n..."),
    ("a.PDF", b"%PDF-1.4\n"),
    ("a.docx", office("word")),
    ("a.xlsx", office("xl")),
    ("a.pptx", office("ppt")),
    ("a.txt", "申请书".encode()),
    ("a.csv", "姓名,电话".encode("gb18030")),
]
BAD = [
    ("said.mp3", b"<script>"),
    ("said.mp3", b"\xff\xd8\xff\xe0 a picture"),
    ("said.m4a", b"\0\0\0\x1cftypM4A no content"),
    ("said.m4a", b"\0\0\0\x1cftypM4A moov \xa9xyz+29.1+110.4/"),
    ("said.wav", b"RIFF"),
    ("a.exe", b"MZ"),
    ("a.html", b"<script>"),
    ("a.svg", b"<svg/>"),
    ("a.docm", office("word")),
    ("a.zip", office("word")),
    ("a", b"%PDF-1.7"),
    ("a.pdf.exe", b"%PDF-1.7"),
    ("a.pdf", b"<html>"),
    ("a.pdf", b""),
    ("a.docx", b"%PDF-1.7"),
    ("a.docx", office("xl")),
    ("a.docx", office("word", types=False)),
    ("a.docx", office("word", [("word/vbaProject.bin", b"macro")])),
    ("a.docx", office("word", [("word/bomb.xml", b"0" * 210_000_000)])),
    ("a.txt", b"MZ\0\0"),
    ("a.txt", b"\xff\xfe\xff\xff"),
]


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_good_files_pass(name, content):
    inspect(ContentFile(content, name=name))


@pytest.mark.parametrize(("name", "content"), BAD, ids=[f"{i}-{n}" for i, (n, _) in enumerate(BAD)])
def test_bad_files_are_refused(name, content):
    with pytest.raises(ValidationError):
        inspect(ContentFile(content, name=name))


def test_size_is_capped():
    inspect(ContentFile(b"%PDF-" + b"0" * (MAX_BYTES - 5), name="a.pdf"))
    with pytest.raises(ValidationError):
        inspect(ContentFile(b"%PDF-" + b"0" * (MAX_BYTES - 4), name="a.pdf"))


def test_file_is_left_at_its_beginning():
    file = ContentFile(b"%PDF-1.7", name="a.pdf")
    inspect(file)
    assert file.tell() == 0


@pytest.mark.django_db
class TestStored:
    def test_document_is_stored_whole(self):
        document = DocumentFactory()
        document.refresh_from_db()
        assert document.file.read() == b"%PDF-1.7\n"
        assert str(document) == document.title

    def test_code_cannot_go_round(self):
        with pytest.raises(ValidationError), transaction.atomic():
            PortalDocument.objects.create(title="x", file=ContentFile(b"<html>", name="a.pdf"))
        with pytest.raises(ValidationError):
            PortalDocument(title="x").file.save("a.html", ContentFile(b"<script>"))
        assert not PortalDocument.objects.exists()

    @pytest.mark.parametrize(("content", "status"), [(b"%PDF-1.7", 302), (b"<html>", 200)])
    def test_upload_form(self, client, content, status):
        client.force_login(UserFactory(superuser=True))
        file = SimpleUploadedFile("a.pdf", content)
        response = client.post(reverse("wagtaildocs:add"), {"title": "x", "file": file, "tags": ""})
        assert response.status_code == status
        assert PortalDocument.objects.exists() == (status == 302)
        if status == 200:
            assert response.context["form"].errors["file"]
