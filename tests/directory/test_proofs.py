"""Pictures of licences: made anew, small, and refused in one sentence."""

import base64
import io

import pytest
from PIL import Image

from directory.forms import proofs
from directory.models import Application
from tests.directory.test_joining_pages import TYPED, errors, picture, send
from tests.factories.media import CANARY, photo

pytestmark = pytest.mark.django_db


class TestPictures:
    def stored(self):
        return [base64.b64decode(proof.picture) for proof in Application.objects.get().proofs.all()]

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_each_becomes_a_plain_small_jpeg(self, client, kind):
        send(client, pictures=[picture(f"x.{kind.lower()}", photo(kind, size=(2400, 1200)))])
        [content] = self.stored()
        with Image.open(io.BytesIO(content)) as image:
            assert (image.format, image.size) == ("JPEG", (1600, 800))
            assert not image.getexif()
        assert CANARY.encode() not in content

    def test_transparent_ground_becomes_white(self):
        clear = io.BytesIO()
        Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(clear, "PNG")
        plain = base64.b64decode(proofs.encoded(picture("x.png", clear.getvalue())))
        with Image.open(io.BytesIO(plain)) as image:
            assert image.getpixel((4, 4)) == (255, 255, 255)

    def test_a_picture_lying_down_is_turned_upright(self, client):
        send(client, pictures=[picture(content=photo(size=(60, 40), orientation=6))])
        with Image.open(io.BytesIO(self.stored()[0])) as image:
            assert image.size == (40, 60)

    def test_three_are_taken_in_their_order(self, client):
        sizes = [(30, 20), (40, 20), (50, 20)]
        send(client, pictures=[picture(content=photo(size=size)) for size in sizes])
        assert [Image.open(io.BytesIO(one)).size for one in self.stored()] == sizes

    @pytest.mark.parametrize(
        "files",
        [
            [],
            [picture("x.jpg", b"no picture")],
            [picture("x.pdf", b"%PDF-1.7\n")],
            [picture("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")],
            [picture("x.jpg", photo()[:200])],
            [picture(content=photo()) for _ in range(4)],
            [picture("big.jpg", b"\xff\xd8\xff" + b"0" * (8 * 1024 * 1024))],
        ],
    )
    def test_bad_files_are_refused_in_one_sentence(self, client, files):
        response = send(client, pictures=files)
        assert response.status_code == 200
        assert len(errors(response)["proofs"]) == 1
        assert TYPED["name"] in response.content.decode()
        assert not Application.objects.exists()
