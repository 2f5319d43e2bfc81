"""Many routers at once, in Amazon's DynamoDB Local: moto has no transactions between threads."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from schemas.vocabulary import EventType, RoutingMode
from tessera.adapters.dynamodb.bodies import Bodies
from tessera.adapters.dynamodb.customers import DynamoCustomers
from tessera.adapters.dynamodb.identity import DynamoPeople
from tessera.adapters.dynamodb.routing import RoutingTable
from tessera.adapters.dynamodb.table import Table
from tessera.adapters.dynamodb.tickets import TicketTable
from tessera.kernel.events import make_event
from tessera.kernel.ids import OrgId
from tessera.routing.service import Office, Router
from tessera.ticketing.custom import NothingDefined
from tests.adapters.tables import core_table
from tests.factories.identity import make_agent, make_team
from tests.factories.tickets import agent, creation
from tests.fakes.alarms import FakeAlarmClock
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import START, FakeClock

TICKETS, ROUTERS = 8, 8


@dataclass
class Floor:
    """A team, and the routers that serve it."""

    core: Table
    org: OrgId
    team: str = ""

    def open(self, mode: RoutingMode) -> None:
        team = make_team(org_id=self.org, routing=mode)
        event = make_event(EventType.TEAM_CREATED, agent(org_id=self.org), START, ("team", team.id))
        DynamoPeople(self.core, self.org).add_team(team, event)
        self.team = team.id

    def hire(self, **fields: Any) -> str:
        made = make_agent(org_id=self.org, team_ids=(self.team,), **fields)
        event = make_event(EventType.AGENT_CREATED, agent(org_id=self.org), START, ("agent", made.id))
        DynamoPeople(self.core, self.org).add_agent(made, event)
        return made.id

    @property
    def tickets(self) -> TicketTable:
        return TicketTable(self.core, self.org, Bodies(FakeFileStore))

    def router(self) -> Router:
        people, customers = DynamoPeople(self.core, self.org), DynamoCustomers(self.core, self.org)
        office = Office(self.org, self.tickets, people, customers, RoutingTable(self.core, self.org), NothingDefined())
        return Router(office, FakeAlarmClock(), FakeClock())

    def come_at_once(self) -> Counter[str | None]:
        """How many of the new tickets everybody has once all routers are done; None: that wait."""
        made = [creation(number, agent(org_id=self.org), team_id=self.team) for number in range(1, TICKETS + 1)]
        for change in made:
            self.tickets.commit(change)
        with ThreadPoolExecutor(ROUTERS) as threads:
            list(threads.map(lambda change: self.router().hear(change.events[0].to_json()), made))
        found = [self.tickets.get(change.ticket.id) for change in made]
        return Counter(ticket.assignee_id for ticket in found if ticket)


@pytest.fixture
def floor(dynamodb_server: str, org: OrgId) -> Iterator[Floor]:
    with core_table(dynamodb_server) as core:
        yield Floor(core, org)


@pytest.mark.parametrize("mode", [RoutingMode.LEAST_LOADED, RoutingMode.ROUND_ROBIN])
def test_nobody_is_given_more_than_they_have_room_for(floor: Floor, mode: RoutingMode) -> None:
    floor.open(mode)
    ada = floor.hire(capacity=2)
    assert floor.come_at_once() == {ada: 2, None: TICKETS - 2}


@pytest.mark.parametrize("mode", [RoutingMode.LEAST_LOADED, RoutingMode.ROUND_ROBIN])
def test_everybody_gets_as_many(floor: Floor, mode: RoutingMode) -> None:
    floor.open(mode)
    ada, bob = floor.hire(), floor.hire()
    assert floor.come_at_once() == {ada: TICKETS / 2, bob: TICKETS / 2}


def test_whoever_has_no_room_leaves_the_rest_to_others(floor: Floor) -> None:
    floor.open(RoutingMode.LEAST_LOADED)
    ada, bob = floor.hire(capacity=1), floor.hire()
    assert floor.come_at_once() == {ada: 1, bob: TICKETS - 1}
