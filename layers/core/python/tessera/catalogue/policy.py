"""Who may see and fill in which custom field."""

from collections.abc import Callable

from schemas.vocabulary import ActorType, Role
from tessera.catalogue.model import Audience, Catalogue, Field
from tessera.kernel.actor import Actor

#: What a ticket's fields are called in changes and in `field_versions`: `fields.<id>`.
PREFIX = "fields."


def may_see(actor: Actor, field: Field) -> bool:
    """Administrators, and the system itself, see every field."""
    return actor.type is ActorType.SYSTEM or actor.role is Role.ADMIN or _belongs(actor, field.visible_to)


def may_edit(actor: Actor, field: Field) -> bool:
    if actor.type is ActorType.SYSTEM or actor.role is Role.ADMIN:
        return True
    return may_see(actor, field) and _belongs(actor, field.editable_by)


def sight(actor: Actor, catalogue: Catalogue) -> Callable[[str], bool]:
    """Whether the actor may see what a ticket's field of this name holds; the ticket's own fields are everybody's."""
    hidden = {PREFIX + field.id for field in catalogue.fields if not may_see(actor, field)}
    known = {PREFIX + field.id for field in catalogue.fields}
    return lambda name: not name.startswith(PREFIX) or (name in known and name not in hidden)


def _belongs(actor: Actor, audience: Audience) -> bool:
    if not audience.roles and not audience.team_ids:
        return True
    return actor.role in audience.roles or not actor.team_ids.isdisjoint(audience.team_ids)
