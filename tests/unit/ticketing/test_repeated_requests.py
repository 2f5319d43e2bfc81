"""A request that comes twice, since its answer was lost, is carried out once and answered alike."""

from typing import Any

import pytest

from schemas.vocabulary import Channel, MessageKind, Priority, Role
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.ids import new_id
from tessera.kernel.person import Person
from tessera.ticketing.drafts import NewMessage, NewTicket
from tessera.ticketing.model import Claim
from tests.factories.tickets import agent, agent_of_teams
from tests.unit.ticketing.office import Office

ADA = agent()


@pytest.fixture
def office() -> Office:
    return Office()


def key(name: str = "k1", fingerprint: str = "f1") -> tuple[Claim, ...]:
    return (Claim("request", f"{ADA.id}:{name}", "", fingerprint=fingerprint),)


def wanted(claims: tuple[Claim, ...] = (), **fields: Any) -> NewTicket:
    grace = Person(None, "Grace", "grace@example.com")
    known: dict[str, Any] = {"subject": "Help", "requester": grace, "channel": Channel.WEB}
    return NewTicket(**known | fields, claims=claims)


FIRST = NewMessage(MessageKind.REPLY, "It does not work.")


def test_a_ticket_is_made_once(office: Office) -> None:
    first = office.service.create_ticket(ADA, wanted(key()), FIRST)
    again = office.service.create_ticket(ADA, wanted(key()), FIRST)
    assert (again.ticket, again.message, again.fresh) == (first.ticket, first.message, False)
    assert len(office.desk.tickets) == 1


def test_a_ticket_whose_id_the_client_made_is_made_once(office: Office) -> None:
    ticket_id = new_id()
    first = office.service.create_ticket(ADA, wanted(id=ticket_id), FIRST)
    again = office.service.create_ticket(ADA, wanted(id=ticket_id), FIRST)
    assert first.ticket.id == ticket_id
    assert (again.ticket, again.fresh) == (first.ticket, False)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject": "Another"}, "It does not work."),
        ({}, "Something else."),
        ({"priority": Priority.URGENT}, FIRST.text),
    ],
)
def test_an_id_stands_for_one_ticket(office: Office, fields: dict[str, Any], words: str) -> None:
    ticket_id = new_id()
    office.service.create_ticket(ADA, wanted(id=ticket_id), FIRST)
    with pytest.raises(Conflict, match="another ticket"):
        office.service.create_ticket(ADA, wanted(id=ticket_id, **fields), NewMessage(MessageKind.REPLY, words))
    with pytest.raises(Conflict, match="another ticket"):
        office.service.create_ticket(agent(Role.ADMIN), wanted(id=ticket_id), FIRST)


def test_a_creation_is_known_again_after_the_ticket_changed(office: Office) -> None:
    ticket_id = new_id()
    office.service.create_ticket(ADA, wanted(id=ticket_id), FIRST)
    office.service.edit_ticket(ADA, ticket_id, {"subject": "Renamed", "priority": Priority.LOW})
    office.service.add_message(ADA, ticket_id, NewMessage(MessageKind.NOTE, "Later"))
    assert not office.service.create_ticket(ADA, wanted(id=ticket_id), FIRST).fresh


def test_an_id_that_is_a_ticket_that_one_may_not_see_is_not_given_away(office: Office) -> None:
    hidden = office.open_ticket(team_id=office.hire("team"))
    outsider = agent_of_teams(office.hire("team"))
    with pytest.raises(NotFound):
        office.service.create_ticket(outsider, wanted(id=hidden.id), FIRST)


def test_a_key_stands_for_one_request(office: Office) -> None:
    office.service.create_ticket(ADA, wanted(key()), FIRST)
    with pytest.raises(Invalid) as refused:
        office.service.create_ticket(ADA, wanted(key(fingerprint="f2")), FIRST)
    assert refused.value.field == "Idempotency-Key"
    assert office.service.create_ticket(ADA, wanted(key("k2", "f2")), FIRST).fresh


def test_a_message_is_added_once(office: Office) -> None:
    ticket = office.open_ticket()
    new = NewMessage(MessageKind.NOTE, "psst", claims=key())
    first = office.service.add_message(ADA, ticket.id, new)
    again = office.service.add_message(ADA, ticket.id, new)
    assert (again.ticket, again.message, again.fresh) == (first.ticket, first.message, False)
    assert office.state(ticket).message_count == 2


def test_a_repeated_reply_is_not_refused_for_its_own_first_time(office: Office) -> None:
    ticket = office.open_ticket()
    new = NewMessage(MessageKind.REPLY, "Try this.", seen_version=1, claims=key())
    first = office.service.add_message(ADA, ticket.id, new)
    again = office.service.add_message(ADA, ticket.id, new)
    assert (again.message, again.fresh) == (first.message, False)
    with pytest.raises(Conflict):
        office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.REPLY, "x", seen_version=1, claims=key("k2")))


def test_a_repeated_message_finds_its_files_taken_by_itself(office: Office) -> None:
    ticket = office.open_ticket()
    new = NewMessage(MessageKind.REPLY, "See this.", file_ids=(office.upload(ADA),), claims=key())
    first = office.service.add_message(ADA, ticket.id, new)
    again = office.service.add_message(ADA, ticket.id, new)
    assert (again.message, again.fresh) == (first.message, False)
    with pytest.raises(Invalid):
        office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "x", file_ids=new.file_ids))


def test_a_repeated_ticket_finds_its_files_taken_by_itself(office: Office) -> None:
    message = NewMessage(MessageKind.REPLY, "See this.", file_ids=(office.upload(ADA),))
    first = office.service.create_ticket(ADA, wanted(key()), message)
    again = office.service.create_ticket(ADA, wanted(key()), message)
    assert (again.ticket, again.message, again.fresh) == (first.ticket, first.message, False)


def test_a_repeated_message_is_known_though_the_ticket_is_deleted_by_now(office: Office) -> None:
    ticket = office.open_ticket()
    new = NewMessage(MessageKind.NOTE, "psst", claims=key())
    first = office.service.add_message(ADA, ticket.id, new)
    office.service.delete_ticket(agent(Role.ADMIN), ticket.id)
    assert office.service.add_message(ADA, ticket.id, new).message == first.message


def test_the_same_request_twice_at_once_is_one(office: Office) -> None:
    ticket = office.open_ticket()
    new = NewMessage(MessageKind.REPLY, "Try this.", claims=key())
    office.desk.before_commit = lambda: office.service.add_message(ADA, ticket.id, new)
    assert not office.service.add_message(ADA, ticket.id, new).fresh
    assert office.state(ticket).message_count == 2


def test_a_repeated_change_is_not_refused_for_what_came_after_it(office: Office) -> None:
    ticket = office.open_ticket()
    wish = {"status": "pending"}
    first = office.service.edit_ticket(ADA, ticket.id, wish, 1, key())
    office.service.edit_ticket(ADA, ticket.id, {"status": "open"}, first.version)
    again = office.service.edit_ticket(ADA, ticket.id, wish, 1, key())
    assert (again.status, again.version) == ("open", first.version + 1)
    with pytest.raises(Conflict):
        office.service.edit_ticket(ADA, ticket.id, wish, 1, key("k2"))


def test_a_repeated_undo_is_done_once(office: Office) -> None:
    ticket = office.open_ticket()
    change = office.service.edit_ticket(ADA, ticket.id, {"status": "pending"}).last_change_id
    assert change
    first = office.undoing.undo(ADA, ticket.id, change, key())
    assert office.undoing.undo(ADA, ticket.id, change, key()) == first
    assert first.status == "open"
