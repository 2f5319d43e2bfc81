"""Who acts. Every use case takes one; none guesses."""

from dataclasses import dataclass, field

from schemas.vocabulary import ROLE_PERMISSIONS, ActorType, Permission, Role, TicketScope
from tessera.kernel.errors import Forbidden
from tessera.kernel.ids import OrgId


@dataclass(frozen=True)
class Actor:
    """`correlation_id` ties everything that one request or mail caused; `causation_id` names the event it answers."""

    org_id: OrgId
    type: ActorType
    id: str | None
    name: str = ""
    role: Role | None = None
    team_ids: frozenset[str] = frozenset()
    ticket_scope: TicketScope = TicketScope.ALL
    ip: str | None = None
    session_id: str | None = None
    correlation_id: str = ""
    causation_id: str | None = None
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        granted = frozenset(Permission) if self.type is ActorType.SYSTEM else frozenset()
        if self.role is not None:
            granted = ROLE_PERMISSIONS[self.role]
        object.__setattr__(self, "permissions", granted)

    def require(self, permission: Permission) -> None:
        """Raises `Forbidden` unless the actor's role grants `permission`."""
        if permission not in self.permissions:
            raise Forbidden(f"Your role does not allow this (it needs {permission}). Ask an administrator.")


def system_actor(org_id: OrgId, correlation_id: str, name: str = "Tessera", causation_id: str | None = None) -> Actor:
    return Actor(org_id, ActorType.SYSTEM, None, name, correlation_id=correlation_id, causation_id=causation_id)
