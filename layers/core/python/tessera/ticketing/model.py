"""The ticket and its conversation. Everything is immutable; a change makes a new ticket (see `changes.py`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from schemas.vocabulary import (
    WAITING,
    ActorType,
    Channel,
    Delivery,
    LinkType,
    MessageKind,
    Priority,
    ScanState,
    SenderCheck,
    TicketStatus,
    TicketType,
)
from tessera.kernel.events import Event
from tessera.kernel.person import Person

PREVIEW_LENGTH = 140


@dataclass(frozen=True)
class FileRef:
    """A file of a message. `key` is where its bytes are; `content_id` is set when the HTML shows it inline.

    What looking into it found comes later (`inspection.py`): `found_type` is what it really is, a picture has its size
    in pixels and a small version.
    """

    id: str
    filename: str
    content_type: str
    size: int
    key: str
    content_id: str | None = None
    found_type: str | None = None
    width: int | None = None
    height: int | None = None
    thumbnail_key: str | None = None
    scan: ScanState | None = None


@dataclass(frozen=True)
class Redaction:
    """That something was taken out of a message for good: when, by whom, why. `file_keys` and `raw_key` are what has to
    be erased from the buckets."""

    at: datetime
    by_id: str | None
    by_name: str
    reason: str
    file_keys: tuple[str, ...] = ()
    raw_key: str | None = None


@dataclass(frozen=True)
class Revision:
    """What a message said until `replaced_at`."""

    id: str
    text: str
    html: str | None
    replaced_at: datetime


@dataclass(frozen=True)
class Message:
    """`text` and `html` are what the author newly wrote, `quoted_*` the history below it. `html` is sanitised.

    `mail_id` is the Message-ID (without brackets) under which mail programs know this message, `raw_key` the raw mail.
    A scheduled reply waits until `send_at`, an unsent one was to go then; the ticket becomes `then_status` when it goes
    out, and gets the own status `then_status_id`. `reply_to` is the message at the head of the thread that this one is
    in. `reactions` are emoji with the agents who gave them.
    `forward_of` is the message that this note carries to somebody outside, with those of its files that `forward_files`
    names; they stay that message's.
    `shown_on` is the ticket that a split gave the message to, `home` then the one that it is stored under.
    """

    id: str
    kind: MessageKind
    channel: Channel
    author_type: ActorType
    author_id: str | None
    author_name: str
    author_email: str | None
    text: str
    created_at: datetime
    html: str | None = None
    quoted_text: str | None = None
    quoted_html: str | None = None
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    bcc: tuple[Person, ...] = ()
    files: tuple[FileRef, ...] = ()
    mail_id: str | None = None
    raw_key: str | None = None
    delivery: Delivery | None = None
    delivery_detail: str | None = None
    send_at: datetime | None = None
    then_status: TicketStatus | None = None
    then_status_id: str | None = None
    sender_check: SenderCheck | None = None
    automatic: bool = False
    reply_to: str | None = None
    forward_of: str | None = None
    forward_files: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    edited_at: datetime | None = None
    edits: int = 0
    redaction: Redaction | None = None
    shown_on: str | None = None
    home: str | None = None


@dataclass(frozen=True)
class Link:
    """What another ticket is to the one that holds this. The other holds the inverse."""

    type: LinkType
    ticket_id: str
    number: int


@dataclass(frozen=True)
class Ticket:
    """A merged ticket keeps its conversation; the one that it was merged into shows those of its `merged_ids` too.

    `field_versions` says at which version each field last changed, so that two agents who change different fields of
    one version do not collide. `last_change_id` is the event of the last change of a field. `mailbox` is the address of
    ours that the conversation runs through. `status_id` is one of the organization's own statuses, of the category that
    `status` says; `fields` holds its custom fields (see `custom.py`). `first_reply_at` is when an agent first answered,
    or wrote to the customer unasked: the ticket's own beginning then. `consulted` are those to whom something was
    forwarded: what they answer is for agents, and they get nothing else. `split_from` is the ticket that this one's
    first messages came from."""

    id: str
    number: int
    subject: str
    status: TicketStatus
    priority: Priority
    channel: Channel
    requester: Person
    created_at: datetime
    updated_at: datetime
    created_by: str | None
    last_message_at: datetime
    last_message_by: ActorType
    preview: str = ""
    message_count: int = 0
    assignee_id: str | None = None
    team_id: str | None = None
    company_id: str | None = None
    participants: tuple[Person, ...] = ()
    consulted: tuple[Person, ...] = ()
    mailbox: str | None = None
    type: TicketType | None = None
    status_id: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    due_at: datetime | None = None
    snoozed_until: datetime | None = None
    follower_ids: tuple[str, ...] = ()
    merged_into: str | None = None
    merged_ids: tuple[str, ...] = ()
    split_from: str | None = None
    links: tuple[Link, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    first_reply_at: datetime | None = None
    resolved_at: datetime | None = None
    last_change_id: str | None = None
    deleted_at: datetime | None = None
    version: int = 1
    field_versions: dict[str, int] = field(default_factory=dict)

    def is_entitled(self, email: str) -> bool:
        """Whether somebody with this (normalised) address takes part in the conversation."""
        return email == self.requester.email or any(email == person.email for person in self.participants)

    def was_consulted(self, email: str) -> bool:
        return any(email == person.email for person in self.consulted)


@dataclass(frozen=True)
class Tombstone:
    """What stays of a purged ticket, for ever: that it was there, and who took it out when."""

    id: str
    number: int
    version: int
    purged_at: datetime
    purged_by: str | None
    purged_by_name: str


@dataclass(frozen=True)
class Claim:
    """A thing that may exist once per organization, kept with what it led to: `mail` (a mail received), `mail-id` (a
    Message-ID that replies will name), `request` (a repeated API request), `job` (what a job did to a ticket;
    `change_id` is the event of that change), `waited` (the id of a reply that waited; what it became has another)."""

    kind: str
    value: str
    ticket_id: str
    message_id: str | None = None
    fingerprint: str = ""
    change_id: str | None = None


@dataclass(frozen=True)
class Reference:
    """A team or own status that has to be there when the change is written, or an agent who may have tickets."""

    kind: Literal["agent", "team", "status"]
    id: str
    field: str


@dataclass(frozen=True)
class Load:
    """What an agent had when routing chose them: `open` tickets; of these, the last `given` by it, latest at the end.
    `version` counts all that it ever gave them: of two changes by the same load one is refused."""

    agent_id: str
    open: int = 0
    given: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class Turns:
    """Whom routing gave a team's tickets by turns: `last` has the number of each agent's last turn, `taken` is the last
    of all. Of two changes by the same turns one is refused."""

    team_id: str
    taken: int = 0
    last: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Rewrite:
    """A message that becomes another where it is: under its own ticket, which may be merged into the changed one.
    `revision` is what it said before, to be kept; `forgotten` are those that go. Files that it loses go as well."""

    ticket_id: str
    before: Message
    after: Message
    revision: Revision | None = None
    forgotten: tuple[Revision, ...] = ()


@dataclass(frozen=True)
class Move:
    """A message is shown by another ticket from now on: `to`, or None for the one that it is stored under (`home`)."""

    message: Message
    home: str
    to: str | None


@dataclass(frozen=True)
class Unscheduled:
    """A reply that no longer waits: it leaves the ticket that holds it, which may be merged into the changed one."""

    ticket_id: str
    message: Message


@dataclass(frozen=True)
class Change:
    """All that one use case writes, in one transaction. `base_version` is None for a new ticket. `unchanged` are
    further tickets that it was decided by, `counted` what routing chose the agent by."""

    ticket: Ticket
    base_version: int | None
    messages: tuple[Message, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    new_customer: Person | None = None
    unscheduled: tuple[Unscheduled, ...] = ()
    rewritten: tuple[Rewrite, ...] = ()
    unchanged: tuple[Ticket, ...] = ()
    moves: tuple[Move, ...] = ()
    counted: tuple[Load | Turns, ...] = ()


def going_on(get: Callable[[str], Ticket | None], ticket: Ticket | None) -> Ticket | None:
    """The ticket that goes on with the conversation of one that was merged."""
    while ticket is not None and ticket.merged_into is not None:
        ticket = get(ticket.merged_into)
    return ticket


def is_answer(message: Message) -> bool:
    """What an agent says to a customer; a machine's "we got your mail" is none, nor what still waits to be sent."""
    return (
        message.kind is MessageKind.REPLY
        and message.author_type is ActorType.AGENT
        and not message.automatic
        and message.delivery not in WAITING
    )


def preview_of(text: str) -> str:
    """One line of a message, for a list."""
    line = " ".join(text.split())
    return line if len(line) <= PREVIEW_LENGTH else line[: PREVIEW_LENGTH - 1].rstrip() + "…"
