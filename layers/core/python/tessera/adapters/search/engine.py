"""The engine that the settings name, and what a process keeps of it between requests."""

import shutil
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from tessera.adapters.dynamodb.table import Table
from tessera.adapters.s3 import Bucket
from tessera.adapters.search.preparation import DynamoPreparation
from tessera.adapters.search.store import DynamoPointers
from tessera.adapters.sqs import Queue
from tessera.identity.ports import People
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Misconfigured
from tessera.kernel.ids import OrgId
from tessera.search.ports import Index, Named
from tessera.settings import Settings

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

    from tessera.adapters.search.tantivy import TantivyIndex

#: Organizations whose indexes and names one process keeps; the one unused for longest goes first. Twelve large ones
#: (300 MB each) fit on the 4 GB disk that the stack gives.
KEPT = 12
READERS = 8
NAMES_FRESH = timedelta(minutes=1)

T = TypeVar("T")


class Recent(Generic[T]):
    """Things by organization: at most `KEPT`, each made when it is first wanted."""

    def __init__(self, let_go: Callable[[T], object] = lambda thing: None) -> None:
        self._things: OrderedDict[OrgId, T] = OrderedDict()
        self._let_go = let_go

    def get(self, org_id: OrgId, make: Callable[[], T]) -> T:
        if org_id not in self._things:
            self._things[org_id] = make()
            if len(self._things) > KEPT:
                self._let_go(self._things.popitem(last=False)[1])
        self._things.move_to_end(org_id)
        return self._things[org_id]


class SearchEngine:
    def __init__(self, settings: Settings, live: Table, clock: Clock) -> None:
        self._settings = settings
        self._live = live
        self._clock = clock
        self._indexes: Recent[TantivyIndex] = Recent(lambda index: index.close())
        self._directories: Recent[RememberedNames] = Recent()

    def index(self, org_id: OrgId) -> Index:
        """Raises `Misconfigured` if the settings name an engine that is none of ours."""
        match self._settings.search_engine:
            case "tantivy":
                return self._indexes.get(org_id, lambda: self._tantivy(org_id))
            case "opensearch":
                from tessera.adapters.search.opensearch import OpenSearchIndex  # noqa: PLC0415 - one engine is enough

                return OpenSearchIndex(self._opensearch, org_id)
        raise Misconfigured("TESSERA_SEARCH_ENGINE is neither tantivy nor opensearch.")

    def directory(self, org_id: OrgId, people: People) -> "RememberedNames":
        return self._directories.get(org_id, lambda: RememberedNames(people, self._clock))

    def preparation(self, org_id: OrgId) -> DynamoPreparation:
        def send(message: Mapping[str, object]) -> None:
            Queue(self._settings.search_queue).put(message)

        return DynamoPreparation(self._live, org_id, self._clock, send)

    @cached_property
    def threads(self) -> Executor:
        """For reading many tickets: each is a call of its own."""
        return ThreadPoolExecutor(READERS)

    def _tantivy(self, org_id: OrgId) -> "TantivyIndex":
        from tessera.adapters.search.tantivy import TantivyIndex  # noqa: PLC0415 - one engine is enough

        return TantivyIndex(lambda: self._bucket, DynamoPointers(self._live, org_id), org_id, self._folder, self._clock)

    @cached_property
    def _bucket(self) -> Bucket:
        return Bucket(self._settings.search_bucket)

    @cached_property
    def _folder(self) -> Path:
        """This process's own, as long as it lives."""
        folder = Path(tempfile.mkdtemp(prefix="search-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    @cached_property
    def _opensearch(self) -> "OpenSearch":
        from tessera.adapters.search.opensearch import connect  # noqa: PLC0415 - one engine is enough

        return connect(self._settings.opensearch_url)


class RememberedNames:
    """`tessera.search.ports.Directory`, read again after a minute: who types a name does not mean last second's."""

    def __init__(self, people: People, clock: Clock) -> None:
        self._people = people
        self._clock = clock
        self._agents: tuple[datetime, Sequence[Named]] | None = None
        self._teams: tuple[datetime, Sequence[Named]] | None = None

    def agents(self) -> Sequence[Named]:
        if self._agents is None or self._old(self._agents[0]):
            known = [Named(agent.id, agent.name, agent.email) for agent in self._people.agents()]
            self._agents = (self._clock(), known)
        return self._agents[1]

    def teams(self) -> Sequence[Named]:
        if self._teams is None or self._old(self._teams[0]):
            self._teams = (self._clock(), [Named(team.id, team.name) for team in self._people.teams()])
        return self._teams[1]

    def _old(self, read_at: datetime) -> bool:
        return self._clock() - read_at >= NAMES_FRESH
