"""What a ticket showed at a time, however its messages were split off, put back, merged and taken apart since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from schemas.vocabulary import EventType
from tessera.kernel.events import Event
from tessera.ticketing import history
from tessera.ticketing.conversation import newest_first
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Entry, Tickets

MOVES = (EventType.TICKET_SPLIT, EventType.TICKET_REJOINED)


@dataclass(frozen=True)
class Since:
    """What became of messages after a time: how they were moved, first things first, and all tickets that may have got
    some of them."""

    moves: Sequence[Event]
    ticket_ids: Collection[str]


def shown_then(tickets: Tickets, then: Ticket, later: Sequence[Entry], at: datetime) -> list[Entry]:
    """Every entry that a ticket showed by a time, and what it heard since, the oldest first. `then` is the ticket of
    that time, `later` are its own entries since. Only what was moved since makes it read other tickets."""
    entries = list(newest_first(tickets, then))
    shows = (then.id, *then.merged_ids)
    since = _since(tickets, then, later, at)
    if since.moves:
        events: list[Entry] = [entry for entry in entries if isinstance(entry, Event)]
        entries = [*events, *_messages(tickets, since, shows)]
    return sorted(entries, key=lambda entry: entry.id)


def _since(tickets: Tickets, then: Ticket, later: Sequence[Entry], at: datetime) -> Since:
    """Followed through the tickets that messages were moved to, and those that tickets are or were merged into: these
    tell of what was split off, and those show what was put back."""
    moves: dict[tuple[str, str, datetime], Event] = {}
    shows = (then.id, *then.merged_ids)
    seen: set[str | None] = {None}
    todo: list[str | None] = [*shows, then.merged_into]
    while todo:
        ticket_id = todo.pop()
        if ticket_id is None or ticket_id in seen:
            continue
        seen.add(ticket_id)
        if ticket_id not in shows and (ticket := tickets.get(ticket_id)) is not None:
            todo += (ticket.merged_into, *ticket.merged_ids)
        for event in later if ticket_id == then.id else tickets.entries_since(ticket_id, at):
            if isinstance(event, Message) or event.occurred_at <= at:
                continue
            todo += event.changes.get("merged_into", ())
            todo += chain.from_iterable(event.changes.get("merged_ids", ()))
            if event.type in MOVES and "message_ids" in event.data:
                other_id = event.data["other_id"]
                todo.append(other_id)
                whole = "split_from" in event.changes
                key = (event.type, event.subject_id if whole else other_id, event.occurred_at)
                # The ticket that was made by the split tells of all its messages.
                if whole or key not in moves:
                    moves[key] = event
    ordered = sorted(moves.values(), key=lambda event: event.occurred_at)
    return Since(ordered, [each for each in seen if each is not None])


def _messages(tickets: Tickets, since: Since, shows: Collection[str]) -> list[Message]:
    """Those of all these tickets that stood on one of `shows`."""
    shown = []
    for ticket in tickets.get_many(sorted(since.ticket_ids)):
        for entry in newest_first(tickets, replace(ticket, merged_ids=())):
            if isinstance(entry, Message):
                message = replace(entry, home=entry.home or ticket.id)
                if _stood_on(message, ticket.id, since.moves) in shows:
                    shown.append(message)
    return shown


def _stood_on(message: Message, ticket_id: str, moves: Sequence[Event]) -> str:
    """The ticket that showed a message before it was moved, or the one that does now."""
    first = next((each for each in moves if message.id in each.data["message_ids"]), None)
    if first is None:
        return ticket_id
    made_id: str = first.subject_id if "split_from" in first.changes else first.data["other_id"]
    if first.type is EventType.TICKET_REJOINED:
        return made_id
    home = message.home or ticket_id
    return history.shown_before(first, message.id, home) or home
