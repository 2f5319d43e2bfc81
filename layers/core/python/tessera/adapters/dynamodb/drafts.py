"""Drafts in the `core` table, under their author; forgotten three months after they were last saved."""

from datetime import timedelta

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import OrgId
from tessera.ticketing.unsent import Draft

KEPT = timedelta(days=90)
SHOWN = 100


class DraftTable:
    """`tessera.ticketing.unsent.Drafts`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def put(self, draft: Draft) -> None:
        self._core.put(
            {
                "pk": keys.drafts(self._org, draft.agent_id),
                "sk": f"DRAFT#{draft.ticket_id}",
                "kind": "draft",
                "ticket_id": draft.ticket_id,
                "agent_id": draft.agent_id,
                "content": draft.content,
                "saved_at": to_text(draft.saved_at),
                "ttl": int((draft.saved_at + KEPT).timestamp()),
            }
        )

    def get(self, agent_id: str, ticket_id: str) -> Draft | None:
        item = self._core.get(keys.drafts(self._org, agent_id), f"DRAFT#{ticket_id}")
        return _draft(item) if item else None

    def remove(self, agent_id: str, ticket_id: str) -> None:
        self._core.delete(keys.drafts(self._org, agent_id), f"DRAFT#{ticket_id}")

    def of_agent(self, agent_id: str) -> list[Draft]:
        pk = keys.drafts(self._org, agent_id)
        items, _ = self._core.query(pk, Path("sk").startswith("DRAFT#"), limit=SHOWN, forward=False)
        return sorted((_draft(item) for item in items), key=lambda draft: draft.saved_at, reverse=True)


def _draft(item: Item) -> Draft:
    return Draft(item["ticket_id"], item["agent_id"], item["content"], from_text(item["saved_at"]))
