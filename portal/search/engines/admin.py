"""Wagtail's own search in the admin, on the Elasticsearch of the public search.

Wagtail's stock index needs parts that the core of the server lacks, and of Chinese words it finds
each character anywhere. Here each word that was typed must stand in the text as it was typed; its
end may still be missing. While the server does not answer, the database does.
"""

import logging
from contextlib import suppress
from copy import copy

from django.apps import apps
from django_tasks import task
from wagtail.search.backends import elasticsearch8, get_search_backend
from wagtail.search.backends.database import fallback
from wagtail.search.index import AutocompleteField, SearchField, class_is_indexed

from portal.search.analysis import fold
from portal.search.engines.base import EngineDownError
from portal.search.engines.elastic_index import READ_SECONDS, failures_named
from portal.search.engines.patience import Patience
from portal.search.queries import TERM_LIMIT

logger = logging.getLogger(__name__)
patience = Patience(READ_SECONDS, EngineDownError)


class Mapping(elasticsearch8.Elasticsearch8Mapping):
    """Every text is folded and cut into words and single Chinese characters."""

    edgengram_analyzer_config: dict = {}

    def _get_document_field_data(self, field, obj):
        name, value, beginnings = super()._get_document_field_data(field, obj)
        if isinstance(value, str) and isinstance(field, SearchField | AutocompleteField):
            value = fold(value)
            beginnings = [value] if beginnings else []
        return name, value, beginnings


class Index(elasticsearch8.Elasticsearch8Index):
    """Writes to an index that was laid out before, and shows at once what was written."""

    def add_item(self, item):
        if class_is_indexed(type(item)):
            mapping = self.mapping_class(type(item))
            self.es.index(
                index=self.name,
                id=mapping.get_document_id(item),
                document=mapping.get_document(item),
                require_alias=True,
                refresh=True,
            )

    def delete_item(self, item):
        key = self.mapping_class(type(item)).get_document_id(item)
        with suppress(self.backend.NotFoundError):
            self.es.delete(index=self.name, id=key, refresh=True)


class QueryCompiler(elasticsearch8.Elasticsearch8SearchQueryCompiler):
    """Asks for every word in some field, its characters side by side."""

    mapping_class = Mapping

    def get_inner_query(self):
        words = _words(self.query)
        if words is None:
            return super().get_inner_query()
        fields = [field.field_name_with_boost for field in self.remapped_fields or ()]
        kind = {"fields": fields or ["_edgengrams"], "type": "phrase_prefix"}
        return {"bool": {"must": [{"multi_match": {"query": word, **kind}} for word in words]}}


class AutocompleteQueryCompiler(
    QueryCompiler, elasticsearch8.Elasticsearch8AutocompleteQueryCompiler
):
    """Asks the same of the fields that Wagtail completes words from."""


class Results(elasticsearch8.Elasticsearch8SearchResults):
    """Rows in the order of the server, or of the database while there is none."""

    def __init__(self, backend, query_compiler, prefetch_related=None):
        super().__init__(backend.reader, query_compiler, prefetch_related)

    def _do_search(self):
        return self._answer(lambda: list(super(Results, self)._do_search()), "_do_search")

    def _do_count(self):
        return self._answer(super()._do_count, "_do_count")

    def _answer(self, ask, same):
        try:
            with patience.reading(), failures_named():
                return ask()
        except EngineDownError as error:
            logger.warning("The database searches for the admin: %s", error)
            return getattr(self._in_database(), same)()

    def _in_database(self):
        asked = self.query_compiler
        compiler = fallback.DatabaseSearchQueryCompiler(
            asked.queryset, asked.query, order_by_relevance=asked.order_by_relevance
        )
        results = fallback.DatabaseSearchResults(fallback.SearchBackend({}), compiler)
        results._set_limits(self.start, self.stop)
        return results


class SearchBackend(elasticsearch8.Elasticsearch8SearchBackend):
    """What ``WAGTAILSEARCH_BACKENDS`` names where the public search runs on Elasticsearch.

    Changes go through tasks: one that fails is tried again later, and nobody's request waits.
    """

    mapping_class = Mapping
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = Results
    catch_indexing_errors = False
    settings = {
        "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        "mappings": {"_source": {"enabled": False}},  # drafts need not lie there in plain
    }

    def __init__(self, params):
        super().__init__(params)
        self.reader = copy(self)
        self.reader.reader = self.reader
        self.reader.es = self.es.options(request_timeout=READ_SECONDS)

    def delete(self, obj):
        forget_row.enqueue(obj._meta.app_label, obj._meta.model_name, str(obj.pk))


@task()
def forget_row(app_label, model_name, pk):
    """Take the deleted row ``pk`` out of the admin's index."""
    model = apps.get_model(app_label, model_name)
    get_search_backend().get_index_for_model(model).delete_item(model(pk=pk))


def _words(query):
    """Return the words and quoted phrases of ``query``, None where it asks for something else."""
    if hasattr(query, "subqueries"):
        parts = [_words(part) for part in query.subqueries]
        return None if None in parts else [word for part in parts for word in part][:TERM_LIMIT]
    text = getattr(query, "query_string", None)
    if text is None:
        return None
    folded = fold(text)
    return folded.split()[:TERM_LIMIT] if hasattr(query, "operator") else [folded]
