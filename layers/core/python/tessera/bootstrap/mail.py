"""Mail in and out."""

from functools import cached_property
from typing import TYPE_CHECKING

from tessera.bootstrap.ticketing import Ticketing
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.channels.delivery import DeliveryLog
    from tessera.channels.feedback import Feedback
    from tessera.channels.outbound import Dispatch, Office
    from tessera.channels.preview import PreviewedMail
    from tessera.channels.quarantine import QuarantineService
    from tessera.channels.service import Desk, MailRoom
    from tessera.identity.model import Organization


class Mail(Ticketing):
    def mail_secret(self) -> bytes:
        """What signs reply addresses and Message-IDs."""
        return self.secrets.read(self.settings.mail_secret).encode()

    def preview(self, organization: "Organization", agent: str, **example: str) -> "PreviewedMail":
        from tessera.channels.preview import Example, previewed

        return previewed(organization, agent, Example(**example), self.clock())

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
        return Office(
            org_id,
            self.ticket_table(org_id),
            self.people(org_id),
            self.customer_table(org_id),
            mailboxes,
            self._delivery_log(org_id),
        )

    @cached_property
    def feedback(self) -> "Feedback":
        from tessera.channels.feedback import Feedback

        return Feedback(self.ticket_table, self._delivery_log)

    def _delivery_log(self, org_id: OrgId) -> "DeliveryLog":
        from tessera.channels.delivery import DeliveryLog

        return DeliveryLog(org_id, self.ticket_table(org_id), self.clock)
