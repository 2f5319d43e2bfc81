"""What an agent is told, and of what they want to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.vocabulary import NoticeChannel, NoticeKind
from tessera.identity.model import Agent

APP, EMAIL, PUSH = NoticeChannel.APP, NoticeChannel.EMAIL, NoticeChannel.PUSH


@dataclass(frozen=True)
class Notice:
    """One thing told to one agent. `id` is its event's, so an agent is told of an event once. It holds nothing of what
    was written: that may be redacted later, or not be for the agent to see any more.

    `actor` is `{type, id, name}`, `message` is `{id, kind}`, `job` is `{id, kind, failed}`.
    """

    id: str
    agent_id: str
    kind: NoticeKind
    at: datetime
    actor: Mapping[str, Any]
    ticket_id: str | None = None
    message: Mapping[str, Any] | None = None
    job: Mapping[str, Any] | None = None
    team_id: str | None = None
    read: bool = False


#: In the app of everything but new tickets, which the lists show anyway (and which would cost a write for each agent);
#: by mail of what waits for this one person; by push, where they asked for it, of what they would look up for.
USUAL: Mapping[NoticeKind, frozenset[NoticeChannel]] = {
    **dict.fromkeys(NoticeKind, frozenset({APP})),
    NoticeKind.NEW_TICKET: frozenset(),
    NoticeKind.ASSIGNED: frozenset({APP, PUSH}),
    NoticeKind.CUSTOMER_REPLIED: frozenset({APP, PUSH}),
    NoticeKind.MENTIONED: frozenset({APP, EMAIL, PUSH}),
    NoticeKind.REPLY_FAILED: frozenset({APP, EMAIL, PUSH}),
    NoticeKind.STATUS_KEPT: frozenset({APP, EMAIL, PUSH}),
}


@dataclass(frozen=True)
class Preferences:
    """`chosen` is what the agent decided; the rest is as usual, also for kinds that are added one day. Until
    `quiet_until`, and with `quiet_off_hours` outside their working hours, nothing is pushed and nothing sounds."""

    chosen: Mapping[NoticeKind, frozenset[NoticeChannel]] = field(default_factory=dict)
    quiet_until: datetime | None = None
    quiet_off_hours: bool = False

    def channels(self, kind: NoticeKind) -> frozenset[NoticeChannel]:
        return self.chosen.get(kind, USUAL[kind])

    def is_quiet(self, agent: Agent, now: datetime) -> bool:
        paused = self.quiet_until is not None and self.quiet_until > now
        return paused or (self.quiet_off_hours and not agent.is_at_work(now))
