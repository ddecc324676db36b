"""Names of documents: found whole, by their beginning, by pinyin or by initials."""

import re

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length
from pypinyin import Style, lazy_pinyin

from portal.search import ranking
from portal.search.analysis import HAN, fold
from portal.search.models import Suggestion
from portal.search.results import Hit

BATCH = 500
NAME_LIMIT = 100
NOT_SPELT = re.compile(r"[^a-z0-9]+")
HAN_WORD = re.compile(rf"[{HAN}]{{2,}}")


def keys_of_name(query, filters):
    """Return the keys of the documents called exactly ``query``, at most EXACT_LIMIT."""
    rows = Suggestion.objects.filter(name=_name(query.text))
    if "type" in filters:
        rows = rows.filter(type=filters["type"])
    return [hit.key for hit in _hits(rows, ranking.EXACT_LIMIT)]


def starting(query, limit):
    """Return the documents with a name, pinyin or initials that begin with ``query``.

    Where there is none, those that sound alike: who writes 会龙 may mean 回龙.
    """
    name = _name(query.text)
    if not name:
        return []
    rows = Suggestion.objects.starting("name", name)
    if query.is_letters:
        letters = NOT_SPELT.sub("", name)
        rows |= Suggestion.objects.starting("pinyin", letters)
        rows |= Suggestion.objects.starting("initials", letters)
    rows = rows.annotate(is_whole=Q(name=name) | Q(title=query.text))
    hits = _hits(rows, limit, first="-is_whole")
    return hits or (close_to(query) if HAN_WORD.fullmatch(name) else [])


def close_to(query):
    """Return the documents that are spelt like ``query``: what may have been meant."""
    spelt = query.text if query.is_letters else _spell(query.text)
    letters = NOT_SPELT.sub("", spelt)[:NAME_LIMIT]
    if len(letters) < 2:
        return []
    rows = Suggestion.objects.starting("pinyin", letters)
    if query.is_letters:
        rows |= Suggestion.objects.starting("initials", letters)
    return _hits(rows, ranking.EXACT_LIMIT)


@transaction.atomic
def store(documents, gone=()):
    """Replace the names of ``documents`` and forget those of the keys ``gone``."""
    keys = [document.key for document in documents] + list(gone)
    for start in range(0, len(keys), BATCH):
        Suggestion.objects.filter(key__in=keys[start : start + BATCH]).delete()
    rows = [row for document in documents for row in _rows(document)]
    Suggestion.objects.bulk_create(rows, batch_size=BATCH)


def noted(documents, seen):
    """Pass ``documents`` on; store their names in batches and add their keys to ``seen``."""
    batch = []
    for document in documents:
        batch.append(document)
        seen.add(document.key)
        yield document
        if len(batch) == BATCH:
            store(batch)
            batch = []
    store(batch)


def known_keys():
    """Return the keys of all documents that have a name here."""
    return set(Suggestion.objects.values_list("key", flat=True).distinct().iterator())


def forget_others(keys):
    """Forget the names of every document that is not in the set ``keys``."""
    store((), gone=known_keys() - keys)


def _rows(document):
    for name in dict.fromkeys(map(_name, document.names)):
        yield Suggestion(
            key=document.key,
            type=document.type,
            title=document.title[:250],
            url=document.url,
            township=document.facets.get("township", "")[:NAME_LIMIT],
            weight=document.boost,
            name=name,
            pinyin=NOT_SPELT.sub("", _spell(name))[:NAME_LIMIT],
            initials=NOT_SPELT.sub("", _spell(name, Style.FIRST_LETTER))[:NAME_LIMIT],
        )


def _name(text):
    return fold(text).strip()[:NAME_LIMIT]


def _spell(text, style=Style.NORMAL):
    return "".join(lazy_pinyin(text, style=style))


def _hits(rows, limit, first="-weight"):
    """Return one Hit per document, by its shortest matching name: 劳动法 before 劳动合同法."""
    hits: dict[str, Hit] = {}
    for row in rows.order_by(first, "-weight", Length("name"), "title", "pk")[: limit * 4]:
        hits.setdefault(row.key, _hit(row))
    return list(hits.values())[:limit]


def _hit(row):
    facets = {"township": row.township} if row.township else {}
    return Hit(key=row.key, type=row.type, title=row.title, url=row.url, facets=facets)
