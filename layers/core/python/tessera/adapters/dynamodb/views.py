"""Saved views in the `core` table: shared ones under their organization, private ones under their agent's name there,
so that nobody's list grows with what others keep to themselves."""

import json
from collections.abc import Sequence

from pynamodb.expressions.operand import Path

from schemas.vocabulary import Sharing
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Delete, Put, Table, equals
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.views.model import View
from tessera.views.ports import StaleView

SHARED = "VIEW#"


class ViewTable:
    """`tessera.views.ports.Views`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._pk = keys.org(org_id)

    def shared(self) -> list[View]:
        return self._starting(SHARED)

    def private(self, agent_id: str) -> list[View]:
        return self._starting(_of(agent_id))

    def order(self, agent_id: str) -> Sequence[str]:
        found = self._core.get(self._pk, f"VIEWORDER#{agent_id}")
        return tuple(found["view_ids"]) if found else ()

    def save_order(self, agent_id: str, view_ids: Sequence[str]) -> None:
        self._core.put(
            {"pk": self._pk, "sk": f"VIEWORDER#{agent_id}", "kind": "view_order", "view_ids": list(view_ids)}
        )

    def get(self, view_id: str, agent_id: str) -> View | None:
        found = self._core.get_many([(self._pk, SHARED + view_id), (self._pk, _of(agent_id) + view_id)])
        return view_from(found[0]) if found else None

    def add(self, view: View, event: Event) -> None:
        self._core.transact([Put(self._item(view), NEW), put_event(self._pk, event)])

    def save(self, view: View, before: View, event: Event) -> None:
        is_base = equals("version", before.version)
        moved: list[Put | Delete] = [Put(self._item(view), is_base)]
        if _sk(view) != _sk(before):
            moved = [Delete(self._pk, _sk(before), is_base), Put(self._item(view), NEW)]
        try:
            self._core.transact([*moved, put_event(self._pk, event)])
        except ConditionFailed as error:
            raise StaleView from error

    def remove(self, view: View, event: Event) -> None:
        self._core.transact([Delete(self._pk, _sk(view)), put_event(self._pk, event)])

    def _starting(self, prefix: str) -> list[View]:
        found: list[View] = []
        after: Item | None = None
        while True:
            items, after = self._core.query(self._pk, Path("sk").startswith(prefix), after=after)
            found += map(view_from, items)
            if after is None:
                return found

    def _item(self, view: View) -> Item:
        return {
            "pk": self._pk,
            "sk": _sk(view),
            "kind": "view",
            "org_id": view.org_id,
            "id": view.id,
            "owner_id": view.owner_id,
            "name": view.name,
            "icon": view.icon,
            # Text: it may nest deeper than anybody would query.
            "filter": json.dumps(view.filter),
            "sort": dict(view.sort) if view.sort else None,
            "group": view.group,
            "layout": view.layout,
            "columns": None if view.columns is None else list(view.columns),
            "sharing": view.sharing.value,
            "team_ids": list(view.team_ids),
            "created_at": to_text(view.created_at),
            "updated_at": to_text(view.updated_at),
            "version": view.version,
        }


def _of(agent_id: str) -> str:
    return f"VIEWOF#{agent_id}#"


def _sk(view: View) -> str:
    return (_of(view.owner_id) if view.sharing is Sharing.PRIVATE else SHARED) + view.id


def view_from(item: Item) -> View:
    return View(
        id=item["id"],
        org_id=OrgId(item["org_id"]),
        owner_id=item["owner_id"],
        name=item["name"],
        icon=item["icon"],
        filter=json.loads(item["filter"]),
        sort=item.get("sort"),
        group=item.get("group"),
        layout=item.get("layout", "list"),
        columns=None if item.get("columns") is None else tuple(item["columns"]),
        sharing=Sharing(item["sharing"]),
        team_ids=tuple(item["team_ids"]),
        created_at=from_text(item["created_at"]),
        updated_at=from_text(item["updated_at"]),
        version=item["version"],
    )
