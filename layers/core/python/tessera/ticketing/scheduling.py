"""Replies that wait for their time, and tickets that sleep until theirs.

Whoever keeps the alarm clock calls `release` and `wake` when the time has come; both do nothing if, by then, the reply
was taken back or put off, or the ticket woken otherwise.

A reply waits under the ticket that it was written on. If that is merged, the ticket that goes on shows it, decides on
it and sends it; until then it stays where it is, so that taking the merge apart takes it along. What could not go out
because the ticket was deleted is not sent late, when nobody expects it any more: it stays, unsent, and its author is
told (docs/adr/0052-a-waiting-reply-follows-its-conversation.md).

A reply may set a status when it goes out. If the ticket lacks by then what that status needs, or the status is
archived, the reply goes out as it was promised; the ticket keeps its status, and the author is told. Whoever sends it
by hand is asked, as always. What can never go out stays as well, unsent, with its reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from schemas.vocabulary import WAITING, ActorType, Delivery, EventType, Permission, TicketStatus
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import Conflict, Forbidden, Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import new_id
from tessera.ticketing import changes, history, policy
from tessera.ticketing.custom import Customs, NothingDefined
from tessera.ticketing.model import Claim, Message, Reference, Rewrite, Ticket, Unscheduled, going_on
from tessera.ticketing.ports import Tickets
from tessera.ticketing.views import find_message, no_such_ticket, ticket_going_on
from tessera.ticketing.wishes import to_come
from tessera.ticketing.writing import WAITED, Read, Step, Writer

DELETED = "The ticket was deleted when its time came."

#: Given the ticket that shows a waiting reply, the reply where it is held, and the time.
Decide = Callable[[Ticket, Unscheduled, datetime], tuple[Step, Message]]
#: An agent with the role and the teams that they have by now; None if there is no such agent.
AgentNow = Callable[[str], Actor | None]


class SchedulingService:
    """For one organization."""

    def __init__(
        self, tickets: Tickets, clock: Clock, customs: Customs | None = None, agent_now: AgentNow | None = None
    ) -> None:
        self._tickets = tickets
        self._clock = clock
        self._writer = Writer(tickets, clock)
        self._customs = customs or Customs(NothingDefined())
        self._agent_now = agent_now or (lambda agent_id: None)

    def list_scheduled(self, actor: Actor) -> list[tuple[str, Message]]:
        """One's own waiting replies, at most a hundred, with the ids of the tickets that show them; the first to go
        first, and before them those that were not sent."""
        actor.require(Permission.TICKETS_WRITE)
        waiting = self._tickets.scheduled(actor.id or "")
        holders = {ticket.id: ticket for ticket in self._tickets.get_many([*{holder for holder, _ in waiting}])}
        shown = {holder: going_on(self._tickets.get, ticket) for holder, ticket in holders.items()}
        return [(ticket.id if (ticket := shown.get(holder)) else holder, message) for holder, message in waiting]

    def take_back(self, actor: Actor, ticket_id: str, message_id: str, claims: tuple[Claim, ...] = ()) -> Message:
        """The reply does not go out; it is given back to be written on. Its author may do so though they do not see the
        ticket any more. Raises `NotFound`, `Forbidden`, `Conflict` if it is gone."""

        def decide(ticket: Ticket, waiting: Unscheduled, at: datetime) -> tuple[Step, Message]:
            message = waiting.message
            return Step(*changes.unschedule_message(ticket, message, actor, at), unscheduled=waiting), message

        return self._decided(actor, ticket_id, message_id, decide, claims, _seen_or_author_of(message_id))

    def put_off(self, actor: Actor, ticket_id: str, message_id: str, send_at: datetime) -> Message:
        """Another time. Raises `NotFound`, `Forbidden`, `Invalid`, `Conflict` if it is gone."""
        wanted = to_come(send_at, self._clock(), "send_at")

        def decide(ticket: Ticket, waiting: Unscheduled, at: datetime) -> tuple[Step, Message]:
            before, holder = waiting.message, waiting.ticket_id
            later = replace(before, delivery=Delivery.SCHEDULED, delivery_detail=None, send_at=wanted)
            counted, events = changes.schedule_message(ticket, later, actor, at)
            # The alarm is its holder's: there the reply is found, whatever is merged or taken apart by then.
            alarms = [replace(event, subject_id=holder) for event in events]
            return Step(counted, alarms, rewritten=(Rewrite(holder, before, later),)), later

        return self._decided(actor, ticket_id, message_id, decide)

    def send_now(self, actor: Actor, ticket_id: str, message_id: str) -> Message:
        """Gives the reply as it goes out. Raises `NotFound`, `Forbidden`, `Conflict` if it is on its way already, and
        `Invalid` with all the fields that the status needs which it sets."""

        def decide(ticket: Ticket, waiting: Unscheduled, at: datetime) -> tuple[Step, Message]:
            self._refuse_unfinished(ticket, waiting.message, actor)
            return _going_out(ticket, waiting, actor, at)

        return self._decided(actor, ticket_id, message_id, decide)

    def release(self, actor: Actor, ticket_id: str, message_id: str, send_at: datetime) -> None:
        """The time has come of a reply that this ticket holds: from now on it is a reply like any other, written by its
        author. If the ticket was deleted then, it stays, unsent."""

        def decide(ticket: Ticket, waiting: Unscheduled, at: datetime, archived: Invalid | None = None) -> Step:
            if self._was_deleted(ticket, send_at):
                return _unsent(ticket, waiting, actor, at, DELETED)
            lacking = archived or self._lacking(ticket, waiting.message, actor)
            return _going_out(ticket, waiting, actor, at, lacking)[0]

        try:
            self._at_its_time(actor, ticket_id, message_id, send_at, decide)
        except Invalid as error:  # of its references: the status that it sets is archived by now
            self._at_its_time(actor, ticket_id, message_id, send_at, partial(decide, archived=error))

    def give_up(self, actor: Actor, ticket_id: str, message_id: str, send_at: datetime, reason: str) -> None:
        """What was tried again and again does not go out by itself any more; its author is told why."""

        def decide(ticket: Ticket, waiting: Unscheduled, at: datetime) -> Step:
            return _unsent(ticket, waiting, actor, at, reason)

        self._at_its_time(actor, ticket_id, message_id, send_at, decide)

    def _at_its_time(
        self,
        actor: Actor,
        ticket_id: str,
        message_id: str,
        send_at: datetime,
        decide: Callable[[Ticket, Unscheduled, datetime], Step],
    ) -> None:
        """Unless it was taken back or put off by then."""

        def step(ticket: Ticket, at: datetime) -> Step:
            message = self._tickets.find_message(ticket_id, message_id)
            if message is None or message.delivery is not Delivery.SCHEDULED or message.send_at != send_at:
                return Step(ticket, [])
            return decide(ticket, Unscheduled(ticket_id, message), at)

        self._writer.change(actor, ticket_id, step, read=ticket_going_on)

    def wake(self, actor: Actor, ticket_id: str, until: datetime) -> None:
        """The ticket opens again, unless it was woken, or put off, before. One that is deleted or merged does when it
        comes back."""

        def step(ticket: Ticket, at: datetime) -> Step:
            if ticket.snoozed_until != until or ticket.deleted_at is not None or ticket.merged_into is not None:
                return Step(ticket, [])
            return Step(*changes.edit(ticket, {"snoozed_until": None, "status": TicketStatus.OPEN}, actor, at))

        self._writer.change(actor, ticket_id, step)

    def _decided(
        self,
        actor: Actor,
        ticket_id: str,
        message_id: str,
        decide: Decide,
        claims: tuple[Claim, ...] = (),
        read: Read = ticket_going_on,
    ) -> Message:
        """What becomes of a waiting reply, by the ticket that it was written on or by the one that shows it."""
        given: list[Message] = []

        def step(ticket: Ticket, at: datetime) -> Step:
            done, message = decide(ticket, self._waiting(actor, ticket, message_id), at)
            given[:] = [message]
            return done

        self._writer.change(actor, ticket_id, step, claims, read=read)
        return given[0]

    def _waiting(self, actor: Actor, ticket: Ticket, message_id: str) -> Unscheduled:
        actor.require(Permission.TICKETS_WRITE)
        holder, message = find_message(self._tickets, ticket, message_id)
        if message.delivery not in WAITING:
            raise Conflict("This reply is on its way already.")
        if not policy.may_decide(actor, message):
            raise Forbidden("Only its author or a supervisor can decide on a reply that waits.")
        return Unscheduled(holder, message)

    def _lacking(self, ticket: Ticket, message: Message, actor: Actor) -> Invalid | None:
        """What its author would be asked for before the ticket gets the status that the reply sets."""
        if message.then_status is None:
            return None
        author = self._agent_now(message.author_id or "") or _author(message, actor)
        try:
            self._refuse_unfinished(ticket, message, author)
        except Invalid as lacking:
            return lacking
        return None

    def _refuse_unfinished(self, ticket: Ticket, message: Message, actor: Actor) -> None:
        if message.then_status is not None:
            self._customs.refuse_unfinished(ticket, message.then_status, ticket.fields, actor)

    def _was_deleted(self, ticket: Ticket, at: datetime) -> bool:
        """Now, or at that time: an alarm can be late, and the ticket restored meanwhile."""
        if ticket.deleted_at is not None or "deleted_at" not in ticket.field_versions:
            return ticket.deleted_at is not None
        then = history.as_of(ticket, self._tickets.entries_since(ticket.id, at), at)
        return then is not None and then.deleted_at is not None


def _seen_or_author_of(message_id: str) -> Read:
    """The ticket that goes on, for those who see it and for who wrote a reply that waits there."""

    def read(tickets: Tickets, actor: Actor, ticket_id: str) -> Ticket:
        ticket = going_on(tickets.get, tickets.get(ticket_id))
        if ticket is None or policy.may_see(actor, ticket):
            return ticket_going_on(tickets, actor, ticket_id)
        message = find_message(tickets, ticket, message_id)[1]
        if message.author_id != actor.id or message.delivery not in WAITING:
            raise no_such_ticket()
        return ticket

    return read


def _going_out(
    ticket: Ticket, waiting: Unscheduled, actor: Actor, at: datetime, lacking: Invalid | None = None
) -> tuple[Step, Message]:
    """From now on it is a reply like any other, written by its author, on the ticket that shows it. If the ticket is
    `lacking` what the status needs which the reply sets, it keeps its own."""
    waited = waiting.message
    reply = replace(
        waited,
        id=new_id(to_ms(at)),
        delivery=Delivery.QUEUED,
        delivery_detail=None,
        send_at=None,
        then_status=None,
        then_status_id=None,
        created_at=at,
    )
    author = _author(waited, actor)
    grown, events = changes.add_message(ticket, reply, author, at)
    if lacking is not None:
        events = [*events, _status_kept(ticket, reply, _then(waited), lacking, actor, at)]
    elif waited.then_status is not None:
        grown, more = changes.edit(grown, _then(waited), author, at)
        events = events + more
    known_by = Claim(WAITED, waited.id, ticket.id)
    new = grown.status_id if grown.status_id != ticket.status_id else None
    chosen = (Reference("status", new, "status_id"),) if new else ()
    return Step(grown, events, reply, unscheduled=waiting, claims=(known_by,), references=chosen), reply


def _author(message: Message, actor: Actor) -> Actor:
    return replace(actor, type=ActorType.AGENT, id=message.author_id, name=message.author_name)


def _then(waited: Message) -> dict[str, Any]:
    return {"status": waited.then_status, "status_id": waited.then_status_id}


def _status_kept(
    ticket: Ticket, reply: Message, then: Mapping[str, Any], lacking: Invalid, actor: Actor, at: datetime
) -> Event:
    fields = [lacking.field, *(field for field, _ in lacking.others)]
    about = {"message_id": reply.id, "author_id": reply.author_id, "number": ticket.number}
    data = {**about, **then, "fields": fields, "reason": lacking.message}
    return make_event(EventType.TICKET_STATUS_KEPT, actor, at, ("ticket", ticket.id), data=data)


def _unsent(ticket: Ticket, waiting: Unscheduled, actor: Actor, at: datetime, reason: str) -> Step:
    """It stays where it is, to be sent, changed or taken back."""
    before = waiting.message
    kept = replace(before, delivery=Delivery.UNSENT, delivery_detail=reason)
    data = {"message_id": before.id, "author_id": before.author_id, "number": ticket.number, "reason": reason}
    event = make_event(EventType.MESSAGE_UNSENT, actor, at, ("ticket", ticket.id), data=data)
    rewrite = Rewrite(waiting.ticket_id, before, kept)
    return Step(replace(ticket, version=ticket.version + 1), [event], rewritten=(rewrite,))
