"""Pages and cursors."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tessera.kernel.errors import BadCursor

T = TypeVar("T")

DEFAULT_LIMIT = 50
MAX_LIMIT = 100


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    next_cursor: str | None


def encode_cursor(position: dict[str, Any], *query: str) -> str:
    """Bind a position to the query (and organization) that it belongs to."""
    body = json.dumps([_fingerprint(query), position], separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *query: str) -> dict[str, Any]:
    """The position in `cursor`. Raises `BadCursor` if it is not ours or belongs to another query."""
    try:
        fingerprint, position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise BadCursor from None
    if fingerprint != _fingerprint(query) or not isinstance(position, dict):
        raise BadCursor
    return position


def _fingerprint(query: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(query).encode()).hexdigest()[:12]
