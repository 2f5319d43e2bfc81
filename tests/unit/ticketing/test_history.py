"""Undo, redo, and the ticket as of a time, through the use cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from schemas.vocabulary import MessageKind, Priority, Role, TicketStatus
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import BadCursor, Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.kernel.ids import new_id
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.editing import EditingService, NewText
from tessera.ticketing.files import FileService
from tessera.ticketing.history import as_of
from tessera.ticketing.linking import LinkService
from tessera.ticketing.merging import MergeService
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.service import TicketService
from tessera.ticketing.splitting import SplitService
from tessera.ticketing.undoing import UndoService
from tessera.ticketing.views import TicketViews
from tests.factories.identity import ORG
from tests.factories.tickets import agent, creation, later, make_activity, make_ticket
from tests.fakes.files import FakeFileStore
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeTicketCustomers, FakeTickets


@dataclass
class Office:
    """A desk, whose clock goes on by a minute with every look at it."""

    service: TicketService
    undoing: UndoService
    views: TicketViews
    editing: EditingService
    ticket: Ticket

    def edit(self, **wish: Any) -> Ticket:
        return self.service.edit_ticket(agent(), self.ticket.id, wish)

    def undo(self, changed: Ticket, role: Role = Role.AGENT) -> Ticket:
        assert changed.last_change_id
        return self.undoing.undo(agent(role), self.ticket.id, changed.last_change_id)


@pytest.fixture
def office() -> Office:
    desk = FakeDesk()
    tickets = FakeTickets(desk, ORG)
    first = creation(1, agent(Role.ADMIN), later(0))
    tickets.commit(first)
    minutes: Iterator[datetime] = iter([later(minute) for minute in range(1, 200)])
    files = FileService(ORG, FakeFileRecords(desk), FakeFileStore(), tickets)
    customers, clock = FakeTicketCustomers(desk), lambda: next(minutes)
    service = TicketService(tickets, customers, files, Sanitiser(str, str), clock)
    merging, splitting = MergeService(tickets, clock), SplitService(tickets, customers, clock)
    undoing = UndoService(tickets, service, merging, splitting, LinkService(tickets, clock), clock)
    editing = EditingService(tickets, Sanitiser(str, str), clock)
    return Office(service, undoing, TicketViews(tickets), editing, first.ticket)


def test_a_change_is_taken_back_and_made_again(office: Office) -> None:
    changed = office.edit(priority=Priority.URGENT, subject="Smoke")

    undone = office.undo(changed)
    assert (undone.priority, undone.subject) == (office.ticket.priority, office.ticket.subject)

    redone = office.undo(undone)
    assert (redone.priority, redone.subject) == (Priority.URGENT, "Smoke")


def test_undoing_leaves_what_others_changed_since(office: Office) -> None:
    changed = office.edit(priority=Priority.URGENT)
    office.edit(status=TicketStatus.PENDING)

    undone = office.undo(changed)

    assert (undone.priority, undone.status) == (Priority.NORMAL, TicketStatus.PENDING)


def test_one_goes_back_step_by_step_and_forth_again(office: Office) -> None:
    steps = [Priority.LOW, Priority.HIGH, Priority.URGENT]
    done = [office.edit(priority=each) for each in steps]

    undone = [office.undo(each) for each in reversed(done)]
    assert [each.priority for each in undone] == [Priority.HIGH, Priority.LOW, Priority.NORMAL]

    redone = [office.undo(each) for each in reversed(undone)]
    assert [each.priority for each in redone] == steps

    again = [office.undo(each) for each in reversed(redone)]
    assert [each.priority for each in again] == [Priority.HIGH, Priority.LOW, Priority.NORMAL]


def test_a_step_before_one_that_stands_is_not_taken_back(office: Office) -> None:
    low, high = office.edit(priority=Priority.LOW), office.edit(priority=Priority.HIGH)
    office.undo(high)
    office.edit(priority=Priority.URGENT)
    for step in (low, high):
        with pytest.raises(Conflict):
            office.undo(step)


def test_a_change_is_not_taken_back_twice(office: Office) -> None:
    low = office.edit(priority=Priority.LOW)
    undone = office.undo(low)
    assert office.undo(low) == undone
    office.edit(priority=Priority.URGENT)
    with pytest.raises(Conflict):
        office.undo(low)


def test_a_field_that_changed_since_is_named(office: Office) -> None:
    changed = office.edit(priority=Priority.URGENT, status=TicketStatus.PENDING)
    office.edit(priority=Priority.LOW)

    with pytest.raises(Conflict) as refused:
        office.undo(changed)

    assert refused.value.fields == ("priority",)
    assert office.views.open_ticket(agent(), office.ticket.id)[0].status is TicketStatus.PENDING


def test_deleting_is_undone_by_whoever_may_delete(office: Office) -> None:
    deleted = office.service.delete_ticket(agent(Role.SUPERVISOR), office.ticket.id)

    with pytest.raises(Forbidden):
        office.undo(deleted)
    assert office.undo(deleted, Role.SUPERVISOR).deleted_at is None


def test_a_creation_cannot_be_undone(office: Office) -> None:
    entries = office.views.open_ticket(agent(), office.ticket.id)[1].items
    created = next(entry for entry in entries if isinstance(entry, Event))

    with pytest.raises(Invalid):
        office.undoing.undo(agent(), office.ticket.id, created.id)


def test_a_change_of_another_ticket_is_not_there(office: Office) -> None:
    with pytest.raises(NotFound):
        office.undoing.undo(agent(), office.ticket.id, "01920000-0000-7000-8000-000000000000")


def test_the_ticket_as_of_each_time(office: Office) -> None:
    versions = [office.ticket, office.edit(priority=Priority.URGENT), office.edit(status=TicketStatus.RESOLVED)]
    office.service.add_message(agent(), office.ticket.id, NewMessage(MessageKind.NOTE, "Replaced the fuse."))
    versions.append(office.edit(priority=Priority.LOW, subject="Fuse"))

    for version in versions:
        then, entries = office.views.read_as_of(agent(), office.ticket.id, version.updated_at)
        assert (then.subject, then.status, then.priority) == (version.subject, version.status, version.priority)
        assert then.message_count == version.message_count == sum(isinstance(each, Message) for each in entries.items)
        assert (then.resolved_at, then.updated_at) == (version.resolved_at, version.updated_at)

    with pytest.raises(NotFound):
        office.views.read_as_of(agent(), office.ticket.id, later(-1))


def test_a_note_says_what_it_said_then(office: Office) -> None:
    author, ticket_id = agent(), office.ticket.id
    note = office.service.add_message(author, ticket_id, NewMessage(MessageKind.NOTE, "First.")).message
    assert note
    said = {note.created_at: "First."}
    for text in ("Second.", "Third."):
        edited = office.editing.edit_text(author, ticket_id, note.id, NewText(text)).message
        assert edited
        assert edited.edited_at
        said[edited.edited_at] = text

    for edits, (at, text) in enumerate(said.items()):
        _, entries = office.views.read_as_of(agent(), ticket_id, at)
        (then,) = [each for each in entries.items if isinstance(each, Message) and each.id == note.id]
        assert (then.text, then.edits, then.edited_at) == (text, edits, at if edits else None)


def test_a_long_conversation_as_of_a_time_is_read_back_to_its_start(office: Office) -> None:
    for number in range(70):
        office.service.add_message(agent(), office.ticket.id, NewMessage(MessageKind.NOTE, str(number)))
    then = office.edit(priority=Priority.LOW).updated_at
    office.service.add_message(agent(), office.ticket.id, NewMessage(MessageKind.NOTE, "Later."))

    ticket, newest = office.views.read_as_of(agent(), office.ticket.id, then)
    assert newest.next_cursor
    _, oldest = office.views.read_as_of(agent(), office.ticket.id, then, newest.next_cursor)

    assert oldest.next_cursor is None
    texts = [each.text for each in (*oldest.items, *newest.items) if isinstance(each, Message)]
    assert len(texts) == ticket.message_count
    assert texts[-70:] == [str(number) for number in range(70)]
    with pytest.raises(BadCursor):
        office.views.read_as_of(agent(), office.ticket.id, later(3), newest.next_cursor)


def test_a_deletion_that_was_taken_back_already_is_not_made_again(office: Office) -> None:
    deleted = office.service.delete_ticket(agent(Role.ADMIN), office.ticket.id)
    restored = office.undo(deleted, Role.ADMIN)
    office.service.delete_ticket(agent(Role.ADMIN), office.ticket.id)
    again = office.service.restore_ticket(agent(Role.ADMIN), office.ticket.id)
    with pytest.raises(Conflict) as refused:
        office.undo(restored, Role.ADMIN)
    assert refused.value.fields == ("deleted_at",)
    assert office.undo(again, Role.ADMIN).deleted_at is not None


def test_what_happened_at_the_very_time_had_happened() -> None:
    ticket = make_ticket(later(0), priority=Priority.HIGH)
    event = make_activity(ticket, later(5))
    younger = replace(event, id=new_id(to_ms(later(5)) + 7))
    for then, priority in ((later(5), Priority.HIGH), (later(4), Priority.NORMAL)):
        found = as_of(ticket, [younger], then)
        assert found
        assert found.priority is priority
