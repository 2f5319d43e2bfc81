"""Replies that wait for their time, and tickets that sleep until theirs.

Whoever keeps the alarm clock calls `release` and `wake` when the time has come; both do nothing if, by then, the reply
was taken back or put off, or the ticket woken otherwise.
"""

from dataclasses import replace
from datetime import datetime

from schemas.vocabulary import ActorType, Delivery, Permission, TicketStatus
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import Conflict, Forbidden, NotFound
from tessera.kernel.ids import new_id
from tessera.ticketing import changes
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Tickets
from tessera.ticketing.wishes import to_come
from tessera.ticketing.writing import Step, Writer


class SchedulingService:
    """For one organization."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._clock = clock
        self._writer = Writer(tickets, clock)

    def list_scheduled(self, actor: Actor) -> list[tuple[str, Message]]:
        """One's own waiting replies with their tickets' ids, the first to go first."""
        actor.require(Permission.TICKETS_WRITE)
        return [pair for pair in self._tickets.scheduled() if pair[1].author_id == actor.id]

    def take_back(self, actor: Actor, ticket_id: str, message_id: str) -> Message:
        """The reply does not go out; it is given back to be written on. Raises `NotFound`, `Forbidden`, `Conflict` if
        it is gone."""
        given: list[Message] = []

        def step(ticket: Ticket, at: datetime) -> Step:
            message = self._waiting(actor, ticket_id, message_id)
            given[:] = [message]
            return Step(*changes.unschedule_message(ticket, message, actor, at), unscheduled=message)

        self._writer.change(actor, ticket_id, step)
        return given[0]

    def put_off(self, actor: Actor, ticket_id: str, message_id: str, send_at: datetime) -> Message:
        """Another time. Raises `NotFound`, `Forbidden`, `Invalid`, `Conflict` if it is gone."""
        later_at = to_come(send_at, self._clock(), "send_at")
        moved: list[Message] = []

        def step(ticket: Ticket, at: datetime) -> Step:
            message = self._waiting(actor, ticket_id, message_id)
            later = replace(message, id=new_id(to_ms(at)), send_at=later_at)
            moved[:] = [later]
            return Step(*changes.schedule_message(ticket, later, actor, at), later, unscheduled=message)

        self._writer.change(actor, ticket_id, step)
        return moved[0]

    def send_now(self, actor: Actor, ticket_id: str, message_id: str) -> Message:
        """Gives the reply as it goes out. Raises `NotFound`, `Forbidden`, `Conflict` if it is on its way already."""
        sent: list[Message] = []

        def step(ticket: Ticket, at: datetime) -> Step:
            done = _going_out(ticket, self._waiting(actor, ticket_id, message_id), actor, at)
            sent[:] = [done.message] if done.message else []
            return done

        self._writer.change(actor, ticket_id, step)
        return sent[0]

    def release(self, actor: Actor, ticket_id: str, message_id: str, send_at: datetime) -> None:
        """Its time has come: from now on it is a reply like any other, written by its author."""

        def step(ticket: Ticket, at: datetime) -> Step:
            message = self._tickets.find_message(ticket_id, message_id)
            if message is None or message.send_at != send_at:
                return Step(ticket, [])
            return _going_out(ticket, message, actor, at)

        self._writer.change(actor, ticket_id, step)

    def wake(self, actor: Actor, ticket_id: str, until: datetime) -> None:
        """The ticket opens again, unless it was woken, or put off, before."""

        def step(ticket: Ticket, at: datetime) -> Step:
            if ticket.snoozed_until != until or ticket.deleted_at is not None:
                return Step(ticket, [])
            return Step(*changes.edit(ticket, {"snoozed_until": None, "status": TicketStatus.OPEN}, actor, at))

        self._writer.change(actor, ticket_id, step)

    def _waiting(self, actor: Actor, ticket_id: str, message_id: str) -> Message:
        """Its author's to decide on, and a supervisor's: its author may be away when it should not go out after all."""
        actor.require(Permission.TICKETS_WRITE)
        message = self._tickets.find_message(ticket_id, message_id)
        if message is None:
            raise NotFound("There is no such message; it may be on its way already.")
        if message.delivery is not Delivery.SCHEDULED:
            raise Conflict("This reply is on its way already.")
        if message.author_id != actor.id and Permission.TICKETS_DELETE not in actor.permissions:
            raise Forbidden("Only its author or a supervisor can decide on a reply that waits.")
        return message


def _going_out(ticket: Ticket, waiting: Message, actor: Actor, at: datetime) -> Step:
    """From now on it is a reply like any other, written by its author."""
    reply = replace(
        waiting, id=new_id(to_ms(at)), delivery=Delivery.QUEUED, send_at=None, then_status=None, created_at=at
    )
    author = replace(actor, type=ActorType.AGENT, id=waiting.author_id, name=waiting.author_name)
    grown, events = changes.add_message(ticket, reply, author, at)
    if waiting.then_status is not None:
        grown, more = changes.edit(grown, {"status": waiting.then_status}, author, at)
        events = events + more
    return Step(grown, events, reply, unscheduled=waiting)
