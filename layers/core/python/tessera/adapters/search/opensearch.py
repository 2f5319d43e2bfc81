"""OpenSearch: for organizations, or operators, whose search has a server of its own.

https://docs.opensearch.org/latest/api-reference/. Texts come analysed (`analysis`), so the server only splits at blanks
and finds what tantivy finds. Each organization has an index of its own behind an alias; a rebuild makes another index
and moves the alias. Every write carries the ticket's version, and the server refuses an older one.
"""

import base64
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from opensearchpy import NotFoundError, OpenSearch, Urllib3AWSV4SignerAuth, Urllib3HttpConnection
from opensearchpy.helpers import bulk

from tessera.adapters.search import columns, opensearch_query
from tessera.adapters.search.highlight import Highlighter, show_person
from tessera.kernel.ids import OrgId, new_id
from tessera.search.model import FACETS, NO_TAG, Document, Field, Found, FoundPerson, Hit, Request, Scope
from tessera.search.ports import Base, NoIndex

FACET_VALUES = 50
SECONDS = 10
AWS = ".amazonaws.com"
CONFLICT, GONE = 409, 404


def connect(url: str) -> OpenSearch:
    """`https://user:password@host:port`, or an AWS domain's address, which is asked with the function's own rights."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    auth: Any = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    if host.endswith(AWS):
        auth = _signer(host)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return OpenSearch(
        [{"host": host, "port": port}],
        http_auth=auth,
        use_ssl=parts.scheme == "https",
        connection_class=Urllib3HttpConnection,
        timeout=SECONDS,
        retry_on_timeout=True,
    )


def _signer(host: str) -> Urllib3AWSV4SignerAuth:
    """`<name>.<region>.es.amazonaws.com`, or `aoss` for a serverless collection."""
    import boto3  # noqa: PLC0415 - only this way of signing in needs it

    region, service = host.removesuffix(AWS).split(".")[-2:]
    return Urllib3AWSV4SignerAuth(boto3.Session().get_credentials(), region, service)


class OpenSearchIndex:
    """`tessera.search.ports.Index`."""

    def __init__(self, client: OpenSearch, org_id: OrgId) -> None:
        self._client = client
        self.alias = f"tessera-{org_id}-v{columns.FORMAT}"

    def begin(self) -> Base:
        if not self._client.indices.exists_alias(name=self.alias):
            raise NoIndex
        return None

    def publish(self, base: Base, documents: Sequence[Document], gone: Sequence[str]) -> None:
        self.write(self.alias, documents, gone)

    def draft(self) -> "OpenSearchDraft":
        return OpenSearchDraft(self)

    def search(self, request: Request) -> Found:
        answer = self._ask(
            query=opensearch_query.build(request),
            size=request.limit,
            from_=request.offset,
            sort=[{request.sorted_by: "desc"}] if request.sorted_by else ["_score"],
            aggregations=FACETS if request.facets else (),
            source=["content"],
        )
        found = answer["hits"]["hits"]
        contents = [columns.unpacked(base64.b64decode(hit["_source"]["content"])) for hit in found]
        hits = tuple(
            Hit(hit["_id"], float(hit.get("_score") or 0.0), highlights)
            for hit, highlights in zip(found, Highlighter(request).show_all(contents), strict=True)
        )
        return Found(hits, answer["hits"]["total"]["value"], _facets(answer))

    def people(self, text: str, limit: int) -> list[FoundPerson]:
        query = opensearch_query.person(text)
        if query is None:
            return []
        hits = self._ask(query=query, size=limit, sort=["_score"], source=["content"])["hits"]["hits"]
        kept = [(hit["_id"], base64.b64decode(hit["_source"]["content"])) for hit in hits]
        return [show_person(each, columns.unpacked_person(content), text) for each, content in kept]

    def complete(self, start: str, scope: Scope | None, limit: int) -> list[str]:
        query = {"bool": {"filter": [opensearch_query.begins("subject_words", start), *_visible(scope)]}}
        # Written as two ways on purpose: 2.19 fails on a plain `start.*` that comes after all words of the index.
        words = {"terms": {"field": "subject_words", "include": f"{start}|{start}.+", "size": limit}}
        answer = self._ask(query=query, size=0, more={"words": words})
        return [bucket["key"] for bucket in answer["aggregations"]["words"]["buckets"]]

    def values(self, field: Field, scope: Scope | None, limit: int) -> list[str]:
        counted = {field.value: _terms(field, limit)}
        answer = self._ask(query={"bool": {"filter": _visible(scope)}}, size=0, more=counted)
        return [value for value, _ in _facets(answer)[field]]

    # -- the server's indexes

    def create(self, name: str) -> None:
        self._client.indices.create(index=name, body={"settings": SETTINGS, "mappings": MAPPINGS})

    def write(self, name: str, documents: Sequence[Document], gone: Sequence[str]) -> None:
        """Searchable when this returns. A refused older version is no error, nor is removing what is not there."""
        actions = [*_puts(name, documents), *({"_op_type": "delete", "_index": name, "_id": each} for each in gone)]
        _, errors = bulk(self._client, actions, refresh="wait_for", raise_on_error=False)
        failed = [error for error in errors if _status(error) not in (CONFLICT, GONE)]
        if failed:
            raise RuntimeError(f"OpenSearch refused {len(failed)} documents, the first for: {failed[0]}")

    def take_over(self, name: str) -> None:
        """Move the alias at once, and remove the indexes that had it."""
        try:
            before = list(self._client.indices.get_alias(name=self.alias))
        except NotFoundError:
            before = []
        actions = [{"remove_index": {"index": each}} for each in before]
        self._client.indices.update_aliases(body={"actions": [{"add": {"index": name, "alias": self.alias}}, *actions]})

    def _ask(
        self,
        query: dict[str, Any],
        size: int,
        from_: int = 0,
        sort: Sequence[Any] = (),
        aggregations: Sequence[Field] = (),
        more: dict[str, Any] | None = None,
        source: list[str] | bool = False,
    ) -> dict[str, Any]:
        counted = {each.value: _terms(each, FACET_VALUES) for each in aggregations}
        body = {
            "query": query,
            "size": size,
            "from": from_,
            "sort": [*sort] or ["_doc"],
            "aggs": counted | (more or {}),
            "_source": source,
            "track_total_hits": True,
        }
        try:
            answer: dict[str, Any] = self._client.search(index=self.alias, body=body)
        except NotFoundError as error:
            raise NoIndex from error
        return answer


class OpenSearchDraft:
    """`tessera.search.ports.Draft`: another index, which the alias does not name yet."""

    def __init__(self, index: OpenSearchIndex) -> None:
        self._index = index
        self._name = f"{index.alias}-{new_id()}"
        index.create(self._name)

    def add(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        self._index.write(self._name, documents, gone)

    def publish(self) -> None:
        self._index.take_over(self._name)


#: A job takes all that a search finds, a page after the other; usually a server goes no further than 10,000.
#: https://docs.opensearch.org/latest/install-and-configure/configuring-opensearch/index-settings/
DEEPEST = 1_000_000
SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    "max_result_window": DEEPEST,
}
_TEXT = {"type": "text", "analyzer": "whitespace"}
_FORMS = {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False}
_EXACT = {"type": "keyword"}
MAPPINGS = {
    "dynamic": "strict",
    "properties": dict.fromkeys(columns.TEXTS, _TEXT)
    | dict.fromkeys((columns.STEMS, *columns.STEMMED.values(), columns.STARTS, columns.NOTE_STARTS), _FORMS)
    | {field.value: _EXACT for field in Field}
    | {name: {"type": "long"} for name in columns.TIMES}
    | {columns.KIND: _EXACT, "subject_words": _EXACT, "content": {"type": "binary"}},
}


def _puts(name: str, documents: Sequence[Document]) -> Iterator[dict[str, Any]]:
    for document in documents:
        made = columns.columns(document)
        body: dict[str, Any] = {**made.texts, **{field.value: values for field, values in made.exact.items()}}
        body |= made.times
        body[columns.KIND] = made.kind
        body["subject_words"] = made.texts.get(columns.SUBJECT, "").split()
        body["content"] = base64.b64encode(made.content).decode()
        version = {"version": document.version, "version_type": "external_gte"}
        yield {"_op_type": "index", "_index": name, "_id": document.id, "_source": body, **version}


def _status(error: dict[str, dict[str, Any]]) -> int:
    ((_, outcome),) = error.items()
    return int(outcome["status"])


def _terms(field: Field, values: int) -> dict[str, Any]:
    return {"terms": {"field": field.value, "size": values}}


def _facets(answer: dict[str, Any]) -> dict[Field, list[tuple[str, int]]]:
    return {
        Field(name): [(each["key"], each["doc_count"]) for each in counted["buckets"] if each["key"] != NO_TAG]
        for name, counted in answer.get("aggregations", {}).items()
    }


def _visible(scope: Scope | None) -> list[dict[str, Any]]:
    return [opensearch_query.visible(scope)] if scope else []
