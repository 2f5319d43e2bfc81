"""Tickets and their conversation, and what acts on them."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from tessera.bootstrap.people import People
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.adapters.dynamodb.graves import GraveTable
    from tessera.automation.alarms import Alarms
    from tessera.automation.service import MacroService
    from tessera.ticketing.editing import EditingService
    from tessera.ticketing.files import FileService
    from tessera.ticketing.inspection import Inspection
    from tessera.ticketing.linking import LinkService
    from tessera.ticketing.merging import MergeService
    from tessera.ticketing.model import Message
    from tessera.ticketing.ports import Sanitiser
    from tessera.ticketing.purging import Clearance, PurgeService
    from tessera.ticketing.reactions import ReactionService
    from tessera.ticketing.read_marks import ReadMarkService
    from tessera.ticketing.redacting import Erasure, RedactionService
    from tessera.ticketing.scheduling import SchedulingService
    from tessera.ticketing.service import TicketService
    from tessera.ticketing.splitting import SplitService
    from tessera.ticketing.undoing import UndoService
    from tessera.ticketing.unsent import DraftService
    from tessera.ticketing.views import TicketViews
    from tessera.views.service import ViewService


class Ticketing(People):
    def files(self, org_id: OrgId) -> "FileService":
        from tessera.adapters.dynamodb.files import FileTable
        from tessera.ticketing.files import FileService

        records = FileTable(self.core, org_id, self.clock)
        return FileService(org_id, records, self.files_bucket, self.ticket_table(org_id))

    def inspection(self, org_id: OrgId) -> "Inspection":
        from tessera.adapters.dynamodb.files import FileTable
        from tessera.adapters.examiner import examine
        from tessera.ticketing.inspection import Inspection

        records = FileTable(self.core, org_id, self.clock)
        return Inspection(org_id, self.ticket_table(org_id), records, self.files_bucket, examine, self.clock)

    @cached_property
    def safe_html(self) -> "Sanitiser":
        from tessera.channels.mail.plain import html_to_text
        from tessera.channels.mail.sanitise import sanitise
        from tessera.ticketing.ports import Sanitiser

        return Sanitiser(sanitise, html_to_text)

    def tickets(self, org_id: OrgId) -> "TicketService":
        from tessera.adapters.dynamodb.mail import MailboxTable
        from tessera.ticketing.service import TicketService

        tickets, customers = self.ticket_table(org_id), self.customer_table(org_id)
        return TicketService(
            tickets,
            customers,
            self.files(org_id),
            self.safe_html,
            self.clock,
            self.customs(org_id),
            MailboxTable(self.core, org_id),
        )

    def merging(self, org_id: OrgId) -> "MergeService":
        from tessera.ticketing.merging import MergeService

        return MergeService(self.ticket_table(org_id), self.clock)

    def splitting(self, org_id: OrgId) -> "SplitService":
        from tessera.ticketing.splitting import SplitService

        return SplitService(self.ticket_table(org_id), self.customer_table(org_id), self.clock)

    def linking(self, org_id: OrgId) -> "LinkService":
        from tessera.ticketing.linking import LinkService

        return LinkService(self.ticket_table(org_id), self.clock)

    def undoing(self, org_id: OrgId) -> "UndoService":
        from tessera.ticketing.undoing import UndoService

        return UndoService(
            self.ticket_table(org_id),
            self.tickets(org_id),
            self.merging(org_id),
            self.splitting(org_id),
            self.linking(org_id),
            self.clock,
        )

    def reactions(self, org_id: OrgId) -> "ReactionService":
        from tessera.ticketing.reactions import ReactionService

        return ReactionService(self.ticket_table(org_id), self.clock)

    def editing(self, org_id: OrgId) -> "EditingService":
        from tessera.ticketing.editing import EditingService

        return EditingService(self.ticket_table(org_id), self.safe_html, self.clock)

    def redaction(self, org_id: OrgId) -> "RedactionService":
        from tessera.ticketing.redacting import RedactionService

        return RedactionService(self.ticket_table(org_id), self.clock)

    def erasure(self, org_id: OrgId) -> "Erasure":
        from tessera.ticketing.redacting import Erasure

        return Erasure(self.ticket_table(org_id), self.files_bucket, self.raw_mail_bucket)

    def purging(self, org_id: OrgId) -> "PurgeService":
        from tessera.ticketing.purging import PurgeService

        return PurgeService(self.ticket_table(org_id), self._graves(org_id), self.clock)

    def clearance(self, org_id: OrgId) -> "Clearance":
        from tessera.adapters.dynamodb.change_log import DynamoChangeLog
        from tessera.ticketing.purging import Clearance

        tickets, graves = self.ticket_table(org_id), self._graves(org_id)
        forget = partial(DynamoChangeLog(self.live).forget, org_id)
        return Clearance(tickets, graves, self.files_bucket, self.raw_mail_bucket, forget)

    def _graves(self, org_id: OrgId) -> "GraveTable":
        from tessera.adapters.dynamodb.graves import GraveTable

        return GraveTable(self.core, org_id)

    def drafts(self, org_id: OrgId) -> "DraftService":
        from tessera.adapters.dynamodb.drafts import DraftTable
        from tessera.ticketing.unsent import DraftService

        return DraftService(DraftTable(self.core, org_id), self.ticket_views(org_id), self.clock)

    def read_marks(self, org_id: OrgId) -> "ReadMarkService":
        from tessera.adapters.dynamodb.read_marks import ReadMarkTable
        from tessera.ticketing.read_marks import ReadMarkService

        return ReadMarkService(ReadMarkTable(self.live, org_id))

    def scheduling(self, org_id: OrgId) -> "SchedulingService":
        from tessera.ticketing.scheduling import SchedulingService

        agent_now = partial(self.agent_in_role, org_id)
        return SchedulingService(self.ticket_table(org_id), self.clock, self.customs(org_id), agent_now)

    @cached_property
    def alarms(self) -> "Alarms":
        from tessera.automation.alarms import Alarms

        return Alarms(self.scheduling, self.staff, self.alarm_clock, self.clock)

    def macros(self, org_id: OrgId) -> "MacroService":
        from tessera.adapters.dynamodb.macros import MacroTable
        from tessera.automation.service import MacroService

        table, people = MacroTable(self.core, org_id), self.people(org_id)
        return MacroService(table, self.tickets(org_id), people, self.safe_html, self.clock)

    def saved_views(self, org_id: OrgId) -> "ViewService":
        from tessera.adapters.dynamodb.views import ViewTable
        from tessera.views.service import ViewService

        known = self.at_hand(org_id), self.people(org_id), self.customers(org_id)
        return ViewService(ViewTable(self.core, org_id), *known, self.clock)

    def ticket_views(self, org_id: OrgId) -> "TicketViews":
        from tessera.ticketing.views import TicketViews

        return TicketViews(self.ticket_table(org_id))

    def original_url(self, message: "Message") -> str:
        """Where to get the raw mail of a message. Raises `NotFound` if it did not come by mail."""
        from tessera.kernel.errors import NotFound

        if message.raw_key is None:
            raise NotFound("This message did not come by mail.")
        return self.raw_mail_bucket.download_url(message.raw_key, f"{message.id}.eml", "message/rfc822")
