"""The contract of the numbered changes: no gap, nothing out of order, an honest word when the log does not reach."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.adapters.dynamodb.change_log import KEPT_SECONDS, PAGE_ITEMS, DynamoChangeLog
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.ids import OrgId, new_id
from tessera.realtime.model import Deed, TicketChange, Whereabouts
from tessera.realtime.ports import ChangeLog
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, plain_table, raw_table
from tests.fakes.realtime import FakeChangeLog


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def log(request: pytest.FixtureRequest, clock: Clock, dynamodb: Where) -> Iterator[ChangeLog]:
    if request.param == "fake":
        yield FakeChangeLog(clock.now)
        return
    with plain_table("live", dynamodb(request.param)) as live:
        yield DynamoChangeLog(live, clock)


def change(name: str = "t", **fields: Any) -> TicketChange:
    return TicketChange({"id": name, "version": 1, "team_id": None, "assignee_id": None} | fields)


def changes(count: int) -> list[TicketChange]:
    return [change(str(number)) for number in range(count)]


def follow(log: ChangeLog, org: OrgId, since: int = 0) -> list[int]:
    """Every number after `since`, page by page."""
    numbers: list[int] = []
    for _ in range(100):
        page = log.read(org, since)
        assert page.reaches_back
        numbers += [entry.seq for entry in page.entries]
        since = page.seq
        if page.complete:
            return numbers
    raise AssertionError("This log never ends.")


def test_changes_come_back_as_they_were_numbered(log: ChangeLog, org: OrgId) -> None:
    moved = TicketChange(change("Ω 😀").summary, Whereabouts("t1", None))
    assert log.append(org, [change("a"), moved]) == 1
    assert log.append(org, [change("c")]) == 3
    assert log.append(OrgId(new_id()), [change("stranger")]) == 1
    page = log.read(org, 0)
    assert [(entry.seq, entry.change) for entry in page.entries] == [(1, change("a")), (2, moved), (3, change("c"))]
    assert (page.seq, page.complete, page.reaches_back) == (3, True, True)


@pytest.mark.parametrize("since", [1, 2, 3, 4, 5])
def test_one_may_stand_anywhere_also_within_what_was_written_at_once(log: ChangeLog, org: OrgId, since: int) -> None:
    log.append(org, changes(3))
    log.append(org, changes(2))
    assert follow(log, org, since) == list(range(since + 1, 6))


def test_who_is_at_the_end_hears_so(log: ChangeLog, org: OrgId) -> None:
    assert log.read(org, 0).complete
    log.append(org, changes(2))
    page = log.read(org, 2)
    assert (page.entries, page.seq, page.complete, page.reaches_back) == ([], 2, True, True)


def test_a_number_that_was_never_given_leads_nowhere(log: ChangeLog, org: OrgId) -> None:
    log.append(org, changes(2))
    assert not log.read(org, 3).reaches_back
    assert not log.read(org, 10**15).reaches_back
    assert not log.read(OrgId(new_id()), 1).reaches_back


def test_of_a_purged_ticket_nothing_is_left_but_that_it_is_gone(log: ChangeLog, org: OrgId, clock: Clock) -> None:
    now = datetime.fromtimestamp(clock.now, UTC)
    here, other = Whereabouts("t1", None), change("other", subject="Kept", merged_into="gone")
    log.append(org, [change("gone", subject="Secret"), other])
    log.append(org, [TicketChange(change("gone", subject="Secret", version=2).summary, here, Deed("e", {}, "at"))])
    assert not log.forget(org, "gone", now), "older news may be coming"
    log.append(org, [TicketChange.lost("gone", 3, here)])
    for _ in range(2):
        assert log.forget(org, "gone", now)
        lost = [TicketChange.lost("gone", version, before) for version, before in ((1, None), (2, here), (3, here))]
        assert [entry.change for entry in log.read(org, 0).entries] == [lost[0], other, *lost[1:]]
    assert log.forget(org, "long ago", now - timedelta(seconds=KEPT_SECONDS + 1))


def test_a_copy_starts_a_minute_back(live: Table, org: OrgId, clock: Clock) -> None:
    """An index may not show yet what the log holds already."""
    log = DynamoChangeLog(live, clock)
    assert log.settled(org) == 0
    written_at = {0: 0.0}
    for second in range(0, 400, 7):
        clock.now = 1_800_000_000.0 + second
        settled = log.settled(org)
        assert written_at[settled] <= clock.now - 60
        last = log.append(org, changes(2)) + 1
        written_at |= {last - 1: clock.now, last: clock.now}
    assert log.settled(org) > last - 60, "It does not lag behind for ever."
    clock.now += 60
    assert log.settled(org) == last


def test_what_is_too_old_is_said_to_be_gone(live: Table, org: OrgId, clock: Clock) -> None:
    log = DynamoChangeLog(live, clock)
    for _ in range(3):
        log.append(org, changes(1))
        clock.now += 86400
    clock.now += KEPT_SECONDS
    table = raw_table(live)
    table.delete_item(Key={"pk": f"O#{org}#CHANGES", "sk": f"{1:016d}"})
    assert not log.read(org, 0).reaches_back
    assert follow(log, org, 1) == [2, 3]
    for number in (2, 3):
        table.delete_item(Key={"pk": f"O#{org}#CHANGES", "sk": f"{number:016d}"})
    assert not log.read(org, 1).reaches_back
    assert follow(log, org, 3) == []
    assert log.append(org, changes(1)) == 4


@pytest.mark.parametrize("missing", [1, 2])
def test_a_hole_that_is_new_is_waited_for(live: Table, org: OrgId, clock: Clock, missing: int) -> None:
    """A reader can see a part of a transaction, or the next one before it."""
    log = DynamoChangeLog(live, clock)
    log.append(org, changes(1))
    log.append(org, changes(1))
    raw_table(live).delete_item(Key={"pk": f"O#{org}#CHANGES", "sk": f"{missing:016d}"})
    page = log.read(org, missing - 1)
    assert (page.entries, page.seq, page.complete, page.reaches_back) == ([], missing - 1, False, True)


def test_many_and_long_changes_are_numbered_at_once(live: Table, org: OrgId) -> None:
    log = DynamoChangeLog(live)
    long = [change(str(number), subject="😀" * 8_000) for number in range(100)]
    assert log.append(org, long) == 1
    assert [entry.change for entry in log.read(org, 0).entries[:3]] == long[:3]
    assert follow(log, org) == list(range(1, 101))


def test_a_long_log_is_read_in_pages(live: Table, org: OrgId) -> None:
    log = DynamoChangeLog(live)
    for _ in range(PAGE_ITEMS + 1):
        log.append(org, changes(1))
    page = log.read(org, 0)
    assert (len(page.entries), page.complete) == (PAGE_ITEMS, False)
    assert follow(log, org) == list(range(1, PAGE_ITEMS + 2))


def test_writers_at_the_same_moment_leave_no_gap(live: Table, org: OrgId) -> None:
    log = DynamoChangeLog(live)
    first: list[int] = []
    threads = [threading.Thread(target=lambda: first.append(log.append(org, changes(3)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(first) == [1, 4, 7, 10]
    assert follow(log, org) == list(range(1, 13))


def test_whatever_is_written_a_reader_gets_the_rest_or_a_reset(live: Table) -> None:
    log = DynamoChangeLog(live)

    @settings(max_examples=40)
    @given(sizes=st.lists(st.integers(1, 5), min_size=1, max_size=6), since=st.integers(0, 30))
    def read_after_writing(sizes: list[int], since: int) -> None:
        org = OrgId(new_id())
        for size in sizes:
            log.append(org, changes(size))
        if since > sum(sizes):
            assert not log.read(org, since).reaches_back
        else:
            assert follow(log, org, since) == list(range(since + 1, sum(sizes) + 1))

    read_after_writing()


def test_read_backwards_it_is_the_same_the_other_way_round(log: ChangeLog, org: OrgId) -> None:
    deed = Deed(
        "ticket.updated", {"type": "agent", "id": "a", "name": "Ada"}, "2026-11-02T09:00:00.000Z", ("tags",), "note"
    )
    done = TicketChange(change("done").summary, None, deed)
    for written in (changes(3), [done], changes(2), changes(1)):
        log.append(org, written)
    numbers: list[int] = []
    before: int | None = None
    for _ in range(10):
        page = log.latest(org, before, 2)
        numbers += [entry.seq for entry in page.entries]
        assert all(entry.change == done for entry in page.entries if entry.seq == 4)
        before = page.before
        if before is None:
            break
    assert numbers == [7, 6, 5, 4, 3, 2, 1]
    assert log.latest(OrgId(new_id()), None, 2).entries == []
