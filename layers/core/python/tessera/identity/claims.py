"""What an access token says. Alone in its file, because the authorizer loads nothing else of identity."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AccessClaims:
    """`org` and `sub` (the agent) are ids, `exp` is in Unix seconds."""

    sub: str
    org: str
    name: str
    role: str
    teams: tuple[str, ...]
    scope: str
    sid: str
    exp: int
