"""Which rows of which app can be found. Every app registers its own in its ``search.py``."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from wagtail.models import Page

from portal.search.documents import SearchDocument
from portal.search.models import SearchSettings

logger = logging.getLogger(__name__)
BATCH = 200
ModelClass = type[models.Model]


@dataclass(frozen=True)
class Source:
    """One kind of findable row.

    ``queryset`` gives the rows that *everybody* may see, with what ``build`` needs fetched
    along; a row outside it is never in the index. ``related`` names models whose changes change
    a document: ``{Assignment: lambda assignment: [assignment.village]}`` (called after a save
    and a delete of an assignment, gives rows of ``model``). ``is_dated``: rows leave ``queryset``
    by the calendar alone, without a change that the index would hear of; so each hit is asked for.
    """

    type: str
    model: ModelClass
    queryset: Callable[[], models.QuerySet]
    build: Callable[[Any], SearchDocument]
    related: Mapping[ModelClass, Callable[[Any], Iterable[models.Model]]] = field(
        default_factory=dict
    )
    is_dated: bool = False

    def __post_init__(self):
        if not re.fullmatch(r"[a-z]{1,8}", self.type):
            raise ValueError("A type is one to eight small letters.")

    def key(self, row):
        """Return the document key of ``row``."""
        return f"{self.type}:{row.pk}"


_sources: list[Source] = []
_naming: list[Callable[[str], Iterable[str]]] = []
_private: list[Callable[[str], bool]] = []


def register(source):
    """Make the rows of ``source`` findable. Several models may share a type, not a model a type."""
    if any(s.type == source.type and s.model is source.model for s in _sources):
        raise ValueError(f"{source.model.__name__} is registered as {source.type} already.")
    _sources.append(source)


def unregister(source):
    """Forget ``source``."""
    _sources.remove(source)


def register_naming(keys_named):
    """Let ``keys_named(text)`` say which documents folded ``text`` names; they stand first.

    For what has too many names to list: 《民法典》第一千零八十七条. Called at every search, so it
    looks at the text before it asks the database.
    """
    _naming.append(keys_named)


def unregister_naming(keys_named):
    """Forget ``keys_named``."""
    _naming.remove(keys_named)


def keys_named(text):
    """Return the keys of the documents that ``text`` names, each once."""
    return list(dict.fromkeys(key for naming in _naming for key in naming(text)))


def register_private(names_somebody):
    """Let ``names_somebody(text)`` say that folded ``text`` of a search must not be kept."""
    _private.append(names_somebody)


def is_private(text):
    """Say whether folded ``text`` of a search may name a private person."""
    return any(names_somebody(text) for names_somebody in _private)


def sources():
    """Return every registered source."""
    return tuple(_sources)


def keys_changed_by(row):
    """Return the keys of the documents that a change of ``row`` may change."""
    row = _specific(row)
    model = type(row)
    keys = [source.key(row) for source in _sources if source.model is model]
    for source in _sources:
        if model in source.related:
            keys += [source.key(other) for other in _related(source, row)]
    return list(dict.fromkeys(keys))


def documents():
    """Yield the document of every visible row that has an address.

    A row that cannot be built into a document is logged and left out.
    """
    authority = SearchSettings.now()
    for source in _sources:
        for row in source.queryset().iterator(chunk_size=BATCH):
            document = _built(source, row, authority)
            if document and document.url:
                yield document


def documents_of(keys):
    """Return ``{key: document}`` of those ``keys`` whose row is visible now.

    A row that cannot be built into a document gives None, is logged, and stops no other. One that
    has no address, as a page outside every site, is open to nobody and so left out.
    """
    wanted: dict[str, list[str]] = {}
    for key in keys:
        kind, _, pk = key.partition(":")
        wanted.setdefault(kind, []).append(pk)
    found: dict[str, SearchDocument | None] = {}
    authority = SearchSettings.now()
    for source in _sources:
        if source.type in wanted:
            rows = source.queryset().filter(pk__in=wanted[source.type])
            found |= {source.key(row): _built(source, row, authority) for row in rows}
    return {key: built for key, built in found.items() if built is None or built.url}


def still_visible(hits):
    """Return ``hits`` without those whose day has passed since they were indexed.

    One query for each dated source that a hit is of, none for the rest.
    """
    gone = set()
    for source in _sources:
        held = {hit.key for hit in hits if source.is_dated and hit.type == source.type}
        if held:
            keys = [key.partition(":")[2] for key in held]
            rows = source.queryset().filter(pk__in=keys).prefetch_related(None)
            gone |= held - {f"{source.type}:{pk}" for pk in rows.values_list("pk", flat=True)}
    return [hit for hit in hits if hit.key not in gone]


def _as_set(document, authority):
    """Return ``document`` with the weight, and without what is learned, as the editors set it."""
    boost = document.boost * authority.factor_of(document)
    return replace(document, boost=boost, questions=document.questions if authority.learns else ())


def _built(source, row, authority):
    try:
        return _as_set(source.build(row), authority)
    except Exception:  # whatever an app's builder does wrong must not hold up all other changes
        logger.exception("No search document for %s", source.key(row))
        return None


def _related(source, row):
    """Return the rows whose documents show ``row``; none where they are deleted together."""
    try:
        return [other for other in source.related[type(row)](row) if other]
    except ObjectDoesNotExist:
        return []


def _specific(row):
    if type(row) is Page:
        return row.specific_deferred
    return row
