"""A lecture was held: outline, head count, photos, and nothing of it without the others."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image

from directory.ledger.models import Entry
from knowledge import actions
from knowledge.models import LecturePhoto
from portal.media.models import PortalImage
from tests.factories.knowledge import ArticleFactory, OutlineFactory
from tests.knowledge.lecture_desk import LectureDesk, address

pytestmark = pytest.mark.django_db
GPS = 0x8825


@pytest.fixture
def desk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return LectureDesk()


def photo(name="听课.jpg", kind="JPEG"):
    """A picture that says where it was taken and with what."""
    picture, out = Image.new("RGB", (64, 48), "teal"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Huawei"
    exif.get_ifd(GPS)[1] = "N"
    picture.save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def post(desk, lecture, step="hold", **data):
    return desk.browser(desk.adviser).post(address(step, lecture.pk), data)


def test_held_with_count_and_photos_it_stands_in_the_ledger(desk):
    lecture = desk.over()
    data = {"head_count": "46", "photo_1": photo(), "caption_1": "大家在村部听课"}
    assert post(desk, lecture, **data).status_code == 302
    lecture.refresh_from_db()
    assert (lecture.status, lecture.head_count) == ("held", 46)
    assert lecture.ledger_entry.summary == lecture.title
    assert lecture.photos.get().caption == "大家在村部听课"


def test_a_photo_keeps_nothing_but_its_pixels(desk):
    lecture = desk.over()
    post(desk, lecture, head_count="3", photo_1=photo(), caption_1="村部")
    with Image.open(lecture.photos.get().image.file) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (64, 48)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_of_pictures(desk, kind):
    lecture = desk.over()
    post(desk, lecture, head_count="3", photo_1=photo("x.bin", kind), caption_1="村部")
    assert lecture.photos.count() == 1


def test_six_photos_and_no_seventh(desk):
    lecture = desk.lecture("held")
    pictures = [(photo(), f"第{number}张") for number in range(6)]
    actions.add_photos(lecture, by=desk.adviser, photos=pictures)
    with pytest.raises(ValidationError) as refusal:
        actions.add_photos(lecture, by=desk.adviser, photos=[(photo(), "第七张")])
    assert refusal.value.code == "too_many_photos"
    page = desk.browser(desk.adviser).get(address("photos", lecture.pk))
    assert page["Location"] == address("lecture", lecture.pk)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"head_count": ""}, "head_count"),
        ({"head_count": "0"}, "head_count"),
        ({"head_count": "99999"}, "head_count"),
        ({"head_count": "12", "photo_2": "fake"}, "photo_2"),
        ({"head_count": "12", "photo_1": "real"}, "caption_1"),
    ],
)
def test_something_wrong_keeps_what_was_typed_and_holds_nothing(desk, data, field):
    lecture = desk.over()
    files = {"fake": SimpleUploadedFile("a.jpg", b"no picture"), "real": photo()}
    data = {name: files.get(value, value) for name, value in data.items()}
    response = post(desk, lecture, **{"caption_2": "后排", **data})
    assert field in response.context["form"].errors
    assert "后排" in response.content.decode()
    lecture.refresh_from_db()
    assert lecture.status == "announced"
    assert not Entry.objects.exists()
    assert not PortalImage.objects.exists()


def test_without_an_outline_it_is_not_held(desk):
    lecture = desk.over(outline=None)
    response = post(desk, lecture, head_count="20")
    assert "提纲" in response.content.decode()
    assert not Entry.objects.exists()


def test_before_it_begins_it_is_not_held(desk):
    lecture = desk.lecture("announced", outline=OutlineFactory())
    assert post(desk, lecture, head_count="20").context["form"].errors
    assert not Entry.objects.exists()


def test_marked_twice_it_stands_in_the_ledger_once(desk):
    lecture = desk.over()
    for _tap in range(2):
        assert post(desk, lecture, head_count="20").status_code == 302
    assert Entry.objects.count() == 1


def test_a_refused_photo_takes_the_ledger_entry_back(desk):
    lecture = desk.over()
    with pytest.raises(ValidationError):
        actions.hold(
            lecture,
            by=desk.adviser,
            head_count=9,
            photos=[(SimpleUploadedFile("a.jpg", b"no picture"), "后排")],
        )
    lecture.refresh_from_db()
    assert (lecture.status, Entry.objects.count()) == ("announced", 0)


def test_a_refused_photo_takes_the_files_of_all_with_it(desk, tmp_path):
    lecture = desk.over()
    two = [(photo("一.jpg"), "村部"), (photo("二.jpg"), None)]
    with pytest.raises(IntegrityError):
        actions.hold(lecture, by=desk.adviser, head_count=3, photos=two)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_photo_is_taken_away_with_its_file(desk):
    lecture = desk.lecture("held")
    actions.add_photos(lecture, by=desk.adviser, photos=[(photo(), "村部")])
    row = lecture.photos.get()
    url = address("photo_remove", lecture.pk, row.pk)
    assert desk.browser(desk.other_adviser).post(url).status_code == 404
    assert desk.browser(desk.clerk).post(url).status_code == 403
    assert desk.browser(desk.adviser).post(url).status_code == 302
    assert not LecturePhoto.objects.exists()
    assert not PortalImage.objects.exists()


def test_a_photo_of_another_lecture_is_not_there(desk):
    first, second = desk.lecture("held"), desk.lecture("held")
    actions.add_photos(first, by=desk.adviser, photos=[(photo(), "村部")])
    url = address("photo_remove", second.pk, first.photos.get().pk)
    assert desk.browser(desk.adviser).post(url).status_code == 404
    assert LecturePhoto.objects.count() == 1


@pytest.mark.parametrize("who", ["other_adviser", "clerk", "office_user", "leader"])
def test_nobody_else_marks_it_held(desk, who):
    with pytest.raises(PermissionDenied):
        actions.hold(desk.over(), by=getattr(desk, who), head_count=10)


class TestOutline:
    def post(self, desk, lecture, do, **data):
        return post(desk, lecture, "outline", do=do, **data)

    def test_chosen_cases_become_points_that_one_edits_and_saves(self, desk):
        lecture = desk.over(outline=None)
        case = ArticleFactory(title="彩礼能要回来吗？", topic=lecture.topic)
        made = self.post(desk, lecture, "make", cases=[case.pk], text="一、开场")
        text = made.context["form"]["text"].value()
        assert text.startswith("一、开场\n\n二、彩礼能要回来吗？")
        lecture.refresh_from_db()
        assert lecture.outline is None
        saved = self.post(desk, lecture, "save", cases=[case.pk], text=text + "\n三、现场问")
        assert saved["Location"] == address("lecture", lecture.pk)
        lecture.refresh_from_db()
        assert lecture.outline.points == ["开场", "彩礼能要回来吗？", "现场问"]
        assert list(lecture.outline.articles.all()) == [case]

    def test_looking_for_cases_keeps_text_and_choice(self, desk):
        lecture = desk.over()
        chosen = ArticleFactory(title="工钱怎么要？", topic=lecture.topic)
        found = ArticleFactory(title="彩礼怎么退？")
        page = self.post(desk, lecture, "find", q="彩礼", cases=[chosen.pk], text="写了一半")
        form = page.context["form"]
        assert set(form.fields["cases"].queryset) == {chosen, found}
        assert form["cases"].value() == [str(chosen.pk)]
        assert "写了一半" in page.content.decode()

    def test_a_sign_that_no_database_takes_looks_for_nothing(self, desk):
        page = self.post(desk, desk.over(), "find", q="彩\x00礼", text="写了一半")
        assert page.status_code == 200
        assert "q" in page.context["form"].errors
        assert "写了一半" in page.content.decode()

    def test_a_draft_is_neither_found_nor_told(self, desk):
        lecture = desk.over(outline=None)
        draft = ArticleFactory(draft=True, title="彩礼草稿", topic=lecture.topic)
        page = self.post(desk, lecture, "find", q="彩礼")
        assert "彩礼草稿" not in page.content.decode()
        assert "cases" in self.post(desk, lecture, "make", cases=[draft.pk]).context["form"].errors

    def test_an_empty_outline_is_not_saved(self, desk):
        lecture = desk.over(outline=None)
        assert "text" in self.post(desk, lecture, "save", text="  ").context["form"].errors
        lecture.refresh_from_db()
        assert lecture.outline is None

    @pytest.mark.parametrize("cases", [["x"], ["9" * 30], ["-1"]])
    def test_nonsense_among_the_cases_is_refused_in_words(self, desk, cases):
        page = self.post(desk, desk.over(), "make", cases=cases)
        assert "cases" in page.context["form"].errors

    def test_what_lies_at_the_office_is_refused_on_the_page(self, desk):
        lecture = desk.filing().lecture
        page = self.post(desk, lecture, "save", text="一、换了")
        assert page.context["form"].non_field_errors()

    def test_that_of_a_cancelled_lecture_is_not_written(self, desk):
        lecture = desk.lecture("cancelled")
        page = self.post(desk, lecture, "save", text="一、写了")
        assert page["Location"] == address("lecture", lecture.pk)
        lecture.refresh_from_db()
        assert lecture.outline is None
