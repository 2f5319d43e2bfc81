"""What somebody wants to write, before it is a ticket or a message."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from schemas.vocabulary import (
    UNRESOLVED,
    ActorType,
    Channel,
    Delivery,
    EventType,
    MessageKind,
    Priority,
    TicketStatus,
    TicketType,
)
from tessera.catalogue.policy import PREFIX
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import new_id
from tessera.kernel.person import Person
from tessera.ticketing.changes import message_added
from tessera.ticketing.copying import MAX_PARTICIPANTS, MAX_RECIPIENTS, each_once
from tessera.ticketing.model import Claim, FileRef, Message, Ticket, is_answer, preview_of
from tessera.ticketing.ports import Files, Sanitiser
from tessera.ticketing.wishes import exact, to_come


@dataclass(frozen=True)
class NewTicket:
    """`requester.id` and `company_id` follow from the requester's address. `id` may be client-made. Without a `status`
    it gets the category of `status_id`, or is open."""

    subject: str
    requester: Person
    channel: Channel
    id: str | None = None
    status: TicketStatus | None = None
    priority: Priority = Priority.NORMAL
    assignee_id: str | None = None
    team_id: str | None = None
    company_id: str | None = None
    type: TicketType | None = None
    status_id: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    due_at: datetime | None = None
    mailbox: str | None = None
    participants: tuple[Person, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Forward:
    """Which message is carried to somebody outside, and which of its files (None: all)."""

    message_id: str
    file_ids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class NewMessage:
    """What an agent writes. `to` is None for the requester. `seen_version`: see `schemas.http.messages.AddMessage`.

    `set_status` follows from `set_status_id`, one of the organization's own (`Customs.written`).
    """

    kind: MessageKind
    text: str
    html: str | None = None
    file_ids: tuple[str, ...] = ()
    to: tuple[Person, ...] | None = None
    cc: tuple[Person, ...] = ()
    bcc: tuple[Person, ...] = ()
    set_status: TicketStatus | None = None
    send_at: datetime | None = None
    hold_seconds: int | None = None
    seen_version: int | None = None
    reply_to: str | None = None
    claims: tuple[Claim, ...] = ()
    forward: Forward | None = None
    set_status_id: str | None = None


def written_by_agent(new: NewMessage, sanitiser: Sanitiser, files: Files, actor: Actor, at: datetime) -> Message:
    """The message, not yet addressed to anybody. Raises `Invalid` if it says nothing at all."""
    html = sanitiser.sanitise(new.html) if new.html else None
    text = new.text or (sanitiser.to_text(html) if html else "")
    if not text.strip() and not new.file_ids and "<img" not in (html or "") and new.forward is None:
        raise Invalid("Write something, or attach a file.", "text")
    return Message(
        id=new_id(to_ms(at)),
        kind=new.kind,
        channel=Channel.WEB,
        author_type=ActorType.AGENT,
        author_id=actor.id,
        author_name=actor.name,
        author_email=None,
        text=text,
        html=html,
        created_at=at,
        files=_shown_within(html, files.take(new.file_ids, actor.id)) if new.file_ids else (),
    )


def _shown_within(html: str | None, files: Sequence[FileRef]) -> tuple[FileRef, ...]:
    """A picture in the text is its file, by `cid:<the file's id>` (RFC 2392)."""
    return tuple(replace(file, content_id=file.id) if f"cid:{file.id}" in (html or "") else file for file in files)


def addressed(message: Message, new: NewMessage, ticket: Ticket) -> Message:
    """A reply goes out by mail, and a note that forwards; any other note stays inside. Raises `Invalid`."""
    if new.kind is MessageKind.NOTE and new.forward is None:
        for name, time in (("send_at", new.send_at), ("hold_seconds", new.hold_seconds)):
            if time is not None:
                raise Invalid("A note is not sent. Leave the time out.", name)
        for name, people in (("to", new.to), ("cc", new.cc), ("bcc", new.bcc)):
            if people:
                raise Invalid("A note is not sent. Leave out to whom it goes, or make it a reply.", name)
        return message
    if new.forward is not None and new.kind is not MessageKind.NOTE:
        raise Invalid("What is forwarded is not for the customer: make it a note.", "forward")
    to = (ticket.requester,) if new.to is None and new.forward is None else new.to
    if not to:
        raise Invalid("Say to whom it goes.", "to")
    to = each_once(to)
    cc = each_once(new.cc, {person.email for person in to})
    bcc = each_once(new.bcc, {person.email for person in (*to, *cc)})
    if len(to) + len(cc) + len(bcc) > MAX_RECIPIENTS:
        raise Invalid(f"A mail goes to at most {MAX_RECIPIENTS} people, in copy or not.", "cc")
    mail = replace(message, channel=Channel.EMAIL, to=to, cc=cc, bcc=bcc, delivery=Delivery.QUEUED)
    send_at = to_come(new.send_at, message.created_at, "send_at") if new.send_at else None
    if new.hold_seconds is not None:
        send_at = exact(message.created_at + timedelta(seconds=new.hold_seconds), "hold_seconds")
    if send_at is None:
        return mail
    waiting = replace(mail, delivery=Delivery.SCHEDULED, send_at=send_at)
    return replace(waiting, then_status=new.set_status, then_status_id=new.set_status_id)


def in_name_of(message: Message, person: Person, channel: Channel) -> Message:
    """What an agent took down, as the customer's own words."""
    return replace(
        message,
        channel=channel,
        author_type=ActorType.CUSTOMER,
        author_id=person.id,
        author_name=person.name or person.email,
        author_email=person.email,
    )


def first_version(
    new: NewTicket, message: Message, number: int, actor: Actor, at: datetime
) -> tuple[Ticket, list[Event]]:
    """The ticket with its first message. `new.requester` is the customer by now."""
    status = new.status or TicketStatus.OPEN
    ticket = Ticket(
        id=new.id or new_id(to_ms(at)),
        number=number,
        subject=new.subject,
        status=status,
        priority=new.priority,
        channel=new.channel,
        requester=new.requester,
        created_at=at,
        updated_at=at,
        created_by=actor.id,
        last_message_at=at,
        last_message_by=message.author_type,
        preview=preview_of(message.text),
        message_count=1,
        assignee_id=new.assignee_id,
        team_id=new.team_id,
        company_id=new.company_id,
        participants=each_once(new.participants, (new.requester.email, new.mailbox))[:MAX_PARTICIPANTS],
        type=new.type,
        status_id=new.status_id,
        fields=new.fields,
        tags=new.tags,
        due_at=new.due_at,
        mailbox=new.mailbox,
        metadata=new.metadata,
        first_reply_at=at if is_answer(message) else None,
        resolved_at=None if status in UNRESOLVED else at,
    )
    initial = {
        "subject": (None, ticket.subject),
        "status": (None, ticket.status.value),
        "priority": (None, ticket.priority.value),
        "assignee_id": (None, ticket.assignee_id),
        "team_id": (None, ticket.team_id),
        "requester_id": (None, ticket.requester.id),
        "company_id": (None, ticket.company_id),
        "status_id": (None, ticket.status_id),
        "participants": (None, [asdict(each) for each in ticket.participants] or None),
    } | {PREFIX + field_id: (None, value) for field_id, value in ticket.fields.items()}
    created = make_event(
        EventType.TICKET_CREATED,
        actor,
        at,
        ("ticket", ticket.id),
        {name: change for name, change in initial.items() if change[1] is not None},
        {"number": number, "channel": ticket.channel.value},
    )
    return ticket, [created, message_added(ticket, message, actor, at)]
