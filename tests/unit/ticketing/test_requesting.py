"""Giving a ticket to another person, and taking that back."""

from dataclasses import replace

import pytest

from schemas.vocabulary import MessageKind, Priority, Role
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.person import Person
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Ticket
from tessera.ticketing.requesting import AS_KNOWN_NOW, NewRequester
from tests.factories.tickets import agent, make_person
from tests.unit.ticketing.office import Office

NEW = Person(None, "Alan Turing", "alan@bletchley.example")


@pytest.fixture
def office() -> Office:
    return Office()


def give(office: Office, ticket: Ticket, person: Person, keep_former: bool = False, seen: int | None = None) -> Ticket:
    wish = {"requester": NewRequester(person, keep_former)}
    return office.service.edit_ticket(agent(), ticket.id, wish, seen)


def undo(office: Office, changed: Ticket) -> Ticket:
    assert changed.last_change_id
    return office.undoing.undo(agent(), changed.id, changed.last_change_id)


def test_somebody_new_is_known_from_then_on(office: Office) -> None:
    ticket = office.open_ticket()
    given = give(office, ticket, NEW)
    assert (given.requester.name, given.requester.email) == ("Alan Turing", NEW.email)
    assert office.desk.customers[NEW.email].id == given.requester.id
    assert not given.is_entitled(ticket.requester.email)
    assert give(office, office.open_ticket(), NEW).requester == given.requester


def test_whoever_asked_so_far_stays_in_copy_if_wanted(office: Office) -> None:
    ticket = office.open_ticket()
    given = give(office, ticket, NEW, keep_former=True)
    assert given.participants == (ticket.requester,)
    assert given.is_entitled(ticket.requester.email)


def test_who_was_in_copy_is_not_both(office: Office) -> None:
    ticket = office.open_ticket()
    reply = NewMessage(MessageKind.REPLY, "Hello.", cc=(NEW, make_person()))
    ticket = office.service.add_message(agent(), ticket.id, reply).ticket
    given = give(office, ticket, NEW)
    assert [person.email for person in given.participants] == [ticket.participants[1].email]
    back = undo(office, given)
    assert (back.requester, back.participants) == (ticket.requester, ticket.participants)
    assert undo(office, back).requester == given.requester


def test_the_same_person_is_no_change(office: Office) -> None:
    ticket = office.open_ticket()
    assert give(office, ticket, ticket.requester).version == ticket.version


def test_who_joined_since_is_not_lost_by_an_undo(office: Office) -> None:
    reply = NewMessage(MessageKind.REPLY, "Hello.", cc=(make_person(),))
    given = give(office, office.open_ticket(), NEW)
    joined = office.service.add_message(agent(), given.id, reply).ticket.participants
    assert undo(office, given).participants == joined

    given = give(office, office.open_ticket(), NEW, keep_former=True)
    office.service.add_message(agent(), given.id, reply)
    with pytest.raises(Conflict) as refused:
        undo(office, given)
    assert refused.value.fields == ("participants",)


def test_two_agents_collide_in_the_person_only(office: Office) -> None:
    ticket = office.open_ticket()
    office.service.add_message(agent(), ticket.id, NewMessage(MessageKind.REPLY, "Hello.", cc=(make_person(),)))
    office.service.edit_ticket(agent(), ticket.id, {"priority": Priority.HIGH}, ticket.version)
    give(office, ticket, NEW, seen=ticket.version)
    with pytest.raises(Conflict) as refused:
        give(office, ticket, make_person(), seen=ticket.version)
    assert refused.value.fields == ("requester",)


def test_nobody_who_is_blocked(office: Office) -> None:
    office.desk.blocked[NEW.email] = "Spam"
    with pytest.raises(Invalid) as refused:
        give(office, office.open_ticket(), NEW)
    assert refused.value.field == "requester.email"


def test_not_on_a_deleted_ticket(office: Office) -> None:
    ticket = office.open_ticket()
    office.service.delete_ticket(agent(Role.ADMIN), ticket.id)
    with pytest.raises(Conflict):
        give(office, ticket, NEW)


def test_a_ticket_follows_what_its_requester_is_called(office: Office) -> None:
    ticket = office.open_ticket()
    called = replace(ticket.requester, name="New Name")
    office.desk.customers[ticket.requester.email] = called
    office.desk.blocked[ticket.requester.email] = "Spam"
    named = office.service.edit(agent(), ticket.id, {"requester": AS_KNOWN_NOW})
    assert (named.fresh, named.ticket.requester) == (True, called)
    assert named.ticket.participants == ticket.participants
    assert not office.service.edit(agent(), ticket.id, {"requester": AS_KNOWN_NOW}).fresh
    assert undo(office, named.ticket).requester == ticket.requester


def test_an_address_that_was_given_up_makes_nobody_new(office: Office) -> None:
    ticket = office.open_ticket()
    asker = ticket.requester
    del office.desk.customers[asker.email]
    assert not office.service.edit(agent(), ticket.id, {"requester": AS_KNOWN_NOW}).fresh
    office.desk.customers["grace@new.example"] = Person(asker.id, "Grace H.", "grace@new.example")
    named = office.service.edit(agent(), ticket.id, {"requester": AS_KNOWN_NOW}).ticket
    assert named.requester == Person(asker.id, "Grace H.", asker.email)
    assert office.desk.customers.keys() == {"grace@new.example"}
