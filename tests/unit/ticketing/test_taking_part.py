"""Who took part in a ticket as of a time, however they came and went."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import ActorType, Channel, EventType, MessageKind, Role
from tessera.kernel.person import Person
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.requesting import NewRequester
from tests.factories.tickets import agent
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN, name="Ada")
PEOPLE = [Person(None, name, f"{name.lower()}@example.com") for name in ("Bob", "Cora", "Dan", "Eve")]
BOB, CORA, DAN, EVE = PEOPLE


@pytest.fixture
def office() -> Office:
    return Office()


def reply(office: Office, ticket: Ticket, *people: Person, **fields: Any) -> Message:
    """A minute after the last thing."""
    office.clock.forward(minutes=1)
    kind = fields.pop("kind", MessageKind.REPLY)
    written = office.service.add_message(ADA, ticket.id, NewMessage(kind, "Done", cc=people, **fields))
    assert written.message
    return written.message


def edit(office: Office, ticket: Ticket, **wish: Any) -> None:
    office.clock.forward(minutes=1)
    office.service.edit_ticket(ADA, ticket.id, wish)


def taking_part(office: Office, ticket: Ticket, at: datetime) -> tuple[Person, ...]:
    return office.views.read_as_of(ADA, ticket.id, at)[0].participants


def test_who_was_taken_out_and_written_to_again_was_away_in_between(office: Office) -> None:
    ticket = office.open_ticket(participants=(BOB,))
    edit(office, ticket, remove_participants={BOB.email})
    away = office.clock.now
    again = reply(office, ticket, BOB)
    assert taking_part(office, ticket, ticket.created_at) == (BOB,)
    assert taking_part(office, ticket, away) == ()
    assert taking_part(office, ticket, again.created_at) == (BOB,)


def test_a_reply_that_waits_invites_nobody_yet(office: Office) -> None:
    ticket = office.open_ticket()
    reply(office, ticket, BOB, hold_seconds=60)
    waiting = office.clock.now
    reply(office, ticket, BOB)
    assert taking_part(office, ticket, waiting) == ()


def test_who_joined_by_a_message_that_was_split_off_took_no_part_before(office: Office) -> None:
    ticket = office.open_ticket()
    before = office.clock.now
    message = reply(office, ticket, BOB)
    office.clock.forward(minutes=1)
    office.splitting.split(ADA, ticket.id, [message.id], {})
    assert taking_part(office, ticket, before) == ()
    assert taking_part(office, ticket, message.created_at) == (BOB,)


def test_of_a_ticket_whose_beginning_tells_nobody_its_messages_do(office: Office) -> None:
    """As those that were made before its event told them."""
    ticket = office.open_ticket(participants=(BOB, CORA, DAN))
    mail = Message(
        "m", MessageKind.REPLY, Channel.EMAIL, ActorType.CUSTOMER, "b", "Bob", BOB.email, "Hm", ticket.created_at
    )
    held = office.desk.entries[ticket.id]
    for entry in [*held.values()]:
        if not isinstance(entry, Message) and entry.type is EventType.TICKET_CREATED:
            held[entry.id] = replace(entry, changes={})
            held["m"] = replace(mail, id=f"{entry.id[:-1]}z")
    reply(office, ticket, BOB, DAN, EVE)
    assert taking_part(office, ticket, ticket.created_at) == (BOB, CORA)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("reply", "note", "add", "remove", "merge", "unmerge", "split", "rejoin", "requester")),
        st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3),
    ),
    max_size=9,
)


@given(ACTS, st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2))
def test_each_time_knows_who_took_part(acts: list[tuple[str, list[Person]]], first: list[Person]) -> None:
    office = Office()
    ticket = office.open_ticket(participants=tuple(first))
    known = {ticket.created_at: ticket.participants}
    merged: list[Ticket] = []
    made: list[Ticket] = []
    said: list[Message] = []
    for act, people in acts:
        office.clock.forward(minutes=1)
        match act:
            case "reply":
                said.append(reply(office, ticket, *people))
            case "note":
                reply(office, ticket, kind=MessageKind.NOTE)
            case "add":
                edit(office, ticket, add_participants=people)
            case "remove":
                edit(office, ticket, remove_participants={each.email for each in people})
            case "requester" if people:
                edit(office, ticket, requester=NewRequester(people[0], keep_former=len(people) > 1))
            case "merge":
                merged.append(office.open_ticket(participants=tuple(people)))
                reply(office, merged[-1], *people[:1])
                office.clock.forward(minutes=1)
                office.merging.merge(ADA, merged[-1].id, ticket.id)
            case "unmerge" if merged:
                office.merging.unmerge(ADA, merged.pop().id)
            case "split" if said:
                made.append(office.splitting.split(ADA, ticket.id, [said.pop(0).id], {}).ticket)
            case "rejoin" if made:
                office.splitting.rejoin(ADA, made.pop().id)
        known[office.clock.now] = office.state(ticket).participants
    for at, people_then in known.items():
        assert taking_part(office, ticket, at) == people_then
