"""Working hours: nights, changes of the clock, and the next time that somebody is there."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import Weekday
from tessera.identity.hours import Span, WorkingHours, hours_from
from tessera.kernel.errors import Invalid

OFFICE = Span(time(9), time(17))
NIGHT = Span(time(22), time(6))
BERLIN_OFFICE = WorkingHours("Europe/Berlin", dict.fromkeys(list(Weekday)[:5], OFFICE))

TIMES = st.times(timezones=st.none()).map(lambda at: at.replace(second=0, microsecond=0))
HOURS = st.builds(
    WorkingHours,
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"]),
    st.dictionaries(st.sampled_from(Weekday), st.builds(Span, TIMES, TIMES)),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-11-27T07:59", False),  # Friday, 08:59 in Berlin
        ("2026-11-27T08:00", True),
        ("2026-11-27T15:59", True),
        ("2026-11-27T16:00", False),
        ("2026-11-28T10:00", False),  # Saturday
        ("2026-07-27T07:00", True),  # summer time
    ],
)
def test_an_office_in_its_own_time_zone(moment: str, works: bool) -> None:
    assert BERLIN_OFFICE.covers(datetime.fromisoformat(moment + "+00:00")) is works


def test_after_the_last_day_work_begins_on_monday() -> None:
    assert BERLIN_OFFICE.next_start(datetime(2026, 11, 27, 16, tzinfo=UTC)) == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_night_ends_in_the_morning_after() -> None:
    nights = WorkingHours("UTC", {Weekday.SUN: NIGHT})
    assert nights.covers(datetime(2026, 11, 30, 5, 59, tzinfo=UTC))
    assert not nights.covers(datetime(2026, 11, 30, 6, tzinfo=UTC))
    assert not nights.covers(datetime(2026, 11, 29, 5, tzinfo=UTC))


def test_a_day_without_end_is_a_whole_one() -> None:
    saturday = WorkingHours("UTC", {Weekday.SAT: Span(time(), time())})
    assert saturday.covers(datetime(2026, 11, 28, tzinfo=UTC))
    assert saturday.covers(datetime(2026, 11, 28, 23, 59, tzinfo=UTC))
    assert not saturday.covers(datetime(2026, 11, 29, tzinfo=UTC))


def test_who_never_works_never_starts() -> None:
    assert WorkingHours("UTC").next_start(datetime(2026, 11, 28, tzinfo=UTC)) is None


@given(HOURS, MOMENTS)
def test_the_next_start_is_to_come_within_a_week_and_is_work(hours: WorkingHours, now: datetime) -> None:
    starts = hours.next_start(now)
    if starts is None:
        assert not hours.days
        return
    assert now < starts <= now + timedelta(days=8)
    assert hours.covers(starts)


@given(HOURS)
def test_what_is_kept_is_what_was_said(hours: WorkingHours) -> None:
    assert hours_from(hours.to_json()) == hours


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe", "UTC\x00"])
def test_what_is_no_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        hours_from({"time_zone": zone, "days": {}})
    assert refused.value.field == "working_hours.time_zone"
