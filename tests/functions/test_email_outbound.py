"""Replies leave through SES, once."""

from typing import Any

import pytest

from functions.email_inbound.handler import handler as inbound
from functions.email_outbound.handler import handler
from schemas.vocabulary import Delivery, MessageKind
from tessera.bootstrap import Services
from tessera.channels.mail.parse import parse
from tessera.edge.queue import ATTEMPTS
from tessera.kernel.ids import OrgId
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Message, Ticket
from tests.factories.mails import raw_mail
from tests.factories.tickets import agent
from tests.functions.mail import Context, PostOffice, batch, failed, sent_to


@pytest.fixture
def office(services: Services, org: OrgId) -> PostOffice:
    return PostOffice(services, org)


def ask(office: PostOffice) -> Ticket:
    """A ticket of a customer whose address is theirs alone."""
    inbound(batch(office.keep(raw_mail(from_=customer(office)))), None)
    return office.tickets()[0]


def customer(office: PostOffice) -> str:
    return f"grace-{office.org_id}@example.com"


def answer(office: PostOffice, ticket: Ticket, text: str = "Switch it off.") -> tuple[Message, dict[str, Any]]:
    """An agent's reply, and the bus's event about it."""
    ada = agent(org_id=office.org_id)
    written = office.services.tickets(office.org_id).add_message(ada, ticket.id, NewMessage(MessageKind.REPLY, text))
    assert written.message is not None
    event = {
        "id": f"event-{written.message.id}",
        "org_id": office.org_id,
        "subject": {"type": "ticket", "id": ticket.id},
        "correlation_id": "c",
        "data": {"message_id": written.message.id},
    }
    return written.message, {"source": "tessera", "detail-type": "message.added", "detail": event}


def stored(office: PostOffice, ticket: Ticket, message: Message) -> Message:
    return next(kept for kept in office.messages(ticket) if kept.id == message.id)


def test_a_reply_leaves_and_the_answer_comes_back(office: PostOffice) -> None:
    ticket = ask(office)
    message, event = answer(office, ticket)
    assert failed(handler(batch(event), Context())) == []
    (raw,) = sent_to(customer(office))
    mail = parse(raw)
    assert mail.subject == f"Re: Printer [#{ticket.number}]"
    assert "Switch it off." in mail.text
    assert stored(office, ticket, message).delivery is Delivery.SENT

    back = raw_mail(
        "Thanks.", from_=customer(office), subject="x", message_id="<b@g>", references=f"<{mail.message_id}>"
    )
    inbound(batch(office.keep(back)), None)
    assert [kept.text for kept in office.messages(ticket)][-1] == "Thanks."


def test_one_event_delivered_often_is_one_mail(office: PostOffice) -> None:
    ticket = ask(office)
    _, event = answer(office, ticket)
    for _ in range(3):
        assert failed(handler(batch(event), Context())) == []
    assert len(sent_to(customer(office))) == 1


def test_one_that_fails_holds_up_no_other(office: PostOffice) -> None:
    ticket = ask(office)
    _, event = answer(office, ticket)
    assert failed(handler(batch("not JSON", event), Context())) == ["m0"]
    assert len(sent_to(customer(office))) == 1


def test_trouble_that_lasts_is_noted_on_the_message(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = ask(office)
    message, event = answer(office, ticket)

    def broken(*arguments: Any) -> str:
        raise TimeoutError("SES does not answer")

    monkeypatch.setattr("tessera.adapters.ses.SesSender.send", broken)
    assert failed(handler(batch(event), Context())) == ["m0"]
    assert stored(office, ticket, message).delivery is Delivery.QUEUED
    assert failed(handler(batch(event, receive_count=ATTEMPTS), Context())) == ["m0"]
    assert stored(office, ticket, message).delivery is Delivery.FAILED
