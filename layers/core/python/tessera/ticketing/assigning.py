"""Giving a ticket to somebody by rule, with the reason kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.ticketing import changes
from tessera.ticketing.model import Load, Reference, Ticket, Turns
from tessera.ticketing.ports import Tickets
from tessera.ticketing.writing import Step, Writer, Written


class Assigner:
    """For one organization; the system's own acts."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._writer = Writer(tickets, clock)

    def assign(
        self,
        actor: Actor,
        before: Ticket,
        agent_id: str | None,
        reason: Mapping[str, Any],
        counted: tuple[Load | Turns, ...] = (),
    ) -> Written:
        """Raises `Conflict` if somebody else was given the ticket since `before` was read, `Invalid` if the agent may
        not have it any more, `StaleCount` if what they were chosen by is not so any more."""

        def step(ticket: Ticket, at: datetime) -> Step:
            return Step(*changes.edit(ticket, {"assignee_id": agent_id}, actor, at, before.version, reason))

        references = (Reference("agent", agent_id, "assignee_id"),) if agent_id else ()
        return self._writer.change(actor, before.id, step, references=references, counted=counted)
