"""The audit record: every change as one entry, each entry sealed to the one before it.

The hash of an entry is SHA-256 over the hash before it and the entry's canonical JSON (keys sorted, no blanks, ASCII).
So whoever alters, drops, adds or swaps entries has to redo every later hash and the chain's head; `check_chain` finds
anything less. Where even the whole table must not be trusted, write the head's hash down elsewhere.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]
GENESIS = "0" * 64


@dataclass(frozen=True)
class Head:
    """The newest entry of a chain: `sequence` counts from 1, 0 is the empty chain."""

    sequence: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Link:
    """One entry in its place."""

    sequence: int
    record: Record
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Verdict:
    """`checked` entries are right. `reason` says what is wrong at `broken_at`; both are None if nothing is."""

    checked: int
    broken_at: int | None = None
    reason: str | None = None

    @property
    def intact(self) -> bool:
        return self.broken_at is None


def record_of(event: Record) -> Record:
    """The entry for an event's envelope (`schemas.events.envelope.Event`), in the roadmap's shape."""
    actor = event["actor"]
    return {
        "id": event["id"],
        "timestamp": event["occurred_at"],
        "actor": {"type": actor["type"], "id": actor["id"], "ip": actor.get("ip")},
        "action": event["type"],
        "resource": {"type": event["subject"]["type"], "id": event["subject"]["id"]},
        "changes": event.get("changes", {}),
    }


def canonical(record: Record) -> str:
    return json.dumps(record, sort_keys=True, separators=(",", ":"), allow_nan=False)


def seal(record: Record, previous_hash: str) -> str:
    return hashlib.sha256((previous_hash + canonical(record)).encode("ascii")).hexdigest()


def extend(head: Head, records: Sequence[Record]) -> list[Link]:
    """The links that come after `head`, in order."""
    links: list[Link] = []
    for record in records:
        sequence, previous = head.sequence + 1, head.hash
        head = Head(sequence, seal(record, previous))
        links.append(Link(sequence, record, previous, head.hash))
    return links


def check_chain(links: Iterable[Link], head: Head) -> Verdict:
    """Walk a whole chain from its first entry, and say where it stops being true."""
    at = Head()
    for link in links:
        reason = _fault(at, link)
        if reason is not None:
            return Verdict(at.sequence, at.sequence + 1, reason)
        at = Head(link.sequence, link.hash)
    if at != head:
        return Verdict(at.sequence, at.sequence + 1, "The chain does not end where its head says.")
    return Verdict(at.sequence)


def _fault(before: Head, link: Link) -> str | None:
    if link.sequence != before.sequence + 1:
        return "An entry is missing or not in its place."
    if link.previous_hash != before.hash:
        return "The entry does not follow the one before it."
    if link.hash != seal(link.record, link.previous_hash):
        return "The entry was altered."
    return None


def presented(link: Link) -> dict[str, Any]:
    """The JSON of `schemas.http.operations.AuditRecord`."""
    return {**link.record, "previous_hash": link.previous_hash, "hash": link.hash}
