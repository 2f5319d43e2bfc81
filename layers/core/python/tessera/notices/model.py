"""What an agent is told, and of what they want to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.vocabulary import NoticeChannel, NoticeKind

APP, EMAIL = NoticeChannel.APP, NoticeChannel.EMAIL


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
#: by mail of what waits for this one person.
USUAL: Mapping[NoticeKind, frozenset[NoticeChannel]] = {
    **dict.fromkeys(NoticeKind, frozenset({APP})),
    NoticeKind.NEW_TICKET: frozenset(),
    NoticeKind.MENTIONED: frozenset({APP, EMAIL}),
    NoticeKind.REPLY_FAILED: frozenset({APP, EMAIL}),
}


@dataclass(frozen=True)
class Preferences:
    """`chosen` is what the agent decided; the rest is as usual, also for kinds that are added one day."""

    chosen: Mapping[NoticeKind, frozenset[NoticeChannel]] = field(default_factory=dict)

    def channels(self, kind: NoticeKind) -> frozenset[NoticeChannel]:
        return self.chosen.get(kind, USUAL[kind])
