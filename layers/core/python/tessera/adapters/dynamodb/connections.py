"""Passes and open WebSockets, in the `live` table."""

import time
from collections.abc import Callable

from schemas.vocabulary import TicketScope
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import Put, Table
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection

#: API Gateway closes every WebSocket after two hours; a connection whose end we never heard of goes a little later.
#: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
CONNECTION_SECONDS = 2 * 3600 + 300


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
                Put({"pk": f"CONN#{connection.id}", "sk": "CONN", "ttl": ttl, "org_id": connection.org_id}),
            ]
        )

    def remove(self, connection_id: str) -> None:
        pointer = self._live.delete(f"CONN#{connection_id}", "CONN")
        if pointer:
            self._live.delete(_org_key(OrgId(pointer["org_id"])), connection_id)

    def of_org(self, org_id: OrgId) -> list[Connection]:
        found: list[Item] = []
        after: Item | None = None
        while True:
            items, after = self._live.query(_org_key(org_id), after=after)
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
        "team_ids": sorted(connection.team_ids),
        "ticket_scope": connection.ticket_scope.value,
    }


def _connection(item: Item) -> Connection:
    return Connection(
        item.get("id", ""),
        OrgId(item["org_id"]),
        item["agent_id"],
        frozenset(item["team_ids"]),
        TicketScope(item["ticket_scope"]),
    )
