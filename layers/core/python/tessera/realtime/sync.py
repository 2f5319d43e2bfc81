"""Catching up: what changed for an agent since they last heard."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import Permission, TicketScope
from tessera.catalogue.model import Catalogue
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, LoggedChange
from tessera.realtime.ports import ChangeLog
from tessera.realtime.sight import Definitions, hidden_from, shown


@dataclass(frozen=True)
class CatchUp:
    """`changes` are for the agent to see or to lose, the last of each ticket. `more`: there is another page."""

    changes: list[LoggedChange]
    seq: int
    more: bool
    reset: bool
    visibility: str


class SyncService:
    """All organizations'; the actor says which."""

    def __init__(self, log: ChangeLog, definitions: Callable[[OrgId], Definitions]) -> None:
        self._log = log
        self._definitions = definitions

    def start(self, actor: Actor) -> int:
        """The number from which to catch up, once all tickets were read."""
        actor.require(Permission.TICKETS_READ)
        return self._log.settled(actor.org_id)

    def catch_up(self, actor: Actor, since: int, visibility: str) -> CatchUp:
        """The next page of changes. A reset leads to nothing but reading all tickets again."""
        actor.require(Permission.TICKETS_READ)
        now_visible = visibility_of(actor, self._definitions(actor.org_id)(False))
        if visibility != now_visible:
            return CatchUp([], since, False, True, now_visible)
        page = self._log.read(actor.org_id, since)
        if not page.reaches_back:
            return CatchUp([], since, False, True, now_visible)
        viewer = Connection.of(actor, "")
        last = {entry.change.summary["id"]: entry for entry in page.entries if _concerns(entry, viewer)}
        changes = sorted(last.values(), key=lambda entry: entry.seq)
        return CatchUp(changes, page.seq, not page.complete, False, now_visible)

    def present(self, found: CatchUp, actor: Actor) -> dict[str, Any]:
        """`schemas.http.sync.SyncChanges`."""
        viewer, definitions = Connection.of(actor, ""), self._definitions(actor.org_id)
        return {
            "items": [_change(entry, viewer, definitions) for entry in found.changes],
            "seq": found.seq,
            "more": found.more,
            "reset": found.reset,
            "visibility": found.visibility,
        }


def visibility_of(actor: Actor, catalogue: Catalogue) -> str:
    """A name for what the actor may see of tickets and of their fields; another one means that a copy made before is
    not theirs any more."""
    hidden = hidden_from(actor, catalogue)
    if actor.ticket_scope is TicketScope.ALL and not hidden:
        return "all"
    teams = [] if actor.ticket_scope is TicketScope.ALL else [actor.id or "", *sorted(actor.team_ids)]
    return hashlib.sha256("\x1f".join([*teams, "\x1e", *hidden]).encode()).hexdigest()[:16]


def _change(entry: LoggedChange, viewer: Connection, definitions: Definitions) -> dict[str, Any]:
    ticket = entry.change.summary
    seen = shown(ticket, viewer, definitions) if entry.change.is_for(viewer) else None
    return {"seq": entry.seq, "ticket_id": ticket["id"], "version": ticket["version"], "ticket": seen}


def _concerns(entry: LoggedChange, viewer: Connection) -> bool:
    return entry.change.is_for(viewer) or entry.change.is_loss_for(viewer)
