"""A mail room with everything in memory, for one organization."""

import json
from datetime import datetime
from typing import Any

from tessera.channels.delivery import DeliveryLog
from tessera.channels.feedback import Feedback
from tessera.channels.model import UNROUTED, Outcome
from tessera.channels.outbound import Dispatch, Office
from tessera.channels.quarantine import QuarantineService
from tessera.channels.receipt import read_receipt
from tessera.channels.service import Desk, MailRoom
from tessera.identity.model import Agent
from tessera.kernel.ids import OrgId
from tessera.ticketing.files import FileService
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.service import TicketService
from tests.factories.identity import ORG, make_agent, make_mailbox, make_organization
from tests.factories.mails import raw_mail, receipt_notification
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import FakeClock, FakeCustomers, FakeDirectory, FakePeople, FakeStore
from tests.fakes.mail import FakeMailboxes, FakeMailSender, FakeQuarantine, FakeQueue, FakeRate
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeTicketCustomers, FakeTickets

SECRET = b"a secret"


class Workplace:
    """`receive` puts a mail in at the front door; the fakes show what came of it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.raw, self.files = FakeFileStore(), FakeFileStore()
        self.store = FakeStore()
        self.directory = FakeDirectory(self.store)
        self.desks: dict[OrgId, FakeDesk] = {}
        self.quarantines: dict[OrgId, FakeQuarantine] = {}
        self.rate, self.queue, self.sender = FakeRate(), FakeQueue(), FakeMailSender()
        self.mailboxes = FakeMailboxes()
        self.store.organizations[ORG] = make_organization()
        self.directory.add_mailbox(make_mailbox())
        self.room = MailRoom(self.raw, self.files, self.directory, self.desk, lambda: SECRET, self.clock)
        self.dispatch = Dispatch(self._office, self.files, self.sender, lambda: SECRET, self.clock)
        self.feedback = Feedback(self.tickets, self.log)
        self.mails = 0

    def kept(self, org_id: OrgId = ORG) -> FakeDesk:
        return self.desks.setdefault(org_id, FakeDesk())

    def tickets(self, org_id: OrgId = ORG) -> FakeTickets:
        return FakeTickets(self.kept(org_id), org_id)

    def log(self, org_id: OrgId = ORG) -> DeliveryLog:
        return DeliveryLog(org_id, self.tickets(org_id), self.clock)

    def quarantine(self, org_id: OrgId = ORG) -> QuarantineService:
        store = self.quarantines.setdefault(org_id, FakeQuarantine())
        return QuarantineService(org_id, store, lambda: self.queue, self.clock)

    def desk(self, org_id: OrgId) -> Desk:
        kept, tickets = self.kept(org_id), self.tickets(org_id)
        customers = FakeTicketCustomers(kept)
        files = FileService(org_id, FakeFileRecords(kept), self.files, tickets)
        ticketing = TicketService(tickets, customers, files, Sanitiser(str, str), self.clock)
        return Desk(org_id, tickets, ticketing, customers, self.quarantine(org_id), self.rate, self.log(org_id))

    def _office(self, org_id: OrgId) -> Office:
        people, customers = FakePeople(self.store, org_id), FakeCustomers(self.store, org_id)
        return Office(org_id, self.tickets(org_id), people, customers, self.mailboxes, self.log(org_id))

    def add_agent(self, **fields: Any) -> Agent:
        agent = make_agent(**fields)
        self.store.agents[agent.org_id, agent.id] = agent
        return agent

    def receive(self, raw: bytes, recipients: tuple[str, ...] = ("support@acme.test",), **fields: Any) -> list[Outcome]:
        """Deliver the mail. `fields` as for `receipt_notification`; `released`: out of quarantine."""
        self.mails += 1
        key = fields.pop("raw_key", f"inbound/{self.mails}")
        self.raw.put(key, raw, "message/rfc822")
        notification = receipt_notification(key, recipients, **fields)
        return self.redeliver(notification)

    def redeliver(self, notification: dict[str, Any]) -> list[Outcome]:
        return self.room.receive_mail(read_receipt(json.dumps(notification)))

    def ticket(self, number: int = 1) -> Ticket:
        ticket = self.tickets().get_by_number(number)
        assert ticket is not None
        return ticket

    def messages(self, number: int = 1) -> list[Message]:
        ticket = self.ticket(number)
        return [entry for entry in self.tickets().entries(ticket.id, 100, None).items if isinstance(entry, Message)]

    def open_ticket(self, **headers: str | None) -> Ticket:
        """A ticket that a mail of Grace's opened, a minute ago."""
        self.receive(raw_mail(**headers))
        self.clock.forward(minutes=1)
        return self.ticket(self.kept().last_number)

    @property
    def reasons(self) -> list[str]:
        """Of the quarantined mails, those of no organization included."""
        stores = (self.quarantines.get(ORG), self.quarantines.get(UNROUTED))
        return [mail.reason for store in stores if store for mail in store.mails.values()]

    @property
    def now(self) -> datetime:
        return self.clock()
