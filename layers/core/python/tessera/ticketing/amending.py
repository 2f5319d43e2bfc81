"""Changing a message that stands, where it is: under the ticket that shows it, or under one merged into that."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.events import Event
from tessera.ticketing import changes
from tessera.ticketing.model import Change, Message, Reference, Revision, Rewrite, Ticket
from tessera.ticketing.ports import Tickets
from tessera.ticketing.views import find_message, seen_ticket
from tessera.ticketing.writing import Read, Step, Writer, Written


@dataclass(frozen=True)
class Amended:
    """What one try makes of a message, and of the ticket that shows it. `also` is written with it."""

    message: Message
    ticket: Ticket
    events: list[Event]
    revision: Revision | None = None
    forgotten: tuple[Revision, ...] = ()
    also: tuple[Change, ...] = ()


#: Given the ticket, the id of the ticket that holds the message, and the message. None: nothing is to be changed.
Amend = Callable[[Ticket, str, Message, datetime], Amended | None]


class Amender:
    """Writes to the messages of one organization's tickets."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._writer = Writer(tickets, clock)

    def amend(
        self,
        actor: Actor,
        ticket_id: str,
        message_id: str,
        amend: Amend,
        references: tuple[Reference, ...] = (),
        read: Read = seen_ticket,
    ) -> Written:
        """Raises `NotFound`, `Conflict` for a ticket that is deleted or merged (unless `read` leads on from it), and
        whatever `amend` raises."""
        seen: list[Message] = []

        def step(ticket: Ticket, at: datetime) -> Step:
            changes.refuse_gone(ticket)
            holder, before = find_message(self._tickets, ticket, message_id)
            done = amend(ticket, holder, before, at)
            seen[:] = [done.message if done else before]
            if done is None:
                return Step(ticket, [])
            rewrite = Rewrite(holder, before, done.message, done.revision, done.forgotten)
            return Step(done.ticket, done.events, rewritten=(rewrite,), also=done.also)

        written = self._writer.change(actor, ticket_id, step, references=references, read=read)
        return replace(written, message=seen[0])


def counted(ticket: Ticket) -> Ticket:
    """Its next version, so that open screens read it again; its place in lists stays."""
    return replace(ticket, version=ticket.version + 1)
