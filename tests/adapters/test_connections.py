"""The contract of passes and open sockets."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from schemas.vocabulary import PresenceState, Role, TicketScope
from tessera.adapters.dynamodb.connections import CONNECTION_SECONDS, ConnectionTable
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.ids import OrgId, new_id
from tessera.realtime.model import Connection, Place
from tessera.realtime.ports import Connections
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, plain_table
from tests.fakes.realtime import FakeConnections


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.5

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def connections(request: pytest.FixtureRequest, clock: Clock, dynamodb: Where) -> Iterator[Connections]:
    if request.param == "fake":
        yield FakeConnections(clock)
        return
    with plain_table("live", dynamodb(request.param)) as live:
        yield ConnectionTable(live, clock)


def holder(org: OrgId, connection_id: str = "") -> Connection:
    return Connection(connection_id, org, new_id(), frozenset({"t1", "t2"}), TicketScope.TEAMS)


def test_a_pass_is_taken_once(connections: Connections, org: OrgId) -> None:
    ada, bob = holder(org), holder(org)
    connections.add_pass("one", ada, 30)
    connections.add_pass("two", bob, 30)
    assert connections.take_pass("one") == ada
    assert connections.take_pass("one") is None
    assert connections.take_pass("never") is None
    assert connections.take_pass("two") == bob


def test_connections_are_kept_by_organization_until_they_go(connections: Connections, org: OrgId) -> None:
    other = OrgId(new_id())
    first, second, stranger = holder(org, "c1"), holder(org, "c2"), holder(other, "c3")
    for one in (first, second, stranger):
        connections.add(one)
    connections.add(first)
    assert sorted(connections.of_org(org), key=lambda one: one.id) == [first, second]
    connections.remove("c1")
    connections.remove("c1")
    connections.remove("unknown")
    assert connections.of_org(org) == [second]
    assert connections.of_org(other) == [stranger]


def test_only_a_connection_that_stood_for_a_while_is_given_up(
    connections: Connections, clock: Clock, org: OrgId
) -> None:
    ada = holder(org, "c1")
    connections.add(ada)
    assert connections.give_up("c1") is None
    assert connections.of_org(org) == [ada]
    clock.now += 32
    assert connections.give_up("c1") == ada
    assert connections.give_up("c1") is None
    assert connections.of_org(org) == []


def test_a_connection_has_a_place_as_long_as_it_is_there(connections: Connections, org: OrgId) -> None:
    ada = holder(org, "c1")
    connections.add(ada)
    assert connections.find("c1") == ada
    assert connections.find("c2") is None
    there = replace(ada, place=Place("tab", "t1", PresenceState.TYPING, "team", None))
    connections.move(there)
    assert connections.of_org(org) == [there]
    there = replace(there, beside=Place("tab+", "t2"))
    connections.move(there)
    assert connections.of_org(org) == [there]
    assert connections.remove("c1") == there
    connections.move(there)
    assert connections.of_org(org) == []


def test_a_connection_is_granted_what_its_agent_may_see_by_now(connections: Connections, org: OrgId) -> None:
    ada = holder(org, "c1")
    connections.add(ada)
    there = replace(ada, place=Place("tab", "t1", PresenceState.TYPING, "team", None))
    connections.move(there)
    now = replace(ada, team_ids=frozenset({"other"}), ticket_scope=TicketScope.TEAMS, role=Role.VIEWER)
    connections.grant(now)
    assert connections.of_org(org) == [replace(now, place=there.place)], "it stays where it is"
    assert connections.find("c1") == now
    connections.remove("c1")
    connections.grant(ada)
    assert connections.of_org(org) == []
    assert connections.find("c1") is None


def test_what_is_too_old_is_gone_though_the_table_still_has_it(live: Table, clock: Clock, org: OrgId) -> None:
    """DynamoDB deletes within days of the time to live, not at it."""
    connections = ConnectionTable(live, clock)
    connections.add_pass("late", holder(org), 30)
    connections.add(holder(org, "c1"))
    clock.now += 30.6
    assert connections.take_pass("late") is None
    assert len(connections.of_org(org)) == 1
    clock.now += CONNECTION_SECONDS
    assert connections.of_org(org) == []


def test_the_table_does_not_know_what_opens_a_socket(live: Table, clock: Clock, org: OrgId) -> None:
    ConnectionTable(live, clock).add_pass("the-secret", holder(org), 30)
    assert live.get("PASS#the-secret", "PASS") is None


def test_an_organization_of_many_screens(live: Table, clock: Clock, org: OrgId) -> None:
    connections = ConnectionTable(live, clock)
    for number in range(30):
        connections.add(holder(org, f"c{number}"))
    assert len(connections.of_org(org)) == 30
