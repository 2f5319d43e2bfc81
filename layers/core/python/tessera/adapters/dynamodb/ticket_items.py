"""Tickets, messages, activities and files as items, and back. Pure.

`gsk` orders every list: the status's rank, then the time of the last change, newest last (lists read backwards).
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from schemas.vocabulary import (
    ActorType,
    Channel,
    Delivery,
    EventType,
    LinkType,
    MessageKind,
    Priority,
    ScanState,
    SenderCheck,
    TicketStatus,
    TicketType,
)
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.kernel.actor import Actor
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.person import Person
from tessera.ticketing.model import FileRef, Link, Message, Redaction, Revision, Ticket, Tombstone

T = TypeVar("T")

TICKET_SK = "N"
#: What a file has only once it was looked into.
_FOUND = ("found_type", "width", "height", "thumbnail_key", "scan")

#: What a list shows first ranks highest. Statuses with work left to do are all above `UNRESOLVED_RANK`.
RANK = {
    TicketStatus.OPEN: "9",
    TicketStatus.PENDING: "8",
    TicketStatus.ON_HOLD: "7",
    TicketStatus.RESOLVED: "5",
    TicketStatus.CLOSED: "4",
}
UNRESOLVED_RANK = "6"


def ticket_item(org_id: OrgId, ticket: Ticket) -> Item:
    return {
        "pk": keys.ticket(org_id, ticket.id),
        "sk": TICKET_SK,
        "kind": "ticket",
        "org_id": org_id,
        "id": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "status": ticket.status.value,
        "priority": ticket.priority.value,
        "channel": ticket.channel.value,
        "requester": _person_map(ticket.requester),
        "assignee_id": ticket.assignee_id,
        "team_id": ticket.team_id,
        "company_id": ticket.company_id,
        "participants": [_person_map(person) for person in ticket.participants] or None,
        "consulted": [_person_map(person) for person in ticket.consulted] or None,
        "mailbox": ticket.mailbox,
        "type": _opt(str, ticket.type),
        "status_id": ticket.status_id,
        "fields": ticket.fields or None,
        "tags": list(ticket.tags) or None,
        "due_at": _opt(to_text, ticket.due_at),
        "snoozed_until": _opt(to_text, ticket.snoozed_until),
        "follower_ids": list(ticket.follower_ids) or None,
        "merged_into": ticket.merged_into,
        "merged_ids": list(ticket.merged_ids) or None,
        "split_from": ticket.split_from,
        "links": [vars(each) | {"type": each.type.value} for each in ticket.links] or None,
        # Text, since a client's JSON may nest deeper and count further than DynamoDB's own types.
        "metadata": json.dumps(ticket.metadata) if ticket.metadata else None,
        "preview": ticket.preview,
        "message_count": ticket.message_count,
        "last_message_at": to_text(ticket.last_message_at),
        "last_message_by": ticket.last_message_by.value,
        "created_at": to_text(ticket.created_at),
        "updated_at": to_text(ticket.updated_at),
        "created_by": ticket.created_by,
        "first_reply_at": _opt(to_text, ticket.first_reply_at),
        "resolved_at": _opt(to_text, ticket.resolved_at),
        "deleted_at": _opt(to_text, ticket.deleted_at),
        "version": ticket.version,
        "last_change_id": ticket.last_change_id,
        "field_versions": ticket.field_versions or None,
    } | _index_keys(org_id, ticket)


def tombstone_item(org_id: OrgId, tombstone: Tombstone) -> Item:
    """In the place of the ticket, in no index."""
    return {
        "pk": keys.ticket(org_id, tombstone.id),
        "sk": TICKET_SK,
        "kind": "tombstone",
        "org_id": org_id,
        "id": tombstone.id,
        "number": tombstone.number,
        "version": tombstone.version,
        "purged_at": to_text(tombstone.purged_at),
        "purged_by": tombstone.purged_by,
        "purged_by_name": tombstone.purged_by_name,
    }


def tombstone_from(item: Item) -> Tombstone:
    return Tombstone(
        item["id"],
        item["number"],
        item["version"],
        from_text(item["purged_at"]),
        item.get("purged_by"),
        item["purged_by_name"],
    )


def _index_keys(org_id: OrgId, ticket: Ticket) -> Item:
    gsk = f"{RANK[ticket.status]}#{to_text(ticket.updated_at)}#{ticket.id}"
    if ticket.merged_into is not None:
        return {}
    if ticket.deleted_at is not None:
        return {"gs1": keys.deleted_tickets(org_id), "gsk": gsk}
    return {
        "gs1": keys.tickets_of_org(org_id),
        "gs2": keys.tickets_of_assignee(org_id, ticket.assignee_id),
        "gs3": keys.tickets_of_requester(org_id, ticket.requester.id) if ticket.requester.id else None,
        "gs4": keys.tickets_of_team(org_id, ticket.team_id),
        "gs5": keys.tickets_of_company(org_id, ticket.company_id) if ticket.company_id else None,
        "gsk": gsk,
    }


def ticket_from(item: Item) -> Ticket:
    return Ticket(
        id=item["id"],
        number=item["number"],
        subject=item["subject"],
        status=TicketStatus(item["status"]),
        priority=Priority(item["priority"]),
        channel=Channel(item["channel"]),
        requester=_person(item["requester"]),
        assignee_id=item.get("assignee_id"),
        team_id=item.get("team_id"),
        company_id=item.get("company_id"),
        participants=tuple(_person(person) for person in item.get("participants", ())),
        consulted=tuple(_person(person) for person in item.get("consulted", ())),
        mailbox=item.get("mailbox"),
        type=_opt(TicketType, item.get("type")),
        status_id=item.get("status_id"),
        fields=item.get("fields", {}),
        tags=tuple(item.get("tags", ())),
        due_at=_opt(from_text, item.get("due_at")),
        snoozed_until=_opt(from_text, item.get("snoozed_until")),
        follower_ids=tuple(item.get("follower_ids", ())),
        merged_into=item.get("merged_into"),
        merged_ids=tuple(item.get("merged_ids", ())),
        split_from=item.get("split_from"),
        links=tuple(Link(**each | {"type": LinkType(each["type"])}) for each in item.get("links", ())),
        metadata=json.loads(item.get("metadata", "{}")),
        preview=item["preview"],
        message_count=item["message_count"],
        last_message_at=from_text(item["last_message_at"]),
        last_message_by=ActorType(item["last_message_by"]),
        created_at=from_text(item["created_at"]),
        updated_at=from_text(item["updated_at"]),
        created_by=item.get("created_by"),
        first_reply_at=_opt(from_text, item.get("first_reply_at")),
        resolved_at=_opt(from_text, item.get("resolved_at")),
        deleted_at=_opt(from_text, item.get("deleted_at")),
        version=item["version"],
        last_change_id=item.get("last_change_id"),
        field_versions=item.get("field_versions", {}),
    )


def message_item(org_id: OrgId, ticket_id: str, message: Message) -> Item:
    return {
        "pk": keys.ticket(org_id, ticket_id),
        "sk": f"M#{message.id}",
        "kind": "message",
        "org_id": org_id,
        "ticket_id": ticket_id,
        "id": message.id,
        "message_kind": message.kind.value,
        "channel": message.channel.value,
        "author_type": message.author_type.value,
        "author_id": message.author_id,
        "author_name": message.author_name,
        "author_email": message.author_email,
        "text": message.text,
        "html": message.html,
        "quoted_text": message.quoted_text,
        "quoted_html": message.quoted_html,
        "to": [_person_map(person) for person in message.to] or None,
        "cc": [_person_map(person) for person in message.cc] or None,
        "bcc": [_person_map(person) for person in message.bcc] or None,
        "files": [file_map(file) for file in message.files] or None,
        "mail_id": message.mail_id,
        "raw_key": message.raw_key,
        "delivery": _opt(str, message.delivery),
        "delivery_detail": message.delivery_detail,
        "send_at": _opt(to_text, message.send_at),
        "then_status": _opt(str, message.then_status),
        "then_status_id": message.then_status_id,
        **_waiting(org_id, message),
        "sender_check": _opt(str, message.sender_check),
        "automatic": message.automatic or None,
        "reply_to": message.reply_to,
        "forward_of": message.forward_of,
        "forward_files": list(message.forward_files) or None,
        # A list, since a map would lose the order.
        "reactions": [{"emoji": sign, "agents": list(agents)} for sign, agents in message.reactions.items()] or None,
        "edited_at": _opt(to_text, message.edited_at),
        "edits": message.edits or None,
        "redaction": _redaction_map(message.redaction),
        "shown_on": message.shown_on,
        "created_at": to_text(message.created_at),
    }


def _redaction_map(redaction: Redaction | None) -> dict[str, Any] | None:
    return vars(redaction) | {"at": to_text(redaction.at)} if redaction else None


def _redaction(stored: dict[str, Any] | None) -> Redaction | None:
    if stored is None:
        return None
    keys = tuple(stored["file_keys"])
    return Redaction(**stored | {"at": from_text(stored["at"]), "file_keys": keys})


def revision_sk(message_id: str, revision_id: str = "") -> str:
    """Revisions are beside their message's ticket, but not between its entries."""
    return f"R#{message_id}#{revision_id}"


def revision_item(org_id: OrgId, ticket_id: str, message_id: str, revision: Revision) -> Item:
    return {
        "pk": keys.ticket(org_id, ticket_id),
        "sk": revision_sk(message_id, revision.id),
        "kind": "revision",
        "id": revision.id,
        "text": revision.text,
        "html": revision.html,
        "replaced_at": to_text(revision.replaced_at),
    }


def revision_from(item: Item) -> Revision:
    return Revision(item["id"], item.get("text", ""), item.get("html"), from_text(item["replaced_at"]))


def _waiting(org_id: OrgId, message: Message) -> Item:
    """Replies that wait for their time are listed, the next one first."""
    if message.send_at is None:
        return {}
    return {"gs1": keys.scheduled(org_id), "gsk": f"{to_text(message.send_at)}#{message.id}"}


def message_from(item: Item) -> Message:
    return Message(
        id=item["id"],
        kind=MessageKind(item["message_kind"]),
        channel=Channel(item["channel"]),
        author_type=ActorType(item["author_type"]),
        author_id=item.get("author_id"),
        author_name=item["author_name"],
        author_email=item.get("author_email"),
        text=item.get("text", ""),
        html=item.get("html"),
        quoted_text=item.get("quoted_text"),
        quoted_html=item.get("quoted_html"),
        to=tuple(_person(person) for person in item.get("to", ())),
        cc=tuple(_person(person) for person in item.get("cc", ())),
        bcc=tuple(_person(person) for person in item.get("bcc", ())),
        files=tuple(file_from(file) for file in item.get("files", ())),
        mail_id=item.get("mail_id"),
        raw_key=item.get("raw_key"),
        delivery=_opt(Delivery, item.get("delivery")),
        delivery_detail=item.get("delivery_detail"),
        send_at=_opt(from_text, item.get("send_at")),
        then_status=_opt(TicketStatus, item.get("then_status")),
        then_status_id=item.get("then_status_id"),
        sender_check=_opt(SenderCheck, item.get("sender_check")),
        automatic=item.get("automatic", False),
        reply_to=item.get("reply_to"),
        forward_of=item.get("forward_of"),
        forward_files=tuple(item.get("forward_files", ())),
        reactions={each["emoji"]: tuple(each["agents"]) for each in item.get("reactions", ())},
        edited_at=_opt(from_text, item.get("edited_at")),
        edits=item.get("edits", 0),
        redaction=_redaction(item.get("redaction")),
        shown_on=item.get("shown_on"),
        created_at=from_text(item["created_at"]),
    )


def pointer_item(org_id: OrgId, ticket_id: str, home: str, message_id: str) -> Item:
    """In the place of a message that this ticket shows and another holds."""
    return {"pk": keys.ticket(org_id, ticket_id), "sk": f"M#{message_id}", "kind": "pointer", "home": home}


def file_item(org_id: OrgId, file: FileRef, ticket_id: str | None, message_id: str | None) -> Item:
    """A file by its own id. Until a message takes it, it has no ticket."""
    return {
        "pk": keys.file(org_id, file.id),
        "sk": "F",
        "kind": "file",
        "file": file_map(file),
        "ticket_id": ticket_id,
        "message_id": message_id,
    }


def event_from(item: Item) -> Event:
    """The event in an outbox or timeline item."""
    body = json.loads(item["event"])
    actor = body["actor"]
    return Event(
        id=body["id"],
        type=EventType(body["type"]),
        occurred_at=from_text(body["occurred_at"]),
        actor=Actor(
            OrgId(body["org_id"]), ActorType(actor["type"]), actor["id"], actor.get("name", ""), ip=actor.get("ip")
        ),
        subject_type=body["subject"]["type"],
        subject_id=body["subject"]["id"],
        changes={name: (change["from"], change["to"]) for name, change in body["changes"].items()},
        data=body["data"],
    )


def _person_map(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "email": person.email}


def _person(stored: dict[str, Any]) -> Person:
    return Person(stored["id"], stored["name"], stored["email"])


def file_map(file: FileRef) -> dict[str, Any]:
    return {
        "id": file.id,
        "filename": file.filename,
        "content_type": file.content_type,
        "size": file.size,
        "key": file.key,
        "content_id": file.content_id,
        **{name: value for name in _FOUND if (value := getattr(file, name)) is not None},
    }


def file_from(stored: dict[str, Any]) -> FileRef:
    return FileRef(**stored | {"scan": _opt(ScanState, stored.get("scan"))})


def _opt(convert: Callable[[Any], T], value: str | datetime | None) -> T | None:
    return None if value is None else convert(value)
