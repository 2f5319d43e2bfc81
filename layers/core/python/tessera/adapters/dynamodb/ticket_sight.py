"""What decides who sees a ticket, read without the rest of it."""

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Whereabouts


class TicketSight:
    """`tessera.realtime.ports.Sight`."""

    def __init__(self, core: Table) -> None:
        self._core = core

    def where(self, org_id: OrgId, ticket_id: str) -> Whereabouts | None:
        item = self._core.get(keys.ticket(org_id, ticket_id), "N", consistent=False)
        return Whereabouts(item.get("team_id"), item.get("assignee_id")) if item and item["kind"] == "ticket" else None
