"""What the catalogue needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from tessera.catalogue.model import Catalogue, Definition, Tag
from tessera.kernel.events import Event


class StaleCatalogue(Exception):
    """Somebody changed the catalogue since it was read; nothing was written."""


class Reading(Protocol):
    """The catalogue of one organization, at hand."""

    def read(self, fresh: bool = False) -> Catalogue:
        """As it was within the last two seconds, or just now."""
        ...


class Definitions(Protocol):
    """The definitions of one organization."""

    def read(self) -> Catalogue:
        """All of them, in one call."""
        ...

    def version(self) -> int:
        """How often administrators changed them: one small read."""
        ...

    def commit(self, base: Catalogue, records: Sequence[Definition], event: Event, removed: Sequence[Tag] = ()) -> None:
        """Write all of it or nothing. Raises `StaleCatalogue` unless the stored version is that of `base`."""
        ...

    def add_tags(self, base: Catalogue, tags: Sequence[tuple[Tag, Event]]) -> None:
        """Tags that somebody used for the first time; one that is there by now stays as it is. Raises `StaleCatalogue`
        unless the stored version is that of `base`, which it stays."""
        ...
