"""What each act does to a ticket. Pure: a ticket and a wish in, a ticket and its events out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import UNRESOLVED, ActorType, EventType, MessageKind, TicketStatus
from tessera.catalogue.policy import PREFIX
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.kernel.errors import Conflict
from tessera.kernel.events import Event, make_event
from tessera.kernel.person import Person
from tessera.ticketing import wishes
from tessera.ticketing.copying import joined, latest_asked
from tessera.ticketing.mentions import mentions_in
from tessera.ticketing.model import Message, Ticket, is_answer, preview_of
from tessera.ticketing.present import summary


def edit(
    ticket: Ticket,
    wish: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    seen_version: int | None = None,
    routing: Mapping[str, Any] | None = None,
    following: Collection[str] = (),
    undoes: str | None = None,
) -> tuple[Ticket, list[Event]]:
    """The ticket with the wished fields (see `wishes.py`). No change at all gives back the same ticket and no event.
    `routing` is why the system does it, for the event to tell; fields that are only `following` from others of the wish
    do not collide. `undoes` is the event that this takes back.

    Raises `Conflict` when a wished field was changed by somebody else after `seen_version`.
    """
    wanted = wishes.resolved(ticket, wish)
    values = {name: value for name, value in wanted.items() if value_of(ticket, name) != value}
    if not values:
        return ticket, []
    refuse_gone(ticket)
    own = [name for name in values if name not in following and not wishes.is_relative(name, wish)]
    refuse_collision(ticket, own, seen_version)
    changes = {name: (json_of(value_of(ticket, name)), json_of(value)) for name, value in values.items()}
    changed = _with_fields(ticket, values, at)
    return _told(changed, _event_type(changes), actor, at, changes, routing, undoes, _resolved_before(ticket, changed))


def add_message(ticket: Ticket, message: Message, actor: Actor, at: datetime) -> tuple[Ticket, list[Event]]:
    """The ticket with one more message at its end. What a customer writes (and no machine) opens it again."""
    refuse_gone(ticket)
    participants = _with_participants(ticket, message)
    touched = {"participants": ticket.version + 1} if participants != ticket.participants else {}
    grown = replace(
        ticket,
        version=ticket.version + 1,
        updated_at=at,
        message_count=ticket.message_count + 1,
        participants=participants,
        consulted=latest_asked(ticket.consulted, consulted_by(message)),
        field_versions=ticket.field_versions | touched,
    )
    if message.kind is MessageKind.REPLY:
        grown = replace(
            grown,
            preview=preview_of(message.text),
            last_message_at=at,
            last_message_by=message.author_type,
            first_reply_at=ticket.first_reply_at or (at if is_answer(message) else None),
            field_versions=grown.field_versions | {"messages": grown.version},
        )
    events = [message_added(ticket, message, actor, at)]
    if message.author_type is ActorType.CUSTOMER and not message.automatic:
        grown, opened = _opened(grown, actor, at)
        events += opened
    return grown, events


#: What a customer's answer makes of a ticket: somebody is to look at it now.
OPENED: Mapping[str, Any] = {"status": TicketStatus.OPEN, "status_id": None, "snoozed_until": None}


def _opened(ticket: Ticket, actor: Actor, at: datetime) -> tuple[Ticket, list[Event]]:
    """In the version that the answer made."""
    values = {name: value for name, value in OPENED.items() if value_of(ticket, name) != value}
    if ticket.status is TicketStatus.OPEN:
        # An own status within the category of open ones stays.
        values.pop("status_id", None)
    if not values:
        return ticket, []
    touched = dict.fromkeys(values, ticket.version)
    opened = replace(with_values(ticket, values), resolved_at=None, field_versions=ticket.field_versions | touched)
    changes = {name: (json_of(value_of(ticket, name)), json_of(value)) for name, value in values.items()}
    type_ = EventType.TICKET_STATUS_CHANGED if "status" in values else EventType.TICKET_UPDATED
    return _told(opened, type_, actor, at, changes, resolved_at=_resolved_before(ticket, opened))


def schedule_message(ticket: Ticket, message: Message, actor: Actor, at: datetime) -> tuple[Ticket, list[Event]]:
    """A reply that waits: the conversation shows it, and another that does not know of it is stopped; the ticket does
    not change by it yet."""
    refuse_gone(ticket)
    data = {"message_id": message.id, "send_at": json_of(message.send_at)}
    event = make_event(EventType.MESSAGE_SCHEDULED, actor, at, ("ticket", ticket.id), data=data)
    version = ticket.version + 1
    return replace(ticket, version=version, field_versions=ticket.field_versions | {"messages": version}), [event]


def unschedule_message(ticket: Ticket, message: Message, actor: Actor, at: datetime) -> tuple[Ticket, list[Event]]:
    data = {"message_id": message.id}
    event = make_event(EventType.MESSAGE_UNSCHEDULED, actor, at, ("ticket", ticket.id), data=data)
    return replace(ticket, version=ticket.version + 1), [event]


def message_added(ticket: Ticket, message: Message, actor: Actor, at: datetime) -> Event:
    data: dict[str, Any] = {
        "message_id": message.id,
        "number": ticket.number,
        "kind": message.kind.value,
        "channel": message.channel.value,
        "author_type": message.author_type.value,
    }
    if message.files:
        data["files"] = len(message.files)
    if message.reply_to is not None:
        data["reply_to"] = message.reply_to
    if message.forward_of is not None:
        data["forward_of"] = message.forward_of
    mentioned = mentions_in(message)
    if mentioned:
        data["mentions"] = mentioned
    return make_event(EventType.MESSAGE_ADDED, actor, at, ("ticket", ticket.id), data=data)


def delete(ticket: Ticket, actor: Actor, at: datetime, undoes: str | None = None) -> tuple[Ticket, list[Event]]:
    """Softly: the ticket leaves every list and can be restored."""
    if ticket.deleted_at is not None:
        return ticket, []
    return _set_deleted(ticket, {"deleted_at": at}, EventType.TICKET_DELETED, actor, at, undoes)


def restore(ticket: Ticket, actor: Actor, at: datetime, undoes: str | None = None) -> tuple[Ticket, list[Event]]:
    if ticket.deleted_at is None:
        return ticket, []
    back = {"deleted_at": None, **overslept(ticket, at)}
    return _set_deleted(ticket, back, EventType.TICKET_RESTORED, actor, at, undoes)


def overslept(ticket: Ticket, at: datetime) -> Mapping[str, Any]:
    """What becomes of a ticket that comes back after the end of its snooze. While it was deleted, or within another,
    nothing could wake it."""
    ended = ticket.snoozed_until is not None and ticket.snoozed_until <= at
    return {name: value for name, value in OPENED.items() if value_of(ticket, name) != value} if ended else {}


def _set_deleted(
    ticket: Ticket, fields: Mapping[str, Any], type_: EventType, actor: Actor, at: datetime, undoes: str | None
) -> tuple[Ticket, list[Event]]:
    changes = {name: (json_of(value_of(ticket, name)), json_of(value)) for name, value in fields.items()}
    return _told(_with_fields(ticket, fields, at), type_, actor, at, changes, undoes=undoes)


def _told(
    changed: Ticket,
    type_: EventType,
    actor: Actor,
    at: datetime,
    changes: Mapping[str, tuple[Any, Any]],
    routing: Mapping[str, Any] | None = None,
    undoes: str | None = None,
    resolved_at: datetime | None = None,
) -> tuple[Ticket, list[Event]]:
    """The event of a change. It names the version that it made, so that it can be undone as long as nothing newer
    touched its fields; the ticket names the event. `resolved_at` is what the change took from the ticket."""
    data: dict[str, Any] = {"number": changed.number, "version": changed.version}
    if changed.deleted_at and changed.assignee_id:
        data["assignee_id"] = changed.assignee_id
    if routing:
        data["routing"] = dict(routing)
    if undoes:
        data["undoes"] = undoes
    if resolved_at:
        data["resolved_at"] = to_text(resolved_at)
    event = make_event(type_, actor, at, ("ticket", changed.id), changes, data)
    return replace(changed, last_change_id=event.id), [event]


def json_of(value: Any) -> Any:
    """A field's value as an event tells it."""
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, Person):
        return asdict(value)
    return [json_of(each) for each in value] if isinstance(value, tuple) else value


def _with_fields(ticket: Ticket, values: Mapping[str, Any], at: datetime) -> Ticket:
    version = ticket.version + 1
    changed = replace(
        with_values(ticket, values),
        version=version,
        updated_at=at,
        field_versions=ticket.field_versions | dict.fromkeys(values, version),
    )
    if "status" in values:
        changed = replace(changed, resolved_at=None if changed.status in UNRESOLVED else ticket.resolved_at or at)
    return changed


def _resolved_before(ticket: Ticket, changed: Ticket) -> datetime | None:
    """Since when it was resolved, if it is no longer: whoever takes that back needs it."""
    return ticket.resolved_at if changed.resolved_at is None else None


def value_of(ticket: Ticket, name: str) -> Any:
    """A field's value, by the name that changes have it under."""
    return ticket.fields.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else getattr(ticket, name)


def with_values(ticket: Ticket, values: Mapping[str, Any]) -> Ticket:
    """The ticket with these values, and nothing else changed. A custom field without a value is not kept at all."""
    own = {name: value for name, value in values.items() if not name.startswith(PREFIX)}
    custom = {name.removeprefix(PREFIX): value for name, value in values.items() if name.startswith(PREFIX)}
    fields = {name: value for name, value in (ticket.fields | custom).items() if value is not None}
    return replace(ticket, **own, fields=fields)


def _with_participants(ticket: Ticket, message: Message) -> tuple[Person, ...]:
    """Whoever is written to, or in copy, takes part from then on; a note invites nobody."""
    if message.kind is MessageKind.NOTE:
        return ticket.participants
    return joined(ticket, (*message.to, *message.cc))


def consulted_by(message: Message) -> tuple[Person, ...]:
    """Whoever got a message that the others do not know of may write to the ticket; what they write is for agents."""
    return message.bcc if message.forward_of is None else (*message.to, *message.cc, *message.bcc)


def _event_type(changes: Mapping[str, Any]) -> EventType:
    names = set(changes)
    if names <= {"status", "status_id"}:
        return EventType.TICKET_STATUS_CHANGED
    if names <= {"assignee_id", "team_id"}:
        return EventType.TICKET_ASSIGNED
    return EventType.TICKET_UPDATED


def refuse_gone(ticket: Ticket) -> None:
    if ticket.merged_into is not None:
        raise Conflict("This ticket was merged into another one. Go on there.", summary(ticket))
    if ticket.deleted_at is not None:
        raise Conflict("This ticket is deleted. Restore it first.", summary(ticket))


def refuse_collision(ticket: Ticket, names: Iterable[str], seen_version: int | None) -> None:
    """Raises `Conflict` when one of the fields changed after `seen_version`."""
    if seen_version is None:
        return
    collided = tuple(sorted(name for name in names if ticket.field_versions.get(name, 1) > seen_version))
    if collided:
        raise collision(ticket, collided)


def collision(ticket: Ticket, names: tuple[str, ...]) -> Conflict:
    return Conflict("Somebody changed this in the meantime. Look at it as it is now.", summary(ticket), names)
