"""An organization's mail as it would go out, before anybody has written one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tessera.channels.mail.compose import OutgoingMail, Quoted, bodies, reply_subject, shown_sender
from tessera.channels.mail.introductions import introduction
from tessera.channels.mail.model import Address
from tessera.identity.model import Organization
from tessera.kernel import template
from tessera.kernel.person import Person
from tessera.ticketing.variables import variables

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
    customer = Person(None, example.customer, "customer@example.com")
    line = introduction([organization.language], None, customer.name, at - timedelta(hours=1))
    values = variables(_NUMBER, example.subject, customer, agent)
    mail = OutgoingMail(
        sender_name=agent,
        organization=organization.name,
        mailbox="",
        reply_to="",
        to=(Address(customer.name, customer.email),),
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
        quoted=Quoted(line, example.question, None),
    )
    text, html = bodies(mail)
    return PreviewedMail(shown_sender(mail), reply_subject(example.subject, _NUMBER), text, html)
