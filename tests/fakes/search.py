"""Search's ports in memory."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tessera.adapters.search.store import Manifest
from tessera.search.model import Document, Field, Found, FoundPerson, Request, Scope
from tessera.search.ports import Base, IndexMoved, Named, NoIndex


class FakeBlobs:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, key: str, content: bytes, content_type: str) -> None:
        self.kept[key] = content

    def get(self, key: str) -> bytes:
        return self.kept[key]

    def delete(self, key: str) -> None:
        self.kept.pop(key, None)


class FakePointers:
    def __init__(self) -> None:
        self.now: Manifest | None = None
        self.reads = 0

    def read(self, consistent: bool) -> Manifest | None:
        self.reads += 1
        return self.now

    def swap(self, manifest: Manifest, before: Manifest | None) -> None:
        if (self.now and self.now.version) != (before and before.version):
            raise IndexMoved
        self.now = manifest


class FakeIndex:
    """Keeps documents by id, answers what it is told to. `before_publish` runs once: what another writer does then."""

    def __init__(self, there: bool = True) -> None:
        self.there = there
        self.documents: dict[str, Any] = {}
        self.version = 0
        self.before_publish: Callable[[], object] | None = None
        self.asked: list[Request] = []
        self.found = Found()
        self.found_nearly: Found | None = None
        self.words: list[str] = []
        self.tags: list[str] = []
        self.persons: list[FoundPerson] = []

    def begin(self) -> Base:
        self._require()
        return self.version

    def publish(self, base: Base, documents: Sequence[Document], gone: Sequence[str]) -> None:
        meanwhile, self.before_publish = self.before_publish, None
        if meanwhile:
            meanwhile()
        if base != self.version:
            raise IndexMoved
        self.version += 1
        self.documents |= {document.id: document for document in documents}
        for ticket_id in gone:
            self.documents.pop(ticket_id, None)

    def draft(self) -> "FakeDraft":
        return FakeDraft(self)

    def search(self, request: Request) -> Found:
        self._require()
        self.asked.append(request)
        return self.found_nearly if request.typos and self.found_nearly else self.found

    def people(self, text: str, limit: int) -> list[FoundPerson]:
        self._require()
        return self.persons[:limit]

    def complete(self, start: str, scope: Scope | None, limit: int) -> list[str]:
        self._require()
        return [word for word in self.words if word.startswith(start)][:limit]

    def values(self, field: Field, scope: Scope | None, limit: int) -> list[str]:
        self._require()
        return self.tags[:limit]

    def _require(self) -> None:
        if not self.there:
            raise NoIndex


class FakeDraft:
    """`before_publish` of its index runs once, just before it takes the place."""

    def __init__(self, index: FakeIndex) -> None:
        self._index = index
        self._documents: dict[str, Any] = {}

    def add(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        self._documents |= {document.id: document for document in documents}
        for ticket_id in gone:
            self._documents.pop(ticket_id, None)

    def publish(self) -> None:
        meanwhile, self._index.before_publish = self._index.before_publish, None
        if meanwhile:
            meanwhile()
        self._index.documents, self._index.there = self._documents, True
        self._index.version += 1


class FakePeople:
    """`Directory`."""

    def __init__(self, agents: Sequence[Named] = (), teams: Sequence[Named] = ()) -> None:
        self._agents = agents
        self._teams = teams

    def agents(self) -> Sequence[Named]:
        return self._agents

    def teams(self) -> Sequence[Named]:
        return self._teams


class FakePreparation:
    def __init__(self, free: bool = True) -> None:
        self.free = free
        self.asked = 0

    def claim(self, until: datetime) -> bool:
        free, self.free = self.free, False
        return free

    def release(self) -> None:
        self.free = True

    def ask(self, until: datetime) -> None:
        self.asked += 1


class FakeAddresses:
    """`tessera.search.ports.Addresses`: people by all that they are known as."""

    def __init__(self, *people: tuple[str, ...]) -> None:
        self._people = people

    def known_as(self, email: str) -> tuple[str, ...]:
        return next((each for each in self._people if email.lower() in each), ())
