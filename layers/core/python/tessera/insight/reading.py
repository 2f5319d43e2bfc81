"""Reading the audit record: a reader is told as much as they may see of the things themselves."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from schemas.vocabulary import Role, TicketScope
from tessera.catalogue import policy
from tessera.catalogue.model import Catalogue
from tessera.catalogue.ports import Reading
from tessera.insight.audit import Link
from tessera.insight.ports import AuditLog, SeenTickets
from tessera.insight.service import require_read
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, NotFound
from tessera.kernel.events import Changes
from tessera.kernel.page import Page


class AuditReading:
    """The audit record of the organization that all of this belongs to."""

    def __init__(self, log: AuditLog, tickets: SeenTickets, definitions: Reading) -> None:
        self._log = log
        self._tickets = tickets
        self._definitions = definitions

    def list_records(self, actor: Actor, resource: str, limit: int, cursor: str | None) -> Page[Link]:
        """`resource` reads `ticket:<id>`. Newest first; no more of each than the actor may see of the thing itself, so
        a page may be short, even empty, and not the last. Raises `Invalid`, `BadCursor`, `Forbidden`, and `NotFound`
        for a ticket or a field that the actor may not see.

        Two calls; one more for whoever is not an administrator, and up to three for whoever sees only teams' tickets.
        """
        require_read(actor)
        type_, separator, id_ = resource.partition(":")
        if not separator or not type_ or not id_:
            raise Invalid("Name one thing, such as ticket:01920000-0000-7000-8000-000000000000.", "resource")
        reader = _Reader(actor, self._tickets, self._definitions)
        reader.refuse_unseen(type_, id_)
        page = self._log.of_resource(type_, id_, limit, cursor)
        return Page(reader.shown_of(type_, id_, page.items), page.next_cursor)


class _Reader:
    """For one reading by one actor. Administrators see every field: for them the catalogue is not read."""

    def __init__(self, actor: Actor, tickets: SeenTickets, definitions: Reading) -> None:
        self._actor = actor
        self._tickets = tickets
        self._definitions = definitions

    def refuse_unseen(self, type: str, id: str) -> None:
        """Raises `NotFound`."""
        if type == "ticket" and self._is_limited:
            self._tickets.refuse_unseen(self._actor, id)
        if type == "field" and id in self._hidden:
            raise NotFound("There is no such field.")

    def shown_of(self, type: str, id: str, links: Sequence[Link]) -> list[Link]:
        """A record of nothing but what the reader may not see is left out. What is left of another no longer matches
        its hash: that is of the whole."""
        told: Sequence[Changes | None] = [_changes_of(link) for link in links]
        if type == "ticket" and self._is_limited:
            told = self._tickets.told(self._actor, id, [_changes_of(link) for link in links])
        shown = []
        for link, changes in zip(links, told, strict=True):
            seen = None if changes is None else self._without_hidden(changes)
            if seen is not None:
                shown.append(link if seen == _changes_of(link) else _telling(link, seen))
        return shown

    def _without_hidden(self, changes: Changes) -> Changes | None:
        """None: it is a change of nothing else."""
        if self._actor.role is Role.ADMIN or not changes:
            return changes
        sees = policy.sight(self._actor, self._catalogue, lambda: self._catalogue)
        told = {name: self._seen_of(change) for name, change in changes.items() if sees(name)}
        return {name: change for name, change in told.items() if change is not None} or None

    def _seen_of(self, change: tuple[Any, Any]) -> tuple[Any, Any] | None:
        """Own fields stand in what others hold, too: in a person's values, a macro's actions, a view's filter."""
        text = json.dumps(change)
        if not any(id_ in text for id_ in self._hidden):
            return change
        before, after = (_without_keys(side, self._hidden) for side in change)
        text = json.dumps((before, after))
        return None if before == after or any(id_ in text for id_ in self._hidden) else (before, after)

    @property
    def _is_limited(self) -> bool:
        return self._actor.ticket_scope is not TicketScope.ALL

    @cached_property
    def _catalogue(self) -> Catalogue:
        """Of just now: who may see a field may have been decided a moment ago."""
        return self._definitions.read(fresh=True)

    @cached_property
    def _hidden(self) -> frozenset[str]:
        if self._actor.role is Role.ADMIN:
            return frozenset()
        return frozenset(field.id for field in self._catalogue.fields if not policy.may_see(self._actor, field))


def _changes_of(link: Link) -> Changes:
    return {name: (change["from"], change["to"]) for name, change in link.record["changes"].items()}


def _telling(link: Link, changes: Changes) -> Link:
    told = {name: {"from": before, "to": after} for name, (before, after) in changes.items()}
    return replace(link, record={**link.record, "changes": told})


def _without_keys(value: Any, keys: frozenset[str]) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {key: _without_keys(inner, keys) for key, inner in value.items() if key not in keys}
