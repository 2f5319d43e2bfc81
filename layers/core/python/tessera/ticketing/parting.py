"""What a split, and putting it back, makes of the ticket that messages come from and of the one made for them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, LinkType
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.kernel.events import Event, make_event
from tessera.ticketing.conversation import standing
from tessera.ticketing.drafts import NewTicket, first_version
from tessera.ticketing.linking import told, without
from tessera.ticketing.model import Change, Link, Message, Ticket


def made(
    ticket: Ticket, new: NewTicket, messages: Sequence[Message], number: int, actor: Actor, at: datetime
) -> Change:
    first, (created, _) = first_version(new, messages[0], number, actor, at)
    links = (Link(LinkType.RELATED, ticket.id, ticket.number),)
    grown = replace(standing(first, messages), split_from=ticket.id, links=links)
    event = _told(EventType.TICKET_SPLIT, grown, ticket, actor, at, {"split_from": (None, ticket.id)}, messages)
    return Change(replace(grown, last_change_id=None), None, events=(created, event))


def shrunk(
    ticket: Ticket,
    made: Ticket,
    linked: Sequence[Link],
    left: Sequence[Message],
    gone: Sequence[Message],
    actor: Actor,
    at: datetime,
) -> Change:
    """Its place in lists stays, and the change to undo next is still the ticket's own."""
    after = replace(standing(_next(ticket), left), links=(*without(ticket, made), *linked))
    event = _told(EventType.TICKET_SPLIT, after, made, actor, at, _links(ticket, after), gone)
    return Change(after, ticket.version, events=(event,))


def grown(
    origin: Ticket, made: Ticket, whole: Sequence[Message], back: Sequence[Message], actor: Actor, at: datetime
) -> Change:
    """With the whole conversation, of which some comes back."""
    after = replace(standing(_next(origin), whole), links=without(origin, made))
    event = _told(EventType.TICKET_REJOINED, after, made, actor, at, _links(origin, after), back)
    return Change(after, origin.version, events=(event,))


def emptied(
    made: Ticket, origin: Ticket, gone: Sequence[Message], actor: Actor, at: datetime, undoes: str | None
) -> Change:
    """In the bin, with nothing of its own."""
    left = _next(made, "deleted_at", "split_from")
    links = without(made, origin)
    after = replace(left, updated_at=at, deleted_at=at, split_from=None, links=links, message_count=0)
    event = _told(EventType.TICKET_REJOINED, after, origin, actor, at, _differences(made, after), gone, undoes)
    return Change(after, made.version, events=(event,))


def refilled(
    made: Ticket,
    origin: Ticket,
    linked: Sequence[Link],
    whole: Sequence[Message],
    back: Sequence[Message],
    actor: Actor,
    at: datetime,
    undoes: str,
) -> Change:
    """Out of the bin, with its messages."""
    full = standing(_next(made, "deleted_at", "split_from"), whole)
    links = (*without(made, origin), *linked)
    after = replace(full, updated_at=at, deleted_at=None, split_from=origin.id, links=links)
    event = _told(EventType.TICKET_SPLIT, after, origin, actor, at, _differences(made, after), back, undoes)
    return Change(after, made.version, events=(event,))


def _next(ticket: Ticket, *names: str) -> Ticket:
    version = ticket.version + 1
    touched = ticket.field_versions | dict.fromkeys(("links", *names), version)
    return replace(ticket, version=version, field_versions=touched)


def _links(before: Ticket, after: Ticket) -> dict[str, tuple[Any, Any]]:
    return {"links": (told(before.links), told(after.links))}


def _differences(before: Ticket, after: Ticket) -> dict[str, tuple[Any, Any]]:
    """What becomes of the ticket that was made, beside what follows from its conversation."""
    gone = (before.deleted_at, after.deleted_at)
    return {
        **_links(before, after),
        "split_from": (before.split_from, after.split_from),
        "deleted_at": tuple(to_text(at) if at else None for at in gone),
    }


def _told(
    type_: EventType,
    ticket: Ticket,
    other: Ticket,
    actor: Actor,
    at: datetime,
    changed: Mapping[str, tuple[Any, Any]],
    messages: Sequence[Message],
    undoes: str | None = None,
) -> Event:
    data: dict[str, Any] = {
        "number": ticket.number,
        "version": ticket.version,
        "other_id": other.id,
        "other_number": other.number,
        "message_ids": [message.id for message in messages],
    }
    if ticket.deleted_at and ticket.assignee_id:
        data["assignee_id"] = ticket.assignee_id
    if type_ is EventType.TICKET_SPLIT:
        data["shown_by"] = {message.id: message.shown_on for message in messages if message.shown_on}
    return make_event(type_, actor, at, ("ticket", ticket.id), changed, data | ({"undoes": undoes} if undoes else {}))
