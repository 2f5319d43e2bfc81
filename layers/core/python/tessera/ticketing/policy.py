"""Who may see which ticket, and decide on a reply that waits."""

from collections.abc import Callable
from dataclasses import replace

from schemas.vocabulary import Permission, TicketScope
from tessera.kernel.actor import Actor
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import TicketQuery


def may_see(actor: Actor, ticket: Ticket) -> bool:
    """An agent limited to teams sees their teams' tickets, those of no team, and those assigned to them."""
    if actor.ticket_scope is TicketScope.ALL:
        return True
    return ticket.team_id is None or ticket.team_id in actor.team_ids or ticket.assignee_id == actor.id


def may_read(actor: Actor, get: Callable[[str], Ticket | None], ticket_id: str) -> bool:
    """Whether they may read what a ticket shows: they see it, or one that it is merged into, each of which shows that
    too."""
    at: str | None = ticket_id
    while at is not None and (ticket := get(at)) is not None:
        if may_see(actor, ticket):
            return True
        at = ticket.merged_into
    return False


def may_decide(actor: Actor, waiting: Message) -> bool:
    """Its author, and a supervisor: its author may be away when it should not go out after all."""
    return waiting.author_id == actor.id or Permission.TICKETS_DELETE in actor.permissions


def limited_to(actor: Actor, query: TicketQuery) -> TicketQuery:
    """The query, for what this actor may see."""
    if actor.ticket_scope is TicketScope.ALL:
        return query
    return replace(query, seen_by_teams=actor.team_ids, seen_by_agent=actor.id)
