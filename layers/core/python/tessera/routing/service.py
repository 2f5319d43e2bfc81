"""Routing: hears what happened, and gives waiting tickets to whoever is free."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from schemas.vocabulary import UNRESOLVED, ActorType, RoutingMode, RoutingRule, TicketStatus
from tessera.catalogue.model import EMPTY, Catalogue
from tessera.catalogue.ports import Reading
from tessera.identity.model import Agent, Team, language_of
from tessera.identity.ports import People
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Contended, Invalid
from tessera.kernel.ids import OrgId
from tessera.routing.model import Candidate, Choice, Wanted, choose
from tessera.routing.ports import AlarmClock, Desk, Requesters
from tessera.ticketing.assigning import Assigner
from tessera.ticketing.model import Load, Ticket, Turns
from tessera.ticketing.ports import StaleCount, TicketQuery, Tickets

log = logging.getLogger(__name__)

#: Of tickets that are handed back, so many are read at once.
AT_ONCE = 50
#: Of tickets that wait, so many are put in order at once: a call, if few of the team's open ones are somebody's.
IN_ORDER = 200
#: So often somebody is chosen for a ticket; each time another router was faster to give them one.
MAX_TRIES = 30
#: What makes room for more, or lets somebody be chosen.
OPENING = ("away", "away_until", "active", "capacity", "team_ids", "skills", "languages", "working_hours", "role")

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Office:
    """Everything of one organization that routing works with."""

    org_id: OrgId
    tickets: Tickets
    people: People
    requesters: Requesters
    desk: Desk
    definitions: Reading


class Router:
    """For one organization. Hearing an event again changes nothing: an assigned ticket is not routed.

    What nobody is at work for waits for whoever starts next: the event comes back at that time.
    """

    def __init__(self, office: Office, alarm_clock: AlarmClock, clock: Clock) -> None:
        self._org = office.org_id
        self._tickets = office.tickets
        self._people = office.people
        self._requesters = office.requesters
        self._desk = office.desk
        self._definitions = office.definitions
        self._alarm_clock = alarm_clock
        self._clock = clock
        self._assigner = Assigner(office.tickets, clock)
        self._off_work: dict[str, Agent] = {}
        self._staff: list[Agent] | None = None

    def hear(self, event: Event) -> int:
        """How many tickets were given to somebody, or handed back."""
        self._off_work, self._staff = {}, None
        moved = self._hear(event)
        self._look_again(event)
        return moved

    def _hear(self, event: Event) -> int:
        actor = system_actor(self._org, event["correlation_id"], causation_id=event["id"])
        subject = event["subject"]
        if subject["type"] == "agent":
            return self._agent_changed(actor, subject["id"], event)
        if subject["type"] == "team":
            return self._route_waiting(actor, subject["id"])
        ticket = self._tickets.get(subject["id"])
        moved = self._ticket_changed(actor, ticket, event) if ticket else 0
        return moved + self._room_made(actor, ticket, event)

    def _agent_changed(self, actor: Actor, agent_id: str, event: Event) -> int:
        agent = self._people.agent(agent_id)
        if agent is None:
            return 0
        handed_back = 0
        if not agent.may_have_tickets:
            return self._hand_back(actor, agent, UNRESOLVED, RoutingRule.LEFT)
        if event["data"].get("hand_back") and agent.is_away(self._clock()):
            handed_back = self._hand_back(actor, agent, (TicketStatus.OPEN,), RoutingRule.HANDED_BACK)
        if any(name in event["changes"] for name in OPENING) and self._may_be_given(agent):
            if agent.is_at_work(self._clock()):
                return sum(self._route_waiting(actor, team_id) for team_id in agent.team_ids)
            self._off_work[agent.id] = agent
        return handed_back

    def _hand_back(self, actor: Actor, agent: Agent, statuses: tuple[TicketStatus, ...], rule: RoutingRule) -> int:
        """Each one is then routed by its own event. What a run that was killed had handed back is not theirs any more,
        so hearing of it again goes on where that ended."""
        count, cursor = 0, None
        query = TicketQuery(statuses=statuses, assignee=agent.id)
        while True:
            page = self._tickets.list(query, AT_ONCE, cursor)
            count += sum(self._give(actor, ticket, None, {"rule": rule}) for ticket in page.items)
            cursor = page.next_cursor
            if cursor is None:
                return count

    def _ticket_changed(self, actor: Actor, ticket: Ticket, event: Event) -> int:
        if ticket.assignee_id is None:
            return 0 if _put_back_by_hand(event) else self._route_one(actor, ticket)
        return self._left_behind(actor, ticket, ticket.assignee_id)

    def _left_behind(self, actor: Actor, ticket: Ticket, agent_id: str) -> int:
        """What was done stays with whoever did it; opened again, restored or split, it is nobody's if they may not
        have it any more."""
        agent = self._people.agent(agent_id) if _is_to_do(ticket) else None
        if agent is None or agent.may_have_tickets:
            return 0
        return self._give(actor, ticket, None, {"rule": RoutingRule.LEFT})

    def _room_made(self, actor: Actor, ticket: Ticket | None, event: Event) -> int:
        """Whoever has an open ticket less gets one that waits, if they have only so much room. This one is not it: what
        somebody puts back by hand would come back to them."""
        agent_id = _relieved(ticket, event)
        agent = self._people.agent(agent_id) if agent_id else None
        if agent is None or agent.capacity is None or not self._may_be_given(agent):
            return 0
        return sum(self._route_waiting(actor, team_id, event["subject"]["id"]) for team_id in agent.team_ids)

    def _route_one(self, actor: Actor, ticket: Ticket) -> bool:
        team = self._routed(ticket.team_id) if ticket.team_id and _waits(ticket) else None
        return bool(team and self._route(actor, ticket, team))

    def _route_waiting(self, actor: Actor, team_id: str, but: str | None = None) -> int:
        """As long as somebody is free, the oldest first."""
        team, count = self._routed(team_id), 0
        for ticket in self._waiting(team_id) if team else ():
            if team is None or ticket.id == but:
                continue
            given = self._route(actor, ticket, team)
            if given is None:
                break
            count += given
        return count

    def _waiting(self, team_id: str) -> Iterator[Ticket]:
        """Of those that were left alone for longest, as many as are put in order at once, the oldest first; then of
        the next. What is given meanwhile is listed behind, and waits no more."""
        query = TicketQuery(statuses=(TicketStatus.OPEN,), team=team_id, assignee="none")
        some, cursor = list[Ticket](), None
        while True:
            page = self._tickets.list(query, IN_ORDER - len(some), cursor, oldest_first=True)
            some, cursor = [*some, *page.items], page.next_cursor
            if cursor is None or len(some) == IN_ORDER:
                yield from sorted(some, key=lambda ticket: ticket.created_at)
                some = []
            if cursor is None:
                return

    def _routed(self, team_id: str) -> Team | None:
        team = self._people.team(team_id)
        return team if team and team.routing is not RoutingMode.MANUAL else None

    def _colleagues(self) -> list[Agent]:
        """Read once for all that one event leads to."""
        if self._staff is None:
            self._staff = self._people.agents()
        return self._staff

    def _route(self, actor: Actor, ticket: Ticket, team: Team) -> bool | None:
        """Whether the ticket was given to somebody. None: nobody is free, so nobody is for others of this team."""
        agents = self._colleagues()
        members = [agent for agent in agents if team.id in agent.team_ids and self._may_be_given(agent)]
        here = [agent for agent in members if agent.is_at_work(self._clock())]
        catalogue = self._catalogue_for(ticket, here)
        wanted = Wanted(frozenset(catalogue.shown_tags(ticket.tags)), self._language_asked_for(ticket, here))
        for _ in range(MAX_TRIES):
            turns = self._desk.turns(team.id) if here else Turns(team.id)
            choice, load = self._choose(team.routing, wanted, here, turns, catalogue)
            if choice is None:
                log.info("ticket %s waits: nobody of team %s is free", ticket.id, team.id)
                self._off_work |= {agent.id: agent for agent in members if agent not in here}
                return None
            with suppress(StaleCount, Contended):
                counted = (turns, load) if load else (turns,)
                return self._give(actor, ticket, choice.agent_id, choice.reason(), counted)
        raise Contended("Many tickets are given to the same people at this moment.")

    def _choose(
        self, mode: RoutingMode, wanted: Wanted, here: Sequence[Agent], turns: Turns, catalogue: Catalogue
    ) -> tuple[Choice | None, Load | None]:
        """Who it is, and what they had, if that was asked."""
        all_counted = mode is RoutingMode.LEAST_LOADED
        counted = [agent.id for agent in here if all_counted or agent.capacity is not None]
        loads = self._desk.loads(counted) if counted else {}
        candidates = [_candidate(agent, loads.get(agent.id), catalogue) for agent in here]
        choice = choose(mode, wanted, candidates, turns.last)
        return choice, loads.get(choice.agent_id) if choice else None

    def _catalogue_for(self, ticket: Ticket, here: Sequence[Agent]) -> Catalogue:
        """By which tags and skills have their names of today: both keep the name under which they were written. Read if
        that makes a difference."""
        return self._definitions.read() if ticket.tags and any(agent.skills for agent in here) else EMPTY

    def _language_asked_for(self, ticket: Ticket, here: Sequence[Agent]) -> str | None:
        """The requester's, if that makes a difference."""
        if ticket.requester.id is None or all(agent.languages == here[0].languages for agent in here):
            return None
        requester = self._requesters.customer(ticket.requester.id)
        return language_of(requester.language) if requester and requester.language else None

    def _look_again(self, event: Event) -> None:
        """When the first of those starts to work whom a ticket could not be given because they do not."""
        now = self._clock()
        starts = [agent.working_hours.next_start(now) for agent in self._off_work.values() if agent.working_hours]
        if found := [start for start in starts if start is not None]:
            self._alarm_clock.ring(event, min(found), now)

    def _may_be_given(self, agent: Agent) -> bool:
        return agent.may_have_tickets and not agent.is_away(self._clock())

    def _give(
        self,
        actor: Actor,
        ticket: Ticket,
        agent_id: str | None,
        reason: Mapping[str, Any],
        counted: tuple[Load | Turns, ...] = (),
    ) -> bool:
        """Whoever was faster has it: then there is nothing left to do. Raises `StaleCount`, and `Contended`: then it is
        still to be done."""
        try:
            return self._assigner.assign(actor, ticket, agent_id, reason, counted).fresh
        except Contended:
            raise
        except (Conflict, Invalid) as error:
            log.info("ticket %s stays as it is: %s", ticket.id, error)
            return False


def _candidate(agent: Agent, load: Load | None, catalogue: Catalogue) -> Candidate:
    skills = frozenset(catalogue.shown_tags(agent.skills))
    return Candidate(agent.id, frozenset(agent.languages), skills, agent.capacity, load.open if load else 0)


def _put_back_by_hand(event: Event) -> bool:
    """Whoever takes a ticket from somebody, and does no more to it, has their reasons: it waits."""
    changes = event["changes"]
    taken = "assignee_id" in changes and not changes.keys() & {"team_id", "status"}
    return taken and event["actor"]["type"] != ActorType.SYSTEM


def _relieved(ticket: Ticket | None, event: Event) -> str | None:
    """Who has an open ticket less by this. What is deleted may have been purged since, so its event says whose it
    was."""
    changes = event["changes"]
    if changes.get("deleted_at", {}).get("to"):
        return cast(str | None, event["data"].get("assignee_id"))
    if "assignee_id" in changes:
        return cast(str | None, changes["assignee_id"]["from"])
    done = changes.get("status", {}).get("from") == TicketStatus.OPEN
    return ticket.assignee_id if done and ticket and ticket.status is not TicketStatus.OPEN else None


def _waits(ticket: Ticket) -> bool:
    is_open = ticket.status is TicketStatus.OPEN
    return is_open and ticket.team_id is not None and ticket.assignee_id is None and _is_to_do(ticket)


def _is_to_do(ticket: Ticket) -> bool:
    return ticket.status in UNRESOLVED and ticket.deleted_at is None and ticket.merged_into is None
