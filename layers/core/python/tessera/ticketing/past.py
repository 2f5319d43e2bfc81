"""What a ticket showed at a time, however its messages were split off, put back, merged and taken apart since, and who
took part in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from schemas.vocabulary import EventType, MessageKind
from tessera.kernel.events import Event
from tessera.ticketing import history, linked
from tessera.ticketing.conversation import is_said, newest_first
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Entry, Tickets

#: An entry, after the ticket that shows it now, or would if that were not merged into another.
Placed = tuple[str, Entry]
MOVES = (EventType.TICKET_SPLIT, EventType.TICKET_REJOINED)


@dataclass(frozen=True)
class Since:
    """What became of messages after a time: how they were moved, first things first, and all tickets that may have got
    some of them."""

    moves: Sequence[Event]
    ticket_ids: Collection[str]


def shown_then(tickets: Tickets, then: Ticket, later: Sequence[Entry], at: datetime) -> list[Placed]:
    """Every entry that a ticket showed by a time, and what it heard since, the oldest first. `then` is the ticket of
    that time, `later` are its own entries since. Only what was moved since makes it read other tickets."""
    shows = (then.id, *then.merged_ids)
    placed = [(one, entry) for one in shows for entry in newest_first(tickets, replace(then, id=one, merged_ids=()))]
    since = _since(tickets, then, later, at)
    if since.moves:
        events = [(place, entry) for place, entry in placed if isinstance(entry, Event)]
        placed = [*events, *_messages(tickets, since, shows)]
    return sorted(placed, key=lambda each: each[1].id)


def with_people(tickets: Tickets, then: Ticket, entries: Sequence[Entry], at: datetime) -> Ticket:
    """Of those who take part as far as events tell, without who joined since by being written to: no event tells of
    that, the messages do. `entries` are all that it showed by then and heard since, the oldest first."""
    own = [each for each in entries if isinstance(each, Event) and each.subject_id == then.id]
    told = [each for each in own if "participants" in each.changes and each.occurred_at > at]
    until = told[0].occurred_at if told else None
    said = [each for each in entries if isinstance(each, Message)]
    joining = {
        email
        for each in said
        if each.created_at > at and (until is None or each.created_at <= until)
        for email in _written_to(each)
    }
    known = _known([*own, *said, *_given_away(tickets, own, at)], at) if joining else set()
    people = (each for each in then.participants if each.email in known or each.email not in joining)
    return replace(then, participants=tuple(people))


def _known(entries: Iterable[Entry], at: datetime) -> set[str]:
    """Who was told to take part, wrote, or was written to by a time, since an event told of all."""
    known: set[str] = set()
    for entry in sorted(entries, key=lambda each: each.id):
        if history.time_of(entry) > at:
            break
        if isinstance(entry, Message):
            known |= {entry.author_email or "", *_written_to(entry)}
        elif "participants" in entry.changes:
            known = _emails(entry.changes["participants"][1])
        elif "requester" in entry.changes:
            # Being written to as the one who asked made nobody take part besides.
            known.discard(entry.changes["requester"][0]["email"])
    return known


def _given_away(tickets: Tickets, own: Iterable[Event], at: datetime) -> list[Message]:
    """What was split off by then: whoever joined by it stayed."""
    found: list[Message] = []
    for event in own:
        if event.type is EventType.TICKET_SPLIT and event.occurred_at <= at:
            # It is still under the ticket that it came to, or else where it was given.
            holders = (event.subject_id, event.data["other_id"])
            for message_id in event.data.get("message_ids", ()):
                message = next(filter(None, (tickets.find_message(one, message_id) for one in holders)), None)
                found += [message] if message else []
    return found


def without_merged(then: Ticket, unseen: Set[str], entries: Sequence[Entry]) -> Ticket:
    """As if those had not been merged into it. Who came with them stays if `entries`, which are shown, are by or to
    them."""
    came: set[str] = set()
    here: set[str] = set()
    for entry in entries:
        if isinstance(entry, Message):
            here |= {entry.author_email or "", *_written_to(entry)}
        elif entry.subject_id == then.id and not unseen.isdisjoint(linked.merged_by(entry.changes)):
            before, after = entry.changes.get("participants", ((), ()))
            came |= _emails(after) - _emails(before)
    return replace(
        then,
        merged_ids=tuple(each for each in then.merged_ids if each not in unseen),
        participants=tuple(each for each in then.participants if each.email not in came - here),
    )


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


def _messages(tickets: Tickets, since: Since, shows: Collection[str]) -> list[Placed]:
    """Those of all these tickets that stood on one of `shows`."""
    shown: list[Placed] = []
    for ticket in tickets.get_many(sorted(since.ticket_ids)):
        for entry in newest_first(tickets, replace(ticket, merged_ids=())):
            if isinstance(entry, Message):
                message = replace(entry, home=entry.home or ticket.id)
                if _stood_on(message, ticket.id, since.moves) in shows:
                    shown.append((ticket.id, message))
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


def _written_to(message: Message) -> set[str]:
    """Who takes part by it; a note invites nobody."""
    invites = message.kind is MessageKind.REPLY and is_said(message)
    return {each.email for each in (*message.to, *message.cc)} if invites else set()


def _emails(told: Iterable[Mapping[str, Any]] | None) -> set[str]:
    """Of people, as an event tells of them."""
    return {each["email"] for each in told or ()}
