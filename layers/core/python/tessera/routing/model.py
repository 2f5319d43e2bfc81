"""The decision itself. Pure: a ticket's tags and the agents in, one of them out, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import RoutingMode, RoutingRule


@dataclass(frozen=True)
class Candidate:
    """An agent of the team who is here. `open` is how many open tickets they have, 0 if nobody asks."""

    agent_id: str
    languages: frozenset[str] = frozenset()
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
    language: str | None = None

    def reason(self) -> dict[str, Any]:
        """`schemas.http.tickets.RoutingReason`."""
        return {
            "rule": self.rule.value,
            "open": self.open,
            "skills": list(self.skills),
            "language": self.language,
        }


@dataclass(frozen=True)
class Wanted:
    """What a ticket asks of its agent: to know about its tags, and to speak its requester's language, if that is
    known."""

    tags: frozenset[str] = frozenset()
    language: str | None = None


def choose(
    mode: RoutingMode, wanted: Wanted, candidates: Sequence[Candidate], last: Mapping[str, int]
) -> Choice | None:
    """None: nobody is free. Of those with room, who speaks the language, if one of them does; of these whoever knows
    about most of the ticket's tags; among these by the team's mode, and among equals whose `last` turn was longest ago,
    or who had none yet."""
    free = sorted((one for one in candidates if one.has_room), key=lambda one: one.agent_id)
    if mode is RoutingMode.MANUAL or not free:
        return None
    speaking = [one for one in free if wanted.language in one.languages]
    heard = speaking or free
    most = max(len(one.skills & wanted.tags) for one in heard)
    able = [one for one in heard if len(one.skills & wanted.tags) == most]
    counted = mode is RoutingMode.LEAST_LOADED
    fewest = min(one.open for one in able)
    equal = [one for one in able if one.open == fewest] if counted else able
    chosen = min(equal, key=lambda one: last.get(one.agent_id, 0))
    return Choice(
        chosen.agent_id,
        RoutingRule.FEWEST_OPEN if counted else RoutingRule.TURN,
        chosen.open if counted else None,
        tuple(sorted(chosen.skills & wanted.tags)),
        wanted.language if speaking else None,
    )
