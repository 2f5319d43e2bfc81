"""Ids that come out the same each time, so that planting the seed again finds what is there."""

import uuid
from datetime import datetime

from tessera.kernel.clock import to_ms


def derived_id(at: datetime, *parts: object) -> str:
    """A UUIDv7 of this time whose other bits come from `parts`."""
    seed = uuid.uuid5(uuid.NAMESPACE_OID, "\x1f".join(map(str, parts))).int
    value = to_ms(at) << 80 | seed & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
