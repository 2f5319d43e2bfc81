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


def new_id(at_ms: int | None = None) -> str:
    """A fresh UUIDv7; `at_ms` (Unix milliseconds) backdates it, for imports."""
    ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (ms & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def parse_id(text: str, field: str) -> str:
    """The canonical form of an id that a client made. Raises `Invalid` for anything but a UUIDv7."""
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        parsed = None
    if parsed is None or parsed.version != 7:
        raise Invalid("Send a UUIDv7, such as 01920000-0000-7000-8000-000000000000, or leave it out.", field)
    return str(parsed)


def derived_id(at_ms: int, *parts: str) -> str:
    """The same UUIDv7-shaped id for the same parts and time: what makes a repeated command hit the same record."""
    seed = uuid.uuid5(uuid.NAMESPACE_OID, "\x1f".join(parts)).int
    value = (at_ms & (1 << 48) - 1) << 80 | seed & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
