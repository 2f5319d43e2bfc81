"""Replies that wait, what becomes of them, and the alarms that they wait for."""

from collections.abc import Callable
from datetime import datetime

from schemas.vocabulary import Delivery, EventType, MessageKind, Role
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.clock import from_text
from tessera.kernel.events import Event
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.editing import NewText
from tessera.ticketing.model import Message, Ticket
from tests.factories.identity import ORG
from tests.factories.tickets import agent, later
from tests.unit.ticketing.office import Office

CLOCK = system_actor(ORG, "c")
ADA, BOSS, ADMIN = agent(), agent(Role.SUPERVISOR), agent(Role.ADMIN)
TEXT = "It ships tomorrow."


def schedule(office: Office, ticket: Ticket, minutes: float = 30, text: str = TEXT, **fields: object) -> Message:
    new = NewMessage(MessageKind.REPLY, text, send_at=later(minutes), **fields)  # type: ignore[arg-type]
    message = office.service.add_message(ADA, ticket.id, new).message
    assert message is not None
    return message


def ring(office: Office, minutes: float = 30) -> None:
    """Every alarm up to that time, as whoever keeps the clock knows them: from the events."""
    office.clock.now = max(office.clock.now, later(minutes))
    for event in [*office.desk.events]:
        if event.type is EventType.MESSAGE_SCHEDULED and _time(event) <= later(minutes):
            office.scheduling.release(CLOCK, event.subject_id, event.data["message_id"], _time(event))


def _time(event: Event) -> datetime:
    return from_text(event.data["send_at"])


def shown(office: Office, ticket: Ticket, text: str = TEXT) -> list[Message]:
    entries = office.views.open_ticket(ADMIN, ticket.id)[1].items
    return [entry for entry in entries if isinstance(entry, Message) and entry.text == text]


def states(office: Office, ticket: Ticket) -> list[Delivery | None]:
    return [message.delivery for message in shown(office, ticket)]


def take_back(office: Office, ticket: Ticket, message: Message, who: Actor = ADA) -> Message:
    return office.scheduling.take_back(who, ticket.id, message.id)


def put_off(office: Office, ticket: Ticket, message: Message, who: Actor = ADA) -> Message:
    return office.scheduling.put_off(who, ticket.id, message.id, later(60))


def send_now(office: Office, ticket: Ticket, message: Message, who: Actor = ADA) -> Message:
    return office.scheduling.send_now(who, ticket.id, message.id)


def reword(office: Office, ticket: Ticket, message: Message, who: Actor = ADA) -> Message:
    written = office.editing.edit_text(who, ticket.id, message.id, NewText(TEXT, "<b>It ships tomorrow.</b>"))
    assert written.message is not None
    return written.message


Deciding = Callable[[Office, Ticket, Message], Message]
