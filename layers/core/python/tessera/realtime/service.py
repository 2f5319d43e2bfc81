"""Letting agents' screens listen, and telling them."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import replace

from schemas.vocabulary import Permission
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Unauthenticated
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, News
from tessera.realtime.ports import Connections, Push

#: A browser cannot send a header with a WebSocket, so it brings a pass in the address: short-lived and single-use,
#: since addresses end up in logs.
PASS_SECONDS = 30


class RealtimeService:
    """All organizations'; each use case says which."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def issue_pass(self, actor: Actor) -> str:
        actor.require(Permission.TICKETS_READ)
        value = secrets.token_urlsafe(24)
        self._connections.add_pass(value, Connection.of(actor, ""), PASS_SECONDS)
        return value

    def connect(self, value: str, connection_id: str) -> Connection:
        """Raises `Unauthenticated` for a pass that is unknown, used or too old."""
        holder = self._connections.take_pass(value) if value else None
        if holder is None:
            raise Unauthenticated("This pass is not good any more. Get a new one.")
        connection = replace(holder, id=connection_id)
        self._connections.add(connection)
        return connection

    def disconnect(self, connection_id: str) -> None:
        self._connections.remove(connection_id)

    def tell(self, news: Sequence[News], push: Push) -> int:
        """Tell everybody who may see it, in order; forget connections that are gone. Gives how many were told."""
        told = 0
        for org_id in dict.fromkeys(one.org_id for one in news):
            told += self._tell_org(org_id, [one for one in news if one.org_id == org_id], push)
        return told

    def _tell_org(self, org_id: OrgId, news: Sequence[News], push: Push) -> int:
        connections = self._connections.of_org(org_id)
        if not connections:
            return 0
        first = self._connections.next_seq(org_id, len(news)) - len(news) + 1
        told = 0
        for connection in connections:
            texts = [
                json.dumps(delta, ensure_ascii=False, separators=(",", ":"))
                for place, one in enumerate(news)
                if one.is_for(connection)
                for delta in one.deltas(first + place)
            ]
            if not texts:
                continue
            if push.send(connection.id, texts):
                told += 1
            else:
                self._connections.remove(connection.id)
        return told
