"""Several addresses, blocks and prefix search: the fake and DynamoDB (moto, and DynamoDB Local where there is one)."""

import pytest

from schemas.vocabulary import Role
from tessera.identity.customers import Customer, CustomerChanges, block_customer, change_customer, new_customer
from tessera.identity.merging import Pair, merged, taken_apart
from tessera.identity.ports import StaleRecord
from tessera.kernel.errors import AlreadyExists
from tessera.kernel.person import Contact, Person
from tests.adapters.test_identity_contract import Rooms, rooms
from tests.factories.identity import OTHER_ORG, actor_with
from tests.fakes.identity import START

__all__ = ["rooms"]
ADMIN = actor_with(Role.ADMIN)


def add(rooms: Rooms, email: str, name: str = "") -> Customer:
    customer, event = new_customer(ADMIN, START, email, name)
    rooms.customers().add_customer(customer, event)
    return customer


def change(rooms: Rooms, customer: Customer, changes: CustomerChanges) -> Customer:
    changed, event = change_customer(customer, ADMIN, START, changes)
    assert event is not None
    rooms.customers().save_customer(customer, changed, event)
    return changed


def test_every_address_leads_to_the_person(rooms: Rooms) -> None:
    grace = add(rooms, "grace@example.com", "Grace")
    both = change(rooms, grace, {"emails": ["grace@home.test", "grace@example.com"]})
    assert rooms.customers().customer(grace.id) == both
    assert rooms.customers().addresses(grace.id) == both.emails
    for email in both.emails:
        assert rooms.customers().look_up(email) == Contact(Person(grace.id, "Grace", email))
    renamed = change(rooms, both, {"name": "Grace Hopper", "emails": ["grace@home.test"]})
    assert rooms.customers().look_up("grace@home.test").person == Person(grace.id, "Grace Hopper", "grace@home.test")
    assert rooms.customers().look_up("grace@example.com") == Contact()
    add(rooms, "grace@example.com")  # which is free again
    with pytest.raises(StaleRecord):
        rooms.customers().save_customer(both, renamed, change_customer(both, ADMIN, START, {"name": "x"})[1])  # type: ignore[arg-type]


def test_an_address_is_one_person_s(rooms: Rooms) -> None:
    grace, bob = add(rooms, "grace@example.com"), add(rooms, "bob@example.com")
    with pytest.raises(AlreadyExists) as caught:
        change(rooms, bob, {"emails": ["bob@example.com", "bob@home.test", "grace@example.com"]})
    assert caught.value.field == "emails.2"
    assert rooms.customers().customer(bob.id) == bob
    assert rooms.customers().look_up("bob@home.test") == Contact()
    assert rooms.customers().look_up("grace@example.com").person == Person(grace.id, "", "grace@example.com")


def test_a_block_is_known_by_every_address(rooms: Rooms) -> None:
    grace = change(rooms, add(rooms, "grace@example.com"), {"emails": ["grace@example.com", "grace@home.test"]})
    blocked, event = block_customer(grace, ADMIN, START, "Spam")
    assert event is not None
    rooms.customers().save_customer(grace, blocked, event)
    assert [rooms.customers().look_up(email).blocked for email in grace.emails] == ["Spam", "Spam"]


def test_who_was_merged_keeps_what_they_brought(rooms: Rooms) -> None:
    grace = add(rooms, "grace@example.com")
    other = change(
        rooms, add(rooms, "grace@home.test", "Grace"), {"phones": ["+49 30 2"], "metadata": {"plan": "gold"}}
    )
    before = Pair(grace, other)
    after, events = merged(before, ADMIN, START)
    rooms.customers().save_pair(before, after, events)
    kept, gone = rooms.customers().many([grace.id, other.id])
    assert (kept, gone) == after
    assert gone.brought == {"name": ("", "Grace"), "phones": ([], ["+49 30 2"]), "metadata": ({}, {"plan": "gold"})}
    apart, events = taken_apart(Pair(kept, gone), ADMIN, START)
    rooms.customers().save_pair(Pair(kept, gone), apart, events)
    assert rooms.customers().look_up("grace@home.test").person == Person(other.id, "Grace", "grace@home.test")
    assert rooms.customers().many([grace.id, other.id]) == list(apart)


def test_people_are_found_by_how_their_name_or_address_begins(rooms: Rooms) -> None:
    grace = add(rooms, "grace@example.com", "Grace Hopper")
    hop = add(rooms, "hop@example.com", "Zoë von Hohen")
    add(rooms, "bob@example.com", "Bob")

    def found(prefix: str) -> set[str]:
        return {customer.id for customer in rooms.customers().find_customers(prefix, 10)}

    assert found("GRACE h") == found("hopp") == found("grace@ex") == {grace.id}
    assert found("ho") == {grace.id, hop.id}
    assert found("zoë v") == {hop.id}
    assert found("example.com") == found("  ") == found("x" * 5000) == set()
    change(rooms, grace, {"name": "", "emails": ["g@home.test"]})
    assert found("grace") == set()
    assert found("g@") == {grace.id}
    assert rooms.customers(OTHER_ORG).find_customers("g", 10) == []
