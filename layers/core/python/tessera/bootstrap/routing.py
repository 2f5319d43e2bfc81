"""Giving a team's tickets to its agents."""

from typing import TYPE_CHECKING

from tessera.bootstrap.people import People
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.routing.service import Router


class Routing(People):
    def router(self, org_id: OrgId) -> "Router":
        from tessera.adapters.dynamodb.routing import RoutingTable
        from tessera.routing.service import Office, Router

        office = Office(
            org_id,
            self.ticket_table(org_id),
            self.people(org_id),
            self.customer_table(org_id),
            RoutingTable(self.core, org_id),
            self.at_hand(org_id),
        )
        return Router(office, self.alarm_clock, self.clock)
