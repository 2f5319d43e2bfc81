"""Everything around the use cases of tickets, in memory."""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from schemas.vocabulary import Channel, MessageKind, Role
from tessera.kernel.actor import Actor
from tessera.kernel.ids import new_id
from tessera.ticketing.drafts import NewMessage, NewTicket
from tessera.ticketing.editing import EditingService
from tessera.ticketing.files import FileService
from tessera.ticketing.linking import LinkService
from tessera.ticketing.merging import MergeService
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.purging import Clearance, PurgeService
from tessera.ticketing.reactions import ReactionService
from tessera.ticketing.redacting import Erasure, RedactionService
from tessera.ticketing.scheduling import SchedulingService
from tessera.ticketing.service import TicketService
from tessera.ticketing.splitting import SplitService
from tessera.ticketing.undoing import UndoService
from tessera.ticketing.views import TicketViews
from tests.factories.identity import ORG
from tests.factories.tickets import agent, make_person
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import FakeClock
from tests.fakes.realtime import FakeChangeLog
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeGraves, FakeTicketCustomers, FakeTickets

SANITISER = Sanitiser(
    lambda html: re.sub(r"<script.*?</script>", "", html), lambda html: re.sub(r"<[^>]+>", "", html).strip()
)


@dataclass
class Office:
    desk: FakeDesk = field(default_factory=FakeDesk)
    clock: FakeClock = field(default_factory=FakeClock)
    store: FakeFileStore = field(default_factory=FakeFileStore)
    raw_mail: FakeFileStore = field(default_factory=FakeFileStore)

    def __post_init__(self) -> None:
        self.tickets = FakeTickets(self.desk, ORG)
        self.files = FileService(ORG, FakeFileRecords(self.desk), self.store, self.tickets)
        self.service = TicketService(self.tickets, FakeTicketCustomers(self.desk), self.files, SANITISER, self.clock)
        self.editing = EditingService(self.tickets, SANITISER, self.clock)
        self.redaction = RedactionService(self.tickets, self.clock)
        self.erasure = Erasure(self.tickets, self.store, self.raw_mail)
        self.purging = PurgeService(self.tickets, FakeGraves(self.desk), self.clock)
        graves, self.news = FakeGraves(self.desk), FakeChangeLog()
        forget = partial(self.news.forget, ORG)
        self.clearance = Clearance(self.tickets, graves, self.store, self.raw_mail, forget)
        self.merging = MergeService(self.tickets, self.clock)
        self.splitting = SplitService(self.tickets, FakeTicketCustomers(self.desk), self.clock)
        self.scheduling = SchedulingService(self.tickets, self.clock)
        self.linking = LinkService(self.tickets, self.clock)
        self.undoing = UndoService(self.tickets, self.service, self.merging, self.splitting, self.linking, self.clock)
        self.reactions = ReactionService(self.tickets, self.clock)
        self.views = TicketViews(self.tickets)

    def hire(self, kind: str = "agent", active: bool = True) -> str:
        person_id = new_id()
        self.desk.people[kind, person_id] = active
        return person_id

    def open_ticket(self, actor: Actor | None = None, **fields: Any) -> Ticket:
        """A fresh ticket of a new customer. A minute later it is."""
        known: dict[str, Any] = {"subject": "Help", "requester": make_person(), "channel": Channel.WEB}
        new = NewTicket(**known | fields)
        message = NewMessage(MessageKind.REPLY, "It does not work.")
        ticket = self.service.create_ticket(actor or agent(Role.ADMIN), new, message).ticket
        self.clock.forward(minutes=1)
        return ticket

    def upload(self, actor: Actor, name: str = "plan.pdf") -> str:
        """A file whose bytes have arrived."""
        form = self.files.begin_upload(actor, name, "application/pdf", 3)
        self.store.put(form.fields["key"], b"abc", "application/pdf")
        return form.file_id

    def state(self, ticket: Ticket) -> Ticket:
        found = self.tickets.get(ticket.id)
        assert found is not None
        return found
