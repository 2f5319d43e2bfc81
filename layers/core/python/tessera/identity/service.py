"""Use cases of identity: staff (agents and teams). Customers have `book`, signing in has `sign_in`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import Role, RoutingMode, TicketScope
from tessera.identity import policy, present
from tessera.identity.hours import WorkingHours
from tessera.identity.model import (
    MIN_PASSWORD,
    Agent,
    AgentChanges,
    Organization,
    Team,
    TeamChanges,
    change_agent,
    change_team,
    new_agent,
    new_team,
)
from tessera.identity.ports import Passwords, People, StaleRecord
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import AlreadyExists, Conflict, Invalid, NotFound


class Staff:
    """Agents and teams of the organization that `people` belongs to. `passwords` is asked for only when one is set.
    `sanitise` makes HTML safe to show."""

    def __init__(
        self,
        people: People,
        passwords: Callable[[], Passwords],
        clock: Clock,
        sanitise: Callable[[str], str],
    ) -> None:
        self._sanitise = sanitise
        self._people = people
        self._passwords = passwords
        self._clock = clock

    def organization(self) -> Organization:
        found = self._people.organization()
        if found is None:
            raise NotFound("There is no such organization.")
        return found

    def list_colleagues(self, actor: Actor) -> list[Agent]:
        """What every agent may see of the others; show only the public fields."""
        policy.may_know_colleagues(actor)
        return self._people.agents()

    def list_agents(self, actor: Actor) -> list[Agent]:
        policy.may_read_agents(actor)
        return self._people.agents()

    def get_own_record(self, actor: Actor) -> Agent:
        """The agent that is asking."""
        return self._agent(actor.id or "")

    def create_agent(
        self,
        actor: Actor,
        *,
        name: str,
        email: str,
        password: str,
        role: Role = Role.AGENT,
        team_ids: list[str] | None = None,
        ticket_scope: TicketScope = TicketScope.ALL,
        id: str | None = None,
    ) -> Agent:
        """Raises `AlreadyExists` for an address that somebody signs in with, `Invalid` with the field at fault."""
        policy.may_manage_people(actor)
        self._check_teams(team_ids)
        agent, event = new_agent(
            actor,
            self._clock(),
            name=name,
            email=email,
            password_hash=self._hash(password),
            role=role,
            team_ids=team_ids,
            ticket_scope=ticket_scope,
            id=id,
        )
        self._people.add_agent(agent, event)
        return agent

    def change_agent(
        self,
        actor: Actor,
        agent_id: str,
        changes: AgentChanges,
        *,
        password: str | None = None,
        seen_version: int | None = None,
    ) -> Agent:
        """Raises `Conflict` if the agent changed since `seen_version`."""
        policy.may_manage_people(actor)
        agent = self._agent(agent_id)
        refuse_stale(agent.version, seen_version, present.agent(agent))
        policy.keeps_a_way_in(actor, agent, changes)
        self._check_teams(changes.get("team_ids"))
        if password is not None:
            changes = {**changes, "password_hash": self._hash(password)}
        changed, event = change_agent(agent, actor, self._clock(), changes)
        if event is not None:
            with shown_to_the_loser(lambda: present.agent(self._agent(agent_id))):
                self._people.save_agent(changed, event)
        return changed

    def set_away(self, actor: Actor, away: bool, until: datetime | None, hand_back: bool) -> Agent:
        """The one who asks goes away, or is back. With `hand_back` their open tickets go back to their teams."""
        agent = self._agent(actor.id or "")
        now = self._clock()
        if away and until is not None and until <= now:
            raise Invalid("Choose a time to come.", "until")
        changed, event = change_agent(agent, actor, now, {"away": away, "away_until": until if away else None})
        if event is None:
            return agent
        if away and hand_back:
            event = replace(event, data={**event.data, "hand_back": True})
        with shown_to_the_loser(lambda: present.agent(self._agent(agent.id))):
            self._people.save_agent(changed, event)
        return changed

    def set_hours(self, actor: Actor, hours: WorkingHours | None) -> Agent:
        """When the one who asks works."""
        agent = self._agent(actor.id or "")
        changed, event = change_agent(agent, actor, self._clock(), {"working_hours": hours})
        if event is not None:
            with shown_to_the_loser(lambda: present.agent(self._agent(agent.id))):
                self._people.save_agent(changed, event)
        return changed

    def come_back(self, actor: Actor, agent_id: str, until: datetime) -> None:
        """Their time away is over, if it is still this one."""
        agent = self._people.agent(agent_id)
        if agent is None or not agent.away or agent.away_until != until:
            return
        changed, event = change_agent(agent, actor, self._clock(), {"away": False})
        if event is not None:
            self._people.save_agent(changed, event)

    def list_teams(self, actor: Actor) -> list[Team]:
        policy.may_know_colleagues(actor)
        return self._people.teams()

    def create_team(
        self, actor: Actor, name: str, routing: RoutingMode = RoutingMode.MANUAL, signature: str = ""
    ) -> Team:
        policy.may_manage_people(actor)
        team, event = new_team(actor, self._clock(), name, routing, self._sanitise(signature))
        self._refuse_same_name(team)
        self._people.add_team(team, event)
        return team

    def change_team(self, actor: Actor, team_id: str, changes: TeamChanges, seen_version: int | None = None) -> Team:
        """Raises `Conflict` if the team changed since `seen_version`."""
        policy.may_manage_people(actor)
        team = self._team(team_id)
        refuse_stale(team.version, seen_version, present.team(team))
        if "signature" in changes:
            changes = {**changes, "signature": self._sanitise(changes["signature"])}
        changed, event = change_team(team, actor, self._clock(), changes)
        if event is not None:
            self._refuse_same_name(changed)
            with shown_to_the_loser(lambda: present.team(self._team(team_id))):
                self._people.save_team(changed, event)
        return changed

    def _agent(self, agent_id: str) -> Agent:
        found = self._people.agent(agent_id)
        if found is None:
            raise NotFound("There is no such agent.")
        return found

    def _team(self, team_id: str) -> Team:
        found = self._people.team(team_id)
        if found is None:
            raise NotFound("There is no such team.")
        return found

    def _check_teams(self, team_ids: list[str] | None) -> None:
        if team_ids and not set(team_ids) <= {team.id for team in self._people.teams()}:
            raise Invalid("One of these teams does not exist.", "team_ids")

    def _refuse_same_name(self, team: Team) -> None:
        """A courtesy, not a guarantee: two administrators at the same moment can still make twins, and rename one."""
        if any(other.name.casefold() == team.name.casefold() and other.id != team.id for other in self._people.teams()):
            raise AlreadyExists("There is a team of this name already.", "name")

    def _hash(self, password: str) -> str:
        if len(password) < MIN_PASSWORD:
            raise Invalid(f"Use at least {MIN_PASSWORD} characters.", "password")
        return self._passwords().hash(password)


def refuse_stale(version: int, seen_version: int | None, current: dict[str, Any]) -> None:
    if seen_version is not None and seen_version != version:
        raise _conflict(current)


@contextmanager
def shown_to_the_loser(current: Callable[[], dict[str, Any]]) -> Iterator[None]:
    """Turns losing a race for a record into the `Conflict` that shows it as the winner left it."""
    try:
        yield
    except StaleRecord as error:
        raise _conflict(current()) from error


def _conflict(current: dict[str, Any]) -> Conflict:
    return Conflict("Somebody changed this in the meantime. Look at it again.", current)
