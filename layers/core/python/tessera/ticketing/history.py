"""What was: undoing a change, and the ticket as of a time. Both read the events; nothing else is kept for them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, LinkType, Priority, TicketStatus, TicketType
from tessera.kernel.clock import from_text
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event
from tessera.kernel.person import Person
from tessera.ticketing.changes import with_values
from tessera.ticketing.model import Link, Message, Ticket
from tessera.ticketing.ports import Entry

UNDOABLE = frozenset(
    {
        EventType.TICKET_UPDATED,
        EventType.TICKET_ASSIGNED,
        EventType.TICKET_STATUS_CHANGED,
        EventType.TICKET_DELETED,
        EventType.TICKET_RESTORED,
    }
)


def inverse(event: Event) -> tuple[dict[str, Any], int]:
    """The fields as they were before the event, and the version that it made. Raises `Invalid` if it has no inverse."""
    if event.type not in UNDOABLE or "version" not in event.data:
        raise Invalid("This cannot be undone.", "activity_id")
    return {name: _value(name, before) for name, (before, _) in event.changes.items()}, event.data["version"]


def as_of(ticket: Ticket, later: Iterable[Entry], at: datetime) -> Ticket | None:
    """The ticket's fields at a time, from what it is and all that came later (oldest first). None: not there yet."""
    if ticket.created_at > at:
        return None
    known: dict[str, Any] = {}
    messages = 0
    for entry in later:
        if isinstance(entry, Message):
            messages += entry.created_at > at
            continue
        # Its id, by which it was found, can be a moment younger than what it tells.
        if entry.occurred_at <= at:
            continue
        for name, value in _before(entry).items():
            known.setdefault(name, value)
    return replace(with_values(ticket, known), message_count=ticket.message_count - messages)


def _before(event: Event) -> Mapping[str, Any]:
    if event.type is EventType.TICKET_CREATED:
        return {}
    return {name: _value(name, before) for name, (before, _) in event.changes.items()}


def _value(name: str, stored: Any) -> Any:
    """A stored JSON value as the field's own."""
    match name:
        case "status":
            return TicketStatus(stored)
        case "priority":
            return Priority(stored)
        case "type":
            return TicketType(stored) if stored else None
        case "deleted_at" | "due_at" | "snoozed_until":
            return from_text(stored) if stored else None
        case "tags" | "follower_ids":
            return tuple(stored)
        case "requester":
            return Person(**stored)
        case "participants":
            return tuple(Person(**each) for each in stored)
        case "links":
            return tuple(Link(LinkType(each["type"]), each["ticket_id"], each["number"]) for each in stored)
    return stored
