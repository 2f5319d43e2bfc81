"""The composition root: the one place that knows which adapter serves which port.

Everything is imported and made when it is first asked for, so that each function pays only for what it uses: all of
them share this file, and few need more than two adapters.
"""

import os
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from tessera.kernel.clock import Clock, system_clock
from tessera.kernel.ids import OrgId
from tessera.settings import Settings

if TYPE_CHECKING:
    from pynamodb.connection import Connection

    from tessera.adapters.dynamodb.customers import DynamoCustomers
    from tessera.adapters.dynamodb.identity import DynamoDirectory, DynamoPeople
    from tessera.adapters.dynamodb.table import Table
    from tessera.adapters.dynamodb.tickets import TicketTable
    from tessera.adapters.eventbridge import EventBus
    from tessera.adapters.passwords import Argon2Passwords
    from tessera.adapters.s3 import Bucket
    from tessera.adapters.search.engine import SearchEngine
    from tessera.adapters.secrets import Secrets
    from tessera.adapters.websocket import WebSocketPush
    from tessera.automation.alarms import Alarms
    from tessera.automation.service import MacroService
    from tessera.channels.delivery import DeliveryLog
    from tessera.channels.feedback import Feedback
    from tessera.channels.outbound import Dispatch, Office
    from tessera.channels.quarantine import QuarantineService
    from tessera.channels.service import Desk, MailRoom
    from tessera.identity.claims import AccessClaims
    from tessera.identity.service import CustomerBook, Staff
    from tessera.identity.sign_in import SignIn
    from tessera.insight.service import AuditTrail
    from tessera.realtime.model import TicketNews
    from tessera.realtime.service import RealtimeService
    from tessera.search.indexing import Indexer
    from tessera.search.service import SearchService
    from tessera.ticketing.files import FileService
    from tessera.ticketing.merging import MergeService
    from tessera.ticketing.model import Message
    from tessera.ticketing.ports import Sanitiser
    from tessera.ticketing.scheduling import SchedulingService
    from tessera.ticketing.service import TicketService
    from tessera.ticketing.unsent import DraftService
    from tessera.ticketing.views import TicketViews


class Services:
    """All use cases, ready to be used, for one process."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings = settings
        self.clock = clock

    # -- stores

    @cached_property
    def connection(self) -> "Connection":
        from tessera.adapters.dynamodb.table import connect

        return connect()

    @cached_property
    def core(self) -> "Table":
        from tessera.adapters.dynamodb.table import CORE_INDEXES, Table

        return Table(self.settings.core_table, self.connection, CORE_INDEXES)

    @cached_property
    def live(self) -> "Table":
        from tessera.adapters.dynamodb.table import Table

        return Table(self.settings.live_table, self.connection)

    @cached_property
    def files_bucket(self) -> "Bucket":
        from tessera.adapters.s3 import Bucket

        return Bucket(self.settings.files_bucket)

    @cached_property
    def raw_mail_bucket(self) -> "Bucket":
        from tessera.adapters.s3 import Bucket

        return Bucket(self.settings.raw_mail_bucket)

    # -- tickets

    def ticket_table(self, org_id: OrgId) -> "TicketTable":
        from tessera.adapters.dynamodb.bodies import Bodies
        from tessera.adapters.dynamodb.tickets import TicketTable

        return TicketTable(self.core, org_id, Bodies(lambda: self.files_bucket))

    def files(self, org_id: OrgId) -> "FileService":
        from tessera.adapters.dynamodb.files import FileTable
        from tessera.ticketing.files import FileService

        records = FileTable(self.core, org_id, self.clock)
        return FileService(org_id, records, self.files_bucket, self.ticket_table(org_id))

    @cached_property
    def safe_html(self) -> "Sanitiser":
        from tessera.channels.mail.plain import html_to_text
        from tessera.channels.mail.sanitise import sanitise
        from tessera.ticketing.ports import Sanitiser

        return Sanitiser(sanitise, html_to_text)

    def tickets(self, org_id: OrgId) -> "TicketService":
        from tessera.ticketing.service import TicketService

        tickets, customers = self.ticket_table(org_id), self.customer_table(org_id)
        return TicketService(tickets, customers, self.files(org_id), self.safe_html, self.clock)

    def merging(self, org_id: OrgId) -> "MergeService":
        from tessera.ticketing.merging import MergeService

        return MergeService(self.ticket_table(org_id), self.clock)

    def drafts(self, org_id: OrgId) -> "DraftService":
        from tessera.adapters.dynamodb.drafts import DraftTable
        from tessera.ticketing.unsent import DraftService

        return DraftService(DraftTable(self.core, org_id), self.ticket_views(org_id), self.clock)

    def scheduling(self, org_id: OrgId) -> "SchedulingService":
        from tessera.ticketing.scheduling import SchedulingService

        return SchedulingService(self.ticket_table(org_id), self.clock)

    @cached_property
    def alarms(self) -> "Alarms":
        from tessera.adapters.alarm_clock import QueueAlarmClock
        from tessera.automation.alarms import Alarms

        names = self.settings
        alarm_clock = QueueAlarmClock(
            names.timer_queue, names.timer_queue_arn, names.scheduler_role, names.schedule_group
        )
        return Alarms(self.scheduling, alarm_clock, self.clock)

    def macros(self, org_id: OrgId) -> "MacroService":
        from tessera.adapters.dynamodb.macros import MacroTable
        from tessera.automation.service import MacroService

        return MacroService(MacroTable(self.core, org_id), self.tickets(org_id), self.safe_html, self.clock)

    def ticket_views(self, org_id: OrgId) -> "TicketViews":
        from tessera.ticketing.views import TicketViews

        return TicketViews(self.ticket_table(org_id))

    def original_url(self, message: "Message") -> str:
        """Where to get the raw mail of a message. Raises `NotFound` if it did not come by mail."""
        from tessera.kernel.errors import NotFound

        if message.raw_key is None:
            raise NotFound("This message did not come by mail.")
        return self.raw_mail_bucket.download_url(message.raw_key, f"{message.id}.eml", "message/rfc822")

    # -- mail

    def mail_secret(self) -> bytes:
        """What signs reply addresses and Message-IDs."""
        return self.secrets.read(self.settings.mail_secret).encode()

    @cached_property
    def mail_room(self) -> "MailRoom":
        from tessera.channels.service import MailRoom

        return MailRoom(
            self.raw_mail_bucket, self.files_bucket, self.directory, self._desk, self.mail_secret, self.clock
        )

    def _desk(self, org_id: OrgId) -> "Desk":
        from tessera.adapters.dynamodb.mail import SenderRateTable
        from tessera.channels.service import Desk

        return Desk(
            org_id,
            self.ticket_table(org_id),
            self.tickets(org_id),
            self.customer_table(org_id),
            self.quarantine(org_id),
            SenderRateTable(self.core, org_id),
            self._delivery_log(org_id),
        )

    def quarantine(self, org_id: OrgId) -> "QuarantineService":
        from tessera.adapters.dynamodb.mail import QuarantineTable
        from tessera.adapters.sqs import Queue
        from tessera.channels.quarantine import QuarantineService

        table = QuarantineTable(self.core, org_id)
        return QuarantineService(org_id, table, lambda: Queue(self.settings.inbound_queue), self.clock)

    @cached_property
    def dispatch(self) -> "Dispatch":
        from tessera.adapters.ses import SesSender
        from tessera.channels.outbound import Dispatch

        return Dispatch(self._office, self.files_bucket, SesSender(), self.mail_secret, self.clock)

    def _office(self, org_id: OrgId) -> "Office":
        from tessera.adapters.dynamodb.mail import MailboxTable
        from tessera.channels.outbound import Office

        mailboxes = MailboxTable(self.core, org_id)
        return Office(org_id, self.ticket_table(org_id), self.people(org_id), mailboxes, self._delivery_log(org_id))

    @cached_property
    def feedback(self) -> "Feedback":
        from tessera.channels.feedback import Feedback

        return Feedback(self.ticket_table, self._delivery_log)

    def _delivery_log(self, org_id: OrgId) -> "DeliveryLog":
        from tessera.channels.delivery import DeliveryLog

        return DeliveryLog(org_id, self.ticket_table(org_id), self.clock)

    # -- search

    @cached_property
    def search_engine(self) -> "SearchEngine":
        """One for the process: it keeps organizations' indexes at hand."""
        from tessera.adapters.search.engine import SearchEngine

        return SearchEngine(self.settings, self.live, self.clock)

    def search(self, org_id: OrgId) -> "SearchService":
        from tessera.search.service import SearchService

        engine = self.search_engine
        directory = engine.directory(org_id, self.people(org_id))
        return SearchService(
            engine.index(org_id), self.ticket_table(org_id), directory, engine.preparation(org_id), self.clock
        )

    def search_indexer(self, org_id: OrgId) -> "Indexer":
        from tessera.search.indexing import Indexer
        from tessera.search.source import Source

        engine = self.search_engine
        source = Source(self.ticket_table(org_id), engine.threads)
        return Indexer(engine.index(org_id), source, engine.preparation(org_id), self.clock)

    # -- people

    def people(self, org_id: OrgId) -> "DynamoPeople":
        from tessera.adapters.dynamodb.identity import DynamoPeople

        return DynamoPeople(self.core, org_id)

    def customer_table(self, org_id: OrgId) -> "DynamoCustomers":
        from tessera.adapters.dynamodb.customers import DynamoCustomers

        return DynamoCustomers(self.core, org_id)

    def staff(self, org_id: OrgId) -> "Staff":
        from tessera.identity.service import Staff

        return Staff(self.people(org_id), lambda: self.passwords, self.clock)

    def customers(self, org_id: OrgId) -> "CustomerBook":
        from tessera.identity.service import CustomerBook

        return CustomerBook(self.customer_table(org_id), self.clock)

    # -- signing in

    @cached_property
    def secrets(self) -> "Secrets":
        from tessera.adapters.secrets import Secrets

        return Secrets()

    @cached_property
    def passwords(self) -> "Argon2Passwords":
        from tessera.adapters.passwords import Argon2Passwords

        return Argon2Passwords()

    @cached_property
    def directory(self) -> "DynamoDirectory":
        from tessera.adapters.dynamodb.identity import DynamoDirectory

        return DynamoDirectory(self.core)

    @cached_property
    def sign_in(self) -> "SignIn":
        from tessera.adapters.dynamodb.sessions import DynamoSessions
        from tessera.adapters.tokens import issue_token
        from tessera.identity.sign_in import SignIn

        def issue(claims: "AccessClaims") -> str:
            return issue_token(self.secrets.read(self.settings.signing_secret), claims)

        return SignIn(self.directory, DynamoSessions(self.live), self.passwords, issue, self.clock)

    def access_claims(self, token: str) -> "AccessClaims | None":
        """What an access token says, or None if it is not ours or not good any more."""
        from tessera.adapters.tokens import read_token

        return read_token(self.secrets.read(self.settings.signing_secret), token)

    # -- the record of every change

    @cached_property
    def audit_table(self) -> "Table":
        from tessera.adapters.dynamodb.table import Table

        return Table(self.settings.audit_table, self.connection)

    def audit(self, org_id: OrgId) -> "AuditTrail":
        from tessera.adapters.dynamodb.audit import DynamoAuditLog
        from tessera.insight.service import AuditTrail

        return AuditTrail(DynamoAuditLog(self.audit_table, org_id))

    @cached_property
    def bus(self) -> "EventBus":
        from tessera.adapters.eventbridge import EventBus, connect_events

        return EventBus(self.settings.event_bus, connect_events())

    # -- real time

    @cached_property
    def realtime(self) -> "RealtimeService":
        from tessera.adapters.dynamodb.connections import ConnectionTable
        from tessera.realtime.service import RealtimeService

        return RealtimeService(ConnectionTable(self.live))

    @cached_property
    def push(self) -> "WebSocketPush":
        from tessera.adapters.websocket import WebSocketPush

        return WebSocketPush(self.settings.realtime_endpoint)

    def ticket_news(self, record: dict[str, Any]) -> "TicketNews | None":
        """What a record of the `core` table's stream tells the screens, if anything."""
        from tessera.adapters.dynamodb.stream import ticket_news

        return ticket_news(record)


@cache
def services() -> Services:
    """This process's services, by its environment."""
    return Services(Settings(os.environ))
