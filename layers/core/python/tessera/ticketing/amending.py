"""Changing a message that stands, where it is: under the ticket that shows it, or under one merged into that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.events import Event
from tessera.ticketing import changes
from tessera.ticketing.model import Message, Rewrite, Ticket
from tessera.ticketing.ports import Tickets
from tessera.ticketing.views import find_message
from tessera.ticketing.writing import Step, Writer, Written

#: What one try makes of the message, and the events that say so. None: nothing is to be changed.
Amend = Callable[[Ticket, Message, datetime], tuple[Message, list[Event]] | None]


class Amender:
    """Writes to the messages of one organization's tickets."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._writer = Writer(tickets, clock)

    def amend(self, actor: Actor, ticket_id: str, message_id: str, amend: Amend) -> Written:
        """Raises `NotFound`, `Conflict` for a ticket that is deleted or merged, and whatever `amend` raises."""
        seen: list[Message] = []

        def step(ticket: Ticket, at: datetime) -> Step:
            changes.refuse_gone(ticket)
            holder, before = find_message(self._tickets, ticket, message_id)
            done = amend(ticket, before, at)
            after, events = done or (before, [])
            seen[:] = [after]
            return Step(_counted(ticket), events, rewritten=(Rewrite(holder, before, after),))

        written = self._writer.change(actor, ticket_id, step)
        return replace(written, message=seen[0])


def _counted(ticket: Ticket) -> Ticket:
    """Its next version, so that open screens read it again; its place in lists stays."""
    return replace(ticket, version=ticket.version + 1)
