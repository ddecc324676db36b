"""The one place where changes of rows are noticed, whoever makes them."""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.search import outbox, registry, wording
from portal.search.models import LayWord, SearchSettings
from portal.search.tasks import rebuild_index


def connect():
    """Listen to saves, deletes and relations of registered models and to Wagtail's page tree."""
    for signal in (post_save, post_delete, page_published, page_unpublished):
        signal.connect(row_changed, dispatch_uid="portal.search.row")
    m2m_changed.connect(relation_changed, dispatch_uid="portal.search.relation")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(branch_changed, dispatch_uid="portal.search.branch")
    for signal in (post_save, post_delete):
        signal.connect(
            restriction_changed,
            sender=PageViewRestriction,
            dispatch_uid="portal.search.restriction",
        )
    for signal in (post_save, post_delete):
        signal.connect(words_changed, sender=LayWord, dispatch_uid="portal.search.words")
    post_save.connect(
        authority_changed, sender=SearchSettings, dispatch_uid="portal.search.authority"
    )


def words_changed(**kwargs):
    """Editors changed what people's words mean in law."""
    wording.forget()
    transaction.on_commit(wording.forget)


def authority_changed(raw=False, created=False, **kwargs):
    """Editors changed how much a kind of result counts: every document has another weight."""
    if not raw and not created:
        transaction.on_commit(rebuild_index.enqueue, robust=True)


def row_changed(instance, **kwargs):
    """A row was saved, deleted, published or unpublished."""
    outbox.enqueue(registry.keys_changed_by(instance))


def relation_changed(instance, action, **kwargs):
    """A row's many-to-many field changed."""
    if action.startswith("post_"):
        outbox.enqueue(registry.keys_changed_by(instance))


def branch_changed(instance, **kwargs):
    """A page moved or got another address: so did all pages under it."""
    outbox.enqueue(_keys_of_branch(instance))


def restriction_changed(instance, **kwargs):
    """A branch became private or public."""
    outbox.enqueue(_keys_of_branch(instance.page))


def _keys_of_branch(page):
    pages = Page.objects.descendant_of(page, inclusive=True).defer_streamfields()
    return [key for row in pages.iterator() for key in registry.keys_changed_by(row)]
