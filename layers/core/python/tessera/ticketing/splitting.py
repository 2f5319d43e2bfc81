"""Taking messages out of a ticket into one of their own, and putting them back.

Nothing is moved, as in a merge: a message stays under the ticket that it came to, so that all that names it finds it
there. It says which ticket shows it now, and that ticket has a pointer in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import WAITING, ActorType, EventType, LinkType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import Event, make_event
from tessera.kernel.person import Person
from tessera.ticketing import changes, wishes
from tessera.ticketing.conversation import is_said, newest_first, standing
from tessera.ticketing.drafts import NewTicket, first_version
from tessera.ticketing.linking import told, without
from tessera.ticketing.model import Change, Claim, Link, Message, Move, Ticket
from tessera.ticketing.ports import AlreadyClaimed, Customers, StaleTicket, Tickets
from tessera.ticketing.service import references
from tessera.ticketing.views import find_message, seen_ticket
from tessera.ticketing.writing import MAX_TRIES, Writer, Written, leading_to

#: One transaction has room for a hundred writes; a message takes three, and one for each of its files.
MAX_MESSAGES = 20
MAX_FILES = 25

#: A message with the ticket that holds it.
Held = tuple[str, Message]


class SplitService:
    """For one organization. Everything raises `NotFound` for a ticket that is not there for the actor."""

    def __init__(self, tickets: Tickets, customers: Customers, clock: Clock) -> None:
        self._tickets = tickets
        self._customers = customers
        self._clock = clock
        self._writer = Writer(tickets, clock)

    def split(
        self,
        actor: Actor,
        ticket_id: str,
        message_ids: Sequence[str],
        fields: Mapping[str, Any],
        claims: tuple[Claim, ...] = (),
    ) -> Written:
        """The new ticket. `fields` may have its `subject`, `team_id` and `assignee_id`; else they are the old one's.
        Raises `Invalid`, `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)
        fit = wishes.checked(fields)
        return self._writer.unless_done(actor, claims, lambda: self._split(actor, ticket_id, message_ids, fit, claims))

    def _split(
        self,
        actor: Actor,
        ticket_id: str,
        message_ids: Sequence[str],
        fit: Mapping[str, Any],
        claims: tuple[Claim, ...],
    ) -> Written:
        for _ in range(MAX_TRIES):
            ticket, at = seen_ticket(self._tickets, actor, ticket_id), self._clock()
            changes.refuse_gone(ticket)
            chosen = self._chosen(ticket, message_ids)
            messages = [message for _, message in chosen]
            left = self._left(ticket, {message.id for message in messages})
            new = self._new(ticket, fit, messages)
            made = _made(ticket, new, messages, self._tickets.next_number(), actor, at)
            shrunk = _shrunk(ticket, made, left, len(chosen), actor, at)
            try:
                self._writer.commit(
                    replace(
                        made,
                        claims=tuple(leading_to(claim, made.ticket, None) for claim in claims),
                        references=references(fit),
                        moves=tuple(Move(message, home, made.ticket.id) for home, message in chosen),
                    ),
                    shrunk,
                )
            except StaleTicket:
                continue
            except AlreadyClaimed as error:
                return self._writer.repeated(actor, error.claim, claims)
            return Written(made.ticket, None)
        raise Conflict("Many people are changing this ticket at this moment. Try again.")

    def rejoin(self, actor: Actor, ticket_id: str) -> Ticket:
        """The ticket that the messages came from, with them again; the one made for them is deleted. Raises `Conflict`
        if that has messages of its own by now, or is not from a split."""
        actor.require(Permission.TICKETS_WRITE)
        for _ in range(MAX_TRIES):
            ticket, at = seen_ticket(self._tickets, actor, ticket_id), self._clock()
            changes.refuse_gone(ticket)
            if ticket.split_from is None:
                raise Conflict("This ticket was not split off another.")
            origin = seen_ticket(self._tickets, actor, ticket.split_from)
            changes.refuse_gone(origin)
            messages = self._messages(ticket)
            if any(message.home is None for message in messages):
                raise Conflict(f"This ticket has messages of its own by now. Merge it into #{origin.number} instead.")
            back = [Move(one, one.home or "", None if one.home == origin.id else origin.id) for one in messages]
            whole = sorted([*self._messages(origin), *messages], key=lambda message: message.id)
            grown = _grown(origin, ticket, whole, len(messages), actor, at)
            try:
                self._tickets.commit(replace(grown, moves=tuple(back)), _emptied(ticket, origin, actor, at))
            except StaleTicket:
                continue
            return grown.ticket
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def _chosen(self, ticket: Ticket, message_ids: Sequence[str]) -> list[Held]:
        """The messages, the oldest first."""
        wanted = sorted(set(message_ids))
        if not wanted:
            raise Invalid("Choose at least one message.", "message_ids")
        if len(wanted) > MAX_MESSAGES:
            raise Invalid(f"Choose at most {MAX_MESSAGES} messages at once.", "message_ids")
        try:
            chosen = [find_message(self._tickets, ticket, message_id) for message_id in wanted]
        except NotFound as error:
            raise Invalid("One of the messages is not on this ticket.", "message_ids") from error
        if any(message.delivery in WAITING for _, message in chosen):
            raise Conflict("One of the replies still waits to be sent. Take it back first.")
        if sum(len(message.files) for _, message in chosen) > MAX_FILES:
            raise Invalid(f"Choose messages with at most {MAX_FILES} files at once.", "message_ids")
        return chosen

    def _new(self, ticket: Ticket, fields: Mapping[str, Any], messages: Sequence[Message]) -> NewTicket:
        """Of whoever wrote the first of the messages, if that was a customer."""
        people = _authors(messages)
        requester, company_id = ticket.requester, ticket.company_id
        if people and people[0].email != requester.email:
            contact = self._customers.look_up(people[0].email)
            requester, company_id = contact.person or people[0], contact.company_id
        return NewTicket(
            subject=fields.get("subject", ticket.subject),
            requester=requester,
            channel=messages[0].channel,
            priority=ticket.priority,
            team_id=fields.get("team_id", ticket.team_id),
            assignee_id=fields.get("assignee_id", ticket.assignee_id),
            company_id=company_id,
            participants=tuple(person for person in people if person.email != requester.email),
            mailbox=ticket.mailbox,
        )

    def _left(self, ticket: Ticket, gone: set[str]) -> list[Message]:
        """The messages that stay, the oldest first."""
        left = [one for one in self._messages(ticket) if one.id not in gone]
        if not any(map(is_said, left)):
            raise Invalid("Leave at least one message, or change the ticket itself.", "message_ids")
        return left

    def _messages(self, ticket: Ticket) -> list[Message]:
        """The oldest first."""
        return [entry for entry in newest_first(self._tickets, ticket) if isinstance(entry, Message)][::-1]


def _made(
    ticket: Ticket, new: NewTicket, messages: Sequence[Message], number: int, actor: Actor, at: datetime
) -> Change:
    first, (created, _) = first_version(new, messages[0], number, actor, at)
    links = (Link(LinkType.RELATED, ticket.id, ticket.number),)
    grown = replace(standing(first, messages), split_from=ticket.id, links=links)
    event = _told(EventType.TICKET_SPLIT, grown, ticket, actor, at, {}, len(messages))
    return Change(replace(grown, last_change_id=None), None, events=(created, event))


def _authors(messages: Sequence[Message]) -> list[Person]:
    written = [message for message in messages if message.author_type is ActorType.CUSTOMER and message.author_email]
    people = {one.author_email: Person(one.author_id, one.author_name, one.author_email or "") for one in written}
    return list(people.values())


def _shrunk(ticket: Ticket, made: Change, left: Sequence[Message], count: int, actor: Actor, at: datetime) -> Change:
    """Its place in lists stays, and the change to undo next is still the ticket's own."""
    links = (*ticket.links, Link(LinkType.RELATED, made.ticket.id, made.ticket.number))
    shrunk = replace(standing(_next(ticket), left), links=links)
    event = _told(EventType.TICKET_SPLIT, shrunk, made.ticket, actor, at, _links(ticket, shrunk), count)
    return Change(shrunk, ticket.version, events=(event,))


def _grown(origin: Ticket, ticket: Ticket, whole: Sequence[Message], back: int, actor: Actor, at: datetime) -> Change:
    """With the whole conversation, of which so many come back."""
    grown = replace(standing(_next(origin), whole), links=without(origin, ticket))
    event = _told(EventType.TICKET_REJOINED, grown, ticket, actor, at, _links(origin, grown), back)
    return Change(grown, origin.version, events=(event,))


def _emptied(ticket: Ticket, origin: Ticket, actor: Actor, at: datetime) -> Change:
    version = ticket.version + 1
    emptied = replace(
        ticket,
        version=version,
        updated_at=at,
        deleted_at=at,
        split_from=None,
        links=without(ticket, origin),
        field_versions=ticket.field_versions | {"links": version, "deleted_at": version},
    )
    event = _told(EventType.TICKET_REJOINED, emptied, origin, actor, at, _links(ticket, emptied), ticket.message_count)
    return Change(emptied, ticket.version, events=(event,))


def _next(ticket: Ticket) -> Ticket:
    version = ticket.version + 1
    return replace(ticket, version=version, field_versions=ticket.field_versions | {"links": version})


def _links(before: Ticket, after: Ticket) -> dict[str, tuple[Any, Any]]:
    return {"links": (told(before.links), told(after.links))}


def _told(
    type_: EventType,
    ticket: Ticket,
    other: Ticket,
    actor: Actor,
    at: datetime,
    changed: Mapping[str, tuple[Any, Any]],
    messages: int,
) -> Event:
    data = {
        "number": ticket.number,
        "version": ticket.version,
        "other_id": other.id,
        "other_number": other.number,
        "messages": messages,
    }
    return make_event(type_, actor, at, ("ticket", ticket.id), changed, data)
