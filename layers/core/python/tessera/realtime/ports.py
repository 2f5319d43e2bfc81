"""What real time needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection


class Connections(Protocol):
    """Passes, open connections and sequence numbers. All of it forgets itself."""

    def add_pass(self, value: str, holder: Connection, seconds: int) -> None: ...

    def take_pass(self, value: str) -> Connection | None:
        """The holder, once; afterwards, or too late, None."""
        ...

    def add(self, connection: Connection) -> None: ...

    def remove(self, connection_id: str) -> None: ...

    def of_org(self, org_id: OrgId) -> list[Connection]: ...

    def next_seq(self, org_id: OrgId, count: int) -> int:
        """Take `count` numbers; gives the last of them."""
        ...


class Push(Protocol):
    def send(self, connection_id: str, texts: Sequence[str]) -> bool:
        """False if the connection is gone."""
        ...
