"""What happens to a mail that comes in: exactly one message, or a place in quarantine with the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary import ActorType, Channel, SenderCheck
from tessera.channels import incoming
from tessera.channels.delivery import DeliveryLog
from tessera.channels.incoming import Author
from tessera.channels.mail.model import ParsedMail, Unreadable
from tessera.channels.mail.parse import parse
from tessera.channels.mail.signed import known_as, loop_mark, mailbox_addresses, read_message_id
from tessera.channels.model import UNROUTED, Outcome, Receipt
from tessera.channels.ports import FileStore, RawMail, SenderRate
from tessera.channels.quarantine import QuarantineService
from tessera.channels.thread import Thread, find_clues, find_thread
from tessera.identity.model import Mailbox
from tessera.identity.ports import Directory
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.domain import ascii_domain
from tessera.kernel.ids import OrgId
from tessera.kernel.person import Contact, Person
from tessera.ticketing.drafts import NewTicket
from tessera.ticketing.model import Claim, Message, Ticket
from tessera.ticketing.ports import Customers, Tickets
from tessera.ticketing.service import TicketService
from tessera.ticketing.writing import Written

#: More mail from one address within ten minutes is a loop or an attack.
MOST_MAILS = 20
NO_SUBJECT = "(no subject)"


@dataclass(frozen=True)
class Desk:
    """Everything of one organization that the mail room works with."""

    org_id: OrgId
    tickets: Tickets
    ticketing: TicketService
    customers: Customers
    quarantine: QuarantineService
    rate: SenderRate
    delivery: DeliveryLog


@dataclass(frozen=True)
class Arrival:
    """A readable mail at an organization's door. `mailbox` is the address of ours that it was sent to; `contact` is
    who has the sender's address; `is_ours` says of any address whether the organization's mail arrives there."""

    desk: Desk
    mailbox: str
    team_id: str | None
    receipt: Receipt
    mail: ParsedMail
    sender: Person
    contact: Contact
    identity: str
    is_ours: Callable[[str], bool]


class MailRoom:
    """Receives mail for every organization."""

    def __init__(
        self,
        raw_mail: RawMail,
        files: FileStore,
        directory: Directory,
        desk_of: Callable[[OrgId], Desk],
        secret: Callable[[], bytes],
        clock: Clock,
    ) -> None:
        self._raw_mail = raw_mail
        self._files = files
        self._directory = directory
        self._desk_of = desk_of
        self._secret = secret
        self._clock = clock

    def receive_mail(self, receipt: Receipt, last_try: bool = False) -> list[Outcome]:
        """One outcome for each organization that the mail is for. Doing it again changes nothing.

        What fails is raised, to be tried again; at the `last_try` the mail is put into quarantine before.
        """
        raw = self._raw_mail.get(receipt.raw_key)
        boxes: dict[OrgId, tuple[str, str | None]] = {}
        for address in receipt.recipients:
            mailbox = self._mailbox(address)
            if mailbox is not None:
                boxes.setdefault(mailbox.org_id, (mailbox.address, mailbox.team_id))
        if not boxes:
            reason = f"No mailbox of ours has the address {', '.join(receipt.recipients) or '(none)'}."
            return [self._desk_of(self._holder(receipt)).quarantine.keep(receipt, raw, reason)]
        outcomes, failures = [], []
        for org_id, box in boxes.items():
            desk = self._desk_of(org_id)
            try:
                outcomes.append(self._receive(desk, box, receipt, raw))
            except Exception as error:  # noqa: BLE001 - raised below; first the other organizations get theirs
                failures.append(error)
                if last_try:
                    reason = f"It could not be taken in, through a fault of ours: {error!r}"
                    desk.quarantine.keep(receipt, raw, reason[:500])
        if failures:
            raise ExceptionGroup(f"Mail {receipt.mail_id} was not taken in.", failures)
        return outcomes

    def _receive(self, desk: Desk, box: tuple[str, str | None], receipt: Receipt, raw: bytes) -> Outcome:
        try:
            mail = parse(raw)
        except Unreadable as error:
            return desk.quarantine.keep(receipt, raw, error.reason)
        identity = incoming.identity_of(mail, raw)
        there = desk.tickets.find_claim("mail", identity)
        if there is not None:
            return Outcome(desk.org_id, "duplicate", there.ticket_id, there.message_id or "")
        sender = incoming.sender_of(mail, receipt)
        if sender is None:
            return desk.quarantine.keep(receipt, raw, "It names no sender that could be answered.", mail)
        is_ours = cache(lambda email: email == box[0] or self._receives_for(desk.org_id, email))
        contact = desk.customers.look_up(sender.email)
        arrival = Arrival(desk, *box, receipt, mail, sender, contact, identity, is_ours)
        reason = self._why_not(arrival)
        if reason is not None:
            return desk.quarantine.keep(receipt, raw, reason, mail)
        return self._take_in(arrival)

    def _why_not(self, arrival: Arrival) -> str | None:
        """Why the mail must not become a message, in words for a person."""
        receipt, sender = arrival.receipt, arrival.sender.email
        if receipt.virus:
            return "The mail server found a virus in it."
        if arrival.mail.says_nothing:
            return "It is empty: it has no subject, no text and no attachment."
        if arrival.contact.blocked is not None:
            return _blocked(sender, arrival.contact.blocked)
        if receipt.released:
            return None
        if loop_mark(self._secret(), arrival.desk.org_id) in arrival.mail.loop_marks:
            return "One of our own mails came back: somebody forwards what we send to us."
        if arrival.is_ours(sender):
            return f"It comes from our own address {sender}; answering it would go on for ever."
        if receipt.spam:
            return "The mail server takes it for spam."
        if arrival.desk.rate.count(sender, self._clock()) > MOST_MAILS:
            return f"{sender} sent more than {MOST_MAILS} mails within ten minutes."
        return None

    def _mailbox(self, address: str) -> Mailbox | None:
        found = (self._directory.mailbox(known) for known in mailbox_addresses(address))
        return next((mailbox for mailbox in found if mailbox is not None), None)

    def _holder(self, receipt: Receipt) -> OrgId:
        """Who is to see a mail that no mailbox takes: the organization whose domain it was sent to."""
        domains = {ascii_domain(address.rpartition("@")[2]) for address in receipt.recipients}
        holders = (self._directory.holder_of_domain(domain) for domain in sorted(domains - {""}))
        return next((holder for holder in holders if holder is not None), UNROUTED)

    def _receives_for(self, org_id: OrgId, email: str) -> bool:
        mailbox = self._mailbox(email)
        return mailbox is not None and mailbox.org_id == org_id

    def _take_in(self, arrival: Arrival) -> Outcome:
        returned = self._returned_message(arrival)
        thread = self._thread(arrival, returned)
        author = self._author(arrival, thread.ticket)
        message = self._message(arrival, author, thread.ticket)
        written = self._write(arrival, author, thread, message)
        if returned is not None and arrival.mail.bounce is not None and arrival.mail.bounce.failed:
            detail = arrival.mail.bounce.diagnostic or f"status {arrival.mail.bounce.status}"
            arrival.desk.delivery.bounced(*returned, detail, arrival.receipt.mail_id)
        return _outcome(arrival.desk.org_id, written, threaded=thread.ticket is not None)

    def _returned_message(self, arrival: Arrival) -> tuple[str, str] | None:
        """Ticket and message of ours that a delivery report is about, proven by our signature."""
        bounce = arrival.mail.bounce
        if bounce is None:
            return None
        named = (bounce.original_message_id or "", *reversed(bounce.original_references))
        pairs = (read_message_id(self._secret(), identifier, arrival.desk.org_id) for identifier in named)
        return next((pair for pair in pairs if pair is not None), None)

    def _thread(self, arrival: Arrival, returned: tuple[str, str] | None) -> Thread:
        desk = arrival.desk
        if returned is not None:
            ticket = desk.tickets.get(returned[0])
            return Thread(ticket if ticket and ticket.deleted_at is None else None, ticket)
        clues = find_clues(arrival.mail, arrival.receipt.recipients, desk.org_id, self._secret())
        check = arrival.receipt.sender_check
        return find_thread(clues, desk.tickets, check, lambda ticket: self._entitled(arrival, ticket))

    def _entitled(self, arrival: Arrival, ticket: Ticket) -> bool:
        consulted = ticket.was_consulted(arrival.sender.email)
        return consulted or _takes_part(arrival, ticket) or self._agent(arrival) is not None

    def _agent(self, arrival: Arrival) -> Author | None:
        """The agent whose address the mail bears, unless the check says that it is forged."""
        if arrival.receipt.sender_check is SenderCheck.FAILED:
            return None
        agent = self._directory.agent_by_email(arrival.sender.email)
        if agent is None or agent.org_id != arrival.desk.org_id or not agent.may_sign_in:
            return None
        return Author(ActorType.AGENT, agent.id, agent.name, agent.email)

    def _author(self, arrival: Arrival, ticket: Ticket | None) -> Author:
        """An agent writes as one only on somebody else's ticket; a new one is their own, as anybody's."""
        sender = arrival.sender
        if ticket is not None and not _takes_part(arrival, ticket) and arrival.mail.bounce is None:
            agent = self._agent(arrival)
            if agent is not None:
                return agent
        known = arrival.contact.person
        name = sender.name or (known.name if known else "")
        return Author(ActorType.CUSTOMER, known.id if known else None, name, sender.email)

    def _message(self, arrival: Arrival, author: Author, ticket: Ticket | None) -> Message:
        own = ticket.mailbox if ticket is not None else arrival.mailbox

        def left_out(email: str) -> bool:
            return email != own and arrival.is_ours(email)

        mail = arrival.mail
        recipients = incoming.people(mail.to, left_out), incoming.people(mail.cc, left_out)
        files = incoming.keep_files(mail.attachments, arrival.receipt, arrival.desk.org_id, self._files)
        inside = author.type is ActorType.AGENT or (
            ticket is not None and not _takes_part(arrival, ticket) and ticket.was_consulted(arrival.sender.email)
        )
        return incoming.to_message(mail, arrival.receipt, author, inside, recipients, files, self._clock())

    def _write(self, arrival: Arrival, author: Author, thread: Thread, message: Message) -> Written:
        """With the claims that make it exactly one. A Message-ID that is taken by another mail is not claimed."""
        desk = arrival.desk
        once = Claim("mail", arrival.identity, "")
        claims = (once, *self._name_claim(desk, arrival.mail))
        written = self._commit(arrival, author, thread, message, claims)
        if written.fresh or desk.tickets.find_claim("mail", arrival.identity) is not None:
            return written
        return self._commit(arrival, author, thread, message, (once,))

    def _name_claim(self, desk: Desk, mail: ParsedMail) -> tuple[Claim, ...]:
        if mail.message_id is None:
            return ()
        name = known_as(mail.message_id)
        return () if desk.tickets.find_claim("mail-id", name) else (Claim("mail-id", name, ""),)

    def _commit(
        self, arrival: Arrival, author: Author, thread: Thread, message: Message, claims: tuple[Claim, ...]
    ) -> Written:
        desk = arrival.desk
        actor = Actor(desk.org_id, author.type, author.id, message.author_name, correlation_id=arrival.receipt.mail_id)
        if thread.ticket is not None:
            return desk.ticketing.receive(actor, thread.ticket.id, message, claims)
        new = NewTicket(
            subject=arrival.mail.subject or NO_SUBJECT,
            requester=Person(None, author.name, arrival.sender.email),
            channel=Channel.EMAIL,
            team_id=arrival.team_id,
            mailbox=arrival.mailbox,
            participants=(*message.to, *message.cc),
            metadata=_referring_to(thread.referred),
            claims=claims,
        )
        return desk.ticketing.accept(actor, new, message)


def _takes_part(arrival: Arrival, ticket: Ticket) -> bool:
    """Whether the sender is in the conversation, with this address or another one of theirs."""
    if ticket.is_entitled(arrival.sender.email):
        return True
    known = arrival.contact.person
    if known is None or known.id is None:
        return False
    return known.id == ticket.requester.id or any(map(ticket.is_entitled, arrival.desk.customers.addresses(known.id)))


def _blocked(sender: str, reason: str) -> str:
    told = reason.rstrip(".")
    return f"{sender} is blocked: {told}." if told else f"{sender} is blocked."


def _outcome(org_id: OrgId, written: Written, threaded: bool) -> Outcome:
    message_id = written.message.id if written.message else ""
    if not written.fresh:
        return Outcome(org_id, "duplicate", written.ticket.id, message_id)
    return Outcome(org_id, "threaded" if threaded else "ticket", written.ticket.id, message_id)


def _referring_to(ticket: Ticket | None) -> dict[str, str | int]:
    """So that an agent sees why a stranger's answer is a ticket of its own."""
    return {"referred_ticket_id": ticket.id, "referred_ticket_number": ticket.number} if ticket else {}
