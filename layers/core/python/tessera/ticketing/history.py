"""What was: undoing a change, and the ticket as of a time. Both read what happened; nothing else is kept for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from schemas.vocabulary import UNRESOLVED, EventType, LinkType, Priority, TicketStatus, TicketType
from tessera.kernel.clock import from_text
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event
from tessera.kernel.person import Person
from tessera.ticketing.changes import with_values
from tessera.ticketing.conversation import standing
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

#: As near as the ids of two entries can tell their times apart.
MOMENT = timedelta(milliseconds=2)

#: What has a verb of its own to take it back.
OTHERWISE = {
    EventType.TICKET_MERGED: "Take the merged ticket out again instead (unmerge).",
    EventType.TICKET_SPLIT: "Put the messages back from the ticket that was made of them instead (rejoin).",
    EventType.TICKET_LINKED: "Remove the link instead.",
    EventType.TICKET_UNLINKED: "Link the tickets again instead.",
}


def inverse(event: Event) -> dict[str, Any]:
    """The fields as they were before the event. Raises `Invalid` if it has no inverse."""
    if event.type not in UNDOABLE or "version" not in event.data:
        raise Invalid(OTHERWISE.get(event.type, "This cannot be undone."), "activity_id")
    return {name: _value(name, before) for name, (before, _) in event.changes.items()}


def touched_since(event: Event, names: Iterable[str], later: Sequence[Entry], ticket: Ticket) -> tuple[str, ...]:
    """Those of a change's fields that something newer touched, from all that came after it (oldest first). What was
    taken back again touched nothing, so one goes back step by step, and forth."""
    return tuple(sorted(name for name in names if not _is_latest(event, name, later, ticket)))


def _is_latest(event: Event, name: str, later: Iterable[Entry], ticket: Ticket) -> bool:
    standing_ids, version = [event.id], event.data["version"]
    for each in later:
        if not isinstance(each, Event) or name not in each.changes or each.data.get("version", 0) <= version:
            continue
        version = each.data["version"]
        if standing_ids and each.data.get("undoes") == standing_ids[-1]:
            standing_ids.pop()
        else:
            standing_ids.append(each.id)
    # A field can change without an event that names it: people join by being written to.
    return standing_ids == [event.id] and ticket.field_versions.get(name, 1) <= version


def as_of(ticket: Ticket, later: Iterable[Entry], at: datetime) -> Ticket | None:
    """The ticket's fields at a time, from what it is and all that came later (oldest first). None: not there yet."""
    if ticket.created_at > at:
        return None
    known: dict[str, Any] = {}
    for entry in later:
        # Its id, by which it was found, can be a moment younger than what it tells.
        if isinstance(entry, Message) or entry.occurred_at <= at:
            continue
        for name, value in _before(entry).items():
            known.setdefault(name, value)
    return with_values(ticket, known)


def told_by(ticket: Ticket, entries: Sequence[Entry]) -> Ticket:
    """The ticket as of a time with what followed from its conversation by then, the oldest entry first."""
    known = standing(ticket, entries)
    times = [time_of(entry) for entry in entries]
    resolved_at = None if ticket.status in UNRESOLVED else _resolved_at(ticket, entries)
    return replace(known, resolved_at=resolved_at, updated_at=max(times, default=ticket.created_at))


def _resolved_at(ticket: Ticket, entries: Sequence[Entry]) -> datetime:
    """Since when it was done. One that came from elsewhere may have been so from its beginning."""
    done: datetime | None = None
    for entry in entries:
        if isinstance(entry, Event) and entry.subject_id == ticket.id and "status" in entry.changes:
            done = None if entry.changes["status"][1] in UNRESOLVED else done or entry.occurred_at
    return done or ticket.created_at


def time_of(entry: Entry) -> datetime:
    return entry.created_at if isinstance(entry, Message) else entry.occurred_at


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
        case "tags" | "follower_ids" | "merged_ids":
            return tuple(stored)
        case "requester":
            return Person(**stored)
        case "participants":
            return tuple(Person(**each) for each in stored)
        case "links":
            return tuple(Link(LinkType(each["type"]), each["ticket_id"], each["number"]) for each in stored)
    return stored
