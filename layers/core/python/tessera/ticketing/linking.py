"""What tickets are to each other: duplicates, parents and children, what blocks what, or just related.

Both tickets hold the link, each from its own side, and get it in one transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import INVERSE_LINKS, EventType, LinkType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.events import Event, make_event
from tessera.ticketing import changes, history, policy
from tessera.ticketing.model import Change, Claim, Link, Ticket, going_on
from tessera.ticketing.ports import StaleTicket, Tickets
from tessera.ticketing.views import seen_ticket
from tessera.ticketing.writing import MAX_TRIES, Written, leading_to

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
        return self._written(actor, ticket_id, other_id, lambda *_: type_).ticket

    def unlink(self, actor: Actor, ticket_id: str, other_id: str) -> Ticket:
        """Raises `NotFound` also for a link that is not there."""
        actor.require(Permission.TICKETS_WRITE)
        return self._written(actor, ticket_id, other_id, lambda *_: None).ticket

    def take_back(self, actor: Actor, event: Event, claims: tuple[Claim, ...] = ()) -> Written:
        """The link as it was before the event: none, or of that type. Raises `NotFound`, `Invalid`, and `Conflict` if
        it changed since."""
        actor.require(Permission.TICKETS_WRITE)
        other_id, was = _relinked(event)
        seen_ticket(self._tickets, actor, event.subject_id)
        back = history.other_side(self._tickets, seen_ticket(self._tickets, actor, other_id).id, event)

        def wanted(ticket: Ticket, other: Ticket) -> LinkType | None:
            if _type_of(ticket.links, other_id) is not was:
                self._refuse_changed(ticket, other_id, event)
            return was

        return self._written(actor, event.subject_id, other_id, wanted, claims, (event.id, back.id if back else None))

    def _refuse_changed(self, ticket: Ticket, other_id: str, event: Event) -> None:
        """Of all the links, this one. Raises `Conflict`."""
        later = [each for each in history.since(self._tickets, ticket.id, event) if "links" in each.changes]
        same = [each for each in later if _relinked(each)[0] == other_id]
        if not history.is_latest(event, same):
            raise changes.collision(ticket, ("links",))

    def _written(
        self,
        actor: Actor,
        ticket_id: str,
        other_id: str,
        wanted: Callable[[Ticket, Ticket], LinkType | None],
        claims: tuple[Claim, ...] = (),
        undoes: tuple[str | None, str | None] = (None, None),
    ) -> Written:
        """With the link that is wanted between the two as they are read, or none."""
        for _ in range(MAX_TRIES):
            ticket, other = seen_ticket(self._tickets, actor, ticket_id), seen_ticket(self._tickets, actor, other_id)
            type_, at = wanted(ticket, other), self._clock()
            if type_ is _type_of(ticket.links, other_id):
                return Written(ticket, None, fresh=False)
            ancestors = self._checked(actor, ticket, other, type_) if type_ else ()
            one = _change(actor, at, ticket, other, type_, undoes[0])
            two = _change(actor, at, other, ticket, INVERSE_LINKS[type_] if type_ else None, undoes[1])
            kept = tuple(leading_to(claim, one.ticket, None) for claim in claims)
            try:
                self._tickets.commit(replace(one, claims=kept, unchanged=tuple(ancestors)), two)
            except StaleTicket:
                continue
            return Written(one.ticket, None)
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def _checked(self, actor: Actor, ticket: Ticket, other: Ticket, type_: LinkType) -> Sequence[Ticket]:
        """The tickets above the parent, which have to stay as they are until the link is written."""
        changes.refuse_gone(ticket)
        changes.refuse_gone(other)
        for each, further in ((ticket, other), (other, ticket)):
            if len(without(each, further)) >= MAX_LINKS:
                raise Invalid(f"#{each.number} has {MAX_LINKS} links already. Remove one first.", "other")
        if type_ not in (LinkType.PARENT, LinkType.CHILD):
            return ()
        child, parent = (ticket, other) if type_ is LinkType.PARENT else (other, ticket)
        there = _parent_of(child)
        if there is not None and there.ticket_id != parent.id:
            raise self._has_parent(actor, child, there)
        return self._above(child, parent)

    def _has_parent(self, actor: Actor, child: Ticket, link: Link) -> Conflict:
        """Names the parent to those who may see it."""
        parent = self._tickets.get(link.ticket_id)
        if parent is None or not policy.may_see(actor, parent):
            return Conflict(f"#{child.number} has a parent already, which you may not see. Ask an admin to remove it.")
        return Conflict(f"#{child.number} has a parent already, #{parent.number}. Remove that link first.")

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
            above = going_on(self._tickets.get, self._tickets.get(link.ticket_id))
            if above is None:
                break
            if above.id == child.id:
                raise Invalid(f"#{parent.number} is itself below #{child.number}.", "type")
            ancestors.append(above)
            if len(ancestors) >= MAX_LEVELS:
                raise Invalid(f"Tickets are at most {MAX_LEVELS} levels deep.", "type")
            at = above
        return ancestors


def refuse_circle(tickets: Tickets, source: Ticket, target: Ticket) -> None:
    """A ticket takes the place of one that is merged into it: it must not stand above itself by that. Raises
    `Conflict`."""
    at = target
    for _ in range(MAX_LEVELS):
        link = _parent_of(at)
        above = going_on(tickets.get, tickets.get(link.ticket_id)) if link else None
        if above is None or above.id == target.id:
            return
        if above.id == source.id:
            raise Conflict(f"#{source.number} is above #{target.number}. Remove the link to the parent first.")
        at = above


def _parent_of(ticket: Ticket) -> Link | None:
    return next((link for link in ticket.links if link.type is LinkType.PARENT), None)


def without(ticket: Ticket, other: Ticket) -> tuple[Link, ...]:
    """The ticket's links but those to the other."""
    return tuple(link for link in ticket.links if link.ticket_id != other.id)


def _type_of(links: Iterable[Link], other_id: str) -> LinkType | None:
    return next((link.type for link in links if link.ticket_id == other_id), None)


def _relinked(event: Event) -> tuple[str, LinkType | None]:
    """Which link an event changed (the ticket at its other end), and what it was before."""
    before, after = ({each["ticket_id"]: LinkType(each["type"]) for each in links} for links in event.changes["links"])
    other_id = next(each for each in (*after, *before) if before.get(each) is not after.get(each))
    return other_id, before.get(other_id)


def _change(
    actor: Actor, at: datetime, ticket: Ticket, other: Ticket, type_: LinkType | None, undoes: str | None
) -> Change:
    """Its place in lists stays, and the change to undo next is still the ticket's own."""
    version = ticket.version + 1
    links = (*without(ticket, other), *((Link(type_, other.id, other.number),) if type_ else ()))
    changed = replace(ticket, links=links, version=version, field_versions=ticket.field_versions | {"links": version})
    data: dict[str, Any] = {"number": ticket.number, "version": version, "other_number": other.number}
    if undoes:
        data["undoes"] = undoes
    event_type = EventType.TICKET_LINKED if type_ else EventType.TICKET_UNLINKED
    changed_links = {"links": (told(ticket.links), told(links))}
    event = make_event(event_type, actor, at, ("ticket", ticket.id), changed_links, data)
    return Change(changed, ticket.version, events=(event,))


def told(links: tuple[Link, ...]) -> list[dict[str, Any]]:
    """Links as an event tells them."""
    return [{"type": link.type.value, "ticket_id": link.ticket_id, "number": link.number} for link in links]
