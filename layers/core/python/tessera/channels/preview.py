"""An organization's mail as it would go out, before anybody has written one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tessera.channels.mail.compose import OutgoingMail, Quoted, bodies, reply_subject
from tessera.channels.mail.model import Address
from tessera.identity.model import Organization
from tessera.kernel import template

_NUMBER = 1042


@dataclass(frozen=True)
class Example:
    """What is asked and answered in it."""

    customer: str
    subject: str
    question: str
    answer: str


@dataclass(frozen=True)
class PreviewedMail:
    """`html` is a whole document."""

    sender: str
    subject: str
    text: str
    html: str


def previewed(organization: Organization, agent: str, example: Example, at: datetime) -> PreviewedMail:
    """`organization` as it would be, `agent` as the one who answers."""
    values = {
        "ticket.number": str(_NUMBER),
        "ticket.subject": example.subject,
        "ticket.requester.name": example.customer,
        "ticket.requester.first_name": template.first_name(example.customer),
        "ticket.requester.email": "customer@example.com",
        "agent.name": agent,
        "agent.first_name": template.first_name(agent),
    }
    mail = OutgoingMail(
        sender_name=agent,
        organization=organization.name,
        mailbox="",
        reply_to="",
        to=(Address(example.customer, values["ticket.requester.email"]),),
        cc=(),
        subject=example.subject,
        ticket_number=_NUMBER,
        message_id="",
        in_reply_to=None,
        references=(),
        sent_at=at,
        text=example.answer,
        html=None,
        loop_mark="",
        header=template.fill(organization.mail_header, values),
        footer=template.fill(organization.mail_footer, values),
        quoted=Quoted(example.customer, at - timedelta(hours=1), example.question, None),
    )
    text, html = bodies(mail)
    return PreviewedMail(f"{agent} ({organization.name})", reply_subject(example.subject, _NUMBER), text, html)
