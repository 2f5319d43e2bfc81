"""The audit chain in its own append-only table.

| item | pk | sk |
|---|---|---|
| head | `O#o` | `HEAD` |
| entry | `O#o` | `R#<sequence, 12 digits>` |
| an event has its entry | `O#o` | `E#<event id>` |
| an entry of a thing | `O#o#<type>#<id>` | `<sequence, 12 digits>` |

An entry stands once, in the chain; the list of a thing's entries only points at it, so what is shown is what is sealed.
"""

import json
from collections.abc import Iterator, Sequence

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Put, Table, Write, WriteContended, equals
from tessera.insight.audit import Head, Link, canonical
from tessera.insight.ports import Overtaken
from tessera.kernel.errors import BadCursor
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor

DIGITS = 12


class DynamoAuditLog:
    """`insight.ports.AuditLog` for one organization."""

    def __init__(self, table: Table, org_id: OrgId) -> None:
        self._table = table
        self._org_id = org_id
        self._pk = keys.org(org_id)

    def state(self, event_ids: Sequence[str]) -> tuple[Head, frozenset[str]]:
        items = self._table.get_many([(self._pk, "HEAD"), *((self._pk, f"E#{id_}") for id_ in event_ids)])
        known = frozenset(item["sk"].removeprefix("E#") for item in items if item["kind"] == "audited")
        return _head(next((item for item in items if item["kind"] == "head"), None)), known

    def append(self, links: Sequence[Link], base: Head) -> None:
        newest = links[-1]
        new_head: Item = {"pk": self._pk, "sk": "HEAD", "kind": "head"}
        new_head |= {"sequence": newest.sequence, "hash": newest.hash}
        writes: list[Write] = [Put(new_head, equals("hash", base.hash) if base.sequence else NEW)]
        for link in links:
            writes += self._link_puts(link)
        try:
            self._table.transact(writes)
        except (ConditionFailed, WriteContended) as error:
            raise Overtaken from error

    def head(self) -> Head:
        return _head(self._table.get(self._pk, "HEAD"))

    def links(self) -> Iterator[Link]:
        after: Item | None = None
        while True:
            items, after = self._table.query(self._pk, Path("sk").startswith("R#"), after=after, consistent=True)
            yield from (_link(item) for item in items)
            if after is None:
                return

    def of_resource(self, type: str, id: str, limit: int, cursor: str | None) -> Page[Link]:
        """Two calls: the pointers, and what they point at."""
        pk = self._resource(type, id)
        after = None
        if cursor is not None:
            after = {"pk": pk, "sk": _text(decode_cursor(cursor, self._org_id, pk).get("at"))}
        pointers, last = self._table.query(pk, limit=limit, after=after, forward=False)
        found = self._table.get_many([(self._pk, f"R#{pointer['sk']}") for pointer in pointers]) if pointers else []
        links = sorted((_link(item) for item in found), key=lambda link: link.sequence, reverse=True)
        return Page(links, encode_cursor({"at": last["sk"]}, self._org_id, pk) if last else None)

    def _link_puts(self, link: Link) -> list[Write]:
        number = str(link.sequence).zfill(DIGITS)
        resource = link.record["resource"]
        entry = {
            "pk": self._pk,
            "sk": f"R#{number}",
            "kind": "entry",
            "sequence": link.sequence,
            "record": canonical(link.record),
            "previous_hash": link.previous_hash,
            "hash": link.hash,
        }
        audited = {"pk": self._pk, "sk": f"E#{link.record['id']}", "kind": "audited", "sequence": link.sequence}
        pointer = {"pk": self._resource(resource["type"], resource["id"]), "sk": number, "kind": "pointer"}
        return [Put(entry, NEW), Put(audited, NEW), Put(pointer, NEW)]

    def _resource(self, type: str, id: str) -> str:
        return f"{self._pk}#{type}#{id}"


def _head(item: Item | None) -> Head:
    return Head(item["sequence"], item["hash"]) if item else Head()


def _link(item: Item) -> Link:
    return Link(item["sequence"], json.loads(item["record"]), item["previous_hash"], item["hash"])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadCursor
    return value
