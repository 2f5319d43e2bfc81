"""When people write and when they work."""

from datetime import datetime, timedelta
from random import Random

DAYS = 30
OPENS, CLOSES = 8, 18  # hours (UTC) of the desk, Monday to Saturday


def arrivals(count: int, now: datetime, rng: Random) -> list[datetime]:
    """Times of the last 30 days at which mails came in, oldest first: more by day than by night, more of late."""
    times: list[datetime] = []
    while len(times) < count:
        at = now - timedelta(days=DAYS * rng.random() ** 1.35, minutes=4)
        quiet = at.hour < 6 or at.hour > 22 or at.weekday() == 6
        if not quiet or rng.random() < 0.15:
            times.append(_whole(at))
    return sorted(times)


def answered(after: datetime, rng: Random) -> datetime:
    """When the desk gets round to it."""
    at = after + timedelta(minutes=min(9 * 60, 12 + rng.expovariate(1 / 95)))
    return _whole(at if _open(at) else _next_opening(at) + timedelta(minutes=rng.uniform(3, 110)))


def written_back(after: datetime, rng: Random) -> datetime:
    """When the customer answers: within hours, or the day after."""
    at = after + timedelta(minutes=min(46 * 60, 18 + rng.expovariate(1 / 420)))
    return _whole(at if 6 <= at.hour <= 22 else at + timedelta(hours=8))


def shortly(after: datetime, rng: Random) -> datetime:
    return _whole(after + timedelta(seconds=rng.uniform(40, 900)))


def _open(at: datetime) -> bool:
    return at.weekday() < 6 and OPENS <= at.hour < CLOSES


def _next_opening(at: datetime) -> datetime:
    opening = at.replace(hour=OPENS, minute=0, second=0)
    while opening <= at or opening.weekday() == 6:
        opening += timedelta(days=1)
    return opening


def _whole(at: datetime) -> datetime:
    """To the millisecond, as everything is kept."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
