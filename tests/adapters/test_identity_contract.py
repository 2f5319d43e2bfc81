"""What every implementation of identity's ports does: the fakes that other tests use, and DynamoDB (moto)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.vocabulary import Role, TicketScope
from tessera.adapters.dynamodb.customers import DynamoCustomers
from tessera.adapters.dynamodb.identity import DynamoDirectory, DynamoPeople
from tessera.adapters.dynamodb.table import Table
from tessera.identity.customers import Customer, change_customer, new_customer
from tessera.identity.model import (
    change_agent,
    change_team,
    new_agent,
    new_team,
)
from tessera.identity.ports import Directory, Founding, People, StaleRecord
from tessera.kernel.errors import AlreadyExists, BadCursor
from tessera.kernel.ids import OrgId, TeamId, new_id
from tessera.kernel.person import Person
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, core_table
from tests.factories.identity import ORG, OTHER_ORG, actor_with, make_mailbox, make_organization
from tests.fakes.identity import START, FakeCustomers, FakeDirectory, FakePeople, FakeStore

ADMIN = actor_with(Role.ADMIN)
ELSEWHERE = actor_with(Role.ADMIN, OTHER_ORG)


class Rooms:
    """One implementation of all ports."""

    def __init__(self, backing: Table | FakeStore) -> None:
        self.backing = backing

    def people(self, org_id: OrgId = ORG) -> People:
        if isinstance(self.backing, Table):
            return DynamoPeople(self.backing, org_id)
        return FakePeople(self.backing, org_id)

    def customers(self, org_id: OrgId = ORG) -> DynamoCustomers | FakeCustomers:
        if isinstance(self.backing, Table):
            return DynamoCustomers(self.backing, org_id)
        return FakeCustomers(self.backing, org_id)

    @property
    def directory(self) -> Directory:
        return DynamoDirectory(self.backing) if isinstance(self.backing, Table) else FakeDirectory(self.backing)

    @property
    def founding(self) -> Founding:
        return DynamoDirectory(self.backing) if isinstance(self.backing, Table) else FakeDirectory(self.backing)


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def rooms(request: pytest.FixtureRequest, dynamodb: Where) -> Iterator[Rooms]:
    if request.param == "fake":
        yield Rooms(FakeStore())
        return
    with core_table(dynamodb(request.param)) as table:
        yield Rooms(table)


def test_an_agent_comes_back_as_it_was(rooms: Rooms) -> None:
    agent, event = new_agent(
        ADMIN,
        START,
        name="Ada Ünlü",
        email="ada@acme.test",
        password_hash="h",
        role=Role.SUPERVISOR,
        team_ids=["b", "a"],
        ticket_scope=TicketScope.TEAMS,
    )
    agent = replace(agent, metadata={"pronouns": ["she", None], "seat": 3, "ratio": 0.5})
    rooms.people().add_agent(agent, event)
    assert rooms.people().agent(agent.id) == agent
    assert rooms.directory.agent_by_email("ada@acme.test") == agent
    assert rooms.directory.agent(ORG, agent.id) == agent

    changed, event2 = change_agent(agent, ADMIN, START + timedelta(hours=1), {"active": False})
    assert event2 is not None
    rooms.people().save_agent(changed, event2)
    assert rooms.people().agent(agent.id) == changed
    assert rooms.directory.agent_by_email("ada@acme.test") == changed


def test_one_address_signs_in_to_one_organization(rooms: Rooms) -> None:
    rooms.people().add_agent(*new_agent(ADMIN, START, name="Ada", email="ada@acme.test", password_hash="h"))
    for actor in (ADMIN, ELSEWHERE):
        with pytest.raises(AlreadyExists) as caught:
            rooms.people(actor.org_id).add_agent(
                *new_agent(actor, START, name="Eve", email="ada@acme.test", password_hash="h")
            )
        assert caught.value.field == "email"
    assert [agent.name for agent in rooms.people().agents()] == ["Ada"]
    assert rooms.people(OTHER_ORG).agents() == []


def test_nobody_is_found_where_nobody_is(rooms: Rooms) -> None:
    rooms.people().add_agent(*new_agent(ADMIN, START, name="Ada", email="ada@acme.test", password_hash="h"))
    (agent,) = rooms.people().agents()
    assert rooms.directory.agent_by_email("nobody@acme.test") is None
    assert rooms.directory.agent(OTHER_ORG, agent.id) is None
    assert rooms.people(OTHER_ORG).agent(agent.id) is None
    assert rooms.people().organization() is None
    assert rooms.people().team("none") is None
    assert rooms.customers().customer("none") is None
    assert rooms.customers().look_up("none@example.com").person is None
    assert rooms.directory.mailbox("none@acme.test") is None


def test_a_stale_save_writes_nothing(rooms: Rooms) -> None:
    agent, event = new_agent(ADMIN, START, name="Ada", email="ada@acme.test", password_hash="h")
    rooms.people().add_agent(agent, event)
    first, event1 = change_agent(agent, ADMIN, START, {"name": "First"})
    second, event2 = change_agent(agent, ADMIN, START, {"name": "Second"})
    assert event1 is not None
    assert event2 is not None
    rooms.people().save_agent(first, event1)
    with pytest.raises(StaleRecord):
        rooms.people().save_agent(second, event2)
    assert rooms.people().agent(agent.id) == first


def test_teams_are_kept_by_name(rooms: Rooms) -> None:
    for name in ("support", "Billing", "Zentrale"):
        rooms.people().add_team(*new_team(ADMIN, START, name))
    billing, support, _ = rooms.people().teams()
    assert [billing.name, support.name] == ["Billing", "support"]
    renamed, event = change_team(billing, ADMIN, START, {"name": "Accounts"})
    assert event is not None
    rooms.people().save_team(renamed, event)
    assert rooms.people().team(billing.id) == renamed
    with pytest.raises(StaleRecord):
        rooms.people().save_team(renamed, event)
    with pytest.raises(AlreadyExists):
        rooms.people().add_team(*new_team(ADMIN, START, "Twin", id=support.id))


def test_more_agents_than_one_call_gives(rooms: Rooms) -> None:
    big = {"notes": "x" * 60_000}
    for number in range(25):
        agent, event = new_agent(ADMIN, START, name=f"A{number}", email=f"a{number}@acme.test", password_hash="h")
        rooms.people().add_agent(replace(agent, metadata=big), event)
    assert len(rooms.people().agents()) == 25


def test_a_customer_is_one_per_address_and_organization(rooms: Rooms) -> None:
    customer, event = new_customer(ADMIN, START, "grace@example.com", "Grace")
    rooms.customers().add_customer(customer, event)
    assert rooms.customers().customer(customer.id) == customer
    assert rooms.customers().look_up("grace@example.com").person == Person(customer.id, "Grace", "grace@example.com")
    with pytest.raises(AlreadyExists) as caught:
        rooms.customers().add_customer(*new_customer(ADMIN, START, "grace@example.com"))
    assert caught.value.field == "email"

    rooms.customers(OTHER_ORG).add_customer(*new_customer(ELSEWHERE, START, "grace@example.com"))
    assert rooms.customers(OTHER_ORG).customer(customer.id) is None


def test_a_renamed_customer_is_renamed_everywhere(rooms: Rooms) -> None:
    customer, event = new_customer(ADMIN, START, "grace@example.com", "Grace")
    rooms.customers().add_customer(customer, event)
    renamed, event2 = change_customer(customer, ADMIN, START, {"name": "Grace Hopper"})
    assert event2 is not None
    rooms.customers().save_customer(customer, renamed, event2)
    assert rooms.customers().customer(customer.id) == renamed
    assert rooms.customers().look_up("grace@example.com").person == Person(customer.id, "Grace Hopper", renamed.email)
    with pytest.raises(StaleRecord):
        rooms.customers().save_customer(customer, renamed, event2)


def test_customers_are_paged_newest_change_first(rooms: Rooms) -> None:
    made: list[Customer] = []
    for number in range(5):
        customer, event = new_customer(ADMIN, START + timedelta(minutes=number), f"c{number}@example.com")
        rooms.customers().add_customer(customer, event)
        made.insert(0, customer)
    rooms.customers(OTHER_ORG).add_customer(*new_customer(ELSEWHERE, START, "c9@example.com"))

    first = rooms.customers().customers(2, None)
    second = rooms.customers().customers(2, first.next_cursor)
    third = rooms.customers().customers(2, second.next_cursor)
    assert first.items + second.items + third.items == made
    assert third.next_cursor is None
    for bad in ("x", first.next_cursor or ""):
        with pytest.raises(BadCursor):
            rooms.customers(OTHER_ORG).customers(2, bad)


def test_an_organization_and_its_mailboxes_are_founded_once(rooms: Rooms) -> None:
    organization = make_organization(hue=265, language="de", mail_footer="<p>Acme</p>")
    mailbox = make_mailbox(address="billing@acme.test", team_id=TeamId(new_id()))
    rooms.founding.add_organization(organization)
    rooms.founding.add_mailbox(mailbox)
    assert rooms.people().organization() == organization
    assert rooms.directory.mailbox("billing@acme.test") == mailbox
    assert rooms.directory.holder_of_domain("acme.test") == mailbox.org_id
    assert rooms.people(mailbox.org_id).mailboxes() == [mailbox]
    assert rooms.directory.holder_of_domain("elsewhere.test") is None
    with pytest.raises(AlreadyExists) as caught:
        rooms.founding.add_organization(make_organization(id=OTHER_ORG))
    assert caught.value.field == "slug"
    with pytest.raises(AlreadyExists) as caught:
        rooms.founding.add_mailbox(replace(mailbox, org_id=OTHER_ORG))
    assert caught.value.field == "address"


def test_mailboxes_come_move_and_go(rooms: Rooms) -> None:
    people, event = rooms.people(), new_team(ADMIN, START, "Billing")[1]
    mailbox = make_mailbox(address="sales@acme.test")
    people.add_mailbox(mailbox, event)
    with pytest.raises(AlreadyExists):
        rooms.people(OTHER_ORG).add_mailbox(replace(mailbox, org_id=OTHER_ORG), event)
    moved = replace(mailbox, team_id=TeamId(new_id()), version=2)
    people.save_mailbox(moved, event)
    assert rooms.directory.mailbox("sales@acme.test") == moved
    assert people.mailboxes() == [moved]
    with pytest.raises(StaleRecord):
        people.save_mailbox(moved, event)
    with pytest.raises(StaleRecord):
        people.remove_mailbox(mailbox, event)
    people.remove_mailbox(moved, event)
    assert rooms.directory.mailbox("sales@acme.test") is None
    assert people.mailboxes() == []


def test_an_organization_changes_over_the_version_that_was_read(rooms: Rooms) -> None:
    organization = make_organization()
    rooms.founding.add_organization(organization)
    event = new_team(ADMIN, START, "Billing")[1]
    changed = replace(organization, name="Acme Ltd", hue=20, version=2)
    rooms.people().save_organization(changed, event)
    assert rooms.people().organization() == changed
    with pytest.raises(StaleRecord):
        rooms.people().save_organization(replace(organization, version=2), event)
