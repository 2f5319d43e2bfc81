"""Sessions and counted sign-in attempts in the `live` table, where everything forgets itself by its TTL."""

from datetime import datetime

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.table import ConditionFailed, Table, equals, set_to
from tessera.identity.session import RefreshToken, Session
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import AgentId, OrgId, SessionId


class DynamoSessions:
    """`identity.ports.Sessions`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, token: RefreshToken) -> Session | None:
        item = self._table.get(*_key(token.org_id, token.agent_id, token.session_id))
        return _session(item) if item else None

    def add(self, session: Session) -> None:
        self._table.put(_item(session))

    def save(self, session: Session) -> bool:
        try:
            self._table.put(_item(session), equals("rotation", session.rotation - 1))
        except ConditionFailed:
            return False
        return True

    def remove(self, session: Session) -> None:
        self._table.delete(*_key(session.org_id, session.agent_id, session.id))

    def count_attempt(self, email: str, ip: str | None, window: int, until: datetime) -> int:
        actions = [Path("attempts").add(encode(1)), set_to("ttl", _seconds(until))]
        item = self._table.update(_attempts(email, ip), f"W#{window}", actions)
        return int(item["attempts"])

    def forget_attempts(self, email: str, ip: str | None, window: int) -> None:
        self._table.delete(_attempts(email, ip), f"W#{window}")

    def note_stranger(self, email: str, until: datetime) -> None:
        self._table.put({"pk": f"STRANGER#{keys.digest(email)}", "sk": "S", "ttl": _seconds(until)})


def _key(org_id: OrgId, agent_id: str, session_id: str) -> tuple[str, str]:
    return f"O#{org_id}#SESSIONS#{agent_id}", f"S#{session_id}"


def _attempts(email: str, ip: str | None) -> str:
    return f"ATTEMPTS#{keys.digest(email + ' ' + (ip or ''))}"


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _item(session: Session) -> Item:
    pk, sk = _key(session.org_id, session.agent_id, session.id)
    return {
        "pk": pk,
        "sk": sk,
        "kind": "session",
        "id": session.id,
        "org_id": session.org_id,
        "agent_id": session.agent_id,
        "token_hash": session.token_hash,
        "previous_hash": session.previous_hash,
        "rotation": session.rotation,
        "created_at": to_text(session.created_at),
        "rotated_at": to_text(session.rotated_at),
        "expires_at": to_text(session.expires_at),
        "ip": session.ip,
        "user_agent": session.user_agent,
        "ttl": _seconds(session.expires_at),
    }


def _session(item: Item) -> Session:
    return Session(
        id=SessionId(item["id"]),
        org_id=OrgId(item["org_id"]),
        agent_id=AgentId(item["agent_id"]),
        token_hash=item["token_hash"],
        previous_hash=item.get("previous_hash"),
        rotation=item["rotation"],
        created_at=from_text(item["created_at"]),
        rotated_at=from_text(item["rotated_at"]),
        expires_at=from_text(item["expires_at"]),
        ip=item.get("ip"),
        user_agent=item["user_agent"],
    )
