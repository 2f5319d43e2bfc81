"""SES's reports end up on the message."""

from typing import Any

import pytest

from functions.email_feedback.handler import handler
from functions.email_inbound.handler import handler as inbound
from schemas.vocabulary import Delivery
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId
from tests.factories.mails import raw_mail
from tests.functions.mail import PostOffice, batch, failed


@pytest.fixture
def office(services: Services, org: OrgId) -> PostOffice:
    return PostOffice(services, org)


def report(office: PostOffice, ticket_id: str, message_id: str) -> dict[str, Any]:
    tags = {"org_id": [office.org_id], "ticket_id": [ticket_id], "message_id": [message_id]}
    recipient = {"emailAddress": "grace@example.com", "diagnosticCode": "550 no such user"}
    bounce = {"bounceType": "Permanent", "bouncedRecipients": [recipient]}
    return {"eventType": "Bounce", "mail": {"messageId": "0102", "tags": tags}, "bounce": bounce}


def test_a_bounce_is_noted_on_its_message(office: PostOffice) -> None:
    inbound(batch(office.keep(raw_mail())), None)
    (ticket,) = office.tickets()
    (message,) = office.messages(ticket)
    unknown = report(office, ticket.id, "nothing")
    assert failed(handler(batch("{}", unknown, report(office, ticket.id, message.id)), None)) == ["m0"]
    (told,) = office.messages(ticket)
    assert (told.delivery, told.delivery_detail) == (Delivery.BOUNCED, "grace@example.com: 550 no such user")
    assert office.tickets()[0].version > ticket.version, "screens read it again"
