"""The contract of writing: all of a change or none of it, and each refusal by its own name."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from schemas.vocabulary import EventType, LinkType, MessageKind, ScanState
from tessera.kernel.events import make_event
from tessera.kernel.ids import new_id
from tessera.ticketing import changes
from tessera.ticketing.model import Change, Claim, Link, Reference
from tessera.ticketing.ports import AlreadyClaimed, StaleTicket, TicketQuery, UnknownReference, UploadTaken
from tests.adapters.conftest import Desk, upload
from tests.factories.tickets import (
    agent,
    agents_message,
    creation,
    customer,
    later,
    make_file,
    make_message,
    make_person,
)


def create(desk: Desk, number: int = 1) -> Change:
    change = creation(number, agent(org_id=desk.org))
    desk.tickets.commit(change)
    return change


def test_a_new_ticket_is_there_with_its_message_and_its_beginning(desk: Desk) -> None:
    change = create(desk)
    opened = desk.tickets.open(change.ticket.id, 10)
    assert opened is not None
    ticket, page = opened
    assert ticket == change.ticket
    assert {entry.id for entry in page.items} == {change.messages[0].id, change.events[0].id}
    assert desk.tickets.get_by_number(1) == ticket
    assert desk.tickets.list(TicketQuery(), 5, None).items == [ticket]


def test_numbers_count_up(desk: Desk) -> None:
    assert [desk.tickets.next_number() for _ in range(3)] == [1, 2, 3]


def test_a_new_customer_is_known_from_then_on(desk: Desk) -> None:
    person = make_person(email="new@example.com")
    change = replace(creation(1, agent(org_id=desk.org), requester=person), new_customer=person)
    assert desk.customers.look_up(person.email).person is None
    desk.tickets.commit(change)
    assert desk.customers.look_up(person.email).person == person
    again = replace(creation(2, agent(org_id=desk.org), requester=person), new_customer=replace(person, id=new_id()))
    with pytest.raises(StaleTicket):
        desk.tickets.commit(again)
    assert desk.tickets.get(again.ticket.id) is None


def test_a_write_on_a_version_that_is_gone_is_stale(desk: Desk) -> None:
    base = create(desk).ticket
    editor = agent(org_id=desk.org)
    first, events = changes.edit(base, {"subject": "One"}, editor, later(1))
    desk.tickets.commit(Change(first, base.version, (), tuple(events)))
    second, events = changes.edit(base, {"subject": "Two"}, editor, later(2))
    with pytest.raises(StaleTicket):
        desk.tickets.commit(Change(second, base.version, (), tuple(events)))
    assert desk.tickets.get(base.id) == first


def test_a_write_on_a_ticket_that_is_not_there_is_stale(desk: Desk) -> None:
    ticket, events = changes.edit(creation(1, agent()).ticket, {"subject": "One"}, agent(org_id=desk.org), later(1))
    with pytest.raises(StaleTicket):
        desk.tickets.commit(Change(ticket, 1, (), tuple(events)))
    assert desk.tickets.get(ticket.id) is None


def test_the_same_ticket_cannot_be_made_twice(desk: Desk) -> None:
    change = create(desk)
    with pytest.raises(AlreadyClaimed) as refused:
        desk.tickets.commit(creation(2, agent(org_id=desk.org), id=change.ticket.id, subject="Other"))
    assert refused.value.claim.ticket_id == change.ticket.id
    assert desk.tickets.get(change.ticket.id) == change.ticket


def test_a_number_that_is_taken_is_stale(desk: Desk) -> None:
    create(desk, number=7)
    with pytest.raises(StaleTicket):
        create(desk, number=7)


def test_a_claim_is_made_once_and_leads_to_what_it_made(desk: Desk) -> None:
    change = creation(1, agent(org_id=desk.org))
    claim = Claim("request", "k1", change.ticket.id, change.messages[0].id, "print")
    desk.tickets.commit(replace(change, claims=(claim,)))
    assert desk.tickets.find_claim("request", "k1") == claim
    assert desk.tickets.find_claim("mail", "k1") is None
    other = creation(2, agent(org_id=desk.org))
    with pytest.raises(AlreadyClaimed) as refused:
        desk.tickets.commit(replace(other, claims=(Claim("request", "k1", other.ticket.id),)))
    assert refused.value.claim == claim
    assert desk.tickets.get(other.ticket.id) is None


def test_a_reference_has_to_be_there_and_active(desk: Desk) -> None:
    active, inactive, team = desk.add_agent(True), desk.add_agent(False), desk.add_team()
    good = (Reference("agent", active, "assignee_id"), Reference("team", team, "team_id"))
    desk.tickets.commit(replace(creation(1, agent(org_id=desk.org)), references=good))
    bad = (
        Reference("agent", inactive, "assignee_id"),
        Reference("agent", new_id(), "assignee_id"),
        Reference("agent", team, "assignee_id"),
        Reference("team", active, "team_id"),
    )
    for number, reference in enumerate(bad, start=2):
        change = replace(creation(number, agent(org_id=desk.org)), references=(good[0], reference))
        with pytest.raises(UnknownReference) as refused:
            desk.tickets.commit(change)
        assert refused.value.reference == reference


def answer(desk: Desk, base: Change) -> Change:
    """A reply with everything that a change may bring: a file, two claims, references."""
    author = agent(org_id=desk.org)
    message = agents_message(author, later(5), kind=MessageKind.REPLY, files=(make_file(),))
    upload(desk, message)
    grown, events = changes.add_message(base.ticket, message, author, later(5))
    claims = (Claim("request", new_id(), grown.id, message.id), Claim("mail-id", new_id(), grown.id, message.id))
    return Change(grown, base.ticket.version, (message,), tuple(events), claims)


def test_a_verdict_on_an_upload_comes_too_late_for_what_a_message_has(desk: Desk) -> None:
    change = answer(desk, create(desk))
    (file,) = change.messages[0].files
    desk.files.save(replace(file, scan=ScanState.CLEAN))
    assert [stored.file.scan for stored in desk.files.find([file.id])] == [ScanState.CLEAN]
    desk.tickets.commit(change)
    desk.files.save(replace(file, key="elsewhere", scan=ScanState.CLEAN))
    assert [stored.file for stored in desk.files.find([file.id])] == [file]


def take_file(desk: Desk, change: Change) -> Change:
    other = creation(9, agent(org_id=desk.org))
    message = replace(other.messages[0], files=change.messages[0].files)
    desk.tickets.commit(replace(other, messages=(message,)))
    return change


def take_claim(desk: Desk, change: Change) -> Change:
    desk.tickets.commit(replace(creation(9, agent(org_id=desk.org)), claims=(change.claims[1],)))
    return change


def name_a_stranger(desk: Desk, change: Change) -> Change:
    return replace(change, references=(Reference("team", new_id(), "team_id"),))


def overtake(desk: Desk, change: Change) -> Change:
    assert change.base_version is not None
    base = desk.tickets.get(change.ticket.id)
    assert base is not None
    message = make_message(later(4))
    grown, events = changes.add_message(base, message, customer(make_person(), desk.org), later(4))
    desk.tickets.commit(Change(grown, base.version, (message,), tuple(events)))
    return change


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (take_claim, AlreadyClaimed),
        (name_a_stranger, UnknownReference),
        (overtake, StaleTicket),
        (take_file, UploadTaken),
    ],
)
def test_of_a_change_that_is_refused_nothing_is_written(
    desk: Desk, spoil: Callable[[Desk, Change], Change], refusal: type[Exception]
) -> None:
    base = create(desk)
    change = spoil(desk, answer(desk, base))
    before = desk.tickets.open(base.ticket.id, 50)
    with pytest.raises(refusal):
        desk.tickets.commit(change)
    assert desk.tickets.open(base.ticket.id, 50) == before
    assert desk.tickets.find_message(base.ticket.id, change.messages[0].id) is None
    (file,) = desk.files.find([change.messages[0].files[0].id])
    assert file.message_id != change.messages[0].id
    assert desk.tickets.find_claim("request", change.claims[0].value) is None


def test_organizations_never_meet(desk: Desk) -> None:
    """An id, a number and a claim of one mean nothing in another."""
    change = create(desk)
    message = change.messages[0]
    other = desk.neighbour()
    assert other.tickets.get(change.ticket.id) is None
    assert other.tickets.get_by_number(1) is None
    assert other.tickets.find_message(change.ticket.id, message.id) is None
    assert other.tickets.list(TicketQuery(), 5, None).items == []


def test_what_a_change_was_decided_by_has_to_be_as_it_was(desk: Desk) -> None:
    ticket, other = create(desk).ticket, create(desk, 2).ticket
    link = Link(LinkType.PARENT, other.id, 2)
    linked = replace(ticket, version=2, links=(link,))
    events = (make_event(EventType.TICKET_LINKED, agent(org_id=desk.org), later(5), ("ticket", ticket.id)),)
    with pytest.raises(StaleTicket):
        desk.tickets.commit(Change(linked, 1, events=events, unchanged=(replace(other, version=2),)))
    assert desk.tickets.get(ticket.id) == ticket
    desk.tickets.commit(Change(linked, 1, events=events, unchanged=(other,)))
    assert desk.tickets.get(ticket.id) == linked
