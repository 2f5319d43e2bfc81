from dataclasses import replace

import pytest

from schemas.vocabulary import EventType, FieldOf, Role
from tessera.catalogue.filling import OwnFields
from tessera.identity import present
from tessera.identity.book import CustomerBook
from tessera.identity.model import Agent
from tessera.identity.service import Staff
from tessera.kernel.errors import AlreadyExists, Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.ticketing.custom import NothingDefined
from tests.factories.identity import (
    ORG,
    OTHER_ORG,
    actor_of,
    actor_with,
    make_agent,
    make_organization,
    make_team,
)
from tests.fakes.identity import FakeClock, FakeCompanies, FakeCustomers, FakePasswords, FakePeople, FakeStore

ADMIN = actor_with(Role.ADMIN)
AGENT = actor_with(Role.AGENT)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def staff(store: FakeStore) -> Staff:
    return Staff(FakePeople(store, ORG), FakePasswords, FakeClock(), str)


@pytest.fixture
def book(store: FakeStore) -> CustomerBook:
    return CustomerBook(
        FakeCustomers(store, ORG), FakeCompanies(store, ORG), OwnFields(NothingDefined(), FieldOf.PERSON), FakeClock()
    )


def test_an_admin_makes_an_agent_in_a_team(staff: Staff, store: FakeStore) -> None:
    team = staff.create_team(ADMIN, "Support")
    agent = staff.create_agent(
        ADMIN, name="Ada", email="ada@acme.test", password="a good long one", team_ids=[team.id, team.id]
    )
    assert agent.team_ids == (team.id,)
    assert agent.password_hash == "hash of a good long one"
    assert staff.list_agents(ADMIN) == [agent]
    assert [event.type for event in store.events] == [EventType.TEAM_CREATED, EventType.AGENT_CREATED]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.VIEWER])
def test_only_admins_manage_people(staff: Staff, store: FakeStore, role: Role) -> None:
    actor = actor_with(role)
    agent, team = make_agent(), make_team()
    store.agents[ORG, agent.id], store.teams[ORG, team.id] = agent, team
    attempts = (
        lambda: staff.create_agent(actor, name="A", email="a@b.c", password="a good long one"),
        lambda: staff.change_agent(actor, agent.id, {"role": Role.ADMIN}),
        lambda: staff.create_team(actor, "Sales"),
        lambda: staff.change_team(actor, team.id, {"name": "Sales"}),
    )
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
    assert not store.events


def test_everybody_knows_colleagues_but_only_some_read_agents(staff: Staff) -> None:
    staff.list_colleagues(AGENT)
    staff.list_teams(actor_with(Role.VIEWER))
    staff.list_agents(actor_with(Role.SUPERVISOR))
    with pytest.raises(Forbidden):
        staff.list_agents(AGENT)


def test_a_team_that_is_not_there_and_a_short_password_are_named(staff: Staff) -> None:
    with pytest.raises(Invalid) as caught:
        staff.create_agent(ADMIN, name="A", email="a@b.c", password="a good long one", team_ids=["nope"])
    assert caught.value.field == "team_ids"
    with pytest.raises(Invalid) as caught:
        staff.create_agent(ADMIN, name="A", email="a@b.c", password="short")
    assert caught.value.field == "password"


def test_an_address_signs_in_to_one_organization_only(staff: Staff, store: FakeStore) -> None:
    other = make_agent(org_id=OTHER_ORG, email="ada@acme.test")
    store.agents[OTHER_ORG, other.id] = other
    with pytest.raises(AlreadyExists) as caught:
        staff.create_agent(ADMIN, name="Ada", email="Ada@Acme.test", password="a good long one")
    assert caught.value.field == "email"
    with pytest.raises(NotFound):
        staff.change_agent(ADMIN, other.id, {"active": False})


def test_a_new_password_signs_out_and_a_stale_change_is_refused(staff: Staff, store: FakeStore) -> None:
    agent = make_agent()
    store.agents[ORG, agent.id] = agent
    changed = staff.change_agent(ADMIN, agent.id, {}, password="another long one", seen_version=1)
    assert (changed.version, changed.signed_out_at) == (2, FakeClock().now)
    with pytest.raises(Conflict) as caught:
        staff.change_agent(ADMIN, agent.id, {"name": "B"}, seen_version=1)
    assert caught.value.current == present.agent(changed)


def test_who_loses_a_race_sees_what_the_winner_wrote(store: FakeStore) -> None:
    agent = make_agent()
    store.agents[ORG, agent.id] = agent
    winner = replace(agent, name="Winner", version=2)

    class Overtaken(FakePeople):
        def save_agent(self, agent: Agent, event: Event) -> None:
            store.agents[ORG, agent.id] = winner
            super().save_agent(agent, event)

    staff = Staff(Overtaken(store, ORG), FakePasswords, FakeClock(), str)
    with pytest.raises(Conflict) as caught:
        staff.change_agent(ADMIN, agent.id, {"name": "Loser"})
    assert caught.value.current == present.agent(winner)


def test_changing_nothing_writes_nothing(staff: Staff, store: FakeStore) -> None:
    agent = make_agent()
    store.agents[ORG, agent.id] = agent
    assert staff.change_agent(ADMIN, agent.id, {"name": agent.name}) == agent
    assert not store.events


def test_admins_cannot_lock_themselves_out(staff: Staff, store: FakeStore) -> None:
    admin = make_agent(role=Role.ADMIN)
    store.agents[ORG, admin.id] = admin
    with pytest.raises(Invalid) as caught:
        staff.change_agent(actor_of(admin), admin.id, {"active": False})
    assert caught.value.field == "active"
    with pytest.raises(Invalid) as caught:
        staff.change_agent(actor_of(admin), admin.id, {"role": Role.AGENT})
    assert caught.value.field == "role"
    assert staff.change_agent(actor_of(admin), admin.id, {"role": Role.ADMIN, "name": "Root"}).name == "Root"


def test_team_names_differ(staff: Staff) -> None:
    support, billing = staff.create_team(ADMIN, "Support"), staff.create_team(ADMIN, "Billing")
    with pytest.raises(AlreadyExists):
        staff.create_team(ADMIN, "support")
    with pytest.raises(AlreadyExists):
        staff.change_team(ADMIN, billing.id, {"name": "Support"})
    assert staff.change_team(ADMIN, support.id, {"name": "SUPPORT"}, seen_version=1).name == "SUPPORT"
    assert [team.name for team in staff.list_teams(AGENT)] == ["Billing", "SUPPORT"]
    with pytest.raises(NotFound):
        staff.change_team(ADMIN, "nope", {"name": "X"})


def test_the_own_record_and_organization(staff: Staff, store: FakeStore) -> None:
    agent = make_agent()
    store.agents[ORG, agent.id] = agent
    assert staff.get_own_record(actor_of(agent)) == agent
    with pytest.raises(NotFound):
        staff.organization()
    store.organizations[ORG] = make_organization()
    assert staff.organization().name == "Acme"


def test_a_customer_is_one_per_address(book: CustomerBook, store: FakeStore) -> None:
    made = book.create_customer(AGENT, "Grace@Example.com", "Grace")
    assert made.email == "grace@example.com"
    with pytest.raises(AlreadyExists):
        book.create_customer(AGENT, "grace@example.COM")
    assert [event.type for event in store.events] == [EventType.CUSTOMER_CREATED]


def test_customers_are_renamed_against_the_version_seen(book: CustomerBook, store: FakeStore) -> None:
    customer = book.create_customer(AGENT, "grace@example.com")
    renamed = book.change_customer(AGENT, customer.id, {"name": "Grace"}, seen_version=1)
    assert book.get_customer(AGENT, customer.id) == renamed == replace(customer, name="Grace", version=2)
    with pytest.raises(Conflict):
        book.change_customer(AGENT, customer.id, {"name": "G."}, seen_version=1)
    with pytest.raises(Forbidden):
        book.change_customer(actor_with(Role.VIEWER), customer.id, {"name": "G."})
    with pytest.raises(NotFound):
        book.get_customer(AGENT, "nope")


def test_customers_are_listed_by_cursor(book: CustomerBook) -> None:
    made = [book.create_customer(AGENT, f"c{n}@example.com") for n in range(5)]
    seen, cursor = [], None
    while True:
        page = book.list_customers(AGENT, 2, cursor)
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(customer.id for customer in seen) == sorted(customer.id for customer in made)
