"""The contract of notices: what one agent is told, newest first, and how far they read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from schemas.vocabulary import NoticeChannel, NoticeKind
from tessera.adapters.dynamodb.notices import NoticeTable
from tessera.adapters.dynamodb.table import CORE_INDEXES
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import BadCursor
from tessera.kernel.ids import OrgId, new_id
from tessera.notices.model import Notice, Preferences
from tessera.notices.ports import Notices
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, make_table, plain_table
from tests.fakes.identity import START
from tests.fakes.notices import FakeNotices

ADA = {"type": "agent", "id": "ada", "name": "Ada"}


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def notices(request: pytest.FixtureRequest, dynamodb: Where, org: OrgId) -> Iterator[Notices]:
    if request.param == "fake":
        yield FakeNotices()
        return
    with plain_table("live", dynamodb(request.param)) as live:
        yield NoticeTable(live, make_table("core", CORE_INDEXES), org)


def make(minutes: int = 0, agent_id: str = "me", **fields: Any) -> Notice:
    at = START + timedelta(minutes=minutes)
    known: dict[str, Any] = {"id": new_id(to_ms(at)), "kind": NoticeKind.ASSIGNED, "at": at, "actor": ADA}
    return Notice(agent_id=agent_id, **known | {"ticket_id": "t1"} | fields)


def test_what_was_told_comes_back_newest_first(notices: Notices) -> None:
    first = make(1, message={"id": "m1", "kind": "note"}, team_id="team")
    second = make(2, ticket_id=None, kind=NoticeKind.JOB_FINISHED, job={"id": "j", "kind": "bulk", "failed": False})
    for one in (second, first, make(3, agent_id="somebody else")):
        notices.add(one)
    assert notices.page("me", 50, None).items == [second, first]
    assert notices.page("nobody", 50, None).items == []


def test_told_again_it_stays_read(notices: Notices) -> None:
    one = make()
    notices.add(one)
    notices.mark("me", [one.id, "never"])
    notices.add(one)
    (kept,) = notices.page("me", 50, None).items
    assert kept.read


def test_everything_up_to_one_is_read_at_once_and_never_unread_again(notices: Notices) -> None:
    made = [make(minute) for minute in range(5)]
    for one in made:
        notices.add(one)
    notices.mark_until("me", made[3].id, START)
    notices.mark_until("me", made[1].id, START)
    assert [one.read for one in notices.page("me", 50, None).items] == [False, True, True, True, True]


def test_what_is_unread_again_stays_so_until_it_is_read_once_more(notices: Notices) -> None:
    made = [make(minute) for minute in range(4)]
    for one in made:
        notices.add(one)
    notices.mark("me", [made[0].id])
    notices.mark_until("me", made[2].id, START)
    notices.unmark("me", [made[0].id, made[2].id, "never"], START + timedelta(minutes=1))
    assert [one.read for one in notices.page("me", 50, None).items] == [False, False, True, False]
    # Also beyond the first page, which alone meets what all are read up to.
    second = notices.page("me", 2, notices.page("me", 2, None).next_cursor)
    assert [one.read for one in second.items] == [True, False]
    notices.mark("me", [made[0].id])
    notices.mark_until("me", made[2].id, START + timedelta(minutes=2))
    assert [one.read for one in notices.page("me", 50, None).items] == [False, True, True, True]


@pytest.mark.parametrize("marked", [True, False])
def test_pages_follow_each_other_without_a_gap(notices: Notices, marked: bool) -> None:
    made = [make(minute) for minute in range(7)]
    for one in made:
        notices.add(one)
    if marked:
        notices.mark_until("me", made[2].id, START)
    found: list[Notice] = []
    cursor: str | None = None
    for _ in range(4):
        page = notices.page("me", 3, cursor)
        assert len(page.items) <= 3
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert [one.id for one in found] == [one.id for one in reversed(made)]
    assert sum(one.read for one in found) == (3 if marked else 0)
    assert cursor is None


def test_a_cursor_of_somebody_else_is_refused(notices: Notices) -> None:
    for minute in range(3):
        notices.add(make(minute))
    cursor = notices.page("me", 1, None).next_cursor
    assert cursor is not None
    with pytest.raises(BadCursor):
        notices.page("you", 1, cursor)


def test_preferences_of_many_in_one_call(notices: Notices) -> None:
    chosen = Preferences({NoticeKind.WOKE: frozenset(), NoticeKind.ASSIGNED: frozenset(NoticeChannel)}, START, True)
    notices.save_preferences("me", chosen)
    found = notices.preferences(["me", "you", *(f"a{number}" for number in range(150))])
    assert found == {"me": chosen}
    assert found["me"].channels(NoticeKind.MENTIONED) == frozenset(NoticeChannel)
