"""When somebody works: for each day of the week from one time of day to another, in their own time zone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schemas.vocabulary import Weekday
from tessera.kernel.errors import Invalid

_WEEK = tuple(Weekday)


@dataclass(frozen=True)
class Span:
    """A time of day to a time of day. What does not end later than it starts ends on the day after: 22:00 to 06:00 is a
    night, 00:00 to 00:00 a whole day."""

    starts: time
    ends: time

    def to_json(self) -> dict[str, str]:
        return {"starts": f"{self.starts:%H:%M}", "ends": f"{self.ends:%H:%M}"}

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        last = day if self.ends > self.starts else day + timedelta(days=1)
        starts, ends = datetime.combine(day, self.starts, zone), datetime.combine(last, self.ends, zone)
        return starts.astimezone(UTC), ends.astimezone(UTC)


@dataclass(frozen=True)
class WorkingHours:
    """`time_zone` is a name of the IANA database (https://www.iana.org/time-zones). On days that are left out nobody
    works."""

    time_zone: str
    days: Mapping[Weekday, Span] = field(default_factory=dict)

    def covers(self, now: datetime) -> bool:
        return any(starts <= now < ends for starts, ends in self._around(now))

    def next_start(self, now: datetime) -> datetime | None:
        """When work begins next, later than `now`; None if it never does."""
        return min((starts for starts, _ in self._around(now) if starts > now), default=None)

    def to_json(self) -> dict[str, Any]:
        """`schemas.http.people.WorkingHours`."""
        days = {day.value: self.days[day].to_json() for day in _WEEK if day in self.days}
        return {"time_zone": self.time_zone, "days": days}

    def _around(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The working times of yesterday (which may be a night) and of a week to come."""
        zone = ZoneInfo(self.time_zone)
        today = now.astimezone(zone).date()
        for day in (today + timedelta(days=ahead) for ahead in range(-1, 8)):
            if span := self.days.get(_WEEK[day.weekday()]):
                yield span.on(day, zone)


def hours_from(stored: Mapping[str, Any]) -> WorkingHours:
    """What `to_json` gave, or what somebody sent. Raises `Invalid` with the field at fault."""
    zone = known_zone(stored["time_zone"], "working_hours.time_zone")
    days = stored["days"].items()
    return WorkingHours(zone, {Weekday(day): Span(_time(span["starts"]), _time(span["ends"])) for day, span in days})


def known_zone(name: str, field: str) -> str:
    """The name, if it is one of the IANA database. Raises `Invalid`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Invalid("This is no time zone. Write it like Europe/Lisbon.", field) from None
    return name


def _time(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone of its own
