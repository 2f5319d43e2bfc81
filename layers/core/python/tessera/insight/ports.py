"""What insight needs of the outside."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from tessera.insight.audit import Head, Link
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
