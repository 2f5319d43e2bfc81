"""The contract of a split: who shows a message, who holds it, and whom its files belong to."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import MessageKind
from tessera.adapters.dynamodb.bodies import KEPT
from tessera.ticketing.model import Change, Message, Move, Rewrite
from tessera.ticketing.ports import StaleTicket
from tests.adapters.conftest import Desk, upload
from tests.factories.tickets import agent, creation, later, make_activity, make_file, make_message


def two_tickets(desk: Desk, *messages: Message) -> tuple[Change, Change]:
    """The second has these messages of the first."""
    first = creation(desk.tickets.next_number(), agent(org_id=desk.org), later(0))
    desk.tickets.commit(first)
    upload(desk, *messages)
    grown = next_version(first, messages=messages)
    desk.tickets.commit(grown)
    second = creation(desk.tickets.next_number(), agent(org_id=desk.org), later(60))
    moves = tuple(Move(message, first.ticket.id, second.ticket.id) for message in messages)
    made = Change(second.ticket, None, events=second.events, moves=moves)
    desk.tickets.commit(made, next_version(grown))
    return grown, made


def next_version(change: Change, **fields: Any) -> Change:
    ticket = change.ticket
    grown = replace(ticket, version=ticket.version + 1)
    return Change(grown, ticket.version, events=(make_activity(ticket, later(99)),), **fields)


def shown(desk: Desk, ticket_id: str) -> list[str]:
    opened = desk.tickets.open(ticket_id, 50)
    assert opened
    return [entry.id for entry in opened[1].items if isinstance(entry, Message)]


def test_a_message_is_shown_where_it_was_given(desk: Desk) -> None:
    long = make_message(later(1), text="x" * (KEPT + 1))
    note = make_message(later(2), kind=MessageKind.NOTE, files=(make_file(),))
    old, new = two_tickets(desk, long, note)
    assert shown(desk, new.ticket.id) == [long.id, note.id]
    assert len(shown(desk, old.ticket.id)) == 1
    found = desk.tickets.find_message(new.ticket.id, long.id)
    assert found
    assert (found.text, found.home, found.shown_on) == (long.text, old.ticket.id, new.ticket.id)
    held = desk.tickets.find_message(old.ticket.id, long.id)
    assert held
    assert (held.home, held.shown_on) == (None, new.ticket.id)
    assert [entry.id for entry in desk.tickets.entries_since(new.ticket.id, later(0)) if entry.id == note.id]
    (file,) = desk.files.find([note.files[0].id])
    assert file.ticket_id == new.ticket.id

    back = tuple(Move(one, old.ticket.id, None) for one in (found,))
    desk.tickets.commit(next_version(new, moves=back))
    assert shown(desk, new.ticket.id) == [note.id]
    assert long.id in shown(desk, old.ticket.id)


def test_it_goes_on_to_a_third_ticket(desk: Desk) -> None:
    note = make_message(later(1))
    old, new = two_tickets(desk, note)
    third = creation(desk.tickets.next_number(), agent(org_id=desk.org), later(90))
    found = desk.tickets.find_message(new.ticket.id, note.id)
    assert found
    moves = (Move(found, old.ticket.id, third.ticket.id),)
    desk.tickets.commit(Change(third.ticket, None, events=third.events, moves=moves))
    assert (shown(desk, new.ticket.id), shown(desk, third.ticket.id)) == ([], [note.id])
    with pytest.raises(StaleTicket):
        desk.tickets.commit(next_version(new, moves=moves))


def test_a_rewritten_message_stays_given_away(desk: Desk) -> None:
    note = make_message(later(1), kind=MessageKind.NOTE)
    old, new = two_tickets(desk, note)
    found = desk.tickets.find_message(new.ticket.id, note.id)
    assert found
    after = replace(found, text="Better")
    desk.tickets.commit(next_version(new, rewritten=(Rewrite(old.ticket.id, found, after),)))
    assert shown(desk, new.ticket.id) == [note.id]
    assert len(shown(desk, old.ticket.id)) == 1
