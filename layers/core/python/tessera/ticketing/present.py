"""Tickets as the world sees them: the JSON of `schemas.http.tickets`.

Plain dictionaries, because building pydantic models for every row of a list costs more than reading it; the contract
tests hold these against the models.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from tessera.catalogue.policy import PREFIX
from tessera.kernel.clock import to_text
from tessera.kernel.events import Event
from tessera.kernel.page import Page
from tessera.kernel.person import Person
from tessera.ticketing.files import type_of
from tessera.ticketing.model import FileRef, Message, Redaction, Revision, Ticket, Tombstone
from tessera.ticketing.ports import Entry

#: Whether the reader may see what a ticket's field of this name holds.
Sees = Callable[[str], bool]


class FileUrls(Protocol):
    """Where a browser gets files from."""

    def url_of(self, file: FileRef) -> str: ...

    def thumbnail_url_of(self, file: FileRef) -> str | None: ...


def no_custom_fields(name: str) -> bool:
    """The sight of a reader of whom nothing is known."""
    return not name.startswith(PREFIX)


def person(someone: Person) -> dict[str, Any]:
    return {"id": someone.id, "name": someone.name, "email": someone.email}


def tombstone(purged: Tombstone) -> dict[str, Any]:
    """`schemas.http.tickets.PurgedTicket`."""
    return {
        "id": purged.id,
        "number": purged.number,
        "purged_at": to_text(purged.purged_at),
        "purged_by": purged.purged_by,
    }


def summary(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "status": ticket.status.value,
        "status_id": ticket.status_id,
        "priority": ticket.priority.value,
        "channel": ticket.channel.value,
        "requester": person(ticket.requester),
        "assignee_id": ticket.assignee_id,
        "team_id": ticket.team_id,
        "company_id": ticket.company_id,
        "type": ticket.type.value if ticket.type else None,
        "tags": list(ticket.tags),
        "due_at": _text(ticket.due_at),
        "snoozed_until": _text(ticket.snoozed_until),
        "follower_ids": list(ticket.follower_ids),
        "merged_into": ticket.merged_into,
        "preview": ticket.preview,
        "message_count": ticket.message_count,
        "last_message_at": to_text(ticket.last_message_at),
        "last_message_by": ticket.last_message_by.value,
        "created_at": to_text(ticket.created_at),
        "updated_at": to_text(ticket.updated_at),
        "first_reply_at": _text(ticket.first_reply_at),
        "resolved_at": _text(ticket.resolved_at),
        "version": ticket.version,
        "last_change_id": ticket.last_change_id,
        "deleted_at": _text(ticket.deleted_at),
    }


def full_summary(ticket: Ticket, sees: Sees) -> dict[str, Any]:
    """With the custom fields that the reader may see: for one ticket, never for all who listen."""
    return summary(ticket) | {"fields": {id_: value for id_, value in ticket.fields.items() if sees(PREFIX + id_)}}


def detail(ticket: Ticket, entries: Page[Entry], urls: FileUrls, sees: Sees = no_custom_fields) -> dict[str, Any]:
    return full_summary(ticket, sees) | {
        "participants": [person(someone) for someone in ticket.participants],
        "merged_ids": list(ticket.merged_ids),
        "split_from": ticket.split_from,
        "links": [vars(each) | {"type": each.type.value} for each in ticket.links],
        "metadata": ticket.metadata,
        "entries": entry_page(entries, urls, sees),
    }


def entry_page(entries: Page[Entry], urls: FileUrls, sees: Sees = no_custom_fields) -> dict[str, Any]:
    """A change of nothing but fields that the reader may not see is left out."""
    return {
        "items": [
            message(entry, urls) if isinstance(entry, Message) else activity(entry, sees)
            for entry in entries.items
            if isinstance(entry, Message) or not entry.changes or any(map(sees, entry.changes))
        ],
        "next_cursor": entries.next_cursor,
    }


def message(entry: Message, urls: FileUrls) -> dict[str, Any]:
    return {
        "id": entry.id,
        "entry": "message",
        "kind": entry.kind.value,
        "channel": entry.channel.value,
        "author_type": entry.author_type.value,
        "author_id": entry.author_id,
        "author_name": entry.author_name,
        "author_email": entry.author_email,
        "to": [person(someone) for someone in entry.to],
        "cc": [person(someone) for someone in entry.cc],
        "bcc": [person(someone) for someone in entry.bcc],
        "text": entry.text,
        "html": entry.html,
        "quoted_text": entry.quoted_text,
        "quoted_html": entry.quoted_html,
        "attachments": [_attachment(file, urls) for file in entry.files],
        "created_at": to_text(entry.created_at),
        "delivery": entry.delivery.value if entry.delivery else None,
        "delivery_detail": entry.delivery_detail,
        "send_at": _text(entry.send_at),
        "then_status": entry.then_status.value if entry.then_status else None,
        "then_status_id": entry.then_status_id,
        "sender_check": entry.sender_check.value if entry.sender_check else None,
        "automatic": entry.automatic,
        "has_original": entry.raw_key is not None,
        "reply_to": entry.reply_to,
        "forward_of": entry.forward_of,
        "forward_files": list(entry.forward_files),
        "reactions": [{"emoji": sign, "agent_ids": list(agents)} for sign, agents in entry.reactions.items()],
        "edited_at": _text(entry.edited_at),
        "redaction": _redaction(entry.redaction),
    }


def revision(entry: Revision) -> dict[str, Any]:
    return {
        "id": entry.id,
        "text": entry.text,
        "html": entry.html,
        "replaced_at": to_text(entry.replaced_at),
    }


def activity(event: Event, sees: Sees = no_custom_fields) -> dict[str, Any]:
    return {
        "id": event.id,
        "entry": "activity",
        "type": event.type.value,
        "actor_type": event.actor.type.value,
        "actor_id": event.actor.id,
        "actor_name": event.actor.name,
        "changes": {
            name: {"from": before, "to": after} for name, (before, after) in event.changes.items() if sees(name)
        },
        "routing": event.data.get("routing"),
        "created_at": to_text(event.occurred_at),
    }


def _redaction(redaction: Redaction | None) -> dict[str, Any] | None:
    if redaction is None:
        return None
    return {
        "at": to_text(redaction.at),
        "by_id": redaction.by_id,
        "by_name": redaction.by_name,
        "reason": redaction.reason,
    }


def _attachment(file: FileRef, urls: FileUrls) -> dict[str, Any]:
    return {
        "id": file.id,
        "filename": file.filename,
        "content_type": type_of(file),
        "size": file.size,
        "content_id": file.content_id,
        "url": urls.url_of(file),
        "thumbnail_url": urls.thumbnail_url_of(file),
        "width": file.width,
        "height": file.height,
        "scan": file.scan.value if file.scan else None,
    }


def _text(at: datetime | None) -> str | None:
    return to_text(at) if at else None
