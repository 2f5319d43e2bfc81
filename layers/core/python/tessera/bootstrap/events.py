"""Who reads the record of every change: audit, the event bus, screens."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tessera.bootstrap.catalogue import Definitions
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from collections.abc import Callable

    from tessera.adapters.eventbridge import EventBus
    from tessera.adapters.websocket import WebSocketPush
    from tessera.catalogue.model import Catalogue
    from tessera.insight.reading import AuditReading
    from tessera.insight.service import AuditTrail
    from tessera.realtime.model import Connection, News
    from tessera.realtime.ports import ChangeLog
    from tessera.realtime.presence import PresenceService
    from tessera.realtime.service import RealtimeService
    from tessera.realtime.sync import SyncService


class Events(Definitions):
    def audit(self, org_id: OrgId) -> "AuditTrail":
        from tessera.adapters.dynamodb.audit import DynamoAuditLog
        from tessera.insight.service import AuditTrail

        return AuditTrail(DynamoAuditLog(self.audit_table, org_id))

    def audit_reading(self, org_id: OrgId) -> "AuditReading":
        from tessera.adapters.dynamodb.audit import DynamoAuditLog
        from tessera.insight.reading import AuditReading
        from tessera.ticketing.views import TicketViews

        tickets = TicketViews(self.ticket_table(org_id))
        return AuditReading(DynamoAuditLog(self.audit_table, org_id), tickets, self.at_hand(org_id))

    @cached_property
    def bus(self) -> "EventBus":
        from tessera.adapters.eventbridge import EventBus, connect_events

        return EventBus(self.settings.event_bus, connect_events())

    @cached_property
    def realtime(self) -> "RealtimeService":
        from tessera.adapters.dynamodb.connections import ConnectionTable
        from tessera.realtime.service import RealtimeService

        return RealtimeService(ConnectionTable(self.live), self.change_log, self._definitions_of, self._as_of_now)

    @cached_property
    def presence(self) -> "PresenceService":
        from tessera.adapters.dynamodb.connections import ConnectionTable
        from tessera.adapters.dynamodb.ticket_sight import TicketSight
        from tessera.realtime.presence import PresenceService

        return PresenceService(ConnectionTable(self.live), TicketSight(self.core))

    @cached_property
    def sync(self) -> "SyncService":
        from tessera.realtime.sync import SyncService

        return SyncService(self.change_log, self._definitions_of)

    def _definitions_of(self, org_id: OrgId) -> "Callable[[bool], Catalogue]":
        return lambda fresh: self.catalogue(org_id, fresh)

    def _as_of_now(self, holder: "Connection") -> "Connection | None":
        agent = self.directory.agent(holder.org_id, holder.agent_id)
        if agent is None or not agent.may_sign_in:
            return None
        teams = frozenset[str](agent.team_ids)
        return replace(holder, team_ids=teams, ticket_scope=agent.ticket_scope, role=agent.role)

    @cached_property
    def change_log(self) -> "ChangeLog":
        from tessera.adapters.dynamodb.change_log import DynamoChangeLog

        return DynamoChangeLog(self.live)

    @cached_property
    def push(self) -> "WebSocketPush":
        from tessera.adapters.websocket import WebSocketPush

        return WebSocketPush(self.settings.realtime_endpoint)

    def news(self, record: dict[str, Any]) -> "News | None":
        """What a record of the `core` table's stream tells the screens, if anything."""
        from tessera.adapters.dynamodb.stream import news

        return news(record)
