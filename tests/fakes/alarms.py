"""An alarm clock that only notes what it was set for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any


class FakeAlarmClock:
    """`set` has the events, by id, and their times."""

    def __init__(self) -> None:
        self.set: list[tuple[str, datetime]] = []
        self.subjects: set[tuple[str, datetime]] = set()

    def ring(self, event: Mapping[str, Any], at: datetime, now: datetime) -> None:
        self.set.append((event["id"], at))
        self.subjects.add((event["subject"]["id"], at))
