"""Word files: kept for the preview, turned into drafts of case articles, thrown away."""

import base64
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from knowledge.actions.storing import files_with_rows
from knowledge.blocks import UnstoredBodyBlock
from knowledge.models import ArticlePage, Law, Statute, WordFile
from knowledge.permissions import learning_section, may_write_articles
from knowledge.word import Draft, Words, read_word
from knowledge.word.pictures import thumbnail
from portal.media.models import PortalImage

KEPT_DAYS = 7  # so long a file waits for its editor; it may hold real names
NAME, TITLE, SUMMARY = 120, 255, 120  # longest, in signs: as the fields that hold them


class Records:
    """The records of law as the reader of Word files asks for them."""

    def __init__(self):
        self.names = Law.objects.names()
        self.today = timezone.localdate()

    def words(self, law, number, branch):
        """Return the article of law, or None when it is not on record; one query."""
        rows = Statute.objects.for_display()
        row = rows.filter(law__name=law, number=number, branch=branch or 0).first()
        return row and Words(row.pk, str(row), row.text, row.holds(self.today))


def read_draft(word_file, case: int) -> Draft:
    """Return the draft of one case as the file and the records say today."""
    return read_word(word_file.unseal(), word_file.file_name, Records(), case)


@transaction.atomic
def keep_word_file(content: bytes, *, file_name, cases, topic, by) -> WordFile:
    """Keep a file that was read, encrypted and for ``by`` alone. No page is made."""
    _allow(by)
    word_file = WordFile(
        file_name=file_name[-NAME:], cases=max(cases, 1), topic=topic, uploaded_by=by
    )
    word_file.seal(content)
    word_file.save()
    log(word_file, "knowledge.keep_word_file", user=by)
    return word_file


@transaction.atomic
def make_article(word_file, *, case, title, topic, by) -> ArticlePage:
    """Store the case as a draft with its pictures; nothing is published.

    Asked again for the same case it returns the draft that is there. The file itself is erased
    with its last case.
    """
    word_file = _own(word_file, by)
    if made := ArticlePage.objects.filter(pk=word_file.page_of(case)).first():
        return made
    draft = read_draft(word_file, case)
    with _stored(draft.pictures, by) as images:
        page = article_of(draft, body_of(draft, [image.pk for image in images]))
        page.title, page.topic, page.owner = title[:TITLE], topic, by
        page.slug = "" if slugify(title, allow_unicode=True) else f"word-{word_file.pk}-{case}"
        learning_section().add_child(instance=page)
        page.save_revision(user=by)
        log(page, "knowledge.import_word", user=by, data={"file": word_file.file_name})
    _note(word_file, case, page)
    return page


@transaction.atomic
def drop_word_file(word_file, *, by) -> None:
    """Throw the file away. Drafts that were made of it stay."""
    word_file = _own(word_file, by)
    log(word_file, "knowledge.drop_word_file", user=by)
    word_file.delete()


@transaction.atomic
def purge_word_files(*, at) -> int:
    """Throw away files that are older than ``KEPT_DAYS``; return how many."""
    old = WordFile.objects.filter(uploaded_at__lt=at - timedelta(days=KEPT_DAYS))
    return old.delete()[0]


def unstored_article(draft: Draft) -> ArticlePage:
    """Return the case as it would be read, with pictures that are stored nowhere."""
    pictures = [_address(thumbnail(picture.content)) for picture in draft.pictures]
    article = article_of(draft, UnstoredBodyBlock().to_python(body_of(draft, pictures)))
    article.has_stale_law = False  # nobody compared it yet: that is no warning to its writer
    return article


def article_of(draft: Draft, body) -> ArticlePage:
    """Return an unsaved draft with the words of the file."""
    return ArticlePage(
        title=draft.title[:TITLE], summary=draft.summary[:SUMMARY], body=body, live=False
    )


def body_of(draft: Draft, pictures: list) -> list[dict]:
    """Return the body as JSON; ``pictures``: what stands for each picture in its figure."""
    rows = []
    for part in draft.parts:
        value = part.value
        if part.kind == "figure":
            value = {"image": pictures[value["picture"]], **_without_number(value)}
        rows.append({"type": part.kind, "value": value})
    return rows


def _without_number(value):
    return {name: value[name] for name in ("alt", "caption")}


def _address(picture):
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode('ascii')}"


def _allow(user):
    if not may_write_articles(user):
        raise PermissionDenied


def _own(word_file, by):
    """The file, locked, when it is the editor's own; raises ``WordFile.DoesNotExist`` else."""
    _allow(by)
    return WordFile.objects.of(by).select_for_update().get(pk=word_file.pk)


@contextmanager
def _stored(pictures, by):
    """Store the pictures; when the draft fails they go again, also from the disk."""
    with files_with_rows() as images:
        for number, picture in enumerate(pictures, 1):
            images.append(_store(picture, number, by))
        yield images


def _store(picture, number, by):
    title = picture.alt or _("Picture %(number)d of a Word file") % {"number": number}
    image = PortalImage(title=title, description=picture.alt, uploaded_by_user=by)
    image.file = ContentFile(picture.content, name="word.jpg")
    image.save()
    return image


def _note(word_file, case, page):
    word_file.pages[str(case)] = page.pk
    if word_file.is_done:
        word_file.content = ""
    word_file.save(update_fields=["pages", "content"])
