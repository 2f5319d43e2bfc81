"""What routing needs from outside."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from tessera.identity.customers import Customer
from tessera.ticketing.model import Load, Turns


class Desk(Protocol):
    """What routing counts, for one organization."""

    def loads(self, agent_ids: Sequence[str]) -> Mapping[str, Load]:
        """What each of them has, counted up to a few hundred open tickets: a call for each, one for all, and one more
        if the list of somebody's tickets has not heard of what they were given last."""
        ...

    def turns(self, team_id: str) -> Turns:
        """Whose turn it was when, as of this moment."""
        ...


class Requesters(Protocol):
    def customer(self, customer_id: str) -> Customer | None: ...


class AlarmClock(Protocol):
    def ring(self, event: Mapping[str, Any], at: datetime, now: datetime) -> None:
        """Bring this event back at that time. Setting the same alarm twice is harmless."""
        ...
