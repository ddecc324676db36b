"""The index in Elasticsearch 8 and how it is spoken to: the only module that imports its client.

Nothing but the core of the server is asked for: no scripts, no optional analysis, no _reindex, no
_delete_by_query. Text is cut into tokens here and the server's ``whitespace`` analyzer takes them
as they come, so that every engine ranks by the same tokens.
"""

import logging
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import ScanError, scan, streaming_bulk
from elasticsearch_dsl import (
    SF,
    Document,
    Double,
    Index,
    Keyword,
    Long,
    MetaField,
    Object,
    Q,
    Search,
    Text,
)

from portal.search import ranking
from portal.search.engines.base import EngineDownError
from portal.search.engines.patience import Patience

logger = logging.getLogger(__name__)
MAKE = "1"  # to be raised with every change of the layout: older indexes are built anew
READ_SECONDS = 1.5  # of one question, and of all for one page together
WRITE_SECONDS = 60
BUSY_RETRIES = 3  # of a bulk that the server has no room for now
BULK_BYTES = 10_000_000
BULK_WAIT = "10s"  # for a shard that nobody has now
PAGE = 2_000  # documents
FIELDS = [*ranking.FACETS, "moment"]
SETTINGS = {
    "number_of_shards": 1,  # scores of several shards are not comparable
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",  # every write asks for its own
    "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
}


class Entry(Document):
    """How the index lays a document out; its id is the key.

    ``text`` are the tokens of its words in order, with positions for phrases. ``facet`` has
    ``name=value`` of each facet, to filter by; fields named after facets are what results count.
    """

    text = Text(analyzer="whitespace", index_options="positions")
    facet = Keyword(doc_values=False, ignore_above=1_000)
    type = Keyword(index=False, ignore_above=1_000)
    topic = Keyword(index=False, ignore_above=1_000)
    township = Keyword(index=False, ignore_above=1_000)
    year = Keyword(index=False, ignore_above=1_000)
    moment = Long(index=False)
    weight = Double(index=False)
    digest = Keyword(index=False)
    shown = Object(enabled=False)

    class Meta:
        dynamic = MetaField(False)
        source = MetaField(includes=["shown"])


class ElasticIndex:
    """The index that ``name`` stands for on the servers at ``addresses``.

    An alias made of the name and MAKE points to it; the index itself is called by the alias and a
    random number. Every method may raise EngineDownError: no answer, or one that is an error.
    """

    def __init__(self, addresses: Sequence[str], name: str, certificates=""):
        trust = {"ca_certs": certificates} if certificates else {}
        self._client = Elasticsearch(
            list(addresses), max_retries=len(addresses) - 1, retry_on_timeout=False, **trust
        )
        self._patient = self._client.options(request_timeout=WRITE_SECONDS)
        self._patience = Patience(READ_SECONDS, TransportError)
        self.name = name
        self.alias = f"{name}-{MAKE}"
        self._own = re.compile(rf"{re.escape(name)}-\d+-[0-9a-f]{{16}}")

    def current(self) -> str | None:
        """Return the name of the index that counts, or None before the first of its make."""
        with self._reading() as client:
            answer = client.options(ignore_status=404).indices.get_alias(name=self.alias)
            return next((index for index in answer if self._own.fullmatch(index)), None)

    def best(self, query, size: int) -> list[Mapping]:
        """Return id, score and facets of the ``size`` documents that ``query`` scores highest."""
        search = Search().query(query).source(False)[:size].to_dict()
        with self._reading() as client:
            answer = client.search(
                index=self.alias,
                body={**search, "docvalue_fields": FIELDS, "track_total_hits": False},
                allow_partial_search_results=False,
            )
            return answer["hits"]["hits"]

    def shown(self, keys: Sequence[str]) -> dict[str, Mapping]:
        """Return what was stored under ``shown`` for those ``keys`` that the index holds."""
        with self._reading() as client:
            documents = client.mget(index=self.alias, ids=list(keys))["docs"]
        return {one["_id"]: one["_source"]["shown"] for one in documents if _is_held(one)}

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield key and digest of every document."""
        query = {"docvalue_fields": ["digest"], "_source": False}
        with failures_named():
            for hit in scan(self._patient, query=query, index=self.alias, size=PAGE):
                yield hit["_id"], hit["fields"]["digest"][0]

    def change(self, entries: Iterable[Mapping], gone: Iterable[str]) -> None:
        """Store ``entries`` and delete ``gone``; when this returns both can be seen."""
        deletions = [{"_op_type": "delete", "_id": key} for key in gone]
        self._bulk([*entries, *deletions], index=self.alias, require_alias=True, refresh=True)

    def build(self, entries: Iterable[Mapping]) -> int:
        """Fill a new index with ``entries``, let it count and return how many they were.

        Where that fails the new index is removed and the old one goes on.
        """
        index = f"{self.alias}-{secrets.token_hex(8)}"
        try:
            with failures_named():
                _layout(index).create(using=self._patient)
            count = self._bulk(entries, index=index)
            self._let_count(index)
        except BaseException:  # also where the documents end in an error, or on Ctrl-C
            self._remove([index])
            raise
        self._remove(other for other in self._indexes() if other != index)
        return count

    def drop(self) -> None:
        """Remove every index of this name."""
        self._remove(self._indexes())

    @contextmanager
    def _reading(self):
        """Give a client that waits no longer than a visitor would."""
        with failures_named(), self._patience.reading() as seconds:
            yield self._client.options(request_timeout=seconds)

    def _bulk(self, actions, **options):
        """Send ``actions`` and return how many there were; one that was refused is a failure."""
        count = 0
        with failures_named():
            results = streaming_bulk(
                self._patient,
                actions,
                max_chunk_bytes=BULK_BYTES,
                max_retries=BUSY_RETRIES,
                raise_on_error=False,
                timeout=BULK_WAIT,
                **options,
            )
            for is_done, result in results:
                count += 1
                if not is_done:
                    _refuse(result)
        return count

    def _let_count(self, index):
        """Move the alias to ``index`` in one step: no reader is left without one."""
        everywhere = {"index": f"{self.name}-*", "alias": self.alias, "must_exist": False}
        with failures_named():
            self._patient.indices.refresh(index=index)
            self._patient.indices.update_aliases(
                actions=[{"remove": everywhere}, {"add": {"index": index, "alias": self.alias}}]
            )

    def _indexes(self):
        with failures_named():
            found = self._patient.indices.get(index=f"{self.name}-*", expand_wildcards="all")
        return [index for index in found if self._own.fullmatch(index)]

    def _remove(self, indexes):
        """Remove ``indexes``; what stays because of a failure goes after the next building."""
        try:
            for index in indexes:
                self._patient.indices.delete(index=index, ignore_unavailable=True)
        except (ApiError, TransportError) as error:
            logger.warning("An old search index stays: %s", error)


@contextmanager
def failures_named():
    """Turn whatever the client raises into EngineDownError."""
    try:
        yield
    except NotFoundError as error:
        raise EngineDownError("There is no search index yet.") from error
    except (ApiError, TransportError, ScanError) as error:
        raise EngineDownError(str(error)) from error


def scored(words, adding, conditions):
    """Return: one of ``words`` and all ``conditions``.

    ``words`` and ``adding`` are pairs of a token and its factor; both score by BM25, times the
    weight of the document.
    """
    query = Q(
        "bool",
        must=[Q("bool", should=[_token(*word) for word in words])],
        should=[_token(*word) for word in adding],
        filter=conditions,
    )
    weight = SF("field_value_factor", field="weight", missing=1)
    return Q("function_score", query=query, functions=[weight], boost_mode="multiply")


def with_keys(keys):
    """Return: the documents ``keys``, all with one score."""
    return Q("ids", values=list(keys))


def with_facet(name, values):
    """Return: the facet ``name`` is one of ``values``."""
    return Q("terms", facet=[f"{name}={value}" for value in values])


def in_a_row(tokens):
    """Return: ``tokens`` stand one after the other."""
    return Q("match_phrase", text=" ".join(tokens))


def _token(token, factor):
    return Q("term", text={"value": token, "boost": factor})


def _layout(index):
    layout = Index(index)
    layout.settings(**SETTINGS)
    layout.document(Entry)
    return layout


def _is_held(document):
    """Say whether the server found ``document``; an error in its place is a failure."""
    if "error" in document:
        raise EngineDownError(str(document["error"].get("reason")))
    return document["found"]


def _refuse(result):
    """Raise what ``result`` of one bulk action says, unless it only was gone already."""
    ((action, outcome),) = result.items()
    if action == "delete" and outcome.get("result") == "not_found":
        return
    reason = outcome.get("error")
    raise EngineDownError(f"{outcome.get('_id')} was refused: {reason}")
