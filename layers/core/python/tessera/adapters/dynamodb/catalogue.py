"""Definitions in the `core` table: all of an organization's sort together, so that one query reads them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pynamodb.expressions.condition import Condition as Guard
from pynamodb.expressions.operand import Path

from schemas.vocabulary import Colour, FieldOf, FieldType, RequiredAt, TicketStatus
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.table import (
    NEW,
    Check,
    ConditionFailed,
    Delete,
    Put,
    Table,
    Update,
    Write,
    WriteContended,
    equals,
)
from tessera.catalogue import naming
from tessera.catalogue.model import Audience, Catalogue, Condition, Definition, Field, Option, Status, Tag
from tessera.catalogue.ports import StaleCatalogue
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId

#: Counts what administrators change, so that their changes come one after the other.
HEAD_SK = "CAT#HEAD"


class CatalogueTable:
    """`tessera.catalogue.ports.Definitions`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._pk = keys.org(org_id)

    def read(self) -> Catalogue:
        items: list[Item] = []
        after: Item | None = None
        while True:
            found, after = self._core.query(self._pk, Path("sk").startswith(keys.DEFINED), after=after, consistent=True)
            items += found
            if after is None:
                break
        version = next((int(item["version"]) for item in items if item["sk"] == HEAD_SK), 0)
        rest = [_definition(item) for item in items if item["sk"] != HEAD_SK]
        ordered = sorted(rest, key=lambda one: (one.position, one.name))
        return Catalogue(
            version,
            tuple(one for one in ordered if isinstance(one, Status)),
            tuple(sorted((one for one in ordered if isinstance(one, Tag)), key=lambda tag: tag.name)),
            tuple(one for one in ordered if isinstance(one, Field)),
        )

    def version(self) -> int:
        head = self._core.get(self._pk, HEAD_SK)
        return int(head["version"]) if head else 0

    def commit(self, base: Catalogue, records: Sequence[Definition], event: Event, removed: Sequence[Tag] = ()) -> None:
        writes: list[Write] = [
            Update(self._pk, HEAD_SK, [Path("version").add(1)], _unchanged(base)),
            *(Put(self._item(record), NEW if record.version == 1 else None) for record in records),
            *(Delete(self._pk, self._sk(tag)) for tag in removed),
            *(Check(self._pk, self._tag_sk(id_), NEW) for id_ in _names_taken_over(base, records)),
            put_event(self._pk, event),
        ]
        try:
            self._core.transact(writes)
        except (ConditionFailed, WriteContended) as error:
            raise StaleCatalogue from error

    def add_tags(self, base: Catalogue, tags: Sequence[tuple[Tag, Event]]) -> None:
        same = Check(self._pk, HEAD_SK, _unchanged(base))
        for tag, event in tags:
            try:
                self._core.transact([Put(self._item(tag), NEW), same, put_event(self._pk, event)])
            except WriteContended as error:
                raise StaleCatalogue from error
            except ConditionFailed as error:
                if error.index != 0:
                    raise StaleCatalogue from error
                continue  # somebody else used it first at the same moment

    def _tag_sk(self, id_: str) -> str:
        return f"{keys.DEFINED}TAG#{id_}"

    def _sk(self, one: Definition) -> str:
        return f"{keys.DEFINED}{type(one).__name__.upper()}#{one.id}"

    def _item(self, one: Definition) -> Item:
        kept = {name: value for name, value in asdict(one).items() if value not in (None, "", (), False)}
        return kept | {
            "pk": self._pk,
            "sk": self._sk(one),
            "kind": type(one).__name__.lower(),
            "created_at": to_text(one.created_at),
            "updated_at": to_text(one.updated_at),
        }


def _unchanged(base: Catalogue) -> Guard:
    return equals("version", base.version) if base.version else Path("version").does_not_exist()


def _names_taken_over(base: Catalogue, records: Sequence[Definition]) -> list[str]:
    """Where tags are kept that somebody may use for the first time at this moment, by the name that another one gets:
    first uses raise no version."""
    there = {tag.id for tag in base.tags} | {one.id for one in records}
    ids = {naming.tag_id(one.name) for one in records if isinstance(one, Tag)}
    return sorted(ids - there)


def _definition(item: Item) -> Definition:
    common: dict[str, Any] = {
        "id": item["id"],
        "name": item["name"],
        "created_at": from_text(item["created_at"]),
        "updated_at": from_text(item["updated_at"]),
        "created_by": item.get("created_by"),
        "position": item.get("position", 0),
        "deleted": item.get("deleted", False),
        "version": item["version"],
    }
    match item["kind"]:
        case "status":
            return Status(**common, category=TicketStatus(item["category"]), colour=Colour(item["colour"]))
        case "tag":
            return Tag(**common, colour=Colour(item["colour"]), aliases=tuple(item.get("aliases", ())))
    return _field(common, item)


def _field(common: dict[str, Any], item: Item) -> Field:
    condition, required_at = item.get("depends_on"), item.get("required_at")
    return Field(
        **common,
        type=FieldType(item["type"]),
        of=FieldOf(item.get("of", FieldOf.TICKET)),
        description=item.get("description", ""),
        options=tuple(Option(one["id"], one["label"], one["archived"]) for one in item.get("options", ())),
        pattern=item.get("pattern", ""),
        hint=item.get("hint", ""),
        required_at=RequiredAt(required_at) if required_at else None,
        visible_to=_audience(item.get("visible_to")),
        editable_by=_audience(item.get("editable_by")),
        depends_on=Condition(condition["field_id"], tuple(condition["values"])) if condition else None,
    )


def _audience(stored: dict[str, Any] | None) -> Audience:
    if not stored:
        return Audience()
    return Audience(tuple(stored["roles"]), tuple(stored["team_ids"]))
