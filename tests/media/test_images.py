"""Every way a picture can come in leads through the rebuilding."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from portal.media.models import PortalImage
from tests.factories.accounts import UserFactory
from tests.factories.media import ImageFactory, photo
from tests.media.test_rebuilding import KINDS, traces

pytestmark = pytest.mark.django_db


def stored(file):
    with file.storage.open(file.name) as content:
        return content.read()


@pytest.fixture
def editor(client):
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    user = UserFactory(superuser=True)
    client.force_login(user)
    return client


def upload(kind="JPEG", orientation=1, content=None):
    name = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp"}[kind]
    data = photo(kind, orientation=orientation) if content is None else content
    return SimpleUploadedFile(name, data, content_type=f"image/{kind.lower()}")


@pytest.mark.parametrize("kind", KINDS)
def test_created_in_code(kind):
    image = PortalImage.objects.create(title="x", file=upload(kind, orientation=6))
    image.refresh_from_db()
    assert traces(stored(image.file)) == set()
    assert (image.width, image.height) == (40, 60)


def test_assigned_later():
    image = ImageFactory()
    image.file = upload("PNG", orientation=6)
    image.save()
    image.refresh_from_db()
    assert image.file.name.endswith(".png")
    assert traces(stored(image.file)) == set()
    assert (image.width, image.height) == (40, 60)


def test_saved_through_the_file():
    image = PortalImage(title="x")
    image.file.save("b.jpg", ContentFile(photo(orientation=6)), save=True)
    image.refresh_from_db()
    assert traces(stored(image.file)) == set()
    assert (image.width, image.height) == (40, 60)


@pytest.mark.parametrize("spec", ["original", "width-30", "fill-20x20", "format-jpeg"])
@pytest.mark.parametrize("kind", KINDS)
def test_renditions_tell_nothing(kind, spec):
    rendition = PortalImage.objects.create(title="x", file=upload(kind)).get_rendition(spec)
    assert traces(stored(rendition.file)) == set()


def test_no_picture_is_refused_in_code():
    with pytest.raises(ValidationError):
        PortalImage(title="x", file=upload(content=b"<html>"))


def test_saving_other_fields_leaves_the_file_alone():
    image = ImageFactory()
    before = (image.file.name, stored(image.file))
    image = PortalImage.objects.get(pk=image.pk)
    image.title = "anders"
    image.save()
    assert (image.file.name, stored(image.file)) == before


class TestEditors:
    def add(self, client, file):
        data = {"title": "图", "file": file, "description": "", "tags": ""}
        return client.post(reverse("wagtailimages:add"), data)

    @pytest.mark.parametrize("kind", KINDS)
    def test_upload_form(self, editor, kind):
        assert self.add(editor, upload(kind, orientation=6)).status_code == 302
        image = PortalImage.objects.get()
        content = stored(image.file)
        assert traces(content) == set()
        assert (image.width, image.height, image.file_size) == (40, 60, len(content))

    def test_multiple_upload(self, editor):
        url = reverse("wagtailimages:add_multiple")
        response = editor.post(
            url,
            {"title": "图", "files[]": upload()},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert response.json()["success"]
        assert traces(stored(PortalImage.objects.get().file)) == set()

    def test_chooser_upload(self, editor):
        prefix = "image-chooser-upload"
        url = reverse("wagtailimages_chooser:create")
        editor.post(url, {f"{prefix}-title": "图", f"{prefix}-file": upload()})
        assert traces(stored(PortalImage.objects.get().file)) == set()

    def test_replaced_file(self, editor):
        image = ImageFactory()
        url = reverse("wagtailimages:edit", args=[image.pk])
        editor.post(url, {"title": "图", "file": upload("WEBP"), "description": "", "tags": ""})
        image.refresh_from_db()
        assert image.file.name.endswith(".webp")
        assert traces(stored(image.file)) == set()

    @pytest.mark.parametrize("content", [photo()[:300], photo()[:-200], b"<html>", b""])
    def test_damaged_upload_is_an_error_beside_the_field(self, editor, content):
        response = self.add(editor, upload(content=content))
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not PortalImage.objects.exists()

    def test_same_picture_twice_is_noticed(self, editor):
        self.add(editor, upload())
        self.add(editor, upload())
        first, second = PortalImage.objects.all()
        assert first.file_hash == second.file_hash
