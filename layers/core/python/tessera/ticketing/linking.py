"""What tickets are to each other: duplicates, parents and children, what blocks what, or just related.

Both tickets hold the link, each from its own side, and get it in one transaction.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import INVERSE_LINKS, EventType, LinkType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.events import make_event
from tessera.ticketing import changes, policy
from tessera.ticketing.model import Change, Link, Ticket
from tessera.ticketing.ports import StaleTicket, Tickets
from tessera.ticketing.views import seen_ticket
from tessera.ticketing.writing import MAX_TRIES

#: All are read at once where they are shown.
MAX_LINKS = 50
#: Levels of parents. Each is one read when a parent is given.
MAX_LEVELS = 10


class LinkService:
    """For one organization. Everything raises `NotFound` for a ticket that is not there for the actor."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._clock = clock

    def read(self, actor: Actor, ticket_id: str) -> Sequence[tuple[LinkType, Ticket]]:
        """The linked tickets that the actor may see, in the order in which they were linked."""
        actor.require(Permission.TICKETS_READ)
        links = seen_ticket(self._tickets, actor, ticket_id).links
        found = {each.id: each for each in self._tickets.get_many([link.ticket_id for link in links])}
        known = [(link.type, found[link.ticket_id]) for link in links if link.ticket_id in found]
        return [(type_, other) for type_, other in known if policy.may_see(actor, other)]

    def link(self, actor: Actor, ticket_id: str, other_id: str, type_: LinkType) -> Ticket:
        """`type_` is what the other ticket is to this one. Raises `Invalid`, `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)
        if ticket_id == other_id:
            raise Invalid("A ticket cannot be linked to itself. Choose another one.", "other")
        for _ in range(MAX_TRIES):
            ticket, other = seen_ticket(self._tickets, actor, ticket_id), seen_ticket(self._tickets, actor, other_id)
            changes.refuse_gone(ticket)
            changes.refuse_gone(other)
            if Link(type_, other.id, other.number) in ticket.links:
                return ticket
            ancestors = self._checked(ticket, other, type_)
            linked, back = _linked(ticket, other, type_), _linked(other, ticket, INVERSE_LINKS[type_])
            if self._written(actor, EventType.TICKET_LINKED, (ticket, linked), (other, back), ancestors):
                return replace(ticket, links=linked, version=ticket.version + 1)
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def unlink(self, actor: Actor, ticket_id: str, other_id: str) -> Ticket:
        """Raises `NotFound` also for a link that is not there."""
        actor.require(Permission.TICKETS_WRITE)
        for _ in range(MAX_TRIES):
            ticket, other = seen_ticket(self._tickets, actor, ticket_id), seen_ticket(self._tickets, actor, other_id)
            left, back = without(ticket, other), without(other, ticket)
            if left == ticket.links:
                return ticket
            if self._written(actor, EventType.TICKET_UNLINKED, (ticket, left), (other, back)):
                return replace(ticket, links=left, version=ticket.version + 1)
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def _checked(self, ticket: Ticket, other: Ticket, type_: LinkType) -> Sequence[Ticket]:
        """The tickets above the parent, which have to stay as they are until the link is written."""
        for each, further in ((ticket, other), (other, ticket)):
            if len(without(each, further)) >= MAX_LINKS:
                raise Invalid(f"#{each.number} has {MAX_LINKS} links already. Remove one first.", "other")
        if type_ not in (LinkType.PARENT, LinkType.CHILD):
            return ()
        child, parent = (ticket, other) if type_ is LinkType.PARENT else (other, ticket)
        there = _parent_of(child)
        if there is not None and there.ticket_id != parent.id:
            raise Conflict(f"#{child.number} has a parent already, #{there.number}. Remove that link first.")
        return self._above(child, parent)

    def _above(self, child: Ticket, parent: Ticket) -> Sequence[Ticket]:
        """Raises `Invalid` if the parent is itself below the child."""
        ancestors: list[Ticket] = []
        at = parent
        while (link := _parent_of(at)) is not None:
            # This link is to take the place of the one that makes the child the parent's parent.
            if link.ticket_id == child.id:
                if at is parent:
                    break
                raise Invalid(f"#{parent.number} is itself below #{child.number}.", "type")
            above = self._tickets.get(link.ticket_id)
            if above is None:
                break
            ancestors.append(above)
            if len(ancestors) >= MAX_LEVELS:
                raise Invalid(f"Tickets are at most {MAX_LEVELS} levels deep.", "type")
            at = above
        return ancestors

    def _written(
        self, actor: Actor, event: EventType, one: "Relinked", two: "Relinked", unchanged: Sequence[Ticket] = ()
    ) -> bool:
        at = self._clock()
        first, second = _change(actor, event, at, *one, two[0].number), _change(actor, event, at, *two, one[0].number)
        try:
            self._tickets.commit(replace(first, unchanged=tuple(unchanged)), second)
        except StaleTicket:
            return False
        return True


#: A ticket, and the links that it is to have.
Relinked = tuple[Ticket, tuple[Link, ...]]


def _parent_of(ticket: Ticket) -> Link | None:
    return next((link for link in ticket.links if link.type is LinkType.PARENT), None)


def without(ticket: Ticket, other: Ticket) -> tuple[Link, ...]:
    """The ticket's links but those to the other."""
    return tuple(link for link in ticket.links if link.ticket_id != other.id)


def _linked(ticket: Ticket, other: Ticket, type_: LinkType) -> tuple[Link, ...]:
    return (*without(ticket, other), Link(type_, other.id, other.number))


def _change(
    actor: Actor, type_: EventType, at: datetime, ticket: Ticket, links: tuple[Link, ...], number: int
) -> Change:
    """Its place in lists stays, and the change to undo next is still the ticket's own."""
    version = ticket.version + 1
    changed = replace(ticket, links=links, version=version, field_versions=ticket.field_versions | {"links": version})
    data = {"number": ticket.number, "version": version, "other_number": number}
    changed_links = {"links": (told(ticket.links), told(links))}
    event = make_event(type_, actor, at, ("ticket", ticket.id), changed_links, data)
    return Change(changed, ticket.version, events=(event,))


def told(links: tuple[Link, ...]) -> list[dict[str, Any]]:
    """Links as an event tells them."""
    return [{"type": link.type.value, "ticket_id": link.ticket_id, "number": link.number} for link in links]
