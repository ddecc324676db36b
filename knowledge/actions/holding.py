"""A lecture was held: the ledger's entry, how many people came, and the photos."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Collection

from directory.ledger.actions import record
from directory.ledger.models import Entry
from knowledge.actions.steps import begin, finish, require
from knowledge.actions.storing import files_with_rows
from knowledge.models import Lecture, LecturePhoto
from knowledge.permissions import may_lead
from portal.media.models import PortalImage

MOST_PHOTOS = 6
MOST_PEOPLE = 5000
COLLECTION = "讲座照片"
Photos = Iterable[tuple[File, str]]


@transaction.atomic
def hold(
    lecture, *, by=None, at: datetime | None = None, head_count=None, photos: Photos = ()
) -> Lecture:
    """Mark a lecture held and write it into the ledger of its village.

    ``at`` is the moment of marking (now); a lecture that has not begun by then is refused, and one
    without an outline. ``head_count`` may be missing only in what the operator brings over.
    ``photos`` are (file, what it shows).
    """
    lecture = begin(lecture, "hold", by)
    _refuse(lecture, at or timezone.now(), head_count, may_lack_count=by is None)
    lecture.head_count = head_count
    lecture.ledger_entry = record(
        village=lecture.village,
        kind=Entry.Kind.LECTURE,
        happened_on=timezone.localdate(lecture.starts_at),
        adviser=lecture.speaker,
        summary=lecture.title,
        by=by,
        minutes=lecture.minutes,
    )
    lecture = finish(lecture, "hold", by, {"head_count": head_count})
    _store(lecture, photos, by)
    return lecture


@transaction.atomic
def add_photos(lecture, *, by=None, photos: Photos) -> Lecture:
    """Add pictures to a held lecture: six in all. They lose everything but their pixels."""
    lecture = begin(lecture, "photos", by)
    if number := _store(lecture, photos, by):
        log(lecture, "knowledge.photos", user=by, data={"added": number})
    return lecture


@transaction.atomic
def remove_photo(photo, *, by=None):
    """Take a picture away, for example because somebody does not want to be seen."""
    lecture = Lecture.objects.select_for_update(of=["self"]).get(pk=photo.lecture_id)
    require(may_lead(by, lecture))
    image = photo.image
    photo.delete()
    image.delete()
    log(lecture, "knowledge.photos", user=by, data={"removed": photo.caption})


def _refuse(lecture, at, head_count, *, may_lack_count):
    if at < lecture.starts_at:
        raise ValidationError(_("This lecture has not begun yet."), code="too_early")
    if lecture.outline_id is None:
        words = _("Write the outline first: without one a lecture cannot be marked held.")
        raise ValidationError(words, code="no_outline")
    if head_count is None and may_lack_count:
        return
    if head_count is None or not 1 <= head_count <= MOST_PEOPLE:
        words = _("Write how many people came: one at least.")
        raise ValidationError({"head_count": words})


def _store(lecture, photos, user):
    """Write the pictures; how many."""
    photos = list(photos)
    if lecture.photos.count() + len(photos) > MOST_PHOTOS:
        raise ValidationError(
            _("A lecture has at most %(most)s photos."),
            code="too_many_photos",
            params={"most": MOST_PHOTOS},
        )
    with files_with_rows() as images:
        for file, caption in photos:
            title = f"{lecture.title}: {caption}"[:255]
            image = PortalImage.objects.create(
                title=title, file=file, collection=_collection(), uploaded_by_user=user
            )
            images.append(image)
            LecturePhoto.objects.create(lecture=lecture, image=image, caption=caption)
    return len(photos)


def _collection():
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)
