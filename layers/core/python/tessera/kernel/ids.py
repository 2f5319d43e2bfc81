"""Identifiers. All are UUIDv7 (RFC 9562, section 5.7) as text, so they sort by time of making."""

import secrets
import time
import uuid
from typing import NewType

from tessera.kernel.errors import Invalid

OrgId = NewType("OrgId", str)
AgentId = NewType("AgentId", str)
TeamId = NewType("TeamId", str)
CustomerId = NewType("CustomerId", str)
TicketId = NewType("TicketId", str)
MessageId = NewType("MessageId", str)
FileId = NewType("FileId", str)
EventId = NewType("EventId", str)
SessionId = NewType("SessionId", str)


_last_ms = 0
_counter = 0


def new_id(at_ms: int | None = None) -> str:
    """A fresh UUIDv7; `at_ms` (Unix milliseconds) backdates it, for imports.

    Ids made in one millisecond by one process sort as they were made: a counter stands in the 12 bits after the time
    (RFC 9562, section 6.2, method 1). The order of a message and the change that it caused depends on it.
    """
    global _last_ms, _counter
    ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    _counter = (_counter + 1) & 0xFFF if ms == _last_ms else 0
    _last_ms = ms
    return _uuid7(ms, _counter << 64 | secrets.randbits(62))


def first_id(at_ms: int) -> str:
    """The smallest UUIDv7 of a millisecond: a bound for ranges of ids."""
    return _uuid7(at_ms, 0)


def made_ms(id: str) -> int:
    """When a UUIDv7 was made, in Unix milliseconds."""
    return uuid.UUID(id).int >> 80


def parse_id(text: str, field: str) -> str:
    """The canonical form of an id that a client made. Raises `Invalid` for anything but a UUIDv7."""
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        parsed = None
    if parsed is None or parsed.version != 7:
        raise Invalid("Send a UUIDv7, such as 01920000-0000-7000-8000-000000000000.", field)
    return str(parsed)


def _uuid7(ms: int, rest: int) -> str:
    value = (ms & (1 << 48) - 1) << 80 | (rest & (1 << 80) - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def derived_id(at_ms: int, *parts: str, place: int | None = None) -> str:
    """The same UUIDv7-shaped id for the same time and parts: what makes a repeated delivery hit the same record.

    With a `place` (below 4096) ids of one millisecond sort by it, as those do that one process makes.
    """
    seed = uuid.uuid5(uuid.NAMESPACE_OID, "\x1f".join(parts)).int
    return _uuid7(at_ms, seed if place is None else place << 64 | seed & (1 << 62) - 1)
