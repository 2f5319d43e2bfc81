"""Tickets, messages and the people around them, to test with."""

from datetime import datetime, timedelta
from typing import Any

from schemas.vocabulary import ActorType, Channel, EventType, MessageKind, Priority, Role, TicketScope, TicketStatus
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import OrgId, new_id
from tessera.kernel.person import Person
from tessera.ticketing.drafts import NewTicket, first_version
from tessera.ticketing.files import file_key
from tessera.ticketing.model import Change, FileRef, Message, Ticket
from tests.factories.identity import ORG
from tests.fakes.identity import START


def make_person(**fields: Any) -> Person:
    person_id = new_id()
    known: dict[str, Any] = {"id": person_id, "name": "Grace Hopper", "email": f"{person_id}@example.com"}
    return Person(**known | fields)


def agent(role: Role = Role.AGENT, org_id: OrgId = ORG, **fields: Any) -> Actor:
    return Actor(
        org_id, ActorType.AGENT, **{"id": new_id(), "name": "Ada", "role": role, "correlation_id": "c"} | fields
    )


def agent_of_teams(*team_ids: str, **fields: Any) -> Actor:
    """An agent who sees only what these teams may see."""
    return agent(team_ids=frozenset(team_ids), ticket_scope=TicketScope.TEAMS, **fields)


def customer(person: Person, org_id: OrgId = ORG) -> Actor:
    return Actor(org_id, ActorType.CUSTOMER, person.id, person.name, correlation_id="c")


def make_ticket(at: datetime = START, **fields: Any) -> Ticket:
    """A ticket as it is right after it was made: version 1, one message."""
    known: dict[str, Any] = {
        "id": new_id(to_ms(at)),
        "number": 1,
        "subject": "The printer is on fire",
        "status": TicketStatus.OPEN,
        "priority": Priority.NORMAL,
        "channel": Channel.EMAIL,
        "requester": make_person(),
        "created_at": at,
        "updated_at": at,
        "created_by": None,
        "last_message_at": at,
        "last_message_by": ActorType.CUSTOMER,
        "preview": "It burns.",
        "message_count": 1,
    }
    return Ticket(**known | fields)


def make_message(at: datetime = START, **fields: Any) -> Message:
    """What a customer writes, unless `fields` says otherwise."""
    known: dict[str, Any] = {
        "id": new_id(to_ms(at)),
        "kind": MessageKind.REPLY,
        "channel": Channel.EMAIL,
        "author_type": ActorType.CUSTOMER,
        "author_id": None,
        "author_name": "Grace Hopper",
        "author_email": "grace@example.com",
        "text": "It still burns.",
        "created_at": at,
    }
    return Message(**known | fields)


def agents_message(author: Actor, at: datetime = START, **fields: Any) -> Message:
    known: dict[str, Any] = {
        "author_type": ActorType.AGENT,
        "author_id": author.id,
        "author_name": author.name,
        "author_email": None,
    }
    return make_message(at, **known | fields)


def make_file(**fields: Any) -> FileRef:
    file_id = new_id()
    known: dict[str, Any] = {
        "id": file_id,
        "filename": "plan.pdf",
        "content_type": "application/pdf",
        "size": 3,
        "key": file_key(ORG, file_id),
    }
    return FileRef(**known | fields)


def make_activity(ticket: Ticket, at: datetime = START, org_id: OrgId = ORG) -> Event:
    """A change of priority, as the timeline keeps it."""
    changes = {"priority": ("normal", "high")}
    return make_event(EventType.TICKET_UPDATED, agent(org_id=org_id), at, ("ticket", ticket.id), changes, {"number": 1})


def creation(number: int, actor: Actor, at: datetime = START, **fields: Any) -> Change:
    """What a new ticket writes: the ticket, its first message and its events. `fields` are the ticket's."""
    requester = fields.pop("requester", None) or make_person()
    message = make_message(at, author_id=requester.id, author_email=requester.email)
    known: dict[str, Any] = {"subject": "Hello", "requester": requester, "channel": Channel.EMAIL}
    new = NewTicket(**known | fields)
    ticket, events = first_version(new, message, number, actor, at)
    return Change(ticket, None, (message,), tuple(events))


def later(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)
