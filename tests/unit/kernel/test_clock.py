from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.clock import from_text, to_ms, to_text

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 31), timezones=ZONES)  # noqa: DTZ001 - the zone is drawn


@given(TIMES, TIMES)
def test_texts_sort_like_times(one: datetime, other: datetime) -> None:
    if to_ms(one) != to_ms(other):
        assert (to_text(one) < to_text(other)) == (one < other)
    assert len(to_text(one)) == len("2026-11-02T09:00:00.000Z")


@given(TIMES)
def test_a_text_is_the_time_to_the_millisecond(at: datetime) -> None:
    assert timedelta(0) <= at - from_text(to_text(at)) < timedelta(milliseconds=1)
    assert to_text(from_text(to_text(at))) == to_text(at)


def test_the_form() -> None:
    assert to_text(datetime(2026, 11, 2, 10, 0, 0, 7999, timezone(timedelta(hours=1)))) == "2026-11-02T09:00:00.007Z"
    assert from_text("2026-11-02T09:00:00.007Z") == datetime(2026, 11, 2, 9, 0, 0, 7000, UTC)
