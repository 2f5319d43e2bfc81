"""What a view names that is defined elsewhere: own fields and statuses, agents, teams, also those that it is for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from schemas.vocabulary import FieldOf, TicketStatus
from tessera.catalogue.model import Catalogue
from tessera.catalogue.policy import PREFIX, may_see
from tessera.catalogue.ports import Reading
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid
from tessera.views.ports import People

Kind = Literal["field", "status", "agent", "team"]
Found = TypeVar("Found")

KINDS: Mapping[str, Kind] = {"status": "status", "assignee": "agent", "follower": "agent", "team": "team"}
#: Values that are nobody's id: whoever looks, nothing, and the categories of statuses.
WORDS = {"me", "none", *(status.value for status in TicketStatus)}


@dataclass(frozen=True)
class Named:
    """`path` leads to it in the view."""

    kind: Kind
    id: str
    path: str


def named_in(view: Mapping[str, Any]) -> Iterator[Named]:
    """In the order of a view's `filter`, `sort`, `group`, `columns` and `team_ids`, as far as they are there."""
    if view.get("filter") is not None:
        yield from _in_filter(view["filter"], "filter")
    fields = [((view.get("sort") or {}).get("field"), "sort.field"), (view.get("group"), "group")]
    fields += [(name, f"columns.{place}") for place, name in enumerate(view.get("columns") or ())]
    for name, path in fields:
        yield from _own_field(name, path)
    yield from (Named("team", team_id, "team_ids") for team_id in view.get("team_ids") or ())


def requesters_in(part: Mapping[str, Any]) -> Iterator[str]:
    if "match" in part:
        for inner in part["of"]:
            yield from requesters_in(inner)
    elif _asks_for_requesters(part):
        yield from part["value"]


def following(part: Mapping[str, Any], stays: Mapping[str, str]) -> dict[str, Any]:
    """The filter with those who stay, by the ids of those who were merged: their tickets are whose they are now."""
    if "match" in part:
        return {**part, "of": [following(inner, stays) for inner in part["of"]]}
    if not _asks_for_requesters(part):
        return dict(part)
    return {**part, "value": list(dict.fromkeys(stays.get(one, one) for one in part["value"]))}


class Surroundings:
    """What there is for a view of this actor's to name. It is read when it is first asked for."""

    def __init__(self, definitions: Reading, people: People, actor: Actor) -> None:
        self._definitions = definitions
        self._people = people
        self._actor = actor

    def refuse_missing(self, named: Named) -> None:
        """Raises `Invalid` with its path if it is not there."""
        if not self._is_there(named):
            raise Invalid(f"There is no such {named.kind}.", named.path)

    def _is_there(self, named: Named) -> bool:
        match named.kind:
            case "field":
                field = self._defined(lambda catalogue: catalogue.fields_by_id.get(named.id))
                if field is None or field.of is not FieldOf.TICKET or field.deleted:
                    return False
                return may_see(self._actor, field)
            case "status":
                return self._defined(lambda catalogue: catalogue.status(named.id)) is not None
            case "agent":
                return named.id in self._agents
        return named.id in self._teams

    def _defined(self, find: Callable[[Catalogue], Found | None]) -> Found | None:
        return find(self._definitions.read()) or find(self._definitions.read(fresh=True))

    @cached_property
    def _agents(self) -> set[str]:
        """Whoever has left may still have tickets."""
        return {agent.id for agent in self._people.agents()}

    @cached_property
    def _teams(self) -> set[str]:
        return {team.id for team in self._people.teams()}


def _in_filter(part: Mapping[str, Any], path: str) -> Iterator[Named]:
    if "match" in part:
        for place, inner in enumerate(part["of"]):
            yield from _in_filter(inner, f"{path}.of.{place}")
        return
    yield from _own_field(part["field"], f"{path}.field")
    kind = KINDS.get(part["field"])
    if kind and part["op"] in ("in", "not_in"):
        yield from (Named(kind, value, f"{path}.value") for value in part["value"] if value not in WORDS)


def _own_field(name: str | None, path: str) -> Iterator[Named]:
    if name is not None and name.startswith(PREFIX):
        yield Named("field", name.removeprefix(PREFIX), path)


def _asks_for_requesters(part: Mapping[str, Any]) -> bool:
    return part["field"] == "requester" and part["op"] in ("in", "not_in")
