"""Notifications: what an agent is told, and of what they want to be told."""

from pydantic import Field

from schemas.base import Inbound, Outbound
from schemas.vocabulary import ActorType, JobKind, MessageKind, NoticeChannel, NoticeKind


class NoticeActor(Outbound):
    type: ActorType
    id: str | None
    name: str


class NoticeTicket(Outbound):
    """The ticket as it is now."""

    id: str
    number: int
    subject: str


class NoticeMessage(Outbound):
    id: str
    kind: MessageKind


class NoticeJob(Outbound):
    id: str
    kind: JobKind
    failed: bool


class Notice(Outbound):
    """`ticket` and `message`, or `job`: what it is about. `team_id` is set when a team was meant and not the agent
    alone."""

    id: str
    kind: NoticeKind
    at: str
    actor: NoticeActor
    read: bool
    ticket: NoticeTicket | None
    message: NoticeMessage | None
    job: NoticeJob | None
    team_id: str | None


class NoticePage(Outbound):
    """Newest first. Of tickets that are deleted, or not for the agent to see any more, nothing is told. `unread`
    counts those of the newest page."""

    items: list[Notice]
    unread: int
    next_cursor: str | None


class MarkRead(Inbound):
    """`ids`: these. `until`: this one and all older ones."""

    ids: list[str] = Field(default_factory=list, max_length=100)
    until: str | None = Field(default=None, max_length=64)


class NoticePreferences(Outbound):
    """For each kind the ways in which the agent is told of it; an empty list: not at all."""

    channels: dict[NoticeKind, list[NoticeChannel]]


class SaveNoticePreferences(Inbound):
    """Kinds that are left out stay as they are."""

    channels: dict[NoticeKind, list[NoticeChannel]]
