"""What routing needs from outside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from tessera.identity.customers import Customer


class Desk(Protocol):
    """What routing counts, for one organization."""

    def open_tickets(self, agent_id: str) -> int:
        """How many open tickets an agent has: one call, counted up to a few hundred."""
        ...

    def next_turn(self, team_id: str) -> int:
        """Counts up with each call."""
        ...


class Requesters(Protocol):
    def customer(self, customer_id: str) -> Customer | None: ...


class AlarmClock(Protocol):
    def ring(self, event: Mapping[str, Any], at: datetime, now: datetime) -> None:
        """Bring this event back at that time. Setting the same alarm twice is harmless."""
        ...
