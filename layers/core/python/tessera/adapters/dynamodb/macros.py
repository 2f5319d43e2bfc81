"""Macros in the `core` table, under their organization."""

from pynamodb.expressions.operand import Path

from schemas.vocabulary import Sharing
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Delete, Put, Table, equals
from tessera.automation.model import Macro
from tessera.automation.ports import StaleMacro
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId


class MacroTable:
    """`tessera.automation.ports.Macros`. Uses are counted in items of their own: counting is not a change."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._pk = keys.org(org_id)

    def all(self) -> list[Macro]:
        items = self._starting("MACRO#")
        used = {item["sk"].removeprefix("MACROUSE#"): item["count"] for item in self._starting("MACROUSE#")}
        return [macro_from(item, used.get(item["id"], 0)) for item in items]

    def get(self, macro_id: str) -> Macro | None:
        found = self._core.get_many([(self._pk, f"MACRO#{macro_id}"), (self._pk, f"MACROUSE#{macro_id}")])
        items = {item["sk"].partition("#")[0]: item for item in found}
        if "MACRO" not in items:
            return None
        return macro_from(items["MACRO"], items.get("MACROUSE", {}).get("count", 0))

    def add(self, macro: Macro, event: Event) -> None:
        self._core.transact([Put(self._item(macro), NEW), put_event(self._pk, event)])

    def save(self, macro: Macro, event: Event) -> None:
        is_base = equals("version", macro.version - 1)
        try:
            self._core.transact([Put(self._item(macro), is_base), put_event(self._pk, event)])
        except ConditionFailed as error:
            raise StaleMacro from error

    def remove(self, macro: Macro, event: Event) -> None:
        keyed = (Delete(self._pk, f"MACRO#{macro.id}"), Delete(self._pk, f"MACROUSE#{macro.id}"))
        self._core.transact([*keyed, put_event(self._pk, event)])

    def count_use(self, macro_id: str) -> None:
        self._core.update(self._pk, f"MACROUSE#{macro_id}", [Path("count").add(1)])

    def _starting(self, prefix: str) -> list[Item]:
        found: list[Item] = []
        after: Item | None = None
        while True:
            items, after = self._core.query(self._pk, Path("sk").startswith(prefix), after=after)
            found += items
            if after is None:
                return found

    def _item(self, macro: Macro) -> Item:
        return {
            "pk": self._pk,
            "sk": f"MACRO#{macro.id}",
            "kind": "macro",
            "org_id": macro.org_id,
            "id": macro.id,
            "name": macro.name,
            "folder": macro.folder,
            "html": macro.html,
            "actions": dict(macro.actions),
            "sharing": macro.sharing.value,
            "team_ids": list(macro.team_ids),
            "owner_id": macro.owner_id,
            "created_at": to_text(macro.created_at),
            "updated_at": to_text(macro.updated_at),
            "created_by": macro.created_by,
            "version": macro.version,
        }


def macro_from(item: Item, usage_count: int) -> Macro:
    return Macro(
        id=item["id"],
        org_id=OrgId(item["org_id"]),
        name=item["name"],
        folder=item["folder"],
        html=item["html"],
        actions=item["actions"],
        sharing=Sharing(item["sharing"]),
        team_ids=tuple(item["team_ids"]),
        owner_id=item.get("owner_id"),
        usage_count=usage_count,
        created_at=from_text(item["created_at"]),
        updated_at=from_text(item["updated_at"]),
        created_by=item.get("created_by"),
        version=item["version"],
    )
