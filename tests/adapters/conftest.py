"""Tickets as the unit tests have them, in moto, and in Amazon's DynamoDB Local: one contract holds all three."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from schemas.vocabulary import EventType, Role
from tessera.adapters.dynamodb.bodies import Bodies
from tessera.adapters.dynamodb.customers import DynamoCustomers
from tessera.adapters.dynamodb.files import FileTable
from tessera.adapters.dynamodb.identity import DynamoPeople
from tessera.adapters.dynamodb.table import Table
from tessera.adapters.dynamodb.tickets import TicketTable
from tessera.kernel.events import make_event
from tessera.kernel.ids import OrgId, new_id
from tessera.ticketing.files import FileRecords
from tessera.ticketing.model import Message
from tessera.ticketing.ports import Customers, Tickets
from tests.adapters.dynamodb_local import dynamodb_local
from tests.adapters.java import Unavailable
from tests.adapters.search_engines import server as server
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, core_table, plain_table
from tests.factories.identity import make_agent, make_team
from tests.factories.tickets import agent
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import START, FakeClock
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeTicketCustomers, FakeTickets

#: The address of an engine's DynamoDB, None for moto.
Where = Callable[[str], str | None]


@dataclass
class Desk:
    """One organization's tickets and what they touch.

    `add_agent` and `add_team` give the id of somebody new; `neighbour` another organization in the same store.
    """

    org: OrgId
    tickets: Tickets
    files: FileRecords
    customers: Customers
    add_agent: Callable[[bool], str]
    add_team: Callable[[], str]
    neighbour: Callable[[], "Desk"]
    blobs: FakeFileStore = field(default_factory=FakeFileStore)


@pytest.fixture(scope="session")
def dynamodb_server() -> Iterator[str]:
    """One for the whole test run."""
    try:
        with dynamodb_local() as url:
            yield url
    except Unavailable as reason:
        pytest.skip(f"DynamoDB Local was not tested: {reason}")


@pytest.fixture
def dynamodb(request: pytest.FixtureRequest) -> Where:
    """Where the tables of a parameter named `MOTO` or `DYNAMODB_LOCAL` are."""
    return lambda engine: request.getfixturevalue("dynamodb_server") if engine == DYNAMODB_LOCAL else None


@pytest.fixture(params=[MOTO, DYNAMODB_LOCAL])
def core(request: pytest.FixtureRequest, dynamodb: Where) -> Iterator[Table]:
    with core_table(dynamodb(request.param)) as table:
        yield table


@pytest.fixture(params=[MOTO, DYNAMODB_LOCAL])
def live(request: pytest.FixtureRequest, dynamodb: Where) -> Iterator[Table]:
    with plain_table("live", dynamodb(request.param)) as table:
        yield table


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def desk(request: pytest.FixtureRequest, org: OrgId, dynamodb: Where) -> Iterator[Desk]:
    if request.param == "fake":
        yield fake_desk(org)
        return
    with core_table(dynamodb(request.param)) as core:
        yield dynamo_desk(core, org)


def upload(desk: Desk, *messages: Message) -> None:
    """The files of messages that are about to be written."""
    for message in messages:
        for file in message.files:
            desk.files.add_upload(file, message.author_id)


def fake_desk(org: OrgId) -> Desk:
    kept = FakeDesk()

    def add(kind: str, active: bool) -> str:
        person_id = new_id()
        kept.people[kind, person_id] = active
        return person_id

    return Desk(
        org,
        FakeTickets(kept, org),
        FakeFileRecords(kept),
        FakeTicketCustomers(kept),
        lambda active: add("agent", active),
        lambda: add("team", True),
        lambda: fake_desk(OrgId(new_id())),
    )


def dynamo_desk(core: Table, org: OrgId) -> Desk:
    blobs, people, boss = FakeFileStore(), DynamoPeople(core, org), agent(Role.ADMIN, org)

    def add_agent(active: bool) -> str:
        made = make_agent(org_id=org, active=active)
        people.add_agent(made, make_event(EventType.AGENT_CREATED, boss, START, ("agent", made.id)))
        return made.id

    def add_team() -> str:
        made = make_team(org_id=org)
        people.add_team(made, make_event(EventType.TEAM_CREATED, boss, START, ("team", made.id)))
        return made.id

    return Desk(
        org,
        TicketTable(core, org, Bodies(lambda: blobs)),
        FileTable(core, org, FakeClock()),
        DynamoCustomers(core, org),
        add_agent,
        add_team,
        lambda: dynamo_desk(core, OrgId(new_id())),
        blobs,
    )
