"""Taking messages out of a ticket into one of their own, and putting them back.

Nothing is moved, as in a merge: a message stays under the ticket that it came to, so that all that names it finds it
there. It says which ticket shows it now, and that ticket has a pointer in its place.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import INVERSE_LINKS, WAITING, ActorType, EventType, LinkType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.kernel.person import Person
from tessera.ticketing import changes, history, parting, policy, wishes
from tessera.ticketing.conversation import is_said, newest_first
from tessera.ticketing.drafts import NewTicket
from tessera.ticketing.model import Change, Claim, Link, Message, Move, Ticket
from tessera.ticketing.ports import AlreadyClaimed, Customers, Entry, StaleTicket, Tickets
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
            made = parting.made(ticket, new, messages, self._tickets.next_number(), actor, at)
            link = Link(LinkType.RELATED, made.ticket.id, made.ticket.number)
            shrunk = parting.shrunk(ticket, made.ticket, [link], left, messages, actor, at)
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
        """The ticket that has the messages again; the one made for them is deleted. Raises `Conflict` if that one has
        messages of its own by now, or is not from a split."""
        actor.require(Permission.TICKETS_WRITE)

        def back(made: Ticket, at: datetime) -> list[Change]:
            changes.refuse_gone(made)
            if made.split_from is None:
                raise Conflict("This ticket was not split off another.")
            done = self._rejoined(made, made.split_from, actor, at)
            # They may belong to one that was merged then, and is apart again.
            return sorted(done, key=lambda change: not _has_again(change, actor))

        return self._written(actor, ticket_id, back)[0]

    def take_back(self, actor: Actor, event: Event, claims: tuple[Claim, ...] = ()) -> Written:
        """The inverse of a split, or of putting it back, whichever of the two tickets tells of it; gives the one that
        the messages came from. Raises `NotFound`, and `Conflict` if it is not the latest that became of the other."""
        actor.require(Permission.TICKETS_WRITE)
        if event.type is EventType.TICKET_REJOINED and "message_ids" not in event.data:
            raise Conflict("It is not known any more which messages these were. Split them off again instead.")
        told = self._told_by_made(actor, event)
        origin_id = told.data["other_id"]
        again = event.type is EventType.TICKET_REJOINED
        wish = {"split_from": origin_id, "deleted_at": None} if again else {"split_from": None}

        def step(made: Ticket, at: datetime) -> list[Change]:
            if made.split_from == wish["split_from"]:
                return []
            history.refuse_touched(self._tickets, made, told, wish)
            if again:
                return self._split_again(made, origin_id, told, actor, at)
            changes.refuse_gone(made)
            return self._rejoined(made, origin_id, actor, at, told.id)

        changed = self._written(actor, told.subject_id, step, claims)
        if not changed:
            return Written(seen_ticket(self._tickets, actor, origin_id), None, fresh=False)
        return Written(changed[0], None)

    def _told_by_made(self, actor: Actor, event: Event) -> Event:
        """As the ticket tells of it that was made: it is split off one only, which may have been split often."""
        if "split_from" in event.changes or not event.changes:
            return event
        made = seen_ticket(self._tickets, actor, event.data["other_id"])
        told = history.other_side(self._tickets, made.id, event)
        if told is None:
            raise NotFound("There is no such change.")
        return told

    def _written(
        self,
        actor: Actor,
        made_id: str,
        step: Callable[[Ticket, datetime], list[Change]],
        claims: tuple[Claim, ...] = (),
    ) -> list[Ticket]:
        """What became of the tickets, that which the messages came from first. No changes, nothing is written."""
        for _ in range(MAX_TRIES):
            done = step(seen_ticket(self._tickets, actor, made_id), self._clock())
            if not done:
                return []
            first, *others = done
            kept = tuple(leading_to(claim, first.ticket, None) for claim in claims)
            try:
                self._tickets.commit(replace(first, claims=kept), *others)
            except StaleTicket:
                continue
            return [change.ticket for change in done]
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def _rejoined(
        self, made: Ticket, origin_id: str, actor: Actor, at: datetime, undoes: str | None = None
    ) -> list[Change]:
        origin = seen_ticket(self._tickets, actor, origin_id)
        changes.refuse_gone(origin)
        if made.merged_ids:
            raise Conflict("Other tickets were merged into this one. Take those merges apart first.")
        entries = list(newest_first(self._tickets, made))[::-1]
        messages = [entry for entry in entries if isinstance(entry, Message)]
        if any(message.home is None for message in messages):
            raise Conflict(f"This ticket has messages of its own by now. Merge it into #{origin.number} instead.")
        places = self._places(_split_of(entries), messages, origin)
        back = tuple(
            Move(one, one.home or "", None if places[one.id] == one.home else places[one.id]) for one in messages
        )
        changed = self._regrown(made, origin, messages, places, actor, at)
        return [
            replace(changed[0], moves=back),
            parting.emptied(made, origin, messages, actor, at, undoes),
            *changed[1:],
        ]

    def _places(self, split: Event | None, messages: Sequence[Message], origin: Ticket) -> dict[str, str]:
        """Which ticket is to show each message: the one that did before the split, or else the one that it was split
        off, which showed that one's messages."""
        places: dict[str, str] = {}
        for message in messages:
            before = history.shown_before(split, message.id, message.home or "") if split else None
            home = message.home if message.home in (origin.id, *origin.merged_ids) else None
            places[message.id] = before or home or origin.id
        gone = {each for each in {*places.values()} if (found := self._tickets.get(each)) is None or found.deleted_at}
        return {message_id: origin.id if place in gone else place for message_id, place in places.items()}

    def _regrown(
        self,
        made: Ticket,
        origin: Ticket,
        messages: Sequence[Message],
        places: Mapping[str, str],
        actor: Actor,
        at: datetime,
    ) -> list[Change]:
        """The ticket that the messages were split off, with those that it shows again; and those that show the others,
        which were merged into it then and are no more."""
        shown: dict[str, tuple[Ticket, list[Message]]] = {origin.id: (origin, [])}
        for message in messages:
            for ticket in self._showing(places[message.id], origin):
                shown.setdefault(ticket.id, (ticket, []))[1].append(message)
        return [
            parting.grown(ticket, made, _in_order([*self._messages(ticket), *again]), again, actor, at)
            for ticket, again in shown.values()
        ]

    def _showing(self, place: str, origin: Ticket) -> list[Ticket]:
        """A ticket, and those that it is merged into."""
        if place in (origin.id, *origin.merged_ids):
            return [origin]
        showing: list[Ticket] = []
        at: str | None = place
        while at is not None and (ticket := self._tickets.get(at)) is not None:
            showing.append(ticket)
            at = ticket.merged_into
        return showing

    def _split_again(self, made: Ticket, origin_id: str, told: Event, actor: Actor, at: datetime) -> list[Change]:
        """The messages that were put back, in the ticket that they had been split off into."""
        origin = seen_ticket(self._tickets, actor, origin_id)
        changes.refuse_gone(origin)
        changes.refuse_gone(replace(made, deleted_at=None))
        chosen = self._chosen(origin, told.data["message_ids"])
        messages = [message for _, message in chosen]
        left = self._left(origin, {message.id for message in messages})
        whole = _in_order([*self._messages(made), *messages])
        linked = [link for link in history.before(told)["links"] if link.ticket_id == origin.id]
        refilled = parting.refilled(made, origin, linked, whole, messages, actor, at, told.id)
        back = [Link(INVERSE_LINKS[link.type], made.id, made.number) for link in linked]
        return [
            parting.shrunk(origin, made, back, left, messages, actor, at),
            replace(refilled, moves=tuple(Move(message, home, made.id) for home, message in chosen)),
        ]

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
            type=ticket.type,
            fields=dict(ticket.fields),
            team_id=fields.get("team_id", ticket.team_id),
            assignee_id=fields.get("assignee_id", ticket.assignee_id),
            company_id=company_id,
            participants=tuple(people),
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


def _in_order(messages: Sequence[Message]) -> list[Message]:
    return sorted(messages, key=lambda message: message.id)


def _split_of(made: Sequence[Entry]) -> Event | None:
    """How a ticket tells that it was split off another, for the last time; its entries are the oldest first."""
    told = (each for each in reversed(made) if isinstance(each, Event) and each.type is EventType.TICKET_SPLIT)
    return next((each for each in told if "split_from" in each.changes), None)


def _authors(messages: Sequence[Message]) -> list[Person]:
    written = [message for message in messages if message.author_type is ActorType.CUSTOMER and message.author_email]
    people = {one.author_email: Person(one.author_id, one.author_name, one.author_email or "") for one in written}
    return list(people.values())


def _has_again(change: Change, actor: Actor) -> bool:
    """Whether the actor finds messages there that came back."""
    ticket = change.ticket
    came = any(event.data.get("message_ids") for event in change.events)
    return came and ticket.deleted_at is None and ticket.merged_into is None and policy.may_see(actor, ticket)
