"""Who is connected, and what they are told."""

from dataclasses import dataclass, replace
from typing import Any

from schemas.vocabulary import ActorType, Defined, EventType, PresenceState, RealtimeEvent, Role, TicketScope
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId
from tessera.realtime.sight import Definitions, shown


@dataclass(frozen=True)
class Place:
    """Where an agent is in one tab. `team_id` and `assignee_id` are the ticket's, and decide who may know."""

    tab: str
    ticket_id: str | None = None
    state: PresenceState = PresenceState.VIEWING
    team_id: str | None = None
    assignee_id: str | None = None


@dataclass(frozen=True)
class Connection:
    """One open WebSocket of an agent, with what decides what they may see. `place` is None until they said it, and
    `beside`, where they are as well, until they had two tickets side by side."""

    id: str
    org_id: OrgId
    agent_id: str
    team_ids: frozenset[str]
    ticket_scope: TicketScope
    role: Role = Role.VIEWER
    place: Place | None = None
    beside: Place | None = None

    @staticmethod
    def of(actor: Actor, connection_id: str) -> "Connection":
        role = actor.role or Role.VIEWER
        return Connection(connection_id, actor.org_id, actor.id or "", actor.team_ids, actor.ticket_scope, role)

    @property
    def type(self) -> ActorType:
        return ActorType.AGENT


@dataclass(frozen=True)
class Whereabouts:
    """What decides who sees a ticket."""

    team_id: str | None
    assignee_id: str | None

    def seen_by(self, connection: Connection) -> bool:
        """The same rule as `tessera.ticketing.policy.may_see`."""
        if connection.ticket_scope is TicketScope.ALL:
            return True
        return self.team_id is None or self.team_id in connection.team_ids or self.assignee_id == connection.agent_id


@dataclass(frozen=True)
class Deed:
    """Who did what: `schemas.realtime.messages.Deed`. `fields` are names of the ticket's fields that are other than
    before, `message` is the kind of one that came with it."""

    event: str
    actor: dict[str, Any]
    at: str
    fields: tuple[str, ...] = ()
    message: str | None = None


@dataclass(frozen=True)
class TicketChange:
    """What the log keeps of one new version of a ticket. `summary` is `schemas.http.tickets.TicketSummary` with all
    that its custom fields hold: `sight.shown` leaves what a viewer may see; of a purged ticket only its id and version
    are left. `before` is where the ticket was then, None for a new one. An import is nobody's `deed`."""

    summary: dict[str, Any]
    before: Whereabouts | None = None
    deed: Deed | None = None

    @staticmethod
    def lost(ticket_id: str, version: int, before: Whereabouts | None) -> "TicketChange":
        """Nobody sees the ticket any more."""
        return TicketChange({"id": ticket_id, "version": version, "purged": True}, before)

    def is_for(self, connection: Connection) -> bool:
        if self.summary.get("purged"):
            return False
        return Whereabouts(self.summary["team_id"], self.summary["assignee_id"]).seen_by(connection)

    def is_loss_for(self, connection: Connection) -> bool:
        """They saw it, and do not any more."""
        return self.before is not None and self.before.seen_by(connection) and not self.is_for(connection)


@dataclass(frozen=True)
class LoggedChange:
    """A change with its number; numbers of an organization have no gaps."""

    seq: int
    change: TicketChange


@dataclass(frozen=True)
class TicketNews:
    """A change as its stream record tells it. `message` is the message that came with it: `{id, kind}`.

    What is `quiet` (an import) may come in thousands: it is logged, and nobody is told each piece.
    """

    org_id: OrgId
    event: EventType
    actor: dict[str, Any]
    at: str
    change: TicketChange
    message: dict[str, str] | None
    quiet: bool = False

    def deltas(self, connection: Connection, after: int, seq: int, definitions: Definitions) -> list[dict[str, Any]]:
        """What to send: `schemas.realtime.messages.Delta`, the ticket's first, then its message's."""
        ticket = self.change.summary
        common = {"after": after, "seq": seq, "at": self.at, "ticket_id": ticket["id"], "actor": self.actor}
        if self.change.is_loss_for(connection):
            return [{"event": RealtimeEvent.TICKET_REMOVED, **common, "version": ticket["version"]}]
        if not self.change.is_for(connection):
            return []
        event = _NAMES.get(self.event, RealtimeEvent.TICKET_UPDATED)
        told = [{"event": event, **common, "ticket": shown(ticket, connection, definitions)}]
        if self.change.deed is not None:
            told[0]["deed"] = vars(self.change.deed)
        if self.message is not None:
            told.append({"event": RealtimeEvent.MESSAGE_NEW, **common, **_of_message(self.message)})
        return told


@dataclass(frozen=True)
class JobNews:
    """A job came further, as its stream record tells it: news for whoever started it. `job` is
    `schemas.http.jobs.Job`."""

    org_id: OrgId
    at: str
    job: dict[str, Any]

    def is_for(self, connection: Connection) -> bool:
        return bool(connection.agent_id == self.job["created_by"])

    def delta(self) -> dict[str, Any]:
        return {"event": RealtimeEvent.JOB_PROGRESS, "seq": 0, "at": self.at, "job": self.job}


@dataclass(frozen=True)
class Rights:
    """What decides what an agent may see, as far as it is other than before."""

    agent_id: str
    team_ids: frozenset[str] | None = None
    ticket_scope: TicketScope | None = None
    role: Role | None = None

    def given_to(self, connection: Connection) -> Connection:
        """The same one if it is somebody else's."""
        if connection.agent_id != self.agent_id:
            return connection
        return replace(
            connection,
            team_ids=connection.team_ids if self.team_ids is None else self.team_ids,
            ticket_scope=self.ticket_scope or connection.ticket_scope,
            role=self.role or connection.role,
        )


@dataclass(frozen=True)
class DefinitionNews:
    """Somebody changed what the organization arranges for itself: news for every screen, which asks for what is new to
    it. Who may see what of it, the answer decides. `ended` is the agent who was deactivated with it, `rights` what one
    may see from now on."""

    org_id: OrgId
    at: str
    what: Defined
    ended: str | None = None
    rights: Rights | None = None

    def is_for(self, connection: Connection) -> bool:
        return connection.org_id == self.org_id

    def delta(self) -> dict[str, Any]:
        return {"event": RealtimeEvent.DEFINITIONS_CHANGED, "seq": 0, "at": self.at, "what": self.what}


News = TicketNews | JobNews | DefinitionNews


def _of_message(message: dict[str, str]) -> dict[str, str]:
    return {"message_id": message["id"], "kind": message["kind"]}


_NAMES = {
    EventType.TICKET_CREATED: RealtimeEvent.TICKET_CREATED,
    EventType.TICKET_ASSIGNED: RealtimeEvent.TICKET_ASSIGNED,
    EventType.TICKET_STATUS_CHANGED: RealtimeEvent.TICKET_STATUS_CHANGED,
}
