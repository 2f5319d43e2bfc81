"""Who works where: the fake and DynamoDB."""

import pytest

from schemas.vocabulary import Role
from tessera.adapters.dynamodb.companies import DynamoCompanies
from tessera.adapters.dynamodb.table import Table
from tessera.identity.companies import Company, CompanyChanges, CompanyRef, change_company, new_company
from tessera.identity.customers import Customer, CustomerChanges, change_customer, new_customer
from tessera.identity.ports import StaleRecord
from tessera.kernel.errors import AlreadyExists, BadCursor
from tests.adapters.test_identity_contract import Rooms, rooms
from tests.factories.identity import ORG, OTHER_ORG, actor_with
from tests.fakes.identity import START, FakeCompanies

__all__ = ["rooms"]
ADMIN = actor_with(Role.ADMIN)


def companies(rooms: Rooms, org_id: str = ORG) -> DynamoCompanies | FakeCompanies:
    backing = rooms.backing
    if isinstance(backing, Table):
        return DynamoCompanies(backing, org_id)  # type: ignore[arg-type]
    return FakeCompanies(backing, org_id)  # type: ignore[arg-type]


def found(rooms: Rooms, name: str, *domains: str) -> Company:
    company, event = new_company(ADMIN, START, name, domains)
    companies(rooms).add_company(company, event)
    return company


def changed(rooms: Rooms, company: Company, changes: CompanyChanges) -> Company:
    after, event = change_company(company, ADMIN, START, changes)
    assert event is not None
    companies(rooms).save_company(company, after, event)
    return after


def person(rooms: Rooms, *emails: str, **details: object) -> Customer:
    wanted: CustomerChanges = {"emails": list(emails), **details}  # type: ignore[typeddict-item]
    customer, event = new_customer(ADMIN, START, emails[0], details=wanted)
    rooms.customers().add_customer(customer, event)
    return customer


def everybody(rooms: Rooms, company: Company, limit: int = 2) -> list[str]:
    ids: list[str] = []
    cursor = None
    while True:
        page = companies(rooms).members(company, limit, cursor)
        ids += [one.id for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return ids


def test_people_are_in_the_company_that_has_their_domain(rooms: Rooms) -> None:
    grace, home = person(rooms, "grace@acme.test"), person(rooms, "h@gmail.com")
    two = person(rooms, "t@gmail.com", "t@acme.org", "t@acme.test")
    other = person(rooms, "o@other.test", "o@acme.test")
    found(rooms, "Other", "other.test")
    acme = found(rooms, "Acme", "acme.test", "acme.org")
    ref = CompanyRef(acme.id, "Acme")
    there = rooms.customers().companies_of([grace, home, two, other])
    assert there[grace.id] == there[two.id] == ref
    assert home.id not in there
    assert there[other.id].name == "Other"
    assert sorted(everybody(rooms, acme)) == sorted([grace.id, two.id])
    for email in ("grace@acme.test", "t@gmail.com", "stranger@acme.org"):
        assert rooms.customers().look_up(email).company_id == acme.id
    assert rooms.customers().look_up("x@gmail.com").company_id is None


def test_its_lists_name_who_was_there_until_it_lost_them(rooms: Rooms) -> None:
    acme = found(rooms, "Acme", "acme.test", "acme.org")
    ids = [person(rooms, "g@acme.test").id, person(rooms, "h@x.test", company_id=acme.id).id]
    person(rooms, "m@acme.test", company_id="none")
    changed(rooms, acme, {"domains": [], "deleted": True})
    assert everybody(rooms, acme) == []
    assert sorted(companies(rooms).listed(acme, 10, None).items) == sorted(ids)


def test_by_hand_goes_before_the_domain(rooms: Rooms) -> None:
    acme, other = found(rooms, "Acme", "acme.test"), found(rooms, "Other")
    moved, nowhere = person(rooms, "m@acme.test", company_id=other.id), person(rooms, "n@acme.test", company_id="none")
    assert everybody(rooms, acme) == []
    assert everybody(rooms, other) == [moved.id]
    assert rooms.customers().look_up("m@acme.test").company_id == other.id
    assert rooms.customers().look_up("n@acme.test").company_id is None
    assert list(rooms.customers().companies_of([moved, nowhere])) == [moved.id]
    back, event = change_customer(moved, ADMIN, START, {"company_id": None})
    assert event is not None
    rooms.customers().save_customer(moved, back, event)
    assert everybody(rooms, acme) == [moved.id]


def test_everybody_is_listed_once_over_all_pages(rooms: Rooms) -> None:
    acme = found(rooms, "Acme", "acme.test", "acme.org", "acme.net")
    ids = [person(rooms, f"a{n}@acme.test", f"a{n}@acme.org").id for n in range(3)]
    ids += [person(rooms, f"b{n}@acme.org").id for n in range(3)] + [person(rooms, "c@acme.net").id]
    ids += [person(rooms, f"d{n}@x.test", company_id=acme.id).id for n in range(3)]
    for limit in (1, 2, 3, 100):
        assert sorted(everybody(rooms, acme, limit)) == sorted(ids)
    for bad in ("x", companies(rooms).members(acme, 1, None).next_cursor or ""):
        with pytest.raises(BadCursor):
            companies(rooms, OTHER_ORG).members(acme, 1, bad)


def test_an_id_is_one_company_s(rooms: Rooms) -> None:
    """It is told before its domain, which the same company has."""
    acme = found(rooms, "Acme", "acme.test")
    again, event = new_company(ADMIN, START, "ACME", ["acme.test"], id=acme.id)
    with pytest.raises(AlreadyExists) as caught:
        companies(rooms).add_company(again, event)
    assert caught.value.field == "id"
    assert companies(rooms).company(acme.id) == acme
    assert companies(rooms).holders(["acme.test", "nobody.test"]) == {"acme.test": CompanyRef(acme.id, "Acme")}


def test_a_domain_is_one_company_s(rooms: Rooms) -> None:
    acme, other = found(rooms, "Acme", "acme.test"), found(rooms, "Other")
    with pytest.raises(AlreadyExists) as caught:
        changed(rooms, other, {"domains": ["other.test", "acme.test"]})
    assert caught.value.field == "domains.1"
    assert rooms.customers().look_up("a@other.test").company_id is None
    renamed = changed(rooms, acme, {"name": "Acme Inc.", "domains": ["acme.org"]})
    taken = changed(rooms, other, {"domains": ["acme.test"]})
    assert rooms.customers().look_up("a@acme.test").company_id == taken.id
    grace = person(rooms, "grace@acme.org")
    assert rooms.customers().companies_of([grace])[grace.id] == CompanyRef(renamed.id, "Acme Inc.")
    with pytest.raises(StaleRecord):
        changed(rooms, acme, {"name": "Late"})


def test_a_deleted_company_is_nobody_s_and_comes_back(rooms: Rooms) -> None:
    acme = found(rooms, "Acme", "acme.test")
    grace, hand = person(rooms, "grace@acme.test"), person(rooms, "h@x.test", company_id=acme.id)
    gone = changed(rooms, acme, {"deleted": True})
    assert rooms.customers().companies_of([grace, hand]) == {}
    assert [rooms.customers().look_up(one.email).company_id for one in (grace, hand)] == [None, None]
    assert companies(rooms).companies("", 10, None).items == []
    changed(rooms, gone, {"deleted": False})
    assert set(rooms.customers().companies_of([grace, hand])) == {grace.id, hand.id}
    assert [rooms.customers().look_up(one.email).company_id for one in (grace, hand)] == [acme.id, acme.id]


def test_companies_are_found_by_their_whole_name(rooms: Rooms) -> None:
    for name in ("Acme#2", "Acme Inc.", "Acme", "Zenith", "ZENITH"):
        found(rooms, name)
    there = [companies(rooms).companies_named(name) for name in ("ACME ", "acme#2", "Acm", "zenith")]
    assert [{one.name for one in each} for each in there] == [{"Acme"}, {"Acme#2"}, set(), {"Zenith", "ZENITH"}]
    assert companies(rooms, OTHER_ORG).companies_named("Acme") == []


def test_companies_are_listed_by_name_and_found_by_a_beginning(rooms: Rooms) -> None:
    names = ["Acme", "acorn", "Beta", "Zeta"]
    for name in reversed(names):
        found(rooms, name)
    first = companies(rooms).companies("", 3, None)
    rest = companies(rooms).companies("", 3, first.next_cursor)
    assert [one.name for one in first.items + rest.items] == names
    assert [one.name for one in companies(rooms).companies("AC", 10, None).items] == names[:2]
    assert companies(rooms, OTHER_ORG).companies("", 10, None).items == []
    with pytest.raises(BadCursor):
        companies(rooms, OTHER_ORG).companies("", 3, first.next_cursor)
