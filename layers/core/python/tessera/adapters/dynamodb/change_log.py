"""The numbered changes of tickets, in the `live` table.

Beside the changes (`sk`: the last number in the item) stands `HEAD`, the number that was given last; it sorts after
them, so the query that reads changes also finds out whether they are all. Only `HEAD` never forgets itself: a number is
never given twice.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Put, Table, Write, WriteContended, equals
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Deed, LoggedChange, TicketChange, Whereabouts
from tessera.realtime.ports import LatestPage, LogPage

KEPT_SECONDS = 14 * 86400
#: Indexes show a change within a second or so; a minute is far on the safe side.
SETTLED_SECONDS = 60
HEAD = "HEAD"
#: An item holds 400 KB at most; this leaves room for text outside ASCII.
MAX_ITEM_BYTES = 250_000
PAGE_ITEMS = 200
MAX_TRIES = 20
_NOTHING: Item = {"seq": 0, "at": 0, "recent_seq": 0, "recent_at": 0, "older_seq": 0}


class DynamoChangeLog:
    """`tessera.realtime.ports.ChangeLog`."""

    def __init__(self, live: Table, now: Callable[[], float] = time.time) -> None:
        self._live = live
        self._now = now

    def append(self, org_id: OrgId, changes: Sequence[TicketChange]) -> int:
        """One transaction: the number follows the one that was read, or somebody else was quicker and it is read again.
        Raises `WriteContended` when that happens over and over."""
        for _ in range(MAX_TRIES):
            head = self._live.get(keys.changes(org_id), HEAD)
            with suppress(ConditionFailed, WriteContended):
                self._live.transact(self._appending(org_id, head, changes))
                return int((head or _NOTHING)["seq"]) + 1
        raise WriteContended

    def read(self, org_id: OrgId, since: int) -> LogPage:
        after = Path("sk") > encode(_place(since))
        items, rest = self._live.query(keys.changes(org_id), after, limit=PAGE_ITEMS, consistent=True)
        entries: list[LoggedChange] = []
        seq = since
        for item in items:
            if item["sk"] == HEAD:
                complete = item["seq"] == seq
                coming = item["seq"] > seq and self._is_fresh(item["at"])
                return LogPage(entries, seq, complete, bool(entries) or complete or coming)
            if item["first"] > seq + 1:
                return LogPage(entries, seq, False, bool(entries) or self._is_fresh(item["ttl"] - KEPT_SECONDS))
            entries += [entry for entry in _entries(item) if entry.seq > seq]
            seq = entries[-1].seq
        return LogPage(entries, seq, rest is None, bool(entries) or since == 0)

    def latest(self, org_id: OrgId, before: int | None, limit: int) -> LatestPage:
        until = Path("sk") < encode(HEAD if before is None else _place(before))
        items, rest = self._live.query(keys.changes(org_id), until, limit=limit, forward=False)
        found = [entry for item in items for entry in reversed(_entries(item))]
        return LatestPage(found, items[-1]["first"] if rest is not None and items else None)

    def forget(self, org_id: OrgId, ticket_id: str, purged_at: datetime) -> bool:
        """Reads all that is kept (the table hands over only what names the ticket), and writes an item for each that
        tells of it."""
        told, after = purged_at.timestamp() < self._now() - KEPT_SECONDS, None
        naming = Path("changes").contains(ticket_id)
        while True:
            items, after = self._live.query(keys.changes(org_id), where=naming, after=after, consistent=True)
            for item in items:
                entries = [entry.change for entry in _entries(item)]
                told = told or any(_is_purged(change, ticket_id) for change in entries)
                left = [_forgotten(change, ticket_id) for change in entries]
                if left != entries:
                    self._live.put(item | {"changes": f"[{','.join(map(_packed, left))}]"})
            if after is None:
                return told

    def _is_fresh(self, written: int) -> bool:
        """What is missing before this may still be coming: a transaction becomes visible item by item."""
        return bool(written > self._now() - SETTLED_SECONDS)

    def settled(self, org_id: OrgId) -> int:
        head = self._live.get(keys.changes(org_id), HEAD) or _NOTHING
        before = self._now() - SETTLED_SECONDS
        if head["at"] <= before:
            return int(head["seq"])
        return int(head["recent_seq"] if head["recent_at"] <= before else head["older_seq"])

    def _appending(self, org_id: OrgId, head: Item | None, changes: Sequence[TicketChange]) -> list[Write]:
        pk, now = keys.changes(org_id), int(self._now())
        before = head or _NOTHING
        last = before["seq"] + len(changes)
        unmoved = NEW if head is None else equals("seq", before["seq"])
        writes: list[Write] = [Put({"pk": pk, "sk": HEAD, **_moved(before, last, now)}, unmoved)]
        first = before["seq"] + 1
        for part in _parts([_packed(change) for change in changes]):
            until = first + len(part) - 1
            item = {"pk": pk, "sk": _place(until), "first": first, "ttl": now + KEPT_SECONDS}
            writes.append(Put(item | {"changes": f"[{','.join(part)}]"}, NEW))
            first = until + 1
        return writes


def _moved(head: Item, seq: int, now: int) -> Item:
    """The head after a write, with two earlier numbers and the time up to which they were the last: `recent_seq` since
    `recent_at`, `older_seq` since a minute before that at least."""
    moved = {**{name: head[name] for name in _NOTHING}, "seq": seq, "at": now}
    if now - head["recent_at"] >= SETTLED_SECONDS:
        moved |= {"older_seq": head["recent_seq"], "recent_seq": head["seq"], "recent_at": now}
    return moved


def _place(seq: int) -> str:
    return f"{seq:016d}"


def _is_purged(change: TicketChange, ticket_id: str) -> bool:
    return change.summary["id"] == ticket_id and bool(change.summary.get("purged"))


def _forgotten(change: TicketChange, ticket_id: str) -> TicketChange:
    if change.summary["id"] != ticket_id:
        return change
    return TicketChange.lost(ticket_id, change.summary["version"], change.before)


def _packed(change: TicketChange) -> str:
    """Text: a summary's own types do not matter here, and text is smaller."""
    before = asdict(change.before) if change.before else None
    deed = asdict(change.deed) if change.deed else None
    return json.dumps([change.summary, before, deed], ensure_ascii=False, separators=(",", ":"))


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """As many in an item as it holds."""
    part: list[str] = []
    size = 0
    for text in texts:
        length = len(text.encode())
        if part and size + length > MAX_ITEM_BYTES:
            yield part
            part, size = [], 0
        part.append(text)
        size += length
    if part:
        yield part


def _entries(item: Item) -> list[LoggedChange]:
    """What was written before deeds were kept has none."""
    return [
        LoggedChange(seq, TicketChange(summary, Whereabouts(**before) if before else None, _deed(*deed)))
        for seq, (summary, before, *deed) in enumerate(json.loads(item["changes"]), start=item["first"])
    ]


def _deed(stored: Item | None = None) -> Deed | None:
    return Deed(**stored | {"fields": tuple(stored["fields"])}) if stored else None
