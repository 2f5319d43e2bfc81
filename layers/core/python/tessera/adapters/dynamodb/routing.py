"""What routing counts, in the `core` table."""

from pynamodb.expressions.operand import Path

from schemas.vocabulary import TicketStatus
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.table import Table
from tessera.adapters.dynamodb.ticket_items import RANK
from tessera.kernel.ids import OrgId

#: Nobody works on more at once; a count costs what it passes.
MOST_COUNTED = 200


class RoutingTable:
    """`tessera.routing.ports.Desk`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def open_tickets(self, agent_id: str) -> int:
        pk = keys.tickets_of_assignee(self._org, agent_id)
        is_open = Path("gsk").startswith(RANK[TicketStatus.OPEN])
        items, _ = self._core.query(pk, is_open, index="gs2", limit=MOST_COUNTED)
        return len(items)

    def next_turn(self, team_id: str) -> int:
        counter = self._core.update(keys.org(self._org), f"TURN#{team_id}", [Path("value").add(1)])
        return int(counter["value"])
