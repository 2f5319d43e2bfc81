"""Telling agents what concerns them."""

from functools import cached_property
from typing import TYPE_CHECKING

from tessera.bootstrap.events import Events
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.adapters.dynamodb.devices import DeviceTable
    from tessera.adapters.dynamodb.notices import NoticeTable
    from tessera.adapters.web_push import WebPush
    from tessera.notices.activity import ActivityService
    from tessera.notices.devices import DeviceService
    from tessera.notices.service import NoticeService
    from tessera.notices.telling import Teller


class Notices(Events):
    def notices(self, org_id: OrgId) -> "NoticeService":
        from tessera.notices.service import NoticeService

        return NoticeService(self._notice_table(org_id), self.ticket_table(org_id), self.people(org_id), self.clock)

    def activity(self, org_id: OrgId) -> "ActivityService":
        from tessera.notices.activity import ActivityService

        return ActivityService(org_id, self.change_log, self.ticket_table(org_id))

    def devices(self, org_id: OrgId) -> "DeviceService":
        from tessera.notices.devices import DeviceService

        return DeviceService(self._device_table(org_id), self.web_push, self.clock, self.settings.push_hosts.split())

    @cached_property
    def web_push(self) -> "WebPush":
        from tessera.adapters.web_push import WebPush

        names = self.settings
        return WebPush(lambda: self.secrets.read(names.push_secret), names.web_origin)

    def teller(self, org_id: OrgId) -> "Teller":
        from tessera.adapters.dynamodb.connections import ConnectionTable
        from tessera.adapters.dynamodb.mail import MailboxTable
        from tessera.adapters.ses import SesSender
        from tessera.notices.ports import Post
        from tessera.notices.pushing import Pusher
        from tessera.notices.telling import Office, Teller

        office = Office(
            org_id,
            self.ticket_table(org_id),
            self.people(org_id),
            MailboxTable(self.core, org_id),
            self._notice_table(org_id),
        )
        post = Post(SesSender(), self.settings.web_origin)
        pusher = Pusher(self._device_table(org_id), self.web_push)
        return Teller(office, ConnectionTable(self.live), self.push, post, pusher, self.clock)

    def _device_table(self, org_id: OrgId) -> "DeviceTable":
        from tessera.adapters.dynamodb.devices import DeviceTable

        return DeviceTable(self.live, org_id)

    def _notice_table(self, org_id: OrgId) -> "NoticeTable":
        from tessera.adapters.dynamodb.notices import NoticeTable

        return NoticeTable(self.live, self.core, org_id)
