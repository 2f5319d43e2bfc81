"""Real time's ports in memory (tests/adapters holds the connections to one contract with the real ones)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection


class FakeConnections:
    """`now` is in seconds and stands still."""

    def __init__(self) -> None:
        self.now = 0.0
        self._passes: dict[str, tuple[Connection, float]] = {}
        self._open: dict[str, Connection] = {}
        self._seq: dict[str, int] = {}

    def add_pass(self, value: str, holder: Connection, seconds: int) -> None:
        self._passes[value] = (holder, self.now + seconds)

    def take_pass(self, value: str) -> Connection | None:
        holder, until = self._passes.pop(value, (None, 0.0))
        return holder if until >= self.now else None

    def add(self, connection: Connection) -> None:
        self._open[connection.id] = connection

    def remove(self, connection_id: str) -> None:
        self._open.pop(connection_id, None)

    def of_org(self, org_id: OrgId) -> list[Connection]:
        return [connection for connection in self._open.values() if connection.org_id == org_id]

    def next_seq(self, org_id: OrgId, count: int) -> int:
        self._seq[org_id] = self._seq.get(org_id, 0) + count
        return self._seq[org_id]


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
