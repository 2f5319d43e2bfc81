"""What real time needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, LoggedChange, TicketChange, Whereabouts


class Connections(Protocol):
    """Passes and open connections. All of it forgets itself."""

    def add_pass(self, value: str, holder: Connection, seconds: int) -> None: ...

    def take_pass(self, value: str) -> Connection | None:
        """The holder, once; afterwards, or too late, None."""
        ...

    def add(self, connection: Connection) -> None: ...

    def find(self, connection_id: str) -> Connection | None: ...

    def move(self, connection: Connection) -> None:
        """Keep its place. One that is gone stays so."""
        ...

    def grant(self, connection: Connection) -> None:
        """Keep what it may see from now on. One that is gone stays so."""
        ...

    def remove(self, connection_id: str) -> Connection | None:
        """As it was; None if it is gone already."""
        ...

    def give_up(self, connection_id: str) -> Connection | None:
        """Remove one that could not be reached, unless it is so new that its handshake may not be over: then, and if it
        is gone already, None."""
        ...

    def of_org(self, org_id: OrgId) -> list[Connection]:
        """Every one that was added before this was asked."""
        ...


@dataclass(frozen=True)
class LogPage:
    """`entries` follow `since` without a gap and end at `seq`. `complete`: nothing came after them yet.

    `reaches_back` is False if what followed `since` is gone, or `since` is no number of this log.
    """

    entries: list[LoggedChange]
    seq: int
    complete: bool
    reaches_back: bool = True


@dataclass(frozen=True)
class LatestPage:
    """Newest first. `before` leads on; None: that was all."""

    entries: list[LoggedChange]
    before: int | None


class ChangeLog(Protocol):
    """The changes of each organization's tickets, numbered from 1, for two weeks."""

    def append(self, org_id: OrgId, changes: Sequence[TicketChange]) -> int:
        """Number and keep them at one stroke, so that no reader sees a number before the ones below it. Gives the
        first number."""
        ...

    def read(self, org_id: OrgId, since: int) -> LogPage:
        """A page of what came after number `since`: one call."""
        ...

    def latest(self, org_id: OrgId, before: int | None, limit: int) -> LatestPage:
        """The newest changes, or the newest with a number below `before`: one call. What was written at once comes
        together, so there may be more than `limit`."""
        ...

    def forget(self, org_id: OrgId, ticket_id: str, purged_at: datetime) -> bool:
        """Of a purged ticket leave nothing but that it is gone. False as long as the purge itself is not among the
        changes: older ones may be coming before it."""
        ...

    def settled(self, org_id: OrgId) -> int:
        """A number up to which every index shows the changes, though it lags behind: where a copy may start."""
        ...


class Sight(Protocol):
    def where(self, org_id: OrgId, ticket_id: str) -> Whereabouts | None:
        """What decides who sees a ticket; None if there is none."""
        ...


class Push(Protocol):
    def send(self, connection_id: str, texts: Sequence[str]) -> bool:
        """False if the connection is gone."""
        ...
