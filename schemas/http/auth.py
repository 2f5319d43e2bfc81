"""Sign-in. The refresh token never stands in a body: it is an HttpOnly cookie."""

from typing import Literal

from pydantic import Field

from schemas.base import Inbound, Outbound
from schemas.vocabulary import Permission, Role, TicketScope


class LoginRequest(Inbound):
    email: str = Field(min_length=3, max_length=320)
    password: str = Field(min_length=1, max_length=1024)


class TokenResponse(Outbound):
    """`expires_in` is in seconds. Keep `access_token` in memory only."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int


class Organization(Outbound):
    id: str
    name: str
    slug: str
    hue: int | None


class Me(Outbound):
    """`created_at`: what was written before is no news to them."""

    id: str
    email: str
    name: str
    role: Role
    permissions: list[Permission]
    team_ids: list[str]
    ticket_scope: TicketScope
    organization: Organization
    created_at: str
