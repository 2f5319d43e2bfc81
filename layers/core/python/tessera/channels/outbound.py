"""An agent's reply on its way out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import ActorType, Delivery, MessageKind
from tessera.channels.delivery import DeliveryLog
from tessera.channels.mail.compose import Forwarded, OutgoingMail, Quoted, compose
from tessera.channels.mail.introductions import introduction
from tessera.channels.mail.model import Address, Attachment, Undeliverable
from tessera.channels.mail.signed import known_as, loop_mark, message_id, reply_address
from tessera.channels.ports import FileStore, Mailboxes, MailSender
from tessera.identity.customers import Customer
from tessera.identity.ports import Customers, People
from tessera.kernel import template
from tessera.kernel.clock import Clock
from tessera.kernel.ids import OrgId
from tessera.kernel.person import Person
from tessera.ticketing.files import harmful, too_heavy
from tessera.ticketing.model import FileRef, Message, Ticket
from tessera.ticketing.ports import DeliveryReport, Tickets
from tessera.ticketing.variables import variables_of

_CONVERSATION = 50


@dataclass(frozen=True)
class Office:
    """Everything of one organization that sending works with."""

    org_id: OrgId
    tickets: Tickets
    people: People
    customers: Customers
    mailboxes: Mailboxes
    delivery: DeliveryLog


class Dispatch:
    """Sends replies. Whoever calls makes sure that one event is worked on once at a time."""

    def __init__(
        self,
        office_of: Callable[[OrgId], Office],
        files: FileStore,
        sender: MailSender,
        secret: Callable[[], bytes],
        clock: Clock,
    ) -> None:
        self._office_of = office_of
        self._files = files
        self._sender = sender
        self._secret = secret
        self._clock = clock

    def send_reply(self, event: Mapping[str, Any], last_try: bool = False) -> str:
        """What `message.added` announced. Gives how far the mail came: `sent`, `failed`, or `skipped` when it has
        been sent or there is nothing to send. An error that may pass is raised; at the `last_try` it is noted too."""
        office = self._office_of(OrgId(event["org_id"]))
        ticket_id, reply_id = event["subject"]["id"], event["data"]["message_id"]
        opened = office.tickets.open(ticket_id, _CONVERSATION)
        message = office.tickets.find_message(ticket_id, reply_id)
        if opened is None or message is None or message.delivery is not Delivery.QUEUED:
            return "skipped"
        ticket, page = opened
        conversation = [entry for entry in page.items if isinstance(entry, Message) and entry.id != reply_id]
        try:
            report = self._send(office, ticket, message, conversation)
        except Undeliverable as error:
            report = DeliveryReport(Delivery.FAILED, error.reason)
        except Exception as error:
            if last_try:
                failed = DeliveryReport(Delivery.FAILED, f"Sending failed again and again: {error}")
                office.delivery.note(ticket_id, message, failed, event["correlation_id"], event["id"])
            raise
        office.delivery.note(ticket_id, message, report, event["correlation_id"], event["id"])
        return report.delivery.value

    def _send(
        self, office: Office, ticket: Ticket, message: Message, conversation: Sequence[Message]
    ) -> DeliveryReport:
        mail = self._compose(office, ticket, message, [entry for entry in conversation if _is_older(entry, message)])
        shown = [address.email for address in (*mail.to, *mail.cc)]
        recipients = list(dict.fromkeys([*shown, *(person.email for person in message.bcc)]))
        if not recipients:
            raise Undeliverable("The reply is addressed to nobody.")
        tags = {"org_id": office.org_id, "ticket_id": ticket.id, "message_id": message.id}
        provider_id = self._sender.send(compose(mail), mail.mailbox, recipients, tags)
        return DeliveryReport(Delivery.SENT, None, (known_as(mail.message_id), known_as(provider_id)))

    def _compose(self, office: Office, ticket: Ticket, message: Message, older: Sequence[Message]) -> OutgoingMail:
        organization = office.people.organization()
        mailbox = _mailbox(office, ticket)
        if organization is None or mailbox is None:
            raise Undeliverable("The organization has no mailbox to write from.")
        secret, org_id = self._secret(), office.org_id
        domain = mailbox.rpartition("@")[2]

        def name_of(entry: Message) -> str:
            return entry.mail_id or message_id(secret, org_id, ticket.id, entry.id, domain)

        answered = _answered(message, older)
        thread = () if message.forward_of else older
        carried = _carried(office, ticket, message)
        variables = variables_of(ticket, message.author_name)
        return OutgoingMail(
            sender_name=message.author_name,
            organization=organization.name,
            mailbox=mailbox,
            reply_to=reply_address(secret, mailbox, org_id, ticket.id),
            to=_addresses(message.to),
            cc=_addresses(message.cc),
            subject=ticket.subject,
            ticket_number=ticket.number,
            message_id=message_id(secret, org_id, ticket.id, message.id, domain),
            in_reply_to=answered.mail_id if answered else None,
            references=tuple(name_of(entry) for entry in thread if entry.kind is MessageKind.REPLY),
            sent_at=self._clock(),
            text=message.text,
            html=message.html,
            loop_mark=loop_mark(secret, org_id),
            header=template.fill(organization.mail_header, variables),
            signature=_signature(office, ticket, variables),
            footer=template.fill(organization.mail_footer, variables),
            quoted=_quoted(answered, _reader(office, ticket, message), organization.language) if answered else None,
            forwarded=_forwarded(ticket, carried),
            attachments=self._attachments(_files(message, carried)),
        )

    def _attachments(self, files: Sequence[FileRef]) -> tuple[Attachment, ...]:
        # A scanner may be slower than whoever attached it.
        reason = harmful(files) or too_heavy(files)
        if reason is not None:
            raise Undeliverable(reason)
        return tuple(
            Attachment(file.filename, file.content_type, self._files.get(file.key), file.content_id) for file in files
        )


def _mailbox(office: Office, ticket: Ticket) -> str | None:
    """The address that the ticket was written to, as long as answers to it come in."""
    own = ticket.mailbox
    return own if own and office.mailboxes.has(own) else office.mailboxes.default_mailbox()


def _signature(office: Office, ticket: Ticket, variables: Mapping[str, str]) -> str:
    """The team's, filled in for whoever wrote."""
    team = office.people.team(ticket.team_id) if ticket.team_id else None
    if team is None or not team.signature:
        return ""
    return template.fill(team.signature, variables)


def _answered(message: Message, older: Sequence[Message]) -> Message | None:
    """The customer's newest words. Whoever something is forwarded to sees what is forwarded, and no more."""
    if message.forward_of is not None:
        return None
    said = (e for e in reversed(older) if e.author_type is ActorType.CUSTOMER and e.kind is MessageKind.REPLY)
    return next(said, None)


def _carried(office: Office, ticket: Ticket, message: Message) -> Message | None:
    """What the message forwards. Raises `Undeliverable` if that is gone."""
    if message.forward_of is None:
        return None
    looked = (office.tickets.find_message(holder, message.forward_of) for holder in (ticket.id, *ticket.merged_ids))
    carried = next((found for found in looked if found is not None), None)
    if carried is None:
        raise Undeliverable("The message that was to be forwarded is gone.")
    return carried


def _files(message: Message, carried: Message | None) -> list[FileRef]:
    along = carried.files if carried else ()
    return [*message.files, *(file for file in along if file.id in message.forward_files)]


def _forwarded(ticket: Ticket, carried: Message | None) -> Forwarded | None:
    if carried is None:
        return None
    sender = Address(carried.author_name, carried.author_email or "")
    to, cc = _addresses(carried.to), _addresses(carried.cc)
    return Forwarded(sender, to, cc, ticket.subject, carried.created_at, carried.text, carried.html)


def _is_older(entry: Message, message: Message) -> bool:
    return (entry.created_at, entry.id) < (message.created_at, message.id)


def _addresses(people: Sequence[Person]) -> tuple[Address, ...]:
    return tuple(Address(person.name, person.email) for person in people)


def _reader(office: Office, ticket: Ticket, message: Message) -> Customer | None:
    """Who the reply is for, as far as they are known."""
    first = next(iter(message.to), ticket.requester)
    known = first.id or (ticket.requester.id if first.email == ticket.requester.email else None)
    found = office.customers.customer(known) if known else None
    while found is not None and found.merged_into is not None:
        found = office.customers.customer(found.merged_into)
    return found


def _quoted(message: Message, reader: Customer | None, usual_language: str | None) -> Quoted:
    languages = (reader.language if reader else None, usual_language)
    time_zone = reader.time_zone if reader else None
    line = introduction(languages, time_zone, message.author_name, message.created_at)
    return Quoted(line, message.text, message.html)
