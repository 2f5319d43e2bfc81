"""Letting agents' screens listen, and telling them."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from schemas.vocabulary import Permission
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Unauthenticated
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, DefinitionNews, JobNews, News, TicketNews
from tessera.realtime.ports import ChangeLog, Connections, Push
from tessera.realtime.presence import left, tell
from tessera.realtime.sight import Definitions

#: A browser cannot send a header with a WebSocket, so it brings a pass in the address: short-lived and single-use,
#: since addresses end up in logs.
PASS_SECONDS = 30
#: `schemas.realtime.messages.SyncPosition`.
POSITION = "sync:position"
_DENSE = (",", ":")


class RealtimeService:
    """All organizations'; each use case says which."""

    def __init__(
        self,
        connections: Connections,
        log: ChangeLog,
        definitions: Callable[[OrgId], Definitions],
        as_of_now: Callable[[Connection], Connection | None],
    ) -> None:
        """`as_of_now` gives a connection what its agent may see at this moment; None if they may not sign in."""
        self._connections = connections
        self._log = log
        self._definitions = definitions
        self._as_of_now = as_of_now

    def issue_pass(self, actor: Actor) -> str:
        actor.require(Permission.TICKETS_READ)
        value = secrets.token_urlsafe(24)
        self._connections.add_pass(value, Connection.of(actor, ""), PASS_SECONDS)
        return value

    def connect(self, value: str, connection_id: str) -> Connection:
        """Raises `Unauthenticated` for a pass that is unknown, used or too old, or whose agent was deactivated. The
        socket outlives the token that the pass was got with: what it hears is what its agent may see now."""
        holder = self._connections.take_pass(value) if value else None
        holder = self._as_of_now(holder) if holder else None
        if holder is None:
            raise Unauthenticated("This pass is not good any more. Get a new one.")
        connection = replace(holder, id=connection_id)
        self._connections.add(connection)
        return connection

    def tell(self, news: Sequence[News], push: Push) -> int:
        """Log what happened to tickets, then tell everybody whom it concerns, in order; forget connections that are
        gone. Gives how many were told."""
        told = 0
        for org_id in dict.fromkeys(one.org_id for one in news):
            told += self._tell_org(org_id, [one for one in news if one.org_id == org_id], push)
        return told

    def _tell_org(self, org_id: OrgId, news: Sequence[News], push: Push) -> int:
        tickets = [one for one in news if isinstance(one, TicketNews)]
        others = _once([one for one in news if not isinstance(one, TicketNews)])
        first = self._log.append(org_id, [one.change for one in tickets]) if tickets else 0
        told = 0
        connections = self._granted(self._connections.of_org(org_id), news)
        gone = self._ended(connections, news)
        for connection in connections:
            if connection in gone:
                continue
            messages = [one.delta() for one in others if one.is_for(connection)]
            messages += _frames(tickets, connection, first, self._definitions(org_id))
            if not messages:
                continue
            if push.send(connection.id, [json.dumps(one, ensure_ascii=False, separators=_DENSE) for one in messages]):
                told += 1
            elif self._connections.give_up(connection.id):
                gone.append(connection)
        if seen := [left(one) for one in gone if one.place]:
            tell([one for one in connections if one not in gone], seen, push)
        return told

    def _granted(self, connections: Sequence[Connection], news: Sequence[News]) -> list[Connection]:
        """Each with what its agent may see by now: before anything more is told."""
        granted = list(connections)
        for rights in [one.rights for one in news if isinstance(one, DefinitionNews) and one.rights]:
            for place, before in enumerate(granted):
                granted[place] = after = rights.given_to(before)
                if after != before:
                    self._connections.grant(after)
        return granted

    def _ended(self, connections: Sequence[Connection], news: Sequence[News]) -> list[Connection]:
        """Those of agents who were deactivated, forgotten: they hear nothing more."""
        agents = {one.ended for one in news if isinstance(one, DefinitionNews)}
        ended = [one for one in connections if one.agent_id in agents]
        for one in ended:
            self._connections.remove(one.id)
        return ended


def _once(news: Sequence[JobNews | DefinitionNews]) -> list[JobNews | DefinitionNews]:
    """An order of twenty statuses is twenty events, and one thing to ask for again."""
    return list({one.what if isinstance(one, DefinitionNews) else id(one): one for one in news}.values())


def _frames(
    tickets: Sequence[TicketNews], connection: Connection, first: int, definitions: Definitions
) -> list[dict[str, Any]]:
    """What one screen is sent. It ends at the last number, whatever of it the screen may see, so that the next message
    shows whether this one was heard. Quiet news are only pointed at: the screen sees a gap, and asks."""
    frames: list[dict[str, Any]] = []
    after = first - 1
    for seq, one in enumerate(tickets, start=first):
        concerned = one.deltas(connection, after, seq, definitions)
        if concerned and not one.quiet:
            frames += concerned
        if concerned:
            after = seq
    last = first + len(tickets) - 1
    if tickets and (not frames or frames[-1]["seq"] != last):
        frames.append({"event": POSITION, "after": after, "seq": last})
    return frames
