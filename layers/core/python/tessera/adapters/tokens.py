"""Access tokens: JWT (RFC 7519) signed by HMAC-SHA256. Why one shared secret does: docs/adr/0003-access-tokens.md."""

from dataclasses import asdict
from typing import Any

import jwt

from tessera.identity.claims import AccessClaims

ALGORITHM = "HS256"
_CLAIMS = list(AccessClaims.__dataclass_fields__)


def issue_token(secret: str, claims: AccessClaims) -> str:
    return jwt.encode(asdict(claims), secret, algorithm=ALGORITHM)


def read_token(secret: str, token: str) -> AccessClaims | None:
    """What the token says, or None if it is not ours, altered, or past its time."""
    try:
        claims: dict[str, Any] = jwt.decode(token, secret, algorithms=[ALGORITHM], options={"require": _CLAIMS})
    except jwt.InvalidTokenError:
        return None
    return AccessClaims(**{name: claims[name] for name in _CLAIMS} | {"teams": tuple(claims["teams"])})
