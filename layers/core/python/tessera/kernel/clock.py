"""Time, always UTC, always handed in."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def to_text(at: datetime) -> str:
    """RFC 3339 in UTC with exactly three decimals, so that the text sorts like the time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def to_ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
