"""Tickets and their conversation. Times are RFC 3339 in UTC, from 2000 on and before 2200; ids are UUIDv7."""

from typing import Annotated, Any, Literal

from pydantic import Field

from schemas.base import Id, Inbound, Moment, Outbound
from schemas.http.catalogue import FieldValues
from schemas.vocabulary import (
    ActorType,
    Channel,
    Delivery,
    EventType,
    LinkType,
    MessageKind,
    Priority,
    RoutingRule,
    ScanState,
    SenderCheck,
    TicketStatus,
    TicketType,
)

MAX_TEXT = 200_000
MAX_HTML = 400_000
MAX_TAGS = 20


class Person(Outbound):
    """A customer as a ticket shows them. `id` is null for somebody who is only in copy."""

    id: str | None
    name: str
    email: str


class PurgedTicket(Outbound):
    """All that is left of a purged ticket. Its number is given to no other. `purged_by` is an agent's id."""

    id: str
    number: int
    purged_at: str
    purged_by: str | None


class TicketSummary(Outbound):
    """A row of a list, and what real-time messages carry.

    `preview` is one line of the newest message. `last_message_by` says whose turn it is. `version` is also the ETag.
    `status_id` is one of the organization's own statuses, `fields` what its custom fields hold (`GET /catalogue`):
    those that the reader may see, and only where one ticket is answered, not in lists and real-time messages.
    `merged_into` is the ticket that shows this one's conversation; this one is in no list then. `last_change_id` is the
    activity that undoing takes (`POST /tickets/{id}/undo`). `first_reply_at` is when an agent first answered; it is
    `created_at` where the agent wrote first.
    """

    id: str
    number: int
    subject: str
    status: TicketStatus
    priority: Priority
    channel: Channel
    requester: Person
    assignee_id: str | None
    team_id: str | None
    company_id: str | None = None
    type: TicketType | None
    status_id: str | None = None
    fields: FieldValues | None = None
    tags: list[str]
    due_at: str | None
    snoozed_until: str | None
    follower_ids: list[str]
    merged_into: str | None
    preview: str
    message_count: int
    last_message_at: str
    last_message_by: ActorType
    created_at: str
    updated_at: str
    first_reply_at: str | None = None
    resolved_at: str | None = None
    version: int
    last_change_id: str | None
    deleted_at: str | None


class TicketPage(Outbound):
    """A page may hold fewer than `limit` items and still have a `next_cursor`; the list ends when that is null."""

    items: list[TicketSummary]
    next_cursor: str | None


class Attachment(Outbound):
    """`url` is good for an hour; it is empty for a file in which a scanner found malware. `content_id` is set on an
    image that the mail's HTML shows inline (`cid:`).

    Some seconds after the message the file was looked into: `content_type` is then what it really is, a picture has its
    size in pixels and a small version. `scan` stays null where no scanner is set up.
    """

    id: str
    filename: str
    content_type: str
    size: int
    content_id: str | None
    url: str
    thumbnail_url: str | None
    width: int | None
    height: int | None
    scan: ScanState | None


class Reaction(Outbound):
    """`agent_ids` in the order in which they gave it."""

    emoji: str
    agent_ids: list[str]


class Redaction(Outbound):
    """That something was taken out of a message for good: when, by whom and why."""

    at: str
    by_id: str | None
    by_name: str
    reason: str


class Message(Outbound):
    """One message. `html` is sanitised; its inline images read `cid:<content_id>`, its remote images are intact.

    `text` and `html` hold what the author newly wrote; `quoted_html` and `quoted_text` the history their mail program
    added, folded by the screen. `has_original` says that the raw mail can be had. `reply_to` is the message at the head
    of the thread that this one is in; threads have one level. `edited_at` is set on a note that said something else
    before (`…/revisions`). A reply that waits sets the ticket's status when it goes: to `then_status`, and to the own
    status `then_status_id`. What was redacted out of a text reads `███`. `forward_of` is the message that a note
    carried to `to`, outside. Nobody outside sees who is in `bcc`.
    """

    id: str
    entry: Literal["message"]
    kind: MessageKind
    channel: Channel
    author_type: ActorType
    author_id: str | None
    author_name: str
    author_email: str | None
    to: list[Person]
    cc: list[Person]
    bcc: list[Person]
    text: str
    html: str | None
    quoted_text: str | None
    quoted_html: str | None
    attachments: list[Attachment]
    created_at: str
    delivery: Delivery | None
    delivery_detail: str | None
    send_at: str | None
    then_status: TicketStatus | None
    then_status_id: str | None
    sender_check: SenderCheck | None
    automatic: bool
    has_original: bool
    reply_to: str | None
    forward_of: str | None
    forward_files: list[str]
    reactions: list[Reaction]
    edited_at: str | None
    redaction: Redaction | None


class Change(Outbound):
    """One field's change. JSON spells `from` (a Python keyword)."""

    model_config = Outbound.model_config | {"populate_by_name": True}

    from_: Any = Field(alias="from")
    to: Any


class RoutingReason(Outbound):
    """Why the system gave a ticket to somebody, or took it from them: how many open tickets they had, which of its
    tags they know about, and the requester's language if they speak it."""

    rule: RoutingRule
    open: int | None = None
    skills: list[str] = Field(default_factory=list)
    language: str | None = None


class Activity(Outbound):
    """A change of the ticket, between the messages of the timeline."""

    id: str
    entry: Literal["activity"]
    type: EventType
    actor_type: ActorType
    actor_id: str | None
    actor_name: str
    changes: dict[str, Change]
    routing: RoutingReason | None = None
    created_at: str


class EntryPage(Outbound):
    """Oldest first. `next_cursor` leads to the entries before these."""

    items: list[Annotated[Message | Activity, Field(discriminator="entry")]]
    next_cursor: str | None


class Link(Outbound):
    """Another ticket, and what it is to this one. It may be one that the reader may not see."""

    type: LinkType
    ticket_id: str
    number: int


class TicketDetail(TicketSummary):
    """A ticket with its newest entries."""

    participants: list[Person]
    merged_ids: list[str]
    split_from: str | None
    links: list[Link]
    metadata: dict[str, Any]
    entries: EntryPage


class RequesterInput(Inbound):
    email: str = Field(min_length=3, max_length=320)
    name: str = Field(default="", max_length=200)


class NewMessage(Inbound):
    """`text` is plain text; `html`, if given, is what it looks like (sanitised). One of them must say something."""

    text: str = Field(default="", max_length=MAX_TEXT)
    html: str | None = Field(default=None, max_length=MAX_HTML)
    attachment_ids: list[Id] = Field(default_factory=list, max_length=20)


class CreateTicket(Inbound):
    """`id` may be made by the client (UUIDv7); the same create sent twice is then one ticket.

    The first message is written in the requester's name, as for a call or a letter that an agent takes down;
    it is not mailed to anybody. `participants` are in copy of what is answered. Of `status` and `status_id` one is
    enough; both have to agree.
    """

    id: str | None = None
    subject: str = Field(min_length=1, max_length=998)
    requester: RequesterInput
    message: NewMessage
    status: TicketStatus = TicketStatus.OPEN
    priority: Priority = Priority.NORMAL
    assignee_id: Id | None = None
    team_id: Id | None = None
    type: TicketType | None = None
    status_id: Id | None = None
    fields: FieldValues = Field(default_factory=dict, max_length=100)
    tags: list[str] = Field(default_factory=list, max_length=MAX_TAGS)
    due_at: Moment | None = None
    participants: list[RequesterInput] = Field(default_factory=list, max_length=50)
    metadata: dict[str, Any] = Field(default_factory=dict)


class NewRequester(RequesterInput):
    """With `keep_former`, whoever asked so far stays in copy."""

    keep_former: bool = False


class PatchTicket(Inbound):
    """Only the fields that are sent change; null unassigns. With `If-Match`, a field that somebody else changed since
    that version is a 409; other fields do not collide. `tags` replaces all of them, `add_tags` and `remove_tags` do not
    collide with what others add or remove. `status` sets a status by its category, `status_id` one of the
    organization's own. Of `fields` only those change that are named; null empties one. `snoozed_until` puts the ticket
    on hold until then, or until the customer answers. `requester` gives the ticket to another person, who is made if
    nobody has the address; answers go to them from then on. `add_participants` and `remove_participants` (addresses)
    are who is in copy of answers."""

    requester: NewRequester | None = None
    subject: str | None = Field(default=None, min_length=1, max_length=998)
    status: TicketStatus | None = None
    priority: Priority | None = None
    assignee_id: Id | None = None
    team_id: Id | None = None
    type: TicketType | None = None
    status_id: Id | None = None
    fields: FieldValues | None = Field(default=None, max_length=100)
    tags: list[str] | None = Field(default=None, max_length=MAX_TAGS)
    add_tags: list[str] | None = Field(default=None, max_length=MAX_TAGS)
    remove_tags: list[str] | None = Field(default=None, max_length=MAX_TAGS)
    due_at: Moment | None = None
    snoozed_until: Moment | None = None
    add_participants: list[RequesterInput] | None = Field(default=None, max_length=50)
    remove_participants: list[str] | None = Field(default=None, max_length=50)
    metadata: dict[str, Any] | None = None


class AssignTicket(Inbound):
    """Only the fields that are sent change; null unassigns."""

    assignee_id: Id | None = None
    team_id: Id | None = None


class ChangeStatus(Inbound):
    """One of the two: a status by its category, or one of the organization's own."""

    status: TicketStatus | None = None
    status_id: Id | None = None


class MergeTicket(Inbound):
    """`into` is the id of the ticket that goes on."""

    into: str


class SplitTicket(Inbound):
    """Which messages become a ticket of their own. What is not sent is as on the old ticket."""

    message_ids: list[Id] = Field(min_length=1, max_length=20)
    subject: str | None = Field(default=None, min_length=1, max_length=998)
    team_id: Id | None = None
    assignee_id: Id | None = None


class LinkTicket(Inbound):
    """What the other ticket is to this one. Two tickets have one link; another type takes its place."""

    type: LinkType


class LinkedTicket(Outbound):
    type: LinkType
    ticket: TicketSummary


class LinkList(Outbound):
    """Those that the reader may see."""

    items: list[LinkedTicket]


class UndoChange(Inbound):
    """`activity_id` is an activity of this ticket, or a summary's `last_change_id`. To redo, undo the undoing."""

    activity_id: str
