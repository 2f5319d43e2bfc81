"""Times as people type them: `2026-10-01`, `2026-10`, `2026`, `today`, `7d`, `+3d`, with `>`, `>=`, `<`, `<=`, `a..b`.

Each names a stretch of time in UTC: a day, a month, a year; `7d` is one moment, seven days ago, and `+3d` one in three
days (also `h`, `w`, `m`, `y`). `>` is after the stretch, `>=` from its beginning, `<` before it, `<=` up to its end;
alone it is the stretch itself, a moment alone is everything since, and one to come everything from now until then.
"""

import re
from datetime import UTC, datetime, timedelta

Stretch = tuple[datetime, datetime]

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FROM_NOW = re.compile(r"(\+?)(\d{1,4})([hdwmy])")
_UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
_BOUND = re.compile(r"(>=|<=|>|<)?(.+)")
_DAY = timedelta(days=1)

UNREADABLE = "This is not a time. Write it like 2026-10-01, >2026-10-01, 2026-10-01..2026-10-31, today, >7d or <+3d."


class NoPeriod(Exception):
    """The text names no time that we know."""


def read_period(text: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The first moment and the one after the last; None is open. Raises `NoPeriod`."""
    try:
        if ".." in text:
            first, _, last = text.partition("..")
            if not first and not last:
                raise NoPeriod(UNREADABLE)
            return (_stretch(first, now)[0] if first else None), (_stretch(last, now)[1] if last else None)
        return _bounded(text, now)
    except (ValueError, OverflowError) as error:
        raise NoPeriod(UNREADABLE) from error


def _bounded(text: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    found = _BOUND.fullmatch(text)
    if found is None:
        raise NoPeriod(UNREADABLE)
    sign, named = found.groups()
    start, end = _stretch(named, now)
    match sign:
        case ">":
            return end, None
        case ">=":
            return start, None
        case "<":
            return None, start
        case "<=":
            return None, end
    if named.startswith("+"):
        return now, end
    return start, (None if start == end else end)


def _stretch(text: str, now: datetime) -> Stretch:
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    named = text.strip().lower()
    if named == "today":
        return midnight, midnight + _DAY
    if named == "yesterday":
        return midnight - _DAY, midnight
    if named == "tomorrow":
        return midnight + _DAY, midnight + 2 * _DAY
    if away := _FROM_NOW.fullmatch(named):
        distance = int(away[2]) * _UNITS[away[3]]
        moment = now + distance if away[1] else now - distance
        return moment, moment
    if date := _DATE.fullmatch(named):
        return _calendar(*(int(part) if part else None for part in date.groups()))
    moment = datetime.fromisoformat(text.strip())
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment, moment


def _calendar(year: int | None, month: int | None = None, day: int | None = None) -> Stretch:
    start = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
    if day:
        return start, start + _DAY
    if month:
        return start, (start + timedelta(days=31)).replace(day=1)
    return start, start.replace(year=start.year + 1)
