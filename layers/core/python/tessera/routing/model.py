"""The decision itself. Pure: a ticket's tags and the agents in, one of them out, with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import RoutingMode, RoutingRule


@dataclass(frozen=True)
class Candidate:
    """An agent of the team who is here. `open` is how many open tickets they have, 0 if nobody asks."""

    agent_id: str
    skills: frozenset[str] = frozenset()
    capacity: int | None = None
    open: int = 0

    @property
    def has_room(self) -> bool:
        return self.capacity is None or self.open < self.capacity


@dataclass(frozen=True)
class Choice:
    agent_id: str
    rule: RoutingRule
    open: int | None
    skills: tuple[str, ...]

    def reason(self) -> dict[str, Any]:
        """`schemas.http.tickets.RoutingReason`."""
        return {"rule": self.rule.value, "open": self.open, "skills": list(self.skills)}


def choose(mode: RoutingMode, tags: Iterable[str], candidates: Sequence[Candidate], turn: int) -> Choice | None:
    """None: nobody is free. Of those with room, whoever knows about most of the ticket's tags; among these by the
    team's mode, and among equals by `turn`, which counts up."""
    free = sorted((one for one in candidates if one.has_room), key=lambda one: one.agent_id)
    if mode is RoutingMode.MANUAL or not free:
        return None
    wanted = frozenset(tags)
    most = max(len(one.skills & wanted) for one in free)
    able = [one for one in free if len(one.skills & wanted) == most]
    if mode is RoutingMode.ROUND_ROBIN:
        chosen = able[turn % len(able)]
        return Choice(chosen.agent_id, RoutingRule.TURN, None, _shared(chosen, wanted))
    fewest = min(one.open for one in able)
    equal = [one for one in able if one.open == fewest]
    chosen = equal[turn % len(equal)]
    return Choice(chosen.agent_id, RoutingRule.FEWEST_OPEN, chosen.open, _shared(chosen, wanted))


def _shared(chosen: Candidate, wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(chosen.skills & wanted))
