"""What people and channels do with tickets: one verb each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import MessageKind, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.kernel.ids import new_id
from tessera.kernel.person import Person
from tessera.ticketing import changes, history, policy, wishes
from tessera.ticketing.drafts import NewMessage, NewTicket, addressed, first_version, in_name_of, written_by_agent
from tessera.ticketing.model import Change, Claim, Message, Reference, Ticket
from tessera.ticketing.ports import (
    AlreadyClaimed,
    Customers,
    Files,
    Sanitiser,
    StaleTicket,
    Tickets,
    UnknownReference,
)
from tessera.ticketing.present import summary
from tessera.ticketing.views import no_such_ticket

MAX_TRIES = 6


@dataclass(frozen=True)
class Written:
    """`fresh` is False when the same command had been carried out before: nothing was written now."""

    ticket: Ticket
    message: Message | None
    fresh: bool = True


@dataclass(frozen=True)
class Step:
    """What one try makes of the ticket as it was just read."""

    ticket: Ticket
    events: list[Event]
    message: Message | None = None


class TicketService:
    """The writes, for one organization. Those for people check permissions; `accept` and `receive` are for channels."""

    def __init__(
        self, tickets: Tickets, customers: Customers, files: Files, sanitiser: Sanitiser, clock: Clock
    ) -> None:
        self._tickets = tickets
        self._customers = customers
        self._files = files
        self._sanitiser = sanitiser
        self._clock = clock

    def create_ticket(self, actor: Actor, new: NewTicket, message: NewMessage) -> Written:
        """A ticket that somebody takes down for a customer. Raises `Invalid`, `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)
        wishes.check_metadata(new.metadata)
        draft = written_by_agent(message, self._sanitiser, self._files, actor, self._clock())
        return self._create(actor, new, lambda person: in_name_of(draft, person, new.channel))

    def accept(self, actor: Actor, new: NewTicket, message: Message) -> Written:
        """A new ticket from a channel."""
        return self._create(actor, new, lambda person: replace(message, author_id=person.id))

    def edit_ticket(
        self, actor: Actor, ticket_id: str, wish: Mapping[str, Any], seen_version: int | None = None
    ) -> Ticket:
        """Raises `NotFound`, `Invalid`, and `Conflict` if somebody else changed such a field since `seen_version`."""
        actor.require(Permission.TICKETS_WRITE)
        fit = wishes.checked(wish)

        def step(ticket: Ticket, at: datetime) -> Step:
            return Step(*changes.edit(ticket, fit, actor, at, seen_version))

        return self._change(actor, ticket_id, step, references=_references(wish)).ticket

    def follow_ticket(self, actor: Actor, ticket_id: str, following: bool) -> Ticket:
        """Be told of what happens to a ticket, or no longer. Raises `NotFound`."""
        actor.require(Permission.TICKETS_READ)
        wish = {"follow" if following else "unfollow": actor.id}
        return self._change(actor, ticket_id, lambda ticket, at: Step(*changes.edit(ticket, wish, actor, at))).ticket

    def delete_ticket(self, actor: Actor, ticket_id: str) -> Ticket:
        """Raises `NotFound`."""
        actor.require(Permission.TICKETS_DELETE)
        return self._change(actor, ticket_id, lambda ticket, at: Step(*changes.delete(ticket, actor, at))).ticket

    def restore_ticket(self, actor: Actor, ticket_id: str) -> Ticket:
        """Raises `NotFound`."""
        actor.require(Permission.TICKETS_DELETE)
        return self._change(actor, ticket_id, lambda ticket, at: Step(*changes.restore(ticket, actor, at))).ticket

    def undo(self, actor: Actor, ticket_id: str, event_id: str) -> Ticket:
        """Take one change back. Raises `NotFound`, `Invalid`, and `Conflict` naming the fields that changed since."""
        actor.require(Permission.TICKETS_WRITE)
        event = self._tickets.find_event(ticket_id, event_id)
        if event is None:
            raise NotFound("There is no such change.")
        wish, version = history.inverse(event)
        if "deleted_at" in wish:
            return (
                self.restore_ticket(actor, ticket_id)
                if wish["deleted_at"] is None
                else self.delete_ticket(actor, ticket_id)
            )
        return self.edit_ticket(actor, ticket_id, wish, version)

    def add_message(self, actor: Actor, ticket_id: str, new: NewMessage) -> Written:
        """A reply or a note by an agent. Raises `NotFound`, `Invalid`, `Conflict` (a message came in meanwhile)."""
        actor.require(Permission.TICKETS_WRITE)
        draft = written_by_agent(new, self._sanitiser, self._files, actor, self._clock())

        def step(ticket: Ticket, at: datetime) -> Step:
            _refuse_unseen(ticket, new)
            message = addressed(draft, new, ticket)
            grown, events = changes.add_message(ticket, message, actor, at)
            if new.set_status is not None:
                grown, more = changes.edit(grown, {"status": new.set_status}, actor, at)
                events = events + more
            return Step(grown, events, message)

        return self._change(actor, ticket_id, step, new.claims)

    def receive(self, actor: Actor, ticket_id: str, message: Message, claims: tuple[Claim, ...]) -> Written:
        """A message that came in through a channel, onto the ticket that the channel chose. Raises `NotFound`."""

        def step(ticket: Ticket, at: datetime) -> Step:
            return Step(*changes.add_message(ticket, message, actor, at), message)

        return self._change(actor, ticket_id, step, claims)

    def _create(self, actor: Actor, new: NewTicket, message_of: Callable[[Person], Message]) -> Written:
        known = self._customers.find_by_email(new.requester.email)
        person = known or replace(new.requester, id=new_id())
        message = message_of(person)
        ticket, events = first_version(
            replace(new, requester=person), message, self._tickets.next_number(), actor, self._clock()
        )
        change = Change(
            ticket,
            None,
            (message,),
            tuple(events),
            tuple(_leading_to(claim, ticket, message) for claim in new.claims),
            _references({"assignee_id": new.assignee_id, "team_id": new.team_id}),
            None if known else person,
        )
        try:
            self._commit(change)
        except AlreadyClaimed as error:
            return self._repeated(actor, error.claim, new.claims)
        except StaleTicket:  # the same new customer wrote twice at once: by now they are known
            return self._create(actor, new, message_of)
        return Written(ticket, message)

    def _change(
        self,
        actor: Actor,
        ticket_id: str,
        step: Callable[[Ticket, datetime], Step],
        claims: tuple[Claim, ...] = (),
        references: tuple[Reference, ...] = (),
    ) -> Written:
        """Read, decide, write; and again if somebody else wrote in between."""
        for _ in range(MAX_TRIES):
            ticket = self._tickets.get(ticket_id)
            if ticket is None or not policy.may_see(actor, ticket):
                raise no_such_ticket()
            done = step(ticket, self._clock())
            if not done.events:
                return Written(ticket, None, fresh=False)
            messages = (done.message,) if done.message else ()
            owned = tuple(_leading_to(claim, ticket, done.message) for claim in claims)
            try:
                self._commit(Change(done.ticket, ticket.version, messages, tuple(done.events), owned, references))
            except StaleTicket:
                continue
            except AlreadyClaimed as error:
                return self._repeated(actor, error.claim, claims)
            return Written(done.ticket, done.message)
        raise Conflict("Many people are changing this ticket at this moment. Try again.")

    def _commit(self, change: Change) -> None:
        try:
            self._tickets.commit(change)
        except UnknownReference as error:
            reference = error.reference
            raise Invalid(f"There is no such {reference.kind}, or it is not active.", reference.field) from error

    def _repeated(self, actor: Actor, there: Claim, asked: tuple[Claim, ...]) -> Written:
        """The outcome of the first time. A request key that was used for something else is refused."""
        fingerprints = {(claim.kind, claim.fingerprint) for claim in asked}
        if there.fingerprint and (there.kind, there.fingerprint) not in fingerprints:
            raise Invalid("This Idempotency-Key was used for another request. Use a new one.", "Idempotency-Key")
        ticket = self._tickets.get(there.ticket_id)
        if ticket is None or not policy.may_see(actor, ticket):
            raise no_such_ticket()
        message = self._tickets.find_message(there.ticket_id, there.message_id) if there.message_id else None
        return Written(ticket, message, fresh=False)


def _leading_to(claim: Claim, ticket: Ticket, message: Message | None) -> Claim:
    return replace(claim, ticket_id=ticket.id, message_id=message.id if message else None)


def _references(wish: Mapping[str, Any]) -> tuple[Reference, ...]:
    agent, team = wish.get("assignee_id"), wish.get("team_id")
    found = (
        Reference("agent", agent, "assignee_id") if agent else None,
        Reference("team", team, "team_id") if team else None,
    )
    return tuple(reference for reference in found if reference)


def _refuse_unseen(ticket: Ticket, new: NewMessage) -> None:
    if new.kind is not MessageKind.REPLY or new.seen_version is None:
        return
    if ticket.field_versions.get("messages", 1) > new.seen_version:
        raise Conflict("A message came in while you wrote. Read it, then send again.", summary(ticket), ("messages",))
