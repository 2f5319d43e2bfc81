"""What routing needs from outside."""

from typing import Protocol


class Desk(Protocol):
    """What routing counts, for one organization."""

    def open_tickets(self, agent_id: str) -> int:
        """How many open tickets an agent has: one call, counted up to a few hundred."""
        ...

    def next_turn(self, team_id: str) -> int:
        """Counts up with each call."""
        ...
