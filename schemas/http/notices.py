"""Notifications: what an agent is told, and of what they want to be told."""

from pydantic import Field

from schemas.base import Inbound, Moment, Outbound
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


class MarkUnread(Inbound):
    """Until they are marked as read again, also by an `until` that comes later."""

    ids: list[str] = Field(min_length=1, max_length=100)


class Quiet(Outbound):
    """While it is quiet, nothing is pushed and nothing sounds; all of it is in the app and in the mail all the same.
    `off_hours`: outside the agent's working hours. `now`: whether it is."""

    until: str | None
    off_hours: bool
    now: bool


class NoticePreferences(Outbound):
    """For each kind the ways in which the agent is told of it; an empty list: not at all."""

    channels: dict[NoticeKind, list[NoticeChannel]]
    quiet: Quiet


class ChooseQuiet(Inbound):
    until: Moment | None
    off_hours: bool


class SaveNoticePreferences(Inbound):
    """What is left out, and kinds that are, stay as they are."""

    channels: dict[NoticeKind, list[NoticeChannel]] = Field(default_factory=dict)
    quiet: ChooseQuiet | None = None


class PushDevice(Outbound):
    """A browser. `heard` is when it was last confirmed."""

    id: str
    name: str
    heard: str


class PushSettings(Outbound):
    """`public_key` is what a browser subscribes with (`applicationServerKey`), base64url."""

    public_key: str
    devices: list[PushDevice]


class PushKeys(Inbound):
    """A subscription's keys, base64url."""

    p256dh: str = Field(min_length=1, max_length=200)
    auth: str = Field(min_length=1, max_length=100)


class AddDevice(Inbound):
    """A browser's `PushSubscription`, and what the agent calls the browser."""

    endpoint: str = Field(min_length=1, max_length=1_000)
    keys: PushKeys
    name: str = Field(default="", max_length=100)


class PushTried(Outbound):
    """Not `reached`: the browser takes no messages of ours any more, and the device is gone."""

    reached: bool
