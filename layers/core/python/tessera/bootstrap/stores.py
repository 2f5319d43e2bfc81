"""What is kept where: tables, buckets, secrets, and the stores that several rooms use."""

from functools import cached_property
from typing import TYPE_CHECKING

from tessera.kernel.clock import Clock, system_clock
from tessera.kernel.ids import OrgId
from tessera.settings import Settings

if TYPE_CHECKING:
    from pynamodb.connection import Connection

    from tessera.adapters.alarm_clock import QueueAlarmClock
    from tessera.adapters.dynamodb.companies import DynamoCompanies
    from tessera.adapters.dynamodb.customers import DynamoCustomers
    from tessera.adapters.dynamodb.identity import DynamoDirectory, DynamoPeople
    from tessera.adapters.dynamodb.table import Table
    from tessera.adapters.dynamodb.tickets import TicketTable
    from tessera.adapters.passwords import Argon2Passwords
    from tessera.adapters.s3 import Bucket
    from tessera.adapters.secrets import Secrets


class Stores:
    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings = settings
        self.clock = clock

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
    def audit_table(self) -> "Table":
        from tessera.adapters.dynamodb.table import Table

        return Table(self.settings.audit_table, self.connection)

    @cached_property
    def files_bucket(self) -> "Bucket":
        from tessera.adapters.s3 import Bucket

        return Bucket(self.settings.files_bucket)

    @cached_property
    def raw_mail_bucket(self) -> "Bucket":
        from tessera.adapters.s3 import Bucket

        return Bucket(self.settings.raw_mail_bucket)

    @cached_property
    def secrets(self) -> "Secrets":
        from tessera.adapters.secrets import Secrets

        return Secrets()

    @cached_property
    def alarm_clock(self) -> "QueueAlarmClock":
        from tessera.adapters.alarm_clock import QueueAlarmClock

        names = self.settings
        return QueueAlarmClock(names.timer_queue, names.timer_queue_arn, names.scheduler_role, names.schedule_group)

    def ticket_table(self, org_id: OrgId) -> "TicketTable":
        from tessera.adapters.dynamodb.bodies import Bodies
        from tessera.adapters.dynamodb.tickets import TicketTable

        return TicketTable(self.core, org_id, Bodies(lambda: self.files_bucket))

    def customer_table(self, org_id: OrgId) -> "DynamoCustomers":
        from tessera.adapters.dynamodb.customers import DynamoCustomers

        return DynamoCustomers(self.core, org_id)

    def company_table(self, org_id: OrgId) -> "DynamoCompanies":
        from tessera.adapters.dynamodb.companies import DynamoCompanies

        return DynamoCompanies(self.core, org_id)

    def people(self, org_id: OrgId) -> "DynamoPeople":
        from tessera.adapters.dynamodb.identity import DynamoPeople

        return DynamoPeople(self.core, org_id)

    @cached_property
    def directory(self) -> "DynamoDirectory":
        from tessera.adapters.dynamodb.identity import DynamoDirectory

        return DynamoDirectory(self.core)

    @cached_property
    def passwords(self) -> "Argon2Passwords":
        from tessera.adapters.passwords import Argon2Passwords

        return Argon2Passwords()
