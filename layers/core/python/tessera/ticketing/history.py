"""What was: undoing a change, and the ticket as of a time. Both read what happened; nothing else is kept for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from schemas.vocabulary import UNRESOLVED, EventType, LinkType, Priority, TicketStatus, TicketType
from tessera.kernel.clock import from_text
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event
from tessera.kernel.person import Person
from tessera.ticketing.changes import collision, value_of, with_values
from tessera.ticketing.conversation import standing
from tessera.ticketing.model import Link, Message, Revision, Ticket
from tessera.ticketing.ports import Entry, Tickets

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


def inverse(event: Event) -> dict[str, Any]:
    """The fields as they were before the event. Raises `Invalid` if it has no inverse."""
    if event.type not in UNDOABLE or "version" not in event.data:
        raise Invalid("This cannot be undone.", "activity_id")
    return before(event)


def before(event: Event) -> dict[str, Any]:
    """The fields as they were before the event, as a ticket has them."""
    return {name: _value(name, value) for name, (value, _) in event.changes.items()}


def resolved_again(changed: Ticket, event: Event) -> Ticket:
    """A ticket whose reopening was taken back: it is resolved since it was before."""
    since_then = event.data.get("resolved_at")
    return replace(changed, resolved_at=from_text(since_then)) if since_then and changed.resolved_at else changed


def refuse_touched(tickets: Tickets, ticket: Ticket, event: Event, wish: Mapping[str, Any]) -> None:
    """Raises `Conflict` when something newer touched what the event changed, and a wish is to put back. What happened
    since is only read if something did."""
    other = [name for name, value in wish.items() if value_of(ticket, name) != value]
    if all(ticket.field_versions.get(name, 1) <= event.data["version"] for name in other):
        return
    touched = _touched_since(event, other, since(tickets, ticket.id, event), ticket)
    if touched:
        raise collision(ticket, touched)


def since(tickets: Tickets, ticket_id: str, event: Event) -> list[Event]:
    """The events of a ticket from this one's time on, oldest first; with it if it is the ticket's own."""
    later = tickets.entries_since(ticket_id, event.occurred_at - MOMENT)
    return [each for each in later if isinstance(each, Event)]


def other_side(tickets: Tickets, ticket_id: str, event: Event) -> Event | None:
    """How the other ticket of what two went through (a merge, a split, a link) tells of it. None if it does not."""
    same = (each for each in since(tickets, ticket_id, event) if each.occurred_at == event.occurred_at)
    return next((each for each in same if each.type is event.type), None)


def is_latest(event: Event, later: Iterable[Event]) -> bool:
    """Whether nothing of what later events did to the same stands. What was taken back again touched nothing, so one
    goes back step by step, and forth."""
    standing_ids = [event.id]
    newer = [each for each in later if _version(each) > _version(event)]
    for each in sorted(newer, key=_version):
        if standing_ids and each.data.get("undoes") == standing_ids[-1]:
            standing_ids.pop()
        else:
            standing_ids.append(each.id)
    return standing_ids == [event.id]


def _touched_since(event: Event, names: Collection[str], later: Sequence[Event], ticket: Ticket) -> tuple[str, ...]:
    """Those of a change's fields that something newer touched, from all that came after it."""
    touched = []
    for name in names:
        same = [each for each in later if name in each.changes]
        # A field can change without an event that names it: people join by being written to.
        known = max(map(_version, [event, *same]))
        if not is_latest(event, same) or ticket.field_versions.get(name, 1) > known:
            touched.append(name)
    return tuple(sorted(touched))


def _version(event: Event) -> int:
    """Which version of the ticket the event made; 0 if it does not say."""
    return int(event.data.get("version", 0))


def as_of(ticket: Ticket, later: Iterable[Entry], at: datetime) -> Ticket | None:
    """The ticket's fields at a time, from what it is and all that came later (oldest first). None: not there yet."""
    if ticket.created_at > at:
        return None
    known: dict[str, Any] = {}
    for entry in later:
        # Its id, by which it was found, can be a moment younger than what it tells.
        if isinstance(entry, Message) or entry.occurred_at <= at:
            continue
        for name, value in _known_before(entry).items():
            known.setdefault(name, value)
    return with_values(ticket, known)


def told_by(ticket: Ticket, entries: Sequence[Entry]) -> Ticket:
    """The ticket as of a time with what followed from its conversation by then, the oldest entry first."""
    known = standing(ticket, entries)
    times = [time_of(entry) for entry in entries]
    resolved_at = None if ticket.status in UNRESOLVED else _resolved_at(ticket, entries)
    return replace(known, resolved_at=resolved_at, updated_at=max(times, default=ticket.created_at))


def _resolved_at(ticket: Ticket, entries: Sequence[Entry]) -> datetime | None:
    """Since when it was done: being merged is not. One that came from elsewhere may have been so from its beginning."""
    done: datetime | None = None
    before_each: dict[str, datetime | None] = {}
    for entry in entries:
        if not isinstance(entry, Event) or entry.subject_id != ticket.id or "merged_into" in entry.changes:
            continue
        if "status" in entry.changes:
            before_each[entry.id] = done
            again = before_each.get(entry.data.get("undoes", ""))
            done = None if entry.changes["status"][1] in UNRESOLVED else done or again or entry.occurred_at
    return done or (ticket.created_at if ticket.merged_into is None else None)


def worded(message: Message, revisions: Sequence[Revision], at: datetime) -> Message:
    """What an edited message said at a time; `revisions` are what it said before, the oldest first."""
    past = [each for each in revisions if each.replaced_at <= at]
    if len(past) == len(revisions):
        return message
    said = revisions[len(past)]
    edited_at = past[-1].replaced_at if past else None
    return replace(message, text=said.text, html=said.html, edited_at=edited_at, edits=len(past))


def shown_before(split: Event, message_id: str, home: str) -> str | None:
    """The ticket that showed a message before it was split off, which is stored under `home`. None: it is not known any
    more."""
    if "shown_by" not in split.data:
        return None
    return str(split.data["shown_by"].get(message_id, home))


def time_of(entry: Entry) -> datetime:
    return entry.created_at if isinstance(entry, Message) else entry.occurred_at


def _known_before(event: Event) -> Mapping[str, Any]:
    return {} if event.type is EventType.TICKET_CREATED else before(event)


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
