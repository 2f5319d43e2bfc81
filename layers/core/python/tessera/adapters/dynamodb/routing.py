"""What routing counts, in the `core` table."""

from collections.abc import Sequence

from pynamodb.expressions.operand import Path

from schemas.vocabulary import TicketStatus
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import NEW, Put, Table, equals
from tessera.adapters.dynamodb.ticket_items import RANK, TICKET_SK
from tessera.kernel.ids import OrgId
from tessera.ticketing.model import Load, Ticket, Turns

#: Nobody works on more at once; a count costs what it passes.
MOST_COUNTED = 200
#: Of what somebody was given, the index has long heard of anything before these.
MOST_GIVEN = 50
MOST_READ = 100


class RoutingTable:
    """`tessera.routing.ports.Desk`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def loads(self, agent_ids: Sequence[str]) -> dict[str, Load]:
        """What was given is read before the index is, and only what the index does not show is looked at itself."""
        kept = {item["agent_id"]: item for item in self._items([(keys.org(self._org), _sk(one)) for one in agent_ids])}
        have = {one: self._shown(one) for one in agent_ids}
        given = {one: tuple(kept[one]["given"]) if one in kept else () for one in agent_ids}
        unseen = [ticket_id for one in agent_ids for ticket_id in given[one] if ticket_id not in have[one]]
        tickets = self._items([(keys.ticket(self._org, ticket_id), TICKET_SK) for ticket_id in dict.fromkeys(unseen)])
        for item in tickets:
            if _is_open(item) and item.get("assignee_id") in have:
                have[item["assignee_id"]].add(item["id"])
        return {
            one: Load(
                one,
                len(have[one]),
                tuple(ticket_id for ticket_id in given[one] if ticket_id in have[one]),
                kept[one]["version"] if one in kept else 0,
            )
            for one in agent_ids
        }

    def _shown(self, agent_id: str) -> set[str]:
        """The agent's open tickets as far as the index has heard of them."""
        pk = keys.tickets_of_assignee(self._org, agent_id)
        is_open = Path("gsk").startswith(RANK[TicketStatus.OPEN])
        items, _ = self._core.query(pk, is_open, index="gs2", limit=MOST_COUNTED)
        return {item["id"] for item in items}

    def _items(self, wanted: Sequence[tuple[str, str]]) -> list[Item]:
        parts = [wanted[at : at + MOST_READ] for at in range(0, len(wanted), MOST_READ)]
        return [item for part in parts for item in self._core.get_many(part, consistent=True)]

    def turns(self, team_id: str) -> Turns:
        for item in self._items([(keys.org(self._org), _turns_sk(team_id))]):
            return Turns(team_id, item["value"], item.get("last", {}))
        return Turns(team_id)


def count_put(org_id: OrgId, counted: Load | Turns, ticket: Ticket) -> Put:
    """What was counted with one more ticket, if it is still what was counted."""
    if isinstance(counted, Load):
        return _load_put(org_id, counted, ticket.id)
    return _turns_put(org_id, counted, ticket.assignee_id or "")


def _turns_put(org_id: OrgId, turns: Turns, agent_id: str) -> Put:
    turn = turns.taken + 1
    item = {
        "pk": keys.org(org_id),
        "sk": _turns_sk(turns.team_id),
        "kind": "turns",
        "value": turn,
        "last": {**turns.last, agent_id: turn},
    }
    return Put(item, equals("value", turns.taken) if turns.taken else NEW)


def _load_put(org_id: OrgId, load: Load, ticket_id: str) -> Put:
    item = {
        "pk": keys.org(org_id),
        "sk": _sk(load.agent_id),
        "kind": "load",
        "agent_id": load.agent_id,
        "given": [*load.given, ticket_id][-MOST_GIVEN:],
        "version": load.version + 1,
    }
    return Put(item, equals("version", load.version) if load.version else NEW)


def _is_open(item: Item) -> bool:
    return item["kind"] == "ticket" and item["status"] == TicketStatus.OPEN and item.get("deleted_at") is None


def _turns_sk(team_id: str) -> str:
    return f"TURN#{team_id}"


def _sk(agent_id: str) -> str:
    return f"LOAD#{agent_id}"
