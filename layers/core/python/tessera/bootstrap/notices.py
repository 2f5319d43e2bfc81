"""Telling agents what concerns them."""

from typing import TYPE_CHECKING

from tessera.bootstrap.events import Events
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.adapters.dynamodb.notices import NoticeTable
    from tessera.notices.service import NoticeService
    from tessera.notices.telling import Teller


class Notices(Events):
    def notices(self, org_id: OrgId) -> "NoticeService":
        from tessera.notices.service import NoticeService

        return NoticeService(self._notice_table(org_id), self.ticket_table(org_id))

    def teller(self, org_id: OrgId) -> "Teller":
        from tessera.adapters.dynamodb.connections import ConnectionTable
        from tessera.adapters.dynamodb.mail import MailboxTable
        from tessera.adapters.ses import SesSender
        from tessera.notices.ports import Post
        from tessera.notices.telling import Office, Teller

        office = Office(
            org_id,
            self.ticket_table(org_id),
            self.people(org_id),
            MailboxTable(self.core, org_id),
            self._notice_table(org_id),
        )
        return Teller(office, ConnectionTable(self.live), self.push, Post(SesSender(), self.settings.web_origin))

    def _notice_table(self, org_id: OrgId) -> "NoticeTable":
        from tessera.adapters.dynamodb.notices import NoticeTable

        return NoticeTable(self.live, self.core, org_id)
