"""A signed-in browser: one session, whose refresh token changes at every use.

A refresh token is used up when the one that followed it was used. One that comes after that can only be a copy, so it
ends the session (RFC 9700, section 4.14.2). Until then it may come again: the answer with the next one can be lost on
the way, of a page that is left or of a network that is. Then it gets another next one, and the lost one is worth
nothing any more. Two tabs of one browser may ask at the same moment, though: for some seconds the later one is served
without a new token, since the browser's cookie already has it.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tessera.kernel.clock import to_ms
from tessera.kernel.errors import Unauthenticated
from tessera.kernel.ids import AgentId, OrgId, SessionId, new_id

SESSION_LIFE = timedelta(days=30)
RACE_GRACE = timedelta(seconds=10)
_SECRET_BYTES = 32
_TOKEN_BYTES = 3 * 16 + _SECRET_BYTES


@dataclass(frozen=True)
class RefreshToken:
    """Opaque to the browser; to us the session's address and the secret that proves it."""

    org_id: OrgId
    agent_id: AgentId
    session_id: SessionId
    secret: bytes = field(repr=False)

    @property
    def hash(self) -> str:
        """What is kept. The secret has 256 random bits, so a plain hash is enough."""
        return hashlib.sha256(self.secret).hexdigest()

    def encode(self) -> str:
        ids = b"".join(uuid.UUID(i).bytes for i in (self.org_id, self.agent_id, self.session_id))
        return base64.urlsafe_b64encode(ids + self.secret).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "RefreshToken":
        """Raises `Unauthenticated` for anything but a token's text."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            raise Unauthenticated(SIGN_IN_AGAIN) from None
        if len(raw) != _TOKEN_BYTES:
            raise Unauthenticated(SIGN_IN_AGAIN)
        org, agent, session = (str(uuid.UUID(bytes=raw[i : i + 16])) for i in (0, 16, 32))
        return cls(OrgId(org), AgentId(agent), SessionId(session), raw[48:])


SIGN_IN_AGAIN = "Your session is over. Sign in again."


@dataclass(frozen=True, kw_only=True)
class Session:
    """`rotation` counts the uses of the refresh token; a session is saved only over the rotation before its own."""

    id: SessionId
    org_id: OrgId
    agent_id: AgentId
    token_hash: str = field(repr=False)
    created_at: datetime
    rotated_at: datetime
    expires_at: datetime
    previous_hash: str | None = field(default=None, repr=False)
    rotation: int = 0
    ip: str | None = None
    user_agent: str = ""

    def proves(self, token: RefreshToken) -> bool:
        """It is not used up."""
        return self._is(self.token_hash, token) or self._is(self.previous_hash, token)

    def next_for(self, token: RefreshToken, at: datetime) -> bool:
        """Its bearer is to have a new one: it is the newest, or what it was changed for never arrived."""
        return self.proves(token) and not self.raced(token, at)

    def raced(self, token: RefreshToken, at: datetime) -> bool:
        """The token was the newest until a moment ago: another tab was faster."""
        return at - self.rotated_at <= RACE_GRACE and self._is(self.previous_hash, token)

    @staticmethod
    def _is(kept: str | None, token: RefreshToken) -> bool:
        return kept is not None and hmac.compare_digest(kept, token.hash)

    def rotate(self, used: RefreshToken, at: datetime) -> tuple["Session", RefreshToken]:
        """The session after one use of a token, and the next one."""
        token = RefreshToken(self.org_id, self.agent_id, self.id, secrets.token_bytes(_SECRET_BYTES))
        session = replace(
            self,
            token_hash=token.hash,
            previous_hash=used.hash,
            rotated_at=at,
            rotation=self.rotation + 1,
        )
        return session, token


def start_session(
    org_id: OrgId, agent_id: AgentId, at: datetime, ip: str | None, user_agent: str
) -> tuple[Session, RefreshToken]:
    token = RefreshToken(org_id, agent_id, SessionId(new_id(to_ms(at))), secrets.token_bytes(_SECRET_BYTES))
    session = Session(
        id=token.session_id,
        org_id=org_id,
        agent_id=agent_id,
        token_hash=token.hash,
        created_at=at,
        rotated_at=at,
        expires_at=at + SESSION_LIFE,
        ip=ip,
        user_agent=user_agent[:300],
    )
    return session, token
