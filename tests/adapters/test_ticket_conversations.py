"""The contract of a ticket's timeline: opened newest first, read back to its beginning, long bodies and all."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import Channel, Delivery, EventType, MessageKind, SenderCheck
from tessera.adapters.dynamodb.bodies import KEPT, Bodies
from tessera.adapters.dynamodb.table import CORE_INDEXES, Table, Write, WriteContended, connect
from tessera.adapters.dynamodb.ticket_writes import MAX_TRIES
from tessera.adapters.dynamodb.tickets import TicketTable
from tessera.kernel.errors import AlreadyExists, BadCursor, NotFound
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import OrgId, new_id
from tessera.kernel.page import encode_cursor
from tessera.ticketing.model import Change, Claim, Redaction, Revision, Rewrite
from tessera.ticketing.ports import DeliveryReport, Entry, StaleTicket
from tests.adapters.conftest import Desk
from tests.factories.tickets import (
    agent,
    creation,
    later,
    make_activity,
    make_file,
    make_message,
    make_person,
    make_ticket,
)
from tests.fakes.files import FakeFileStore


def conversation(desk: Desk, length: int) -> tuple[str, list[Entry]]:
    """A ticket with `length` entries, every third of them an activity."""
    ticket = make_ticket(later(0))
    entries: list[Entry] = [
        make_activity(ticket, later(place), desk.org) if place % 3 == 2 else make_message(later(place))
        for place in range(length)
    ]
    desk.tickets.import_conversation(ticket, entries)
    return ticket.id, entries


def ids(entries: list[Entry]) -> list[str]:
    return [entry.id for entry in entries]


@pytest.mark.parametrize("length", [0, 1, 59, 60, 61, 62, 85, 130])
def test_a_conversation_is_opened_at_its_end_and_read_back_to_its_start(desk: Desk, length: int) -> None:
    ticket_id, entries = conversation(desk, length)
    opened = desk.tickets.open(ticket_id, 60)
    assert opened is not None
    ticket, page = opened
    assert ticket.id == ticket_id
    assert ids(page.items) == ids(entries)[-60:]
    read, cursor = page.items, page.next_cursor
    while cursor is not None:
        page = desk.tickets.entries(ticket_id, 25, cursor)
        assert 0 < len(page.items) <= 25, "a cursor leads to something"
        read, cursor = page.items + read, page.next_cursor
    assert ids(read) == ids(entries)


def test_entries_come_back_as_they_went_in(desk: Desk) -> None:
    ticket = make_ticket(later(0))
    file = make_file(content_id="logo")
    message = make_message(
        later(1),
        kind=MessageKind.NOTE,
        channel=Channel.WEB,
        html="<p>Hi</p>",
        quoted_text="> old",
        quoted_html="<blockquote>old</blockquote>",
        forward_of="m1",
        forward_files=("f1", "f2"),
        to=(make_person(),),
        cc=(make_person(id=None),),
        files=(file,),
        mail_id="a@b",
        raw_key="inbound/1",
        delivery=Delivery.SENT,
        delivery_detail="250 OK",
        sender_check=SenderCheck.PASSED,
        automatic=True,
        reply_to=new_id(),
        reactions={"👍": ("a", "b"), "❤": ("a",)},
        edited_at=later(2),
        edits=2,
        redaction=Redaction(later(3), "a", "Ada", "Why", ("k/1",), "inbound/1"),
    )
    activity = make_activity(ticket, later(2), desk.org)
    desk.tickets.import_conversation(ticket, [message, activity])
    first, second = desk.tickets.entries(ticket.id, 10, None).items
    assert first == message == desk.tickets.find_message(ticket.id, message.id)
    assert isinstance(second, Event)
    assert (second.id, second.type, second.changes) == (activity.id, activity.type, activity.changes)
    assert desk.tickets.find_message(ticket.id, activity.id) is None
    (stored,) = desk.files.find([file.id])
    assert (stored.file, stored.ticket_id) == (file, ticket.id)


@pytest.mark.parametrize("length", [KEPT, KEPT + 1, 300_000])
def test_a_long_body_comes_back_whole(desk: Desk, length: int) -> None:
    ticket, message = make_ticket(), make_message(text="ä" * length, html="<p>😀</p>", quoted_html="q" * 50)
    desk.tickets.import_conversation(ticket, [message])
    assert desk.tickets.find_message(ticket.id, message.id) == message
    opened = desk.tickets.open(ticket.id, 5)
    assert opened is not None
    assert opened[1].items == [message]


@pytest.mark.parametrize("position", [{}, {"sk": 1}, {"sk": "N"}, {"sk": "X#1"}, {"sk": ""}, {"at": 7}])
def test_a_cursor_that_somebody_made_up_is_refused(desk: Desk, position: dict[str, Any]) -> None:
    ticket_id, _ = conversation(desk, 3)
    with pytest.raises(BadCursor):
        desk.tickets.entries(ticket_id, 3, encode_cursor(position, desk.org, ticket_id))


def test_how_far_a_mail_came_is_noted(desk: Desk) -> None:
    ticket, message = make_ticket(), make_message(delivery=Delivery.QUEUED)
    desk.tickets.import_conversation(ticket, [message])
    event = make_event(EventType.MESSAGE_DELIVERY_CHANGED, agent(org_id=desk.org), later(1), ("ticket", ticket.id))
    report = DeliveryReport(Delivery.SENT, "250 OK", ("one@acme.test", "two@amazonses.com"))
    desk.tickets.set_delivery(ticket.id, message.id, report, event)
    found, changed = desk.tickets.find_message(ticket.id, message.id), desk.tickets.get(ticket.id)
    assert found is not None
    assert changed is not None
    assert (found.delivery, found.delivery_detail) == (Delivery.SENT, "250 OK")
    assert changed.version == ticket.version + 1
    for mail_id in report.mail_ids:
        assert desk.tickets.find_claim("mail-id", mail_id) == Claim("mail-id", mail_id, ticket.id, message.id)
    assert ids(desk.tickets.entries(ticket.id, 5, None).items) == [message.id]
    with pytest.raises(NotFound):
        desk.tickets.set_delivery(ticket.id, new_id(), report, event)
    assert desk.tickets.get(ticket.id) == changed


def test_an_import_that_is_repeated_changes_nothing(desk: Desk) -> None:
    ticket, message = make_ticket(number=41), make_message(delivery=Delivery.QUEUED)
    desk.tickets.import_conversation(ticket, [message])
    event = make_event(EventType.MESSAGE_DELIVERY_CHANGED, agent(org_id=desk.org), later(1), ("ticket", ticket.id))
    desk.tickets.set_delivery(ticket.id, message.id, DeliveryReport(Delivery.SENT), event)
    desk.tickets.import_conversation(ticket, [message])
    found, changed = desk.tickets.find_message(ticket.id, message.id), desk.tickets.get(ticket.id)
    assert found is not None
    assert changed is not None
    assert (found.delivery, changed.version) == (Delivery.SENT, 2)


def test_numbers_go_on_after_the_highest_imported_one(desk: Desk) -> None:
    for number in (900, 41):
        desk.tickets.import_conversation(make_ticket(number=number), [])
    assert [desk.tickets.next_number() for _ in range(2)] == [901, 902]


def test_metadata_is_any_json(desk: Desk) -> None:
    metadata = json.loads('{"a": {"b": [1, 2.5, null, true, "x", {"c": []}]}, "": "", "big": 12345678901234567890}')
    ticket = make_ticket(metadata=metadata)
    desk.tickets.import_conversation(ticket, [])
    found = desk.tickets.get(ticket.id)
    assert found is not None
    assert found.metadata == metadata


def test_a_number_of_another_ticket_cannot_be_imported(desk: Desk) -> None:
    first = make_ticket(number=7)
    desk.tickets.import_conversation(first, [])
    with pytest.raises(AlreadyExists):
        desk.tickets.import_conversation(make_ticket(number=7), [])
    assert desk.tickets.get_by_number(7) == first


class ContendedTable(Table):
    """Another transaction is at the same items, so many times."""

    times = 0

    def transact(self, writes: Sequence[Write]) -> None:
        if self.times:
            self.times -= 1
            raise WriteContended
        super().transact(writes)


@pytest.mark.parametrize("times", [MAX_TRIES - 1, MAX_TRIES])
def test_a_delivery_report_insists(core: Table, org: OrgId, times: int) -> None:
    contended = ContendedTable(core.name, connect(), CORE_INDEXES)
    tickets = TicketTable(contended, org, Bodies(FakeFileStore))
    ticket, message = make_ticket(), make_message()
    tickets.import_conversation(ticket, [message])
    event = make_event(EventType.MESSAGE_DELIVERY_CHANGED, agent(org_id=org), later(1), ("ticket", ticket.id))
    contended.times = times
    if times < MAX_TRIES:
        tickets.set_delivery(ticket.id, message.id, DeliveryReport(Delivery.SENT), event)
    else:
        with pytest.raises(WriteContended):
            tickets.set_delivery(ticket.id, message.id, DeliveryReport(Delivery.SENT), event)
    found = tickets.find_message(ticket.id, message.id)
    assert found is not None
    assert (found.delivery is Delivery.SENT) == (times < MAX_TRIES)


def test_entries_after_a_time(desk: Desk) -> None:
    ticket_id, entries = conversation(desk, 5)
    assert ids(list(desk.tickets.entries_since(ticket_id, later(2)))) == ids(entries)[3:]
    assert ids(list(desk.tickets.entries_since(ticket_id, later(-1)))) == ids(entries)
    assert desk.tickets.entries_since(new_id(), later(0)) == []
    activity, message = entries[2].id, entries[0].id
    found = desk.tickets.find_event(ticket_id, activity)
    assert found is not None
    assert found.id == activity
    assert desk.tickets.find_event(ticket_id, message) is None
    assert desk.tickets.find_event(ticket_id, new_id()) is None


def test_a_message_is_rewritten_where_it_is_unless_it_changed_meanwhile(desk: Desk) -> None:
    made = creation(1, agent(org_id=desk.org))
    desk.tickets.commit(made)
    message = made.messages[0]
    liked = replace(message, reactions={"👍": ("a",)})
    changed = replace(made.ticket, version=2)
    event = make_event(EventType.MESSAGE_REACTED, agent(org_id=desk.org), later(1), ("ticket", changed.id))

    desk.tickets.commit(Change(changed, 1, events=(event,), rewritten=(Rewrite(changed.id, message, liked),)))
    assert desk.tickets.find_message(changed.id, message.id) == liked
    assert [entry for entry in desk.tickets.entries(changed.id, 9, None).items if entry.id == event.id] == []

    other = replace(liked, delivery=Delivery.SENT)
    stale = Rewrite(changed.id, other, replace(liked, reactions={}))
    with pytest.raises(StaleTicket):
        desk.tickets.commit(Change(replace(changed, version=3), 2, events=(event,), rewritten=(stale,)))
    assert desk.tickets.find_message(changed.id, message.id) == liked


@pytest.mark.parametrize("length", [3, KEPT * 2])
def test_what_a_message_said_is_kept_until_it_is_forgotten(desk: Desk, length: int) -> None:
    ticket, file = make_ticket(), make_file()
    message = make_message(text="a" * length, kind=MessageKind.NOTE, files=(file,))
    desk.tickets.import_conversation(ticket, [message])
    revision = Revision(new_id(), message.text, "<p>a</p>", later(1))
    edited = replace(message, text="b" * length, edits=1, edited_at=later(1))
    event = make_event(EventType.MESSAGE_EDITED, agent(org_id=desk.org), later(1), ("ticket", ticket.id))
    next_version = replace(ticket, version=2)
    rewrite = Rewrite(ticket.id, message, edited, revision)
    desk.tickets.commit(Change(next_version, 1, events=(event,), rewritten=(rewrite,)))
    assert desk.tickets.find_message(ticket.id, message.id) == edited
    assert desk.tickets.revisions(ticket.id, message.id) == [revision]
    opened = desk.tickets.open(ticket.id, 5)
    assert opened is not None
    assert ids(opened[1].items) == [message.id, event.id]

    redacted = replace(edited, text="c" * length, files=(), edits=0, edited_at=None)
    rewrite = Rewrite(ticket.id, edited, redacted, None, (revision,))
    desk.tickets.commit(Change(replace(ticket, version=3), 2, events=(event,), rewritten=(rewrite,)))
    desk.tickets.forget_bodies(ticket.id, message.id)
    assert desk.tickets.find_message(ticket.id, message.id) == redacted
    assert desk.tickets.revisions(ticket.id, message.id) == []
    assert desk.files.find([file.id]) == []
    assert len(desk.blobs.kept) <= 1, "only what it says now"
