"""Who finds what."""

from schemas.vocabulary import Permission, TicketScope
from tessera.kernel.actor import Actor
from tessera.search.model import Scope


def scope_of(actor: Actor) -> Scope | None:
    """Whose tickets the actor may find; None: everybody's."""
    if actor.ticket_scope is TicketScope.ALL:
        return None
    return Scope(actor.team_ids, actor.id)


def may_read_notes(actor: Actor) -> bool:
    """Whoever may read tickets reads their notes too: a timeline shows both."""
    return Permission.TICKETS_READ in actor.permissions
