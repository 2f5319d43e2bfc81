"""What insight needs of the outside."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from tessera.insight.audit import Head, Link
from tessera.kernel.actor import Actor
from tessera.kernel.events import Changes
from tessera.kernel.page import Page


class Overtaken(Exception):
    """The chain grew since its head was read, or an entry is there already; nothing was written."""


class AuditLog(Protocol):
    """The chain of one organization. Nothing in it is ever changed or removed."""

    def state(self, event_ids: Sequence[str]) -> tuple[Head, frozenset[str]]:
        """The head, and which of the events have an entry already. Either may be a moment old."""
        ...

    def append(self, links: Sequence[Link], base: Head) -> None:
        """All links (at most 30) after `base`, or none. Raises `Overtaken`."""
        ...

    def head(self) -> Head: ...

    def links(self) -> Iterator[Link]:
        """The whole chain in order, read page by page."""
        ...

    def of_resource(self, type: str, id: str, limit: int, cursor: str | None) -> Page[Link]:
        """The entries about one thing, newest first. Raises `BadCursor`."""
        ...


class SeenTickets(Protocol):
    """Who may see what of tickets, in one organization."""

    def refuse_unseen(self, actor: Actor, ticket_id: str) -> None:
        """Raises `NotFound` for a ticket that the actor may not see, as if it were not there."""
        ...

    def told(self, actor: Actor, ticket_id: str, changes: Sequence[Changes]) -> Sequence[Changes | None]:
        """Each of the ticket's changes without what it names of tickets that the actor may not see. None: it is about
        nothing else."""
        ...
