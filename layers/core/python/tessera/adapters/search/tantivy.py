"""tantivy: an organization's index as files, searched from this machine's disk.

https://docs.rs/tantivy; the Python binding is https://tantivy-py.readthedocs.io. Texts come analysed (`analysis`).
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import tantivy

from tessera.adapters.search import columns, counting, tantivy_query
from tessera.adapters.search.highlight import Highlighter, show_person
from tessera.adapters.search.store import Blobs, Manifest, Pointers, Shelf
from tessera.kernel.clock import Clock
from tessera.kernel.ids import OrgId, new_id
from tessera.search.model import FACETS, Document, Field, Found, FoundPerson, Hit, Request, Scope
from tessera.search.ports import Base, IndexMoved, NoIndex

#: Readers look for a newer index at most so often.
FRESH = timedelta(seconds=1)
WRITER_BYTES = 15_000_000
#: A segment is written when this is full. Every query walks each segment's words, so a rebuild makes few large ones.
BUILDER_BYTES = 600_000_000
FACET_VALUES = 50
MAX_TRIES = 10


def schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field(columns.KIND, tokenizer_name="raw", index_option="basic")
    for name in columns.TEXTS:
        made.add_text_field(name, tokenizer_name="whitespace")
    for name in (columns.STEMS, *columns.STEMMED.values(), columns.STARTS, columns.NOTE_STARTS):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for field in Field:
        made.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for names in counting.COLUMNS.values():
        for name in names:
            made.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in columns.TIMES:
        made.add_integer_field(name, indexed=True, fast=True)
    made.add_bytes_field("content", stored=True)
    return made.build()


class TantivyIndex:
    """`tessera.search.ports.Index`. `folder` is this process's own, and is emptied."""

    def __init__(
        self, blobs: Callable[[], Blobs], pointers: Pointers, org_id: OrgId, folder: Path, clock: Clock
    ) -> None:
        self._blobs = blobs
        self._pointers = pointers
        self._org = org_id
        self._folder = folder / org_id
        self._clock = clock
        self._schema = schema()
        self._shelf: Shelf | None = None
        self._manifest: Manifest | None = None
        self._opened: tuple[Manifest, tantivy.Index] | None = None
        self._looked_at: datetime | None = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def begin(self) -> Base:
        return self._check_out(self._current(consistent=True))[1]

    def publish(self, base: Base, documents: Sequence[Document], gone: Sequence[str]) -> None:
        shelf = self._shelf
        if shelf is None or not isinstance(base, Manifest) or base != self._manifest:
            raise IndexMoved
        write(tantivy.Index(self._schema, str(shelf.folder)), documents, gone)
        self._publish(shelf, base)

    def draft(self) -> "TantivyDraft":
        return TantivyDraft(self)

    def search(self, request: Request) -> Found:
        index = self._open()
        searcher = index.searcher()
        query = tantivy_query.build(self._schema, request)
        answer = searcher.search(query, request.limit, offset=request.offset, order_by_field=request.sorted_by)
        facets = counting.count(searcher, query, FACETS, FACET_VALUES) if request.facets else {}
        documents = [searcher.doc(address) for _, address in answer.hits]
        shown = Highlighter(request).show_all([columns.unpacked(each["content"][0]) for each in documents])
        hits = tuple(
            Hit(document["id"][0], 0.0 if request.sorted_by else float(score), highlights)
            for (score, _), document, highlights in zip(answer.hits, documents, shown, strict=True)
        )
        return Found(hits, answer.count, facets)  # type: ignore[attr-defined]  # not in the package's stubs

    def people(self, text: str, limit: int) -> list[FoundPerson]:
        query = tantivy_query.person(self._schema, text)
        if query is None:
            return []
        searcher = self._open().searcher()
        documents = [searcher.doc(address) for _, address in searcher.search(query, limit).hits]
        return [show_person(each["id"][0], columns.unpacked_person(each["content"][0]), text) for each in documents]

    def complete(self, start: str, scope: Scope | None, limit: int) -> list[str]:
        # Without a query, words of tickets that are gone count until their segment is merged.
        found = self._open().searcher().terms_with_prefix(columns.SUBJECT, start, self._seen(scope), limit * 10)
        return [word for word, _ in sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]]

    def values(self, field: Field, scope: Scope | None, limit: int) -> list[str]:
        searcher = self._open().searcher()
        return [value for value, _ in counting.count(searcher, self._seen(scope), (field,), limit)[field]]

    def close(self) -> None:
        """Free the disk that it takes."""
        self._opened = self._shelf = self._manifest = None
        shutil.rmtree(self._folder, ignore_errors=True)

    # -- the index's files

    def start_shelf(self, generation: str) -> Shelf:
        return Shelf(self._blobs, self._org, self._folder / generation, self._clock)

    def take_over(self, shelf: Shelf, generation: str) -> None:
        """A draft takes the place of whatever the index is then. Raises `IndexMoved` if that never stands still."""
        packed = shelf.pack(None, generation, columns.FORMAT)
        for _ in range(MAX_TRIES):
            before = self._pointers.read(consistent=True)
            after = shelf.succeed(before, packed)
            with suppress(IndexMoved):
                self._pointers.swap(after, before)
                shelf.sweep(before, after)
                self._shelf, self._manifest, self._looked_at = shelf, after, None
                return
        raise IndexMoved

    def _publish(self, shelf: Shelf, before: Manifest) -> None:
        after = shelf.pack(before, before.generation, columns.FORMAT)
        try:
            self._pointers.swap(after, before)
        except IndexMoved:
            shelf.unpack(after, before)
            self._manifest = None
            raise
        shelf.sweep(before, after)
        self._manifest, self._looked_at = after, None

    def _check_out(self, manifest: Manifest) -> tuple[Shelf, Manifest]:
        """The shelf with the manifest's files on it."""
        if self._shelf is None or self._shelf.folder.name != manifest.generation:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._shelf, self._manifest = self.start_shelf(manifest.generation), None
        if self._manifest is None or self._manifest.version != manifest.version:
            self._manifest = None
            self._shelf.check_out(manifest)
            self._manifest = manifest
        return self._shelf, self._manifest

    def _current(self, consistent: bool) -> Manifest:
        manifest = self._pointers.read(consistent)
        if manifest is None or manifest.format != columns.FORMAT:
            raise NoIndex
        return manifest

    def _open(self) -> tantivy.Index:
        now = self._clock()
        if self._opened is None or self._looked_at is None or now - self._looked_at >= FRESH:
            shelf, manifest = self._check_out(self._current(consistent=False))
            if self._opened is None or self._opened[0] is not manifest:
                self._opened = (manifest, tantivy.Index(self._schema, str(shelf.folder)))
            self._looked_at = now
        return self._opened[1]

    # -- what is found

    def _seen(self, scope: Scope | None) -> tantivy.Query:
        return tantivy_query.visible(self._schema, scope) if scope else tantivy_query.every_ticket(self._schema)


class TantivyDraft:
    """`tessera.search.ports.Draft`: a folder of its own, uploaded when it is published."""

    def __init__(self, index: TantivyIndex) -> None:
        self._index = index
        self._generation = new_id()
        self._shelf = index.start_shelf(self._generation)
        self._made = tantivy.Index(schema(), str(self._shelf.folder))
        self._writer = self._made.writer(BUILDER_BYTES, 1)

    def add(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        put(self._writer, documents, gone)

    def publish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.take_over(self._shelf, self._generation)


def write(index: tantivy.Index, documents: Sequence[Document], gone: Sequence[str]) -> None:
    """One commit. Merges are waited for: their result is what is published."""
    writer = index.writer(WRITER_BYTES, 1)
    put(writer, documents, gone)
    writer.commit()
    writer.wait_merging_threads()


def put(writer: tantivy.IndexWriter, documents: Sequence[Document], gone: Sequence[str]) -> None:
    for each in gone:
        writer.delete_documents_by_term("id", each)
    for document in documents:
        writer.delete_documents_by_term("id", document.id)
        made = columns.columns(document)
        exact = {field.value: values for field, values in made.exact.items()}
        writer.add_document(
            tantivy.Document(
                id=[document.id],
                kind=[made.kind],
                content=[made.content],
                **_lists(made.texts),
                **exact,
                **counting.values(document),
                **_lists(made.times),
            )
        )


def _lists(values: Mapping[str, object]) -> dict[str, list[object]]:
    return {name: [value] for name, value in values.items()}
