"""Who is here, on which ticket, and who is writing there.

Kept on the open connection alone: it ends with it, and costs as much as there are people, not tickets.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.vocabulary import PresenceState, RealtimeEvent
from tessera.realtime.model import Connection, Place, Whereabouts
from tessera.realtime.ports import Connections, Push, Sight

_LONGEST_ID = 64
_DENSE = (",", ":")


@dataclass(frozen=True)
class Wish:
    """What a client says of itself. `hello`: it wants to hear of everybody. `beside`: the place of a second ticket
    that it shows, or showed before."""

    place: Place
    hello: bool
    beside: Place | None = None


def wish_from(said: Mapping[str, Any]) -> Wish | None:
    """None for what makes no sense: nobody waits for an answer."""
    tab, ticket_id, state = said.get("tab"), said.get("ticket_id"), said.get("state", PresenceState.VIEWING)
    if not _is_id(tab) or not (ticket_id is None or _is_id(ticket_id)):
        return None
    if state not in (PresenceState.VIEWING, PresenceState.TYPING):
        return None
    second = said.get("beside")
    if not (second is None or _is_id(second)):
        return None
    beside = Place(f"{tab}+", second) if "beside" in said else None
    return Wish(Place(str(tab), ticket_id, PresenceState(state)), said.get("hello") is True, beside)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID


class PresenceService:
    """All organizations'; a connection says which."""

    def __init__(self, connections: Connections, sight: Sight) -> None:
        self._connections = connections
        self._sight = sight

    def move(self, connection_id: str, wish: Wish, push: Push) -> None:
        """Four calls, one more for a ticket beside, and one for each other connection. A ticket that the agent may
        not see is as none."""
        connection = self._connections.find(connection_id)
        if connection is None:
            return
        beside = self._placed(connection, wish.beside) if wish.beside else None
        moved = replace(connection, place=self._placed(connection, wish.place), beside=beside)
        self._connections.move(moved)
        others = [one for one in self._connections.of_org(moved.org_id) if one.id != moved.id]
        tell(others, [moved], push)
        if wish.hello:
            push.send(moved.id, [_frame([one for one in others if one.place], moved, everybody=True)])

    def leave(self, connection_id: str, push: Push) -> None:
        gone = self._connections.remove(connection_id)
        if gone is not None and gone.place is not None:
            tell(self._connections.of_org(gone.org_id), [left(gone)], push)

    def _placed(self, connection: Connection, place: Place) -> Place:
        where = self._sight.where(connection.org_id, place.ticket_id) if place.ticket_id else None
        if where is None or not where.seen_by(connection):
            return Place(place.tab)
        return replace(place, team_id=where.team_id, assignee_id=where.assignee_id)


def left(connection: Connection) -> Connection:
    """The same, gone."""
    beside = connection.beside and Place(connection.beside.tab, state=PresenceState.GONE)
    tab = connection.place.tab if connection.place else ""
    return replace(connection, place=Place(tab, state=PresenceState.GONE), beside=beside)


def tell(receivers: Sequence[Connection], moved: Sequence[Connection], push: Push) -> None:
    """Who is told and cannot be reached is forgotten by whoever tells them of a ticket next."""
    for receiver in receivers:
        push.send(receiver.id, [_frame(moved, receiver)])


def _frame(people: Sequence[Connection], receiver: Connection, everybody: bool = False) -> str:
    """`schemas.realtime.messages.PresenceChanged`, as far as the receiver may know."""
    shown = [_present(one, place, receiver) for one in people for place in (one.place, one.beside) if place]
    frame = {"event": RealtimeEvent.PRESENCE_CHANGED, "all": everybody, "people": shown}
    return json.dumps(frame, separators=_DENSE)


def _present(one: Connection, place: Place, receiver: Connection) -> dict[str, Any]:
    known = place.ticket_id is not None and Whereabouts(place.team_id, place.assignee_id).seen_by(receiver)
    hidden = place.ticket_id is not None and not known
    return {
        "tab": place.tab,
        "agent_id": one.agent_id,
        "ticket_id": place.ticket_id if known else None,
        "state": PresenceState.VIEWING if hidden else place.state,
    }
