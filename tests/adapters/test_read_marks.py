"""What agents have read, in DynamoDB: each agent's own, the last mark of a ticket counts."""

from collections.abc import Iterator

import pytest

from tessera.adapters.dynamodb.read_marks import KEPT_SECONDS, OVERLAP_MS, ReadMarkTable
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.ids import OrgId, new_id
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, plain_table

START = 1_800_000_000.0
A_WHILE = OVERLAP_MS / 1000 + 1
FIRST, SECOND, THIRD = new_id(), new_id(), new_id()
MORNING, NOON = "2026-05-01T08:00:00.000Z", "2026-05-01T12:00:00.000Z"


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture(params=[MOTO, DYNAMODB_LOCAL])
def marks(request: pytest.FixtureRequest, dynamodb: Where, org: OrgId, clock: Hands) -> Iterator[ReadMarkTable]:
    with plain_table("live", dynamodb(request.param)) as live:
        yield ReadMarkTable(live, org, clock)


def test_the_last_mark_of_a_ticket_counts(marks: ReadMarkTable) -> None:
    marks.append("ada", {FIRST: MORNING, SECOND: MORNING})
    marks.append("ada", {SECOND: NOON})
    marks.append("ada", {FIRST: None})
    assert marks.read("ada", None)[0] == {FIRST: None, SECOND: NOON}


def test_each_agent_has_their_own(marks: ReadMarkTable) -> None:
    marks.append("ada", {FIRST: MORNING})
    assert marks.read("bob", None) == ({}, None)


def test_after_a_position_there_is_what_came_since(marks: ReadMarkTable, clock: Hands) -> None:
    marks.append("ada", {FIRST: MORNING})
    _, position = marks.read("ada", None)
    clock.at += A_WHILE
    marks.append("ada", {SECOND: MORNING})
    clock.at += A_WHILE
    marks.append("ada", {THIRD: NOON})

    news, later = marks.read("ada", position)
    assert news == {FIRST: MORNING, SECOND: MORNING, THIRD: NOON}
    clock.at += A_WHILE
    assert marks.read("ada", later) == ({THIRD: NOON}, later)


def test_what_a_slower_clock_wrote_later_is_not_missed(marks: ReadMarkTable, clock: Hands) -> None:
    marks.append("ada", {FIRST: MORNING})
    _, position = marks.read("ada", None)
    clock.at -= 1
    marks.append("ada", {SECOND: MORNING})
    assert SECOND in marks.read("ada", position)[0]


def test_they_are_forgotten_in_time(live: Table, org: OrgId, clock: Hands) -> None:
    ReadMarkTable(live, org, clock).append("ada", {FIRST: MORNING})
    (item,), _ = live.query(f"O#{org}#READ#ada")
    assert item["ttl"] == START + KEPT_SECONDS
