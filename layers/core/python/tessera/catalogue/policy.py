"""Who may see and fill in which custom field."""

from collections.abc import Callable
from typing import Protocol

from schemas.vocabulary import ActorType, Role
from tessera.catalogue.model import Audience, Catalogue, Field
from tessera.kernel.actor import Actor

#: What a ticket's fields are called in changes and in `field_versions`: `fields.<id>`.
PREFIX = "fields."


class Viewer(Protocol):
    """An actor, or an agent's open screen."""

    @property
    def type(self) -> ActorType: ...

    @property
    def role(self) -> Role | None: ...

    @property
    def team_ids(self) -> frozenset[str]: ...


def may_see(actor: Viewer, field: Field) -> bool:
    """Administrators, and the system itself, see every field."""
    return actor.type is ActorType.SYSTEM or actor.role is Role.ADMIN or _belongs(actor, field.visible_to)


def may_edit(actor: Actor, field: Field) -> bool:
    if actor.type is ActorType.SYSTEM or actor.role is Role.ADMIN:
        return True
    return may_see(actor, field) and _belongs(actor, field.editable_by)


def sight(actor: Viewer, catalogue: Catalogue, latest: Callable[[], Catalogue]) -> Callable[[str], bool]:
    """Whether the actor may see what a ticket's field of this name holds; the ticket's own fields are everybody's.

    A field that `catalogue` does not know may be newer than it: `latest` is asked, once.
    """
    at_hand = [catalogue.fields_by_id]

    def sees(name: str) -> bool:
        if not name.startswith(PREFIX):
            return True
        field_id = name.removeprefix(PREFIX)
        if field_id not in at_hand[-1] and len(at_hand) == 1:
            at_hand.append(latest().fields_by_id)
        field = at_hand[-1].get(field_id)
        return field is not None and may_see(actor, field)

    return sees


def _belongs(actor: Viewer, audience: Audience) -> bool:
    if not audience.roles and not audience.team_ids:
        return True
    return actor.role in audience.roles or not actor.team_ids.isdisjoint(audience.team_ids)
