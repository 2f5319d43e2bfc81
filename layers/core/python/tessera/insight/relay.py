"""From the outbox to the bus: how events are packed, sent and sent again."""

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

#: EventBridge takes ten entries and 256 KB at a time; the size counts every text of an entry in UTF-8 bytes.
#: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
MAX_ENTRIES = 10
MAX_BYTES = 256 * 1024
ENTRY_OVERHEAD = 256  # source, type and time, generously
MAX_VALUE_BYTES = 1024
MAX_TRIES = 4
SOURCE = "tessera"
#: What an import brought is no event that anybody is told of; but it has to be found.
IMPORTS = "tessera.imports"


@dataclass(frozen=True)
class Outgoing:
    """An event's envelope as text, with what it needs outside of it. `position` is its stream sequence number."""

    position: str
    type: str
    detail: str
    source: str = SOURCE

    @property
    def size(self) -> int:
        return len(self.detail.encode()) + ENTRY_OVERHEAD


class Bus(Protocol):
    def put(self, events: Sequence[Outgoing]) -> list[Outgoing]:
        """Put at most ten events; gives those that the bus did not take."""
        ...


def outgoing(position: str, envelope: str) -> Outgoing:
    """An event ready for the bus. Of one that is too large, each large value becomes its size and SHA-256."""
    event = json.loads(envelope)
    ready = Outgoing(position, event["type"], envelope)
    if ready.size <= MAX_BYTES:
        return ready
    changes = event.get("changes", {})
    event["changes"] = {name: {side: _cut(value) for side, value in both.items()} for name, both in changes.items()}
    event["data"] = {name: _cut(value) for name, value in event.get("data", {}).items()}
    return Outgoing(position, event["type"], json.dumps(event, ensure_ascii=False))


def imported(position: str, org_id: str, ticket_id: str) -> Outgoing:
    """A ticket that came with its history, for whoever has to know of every ticket."""
    detail = {"org_id": org_id, "subject": {"type": "ticket", "id": ticket_id}}
    return Outgoing(position, "ticket.imported", json.dumps(detail), IMPORTS)


def batches(events: Sequence[Outgoing]) -> Iterator[list[Outgoing]]:
    """In order, each within the bus's limits."""
    batch: list[Outgoing] = []
    size = 0
    for event in events:
        if batch and (len(batch) == MAX_ENTRIES or size + event.size > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(event)
        size += event.size
    if batch:
        yield batch


def send(bus: Bus, events: Sequence[Outgoing], pause: Callable[[float], None] = time.sleep) -> str | None:
    """Send all in order. Gives the position of the first event that the bus keeps refusing (nothing after its batch is
    sent: the stream hands everything from there on out again), or None."""
    for batch in batches(events):
        left = batch
        for tried in range(MAX_TRIES):
            left = bus.put(left)
            if not left:
                break
            pause(random.uniform(0, 0.05 * 2**tried))  # noqa: S311 - spreads rivals, guards nothing
        if left:
            return left[0].position
    return None


def _cut(value: Any) -> Any:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    if len(text) <= MAX_VALUE_BYTES:
        return value
    return {"cut": True, "bytes": len(text), "sha256": hashlib.sha256(text).hexdigest()}
