"""Who is connected, and what they are told."""

from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import EventType, RealtimeEvent, TicketScope
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId


@dataclass(frozen=True)
class Connection:
    """One open WebSocket of an agent, with what decides what they may see."""

    id: str
    org_id: OrgId
    agent_id: str
    team_ids: frozenset[str]
    ticket_scope: TicketScope

    @staticmethod
    def of(actor: Actor, connection_id: str) -> "Connection":
        return Connection(connection_id, actor.org_id, actor.id or "", actor.team_ids, actor.ticket_scope)


@dataclass(frozen=True)
class TicketNews:
    """One new version of a ticket, as its stream record tells it. `summary` is `schemas.http.tickets.TicketSummary`.

    `message` is the message that came with it: `{id, kind}`.
    """

    org_id: OrgId
    event: EventType
    actor: dict[str, Any]
    at: str
    summary: dict[str, Any]
    message: dict[str, str] | None

    def is_for(self, connection: Connection) -> bool:
        """The same rule as `tessera.ticketing.policy.may_see`."""
        if connection.ticket_scope is TicketScope.ALL:
            return True
        team_id = self.summary["team_id"]
        return team_id is None or team_id in connection.team_ids or self.summary["assignee_id"] == connection.agent_id

    def deltas(self, seq: int) -> list[dict[str, Any]]:
        """What to send: `schemas.realtime.messages.Delta`, the ticket's first, then its message's."""
        common = {"seq": seq, "at": self.at, "ticket_id": self.summary["id"], "actor": self.actor}
        told = [{"event": _NAMES.get(self.event, RealtimeEvent.TICKET_UPDATED), **common, "ticket": self.summary}]
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

    def deltas(self, seq: int) -> list[dict[str, Any]]:
        return [{"event": RealtimeEvent.JOB_PROGRESS, "seq": seq, "at": self.at, "job": self.job}]


News = TicketNews | JobNews


def _of_message(message: dict[str, str]) -> dict[str, str]:
    return {"message_id": message["id"], "kind": message["kind"]}


_NAMES = {
    EventType.TICKET_CREATED: RealtimeEvent.TICKET_CREATED,
    EventType.TICKET_ASSIGNED: RealtimeEvent.TICKET_ASSIGNED,
    EventType.TICKET_STATUS_CHANGED: RealtimeEvent.TICKET_STATUS_CHANGED,
}
