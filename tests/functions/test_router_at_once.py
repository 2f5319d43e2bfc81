"""Two routers at the same time: what one gives while the other decides, step by step."""

from collections.abc import Callable
from typing import Any

import pytest

from schemas.vocabulary import Role, RoutingMode
from tessera.adapters.dynamodb.routing import RoutingTable
from tessera.adapters.dynamodb.table import Table, WriteContended
from tests.factories.identity import actor_of
from tests.fakes.alarms import FakeAlarmClock
from tests.functions.agent_api import Api
from tests.functions.routing import Desk


@pytest.fixture
def loads(api: Api, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setitem(vars(api.services), "alarm_clock", FakeAlarmClock())
    return Desk(api, RoutingMode.LEAST_LOADED)


def once_counted(patched: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """The next router has counted, and has not given yet: then this happens."""
    count = RoutingTable.loads

    def counts(*asked: Any) -> Any:
        found = count(*asked)
        patched.setattr(RoutingTable, "loads", count)
        act()
        return found

    patched.setattr(RoutingTable, "loads", counts)


def test_nobody_is_given_more_than_they_have_room_for(loads: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = loads.hire("Ada", capacity=1)
    slow, quick = loads.ticket(), loads.ticket()
    once_counted(monkeypatch, lambda: loads.happens("ticket", quick))
    loads.happens("ticket", slow)
    assert (loads.assignee(quick), loads.assignee(slow)) == (ada.id, None)


def test_whoever_was_given_one_meanwhile_has_the_fewest_no_more(loads: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, bob = loads.hire("Ada"), loads.hire("Bob")
    loads.ticket(assignee_id=ada.id)
    slow, quick, other = loads.ticket(), loads.ticket(), loads.ticket()

    def both_come() -> None:
        for each in (quick, other):
            loads.happens("ticket", each)

    once_counted(monkeypatch, both_come)
    loads.happens("ticket", slow)
    given = [loads.assignee(each) for each in (slow, quick, other)]
    assert sorted(map(str, given)) == sorted([ada.id, bob.id, bob.id])
    assert loads.reason(slow)["open"] == 1


def test_what_the_index_has_not_heard_of_is_counted_and_what_is_done_is_not(
    loads: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = loads.hire("Ada", capacity=1)
    first, second = loads.ticket(), loads.ticket()
    late = query_without_assignees(Table.query)
    monkeypatch.setattr(Table, "query", late)
    loads.happens("ticket", first)
    loads.happens("ticket", second)
    assert (loads.assignee(first), loads.assignee(second)) == (ada.id, None)
    loads.api.post(f"/tickets/{first}/status", {"status": "resolved"})
    loads.happens("ticket", first)
    assert loads.assignee(second) == ada.id


def query_without_assignees(query: Callable[..., Any]) -> Callable[..., Any]:
    def asked(table: Table, pk: str, sort: Any = None, **how: Any) -> Any:
        return ([], None) if how.get("index") == "gs2" else query(table, pk, sort, **how)

    return asked


def test_a_ticket_that_many_get_in_the_way_of_is_heard_of_again(loads: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = loads.hire("Ada")
    ticket = loads.ticket()

    def contended(*_: Any) -> None:
        raise WriteContended

    with monkeypatch.context() as patched:
        patched.setattr(Table, "transact", contended)
        with pytest.raises(AssertionError):
            loads.happens("ticket", ticket)
    assert loads.assignee(ticket) is None
    loads.happens("ticket", ticket)
    assert loads.assignee(ticket) == ada.id


def test_who_may_only_read_is_never_given_what_they_were_found_for(
    loads: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = loads.hire("Ada")
    ticket = loads.ticket()
    staff, boss = loads.api.services.staff(loads.api.org), loads.api.hire(Role.ADMIN)
    once_counted(monkeypatch, lambda: staff.change_agent(actor_of(boss), ada.id, {"role": Role.VIEWER}))
    loads.happens("ticket", ticket)
    assert loads.assignee(ticket) is None
