"""Passes and open WebSockets, in the `live` table."""

import contextlib
import time
from collections.abc import Callable

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from schemas.vocabulary import PresenceState, Role, TicketScope
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.table import ConditionFailed, Put, Table, set_to
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, Place

#: API Gateway closes every WebSocket after two hours; a connection whose end we never heard of goes a little later.
#: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
CONNECTION_SECONDS = 2 * 3600 + 300
#: Until its `$connect` is answered, API Gateway says of a connection that it is gone. Once it stands, its screen asks
#: for what it missed.
HANDSHAKE_SECONDS = 30


class ConnectionTable:
    """`tessera.realtime.ports.Connections`."""

    def __init__(self, live: Table, now: Callable[[], float] = time.time) -> None:
        self._live = live
        self._now = now

    def add_pass(self, value: str, holder: Connection, seconds: int) -> None:
        ttl = int(self._now()) + seconds
        self._live.put({"pk": f"PASS#{keys.digest(value)}", "sk": "PASS", "ttl": ttl, **_stored(holder)})

    def take_pass(self, value: str) -> Connection | None:
        item = self._live.delete(f"PASS#{keys.digest(value)}", "PASS")
        return _connection(item) if item and item["ttl"] >= self._now() else None

    def add(self, connection: Connection) -> None:
        """Twice: by organization, to tell; and by id, to forget."""
        ttl = int(self._now()) + CONNECTION_SECONDS
        self._live.transact(
            [
                Put({"pk": _org_key(connection.org_id), "sk": connection.id, "ttl": ttl, **_stored(connection)}),
                Put({"pk": f"CONN#{connection.id}", "sk": "CONN", "ttl": ttl, **_stored(connection)}),
            ]
        )

    def find(self, connection_id: str) -> Connection | None:
        item = self._live.get(f"CONN#{connection_id}", "CONN")
        return _connection(item) if item and item["ttl"] >= self._now() else None

    def move(self, connection: Connection) -> None:
        """Told by organization, it is kept there only."""
        places = [set_to("place", _place_map(connection.place)), set_to("beside", _place_map(connection.beside))]
        with contextlib.suppress(ConditionFailed):
            self._live.update(_org_key(connection.org_id), connection.id, places, Path("pk").exists())

    def grant(self, connection: Connection) -> None:
        rights = [set_to(name, value) for name, value in _rights(connection).items()]
        with contextlib.suppress(ConditionFailed):
            self._live.update(_org_key(connection.org_id), connection.id, rights, Path("pk").exists())
            self._live.update(f"CONN#{connection.id}", "CONN", rights, Path("pk").exists())

    def give_up(self, connection_id: str) -> Connection | None:
        began = int(self._now()) - HANDSHAKE_SECONDS
        with contextlib.suppress(ConditionFailed):
            return self.remove(connection_id, Path("ttl") < encode(began + CONNECTION_SECONDS))
        return None

    def remove(self, connection_id: str, condition: Condition | None = None) -> Connection | None:
        pointer = self._live.delete(f"CONN#{connection_id}", "CONN", condition)
        gone = self._live.delete(_org_key(OrgId(pointer["org_id"])), connection_id) if pointer else None
        return _connection(gone) if gone else None

    def of_org(self, org_id: OrgId) -> list[Connection]:
        found: list[Item] = []
        after: Item | None = None
        while True:
            items, after = self._live.query(_org_key(org_id), after=after, consistent=True)
            found += items
            if after is None:
                return [_connection(item) for item in found if item["ttl"] >= self._now()]


def _org_key(org_id: OrgId) -> str:
    return f"{keys.org(org_id)}#CONN"


def _stored(connection: Connection) -> Item:
    return {
        "id": connection.id or None,
        "org_id": connection.org_id,
        "agent_id": connection.agent_id,
        **_rights(connection),
    }


def _rights(connection: Connection) -> Item:
    return {
        "team_ids": sorted(connection.team_ids),
        "ticket_scope": connection.ticket_scope.value,
        "role": connection.role.value,
    }


def _connection(item: Item) -> Connection:
    return Connection(
        item.get("id", ""),
        OrgId(item["org_id"]),
        item["agent_id"],
        frozenset(item["team_ids"]),
        TicketScope(item["ticket_scope"]),
        Role(item.get("role", Role.VIEWER)),
        _place(item["place"]) if "place" in item else None,
        _place(item["beside"]) if item.get("beside") else None,
    )


def _place_map(place: Place | None) -> Item | None:
    return vars(place) | {"state": place.state.value} if place else None


def _place(stored: Item) -> Place:
    return Place(**stored | {"state": PresenceState(stored["state"])})
