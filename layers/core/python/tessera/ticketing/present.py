"""Tickets as the world sees them: the JSON of `schemas.http.tickets`.

Plain dictionaries, because building pydantic models for every row of a list costs more than reading it; the contract
tests hold these against the models.
"""

from datetime import datetime
from typing import Any, Protocol

from tessera.kernel.clock import to_text
from tessera.kernel.events import Event
from tessera.kernel.page import Page
from tessera.kernel.person import Person
from tessera.ticketing.files import type_of
from tessera.ticketing.model import FileRef, Message, Ticket
from tessera.ticketing.ports import Entry


class FileUrls(Protocol):
    """Where a browser gets files from."""

    def url_of(self, file: FileRef) -> str: ...

    def thumbnail_url_of(self, file: FileRef) -> str | None: ...


def person(someone: Person) -> dict[str, Any]:
    return {"id": someone.id, "name": someone.name, "email": someone.email}


def summary(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "status": ticket.status.value,
        "priority": ticket.priority.value,
        "channel": ticket.channel.value,
        "requester": person(ticket.requester),
        "assignee_id": ticket.assignee_id,
        "team_id": ticket.team_id,
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
        "version": ticket.version,
        "last_change_id": ticket.last_change_id,
        "deleted_at": _text(ticket.deleted_at),
    }


def detail(ticket: Ticket, entries: Page[Entry], urls: FileUrls) -> dict[str, Any]:
    return summary(ticket) | {
        "participants": [person(someone) for someone in ticket.participants],
        "merged_ids": list(ticket.merged_ids),
        "metadata": ticket.metadata,
        "resolved_at": _text(ticket.resolved_at),
        "entries": entry_page(entries, urls),
    }


def entry_page(entries: Page[Entry], urls: FileUrls) -> dict[str, Any]:
    return {
        "items": [message(entry, urls) if isinstance(entry, Message) else activity(entry) for entry in entries.items],
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
        "text": entry.text,
        "html": entry.html,
        "quoted_text": entry.quoted_text,
        "quoted_html": entry.quoted_html,
        "attachments": [_attachment(file, urls) for file in entry.files],
        "created_at": to_text(entry.created_at),
        "delivery": entry.delivery.value if entry.delivery else None,
        "delivery_detail": entry.delivery_detail,
        "send_at": _text(entry.send_at),
        "sender_check": entry.sender_check.value if entry.sender_check else None,
        "automatic": entry.automatic,
        "has_original": entry.raw_key is not None,
        "reply_to": entry.reply_to,
        "reactions": [{"emoji": sign, "agent_ids": list(agents)} for sign, agents in entry.reactions.items()],
    }


def activity(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "entry": "activity",
        "type": event.type.value,
        "actor_type": event.actor.type.value,
        "actor_id": event.actor.id,
        "actor_name": event.actor.name,
        "changes": {name: {"from": before, "to": after} for name, (before, after) in event.changes.items()},
        "created_at": to_text(event.occurred_at),
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
