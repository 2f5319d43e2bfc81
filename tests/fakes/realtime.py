"""Real time's ports in memory (tests/adapters holds the connections to one contract with the real ones)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tessera.adapters.dynamodb.change_log import KEPT_SECONDS
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, LoggedChange, TicketChange
from tessera.realtime.ports import LatestPage, LogPage


class FakeConnections:
    """`now` is in seconds, and stands still unless a clock is given."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self.now = 0.0
        self._clock = clock or (lambda: self.now)
        self._passes: dict[str, tuple[Connection, float]] = {}
        self._open: dict[str, Connection] = {}
        self._began: dict[str, float] = {}

    def add_pass(self, value: str, holder: Connection, seconds: int) -> None:
        self._passes[value] = (holder, self._clock() + seconds)

    def take_pass(self, value: str) -> Connection | None:
        holder, until = self._passes.pop(value, (None, 0.0))
        return holder if until >= self._clock() else None

    def add(self, connection: Connection) -> None:
        self._open[connection.id] = connection
        self._began[connection.id] = self._clock()

    def find(self, connection_id: str) -> Connection | None:
        return replace(self._open[connection_id], place=None, beside=None) if connection_id in self._open else None

    def move(self, connection: Connection) -> None:
        if connection.id in self._open:
            self._open[connection.id] = connection

    def grant(self, connection: Connection) -> None:
        if there := self._open.get(connection.id):
            self._open[connection.id] = replace(connection, place=there.place)

    def give_up(self, connection_id: str) -> Connection | None:
        return self.remove(connection_id) if self._began.get(connection_id, 0.0) < self._clock() - 30 else None

    def remove(self, connection_id: str) -> Connection | None:
        return self._open.pop(connection_id, None)

    def of_org(self, org_id: OrgId) -> list[Connection]:
        return [connection for connection in self._open.values() if connection.org_id == org_id]


class FakeChangeLog:
    """Keeps everything, `PAGE` changes a page. `now` is in seconds and stands still."""

    PAGE = 200

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now
        self._kept: dict[str, list[tuple[float, TicketChange]]] = {}

    def append(self, org_id: OrgId, changes: Sequence[TicketChange]) -> int:
        kept = self._kept.setdefault(org_id, [])
        kept += [(self.now, change) for change in changes]
        return len(kept) - len(changes) + 1

    def read(self, org_id: OrgId, since: int) -> LogPage:
        kept = self._kept.get(org_id, [])
        part = kept[since : since + self.PAGE]
        entries = [LoggedChange(seq, change) for seq, (_, change) in enumerate(part, start=since + 1)]
        seq = since + len(part)
        return LogPage(entries, seq, seq == len(kept), since <= len(kept))

    def latest(self, org_id: OrgId, before: int | None, limit: int) -> LatestPage:
        kept = self._kept.get(org_id, [])
        end = len(kept) if before is None else before - 1
        start = max(0, end - limit)
        entries = [LoggedChange(seq, change) for seq, (_, change) in enumerate(kept[start:end], start=start + 1)]
        return LatestPage(entries[::-1], start + 1 if start else None)

    def forget(self, org_id: OrgId, ticket_id: str, purged_at: datetime) -> bool:
        kept = self._kept.get(org_id, [])
        told = any(change.summary["id"] == ticket_id and change.summary.get("purged") for _, change in kept)
        kept[:] = [
            (at, TicketChange.lost(ticket_id, change.summary["version"], change.before))
            if change.summary["id"] == ticket_id
            else (at, change)
            for at, change in kept
        ]
        return told or purged_at.timestamp() < self.now - KEPT_SECONDS

    def settled(self, org_id: OrgId) -> int:
        return sum(at <= self.now - 60 for at, _ in self._kept.get(org_id, []))


@dataclass
class FakePush:
    """Keeps what was sent to each connection; those in `gone` are closed."""

    gone: set[str] = field(default_factory=set)
    sent: dict[str, list[str]] = field(default_factory=dict)

    def send(self, connection_id: str, texts: Sequence[str]) -> bool:
        if connection_id in self.gone:
            return False
        self.sent.setdefault(connection_id, []).extend(texts)
        return True
