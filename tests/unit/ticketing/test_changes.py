"""What each act does to a ticket, and what it says of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from schemas.vocabulary import ActorType, EventType, MessageKind, Priority, TicketStatus
from tessera.kernel.clock import to_text
from tessera.kernel.errors import Conflict
from tessera.kernel.person import Person
from tessera.ticketing import changes
from tessera.ticketing.model import Ticket, preview_of
from tests.factories.tickets import agent, agents_message, customer, later, make_message, make_person, make_ticket

ADA = agent()
SOON = later(1)
DONE = (TicketStatus.RESOLVED, TicketStatus.CLOSED)


def edited(ticket: Ticket, seen: int | None = None, at: datetime = SOON, **wish: Any) -> Ticket:
    return changes.edit(ticket, wish, ADA, at, seen)[0]


def test_an_edit_counts_up_and_tells_what_was_and_what_is() -> None:
    ticket = make_ticket()
    after, (event,) = changes.edit(ticket, {"subject": "New", "priority": Priority.HIGH}, ADA, later(1))
    assert (after.subject, after.priority, after.version, after.updated_at) == ("New", Priority.HIGH, 2, later(1))
    assert event.type is EventType.TICKET_UPDATED
    assert event.changes == {"subject": (ticket.subject, "New"), "priority": ("normal", "high")}
    assert (event.subject_type, event.subject_id, event.actor) == ("ticket", ticket.id, ADA)


def test_an_edit_that_changes_nothing_says_nothing() -> None:
    ticket = make_ticket()
    assert changes.edit(ticket, {"subject": ticket.subject, "assignee_id": None}, ADA, later(1)) == (ticket, [])


@pytest.mark.parametrize(
    ("wish", "type_"),
    [
        ({"status": TicketStatus.PENDING}, EventType.TICKET_STATUS_CHANGED),
        ({"assignee_id": "a"}, EventType.TICKET_ASSIGNED),
        ({"assignee_id": "a", "team_id": "t"}, EventType.TICKET_ASSIGNED),
        ({"assignee_id": "a", "status": TicketStatus.PENDING}, EventType.TICKET_UPDATED),
        ({"metadata": {"a": 1}}, EventType.TICKET_UPDATED),
    ],
)
def test_the_event_is_named_for_what_happened(wish: dict[str, Any], type_: EventType) -> None:
    _, (event,) = changes.edit(make_ticket(), wish, ADA, later(1))
    assert event.type is type_


def test_two_edits_of_one_version_collide_only_in_the_same_field() -> None:
    """Ada and Bob both look at version 1."""
    first = edited(make_ticket(), 1, subject="Ada's")
    second = edited(first, 1, priority=Priority.LOW)
    assert (second.subject, second.priority, second.version) == ("Ada's", Priority.LOW, 3)
    with pytest.raises(Conflict) as refused:
        edited(second, 1, subject="Bob's", priority=Priority.HIGH, assignee_id="bob")
    assert refused.value.fields == ("priority", "subject")
    assert refused.value.current["subject"] == "Ada's"
    assert edited(second, 3, subject="Bob's").subject == "Bob's"
    assert edited(second, None, subject="Bob's").subject == "Bob's"


def test_wishing_what_somebody_else_did_already_is_no_collision() -> None:
    first = edited(make_ticket(), 1, subject="Same")
    assert changes.edit(first, {"subject": "Same"}, ADA, later(2), 1) == (first, [])


@pytest.mark.parametrize("status", DONE)
def test_a_ticket_that_is_done_remembers_since_when(status: TicketStatus) -> None:
    done = edited(make_ticket(), status=status)
    assert done.resolved_at == later(1)
    other = next(one for one in DONE if one is not status)
    assert edited(done, at=later(2), status=other).resolved_at == later(1)
    assert edited(done, at=later(2), status=TicketStatus.ON_HOLD).resolved_at is None


def test_a_ticket_remembers_when_an_agent_first_answered() -> None:
    def said(ticket: Ticket, minutes: int, **fields: Any) -> Ticket:
        return changes.add_message(ticket, make_message(**fields), ADA, later(minutes))[0]

    agent: dict[str, Any] = {"author_type": ActorType.AGENT}
    noted = said(make_ticket(), 1, kind=MessageKind.NOTE, **agent)
    asked = said(noted, 2, author_type=ActorType.CUSTOMER)
    confirmed = said(asked, 3, automatic=True, **agent)
    assert confirmed.first_reply_at is None
    answered = said(confirmed, 4, **agent)
    assert answered.first_reply_at == later(4)
    assert said(answered, 5, **agent).first_reply_at == later(4)


def test_a_deleted_ticket_changes_no_more_until_it_is_restored() -> None:
    deleted, (event,) = changes.delete(make_ticket(), ADA, later(1))
    assert (deleted.deleted_at, deleted.version) == (later(1), 2)
    assert event.type is EventType.TICKET_DELETED
    assert event.changes == {"deleted_at": (None, to_text(later(1)))}
    assert changes.delete(deleted, ADA, later(2)) == (deleted, [])
    with pytest.raises(Conflict):
        edited(deleted, subject="New")
    with pytest.raises(Conflict):
        changes.add_message(deleted, make_message(), ADA, later(2))
    restored, (event,) = changes.restore(deleted, ADA, later(3))
    assert (restored.deleted_at, restored.version, event.type) == (None, 3, EventType.TICKET_RESTORED)
    assert changes.restore(restored, ADA, later(4)) == (restored, [])


@pytest.mark.parametrize("status", [one for one in TicketStatus if one is not TicketStatus.OPEN])
def test_what_a_customer_writes_opens_the_ticket_again(status: TicketStatus) -> None:
    waiting = edited(make_ticket(), status=status)
    grace = customer(make_person())
    after, (added, opened) = changes.add_message(waiting, make_message(), grace, later(2))
    assert (after.status, after.resolved_at) == (TicketStatus.OPEN, None)
    assert (added.type, opened.type) == (EventType.MESSAGE_ADDED, EventType.TICKET_STATUS_CHANGED)
    assert opened.changes == {"status": (status, TicketStatus.OPEN)}
    assert after.version == waiting.version + 1
    with pytest.raises(Conflict):
        edited(after, waiting.version, status=TicketStatus.CLOSED)


def test_an_open_ticket_needs_no_opening() -> None:
    _, events = changes.add_message(make_ticket(), make_message(), customer(make_person()), later(2))
    assert [event.type for event in events] == [EventType.MESSAGE_ADDED]


@pytest.mark.parametrize(
    "message",
    [
        make_message(automatic=True),
        agents_message(ADA),
        agents_message(ADA, kind=MessageKind.NOTE),
        make_message(author_type=ActorType.SYSTEM),
    ],
    ids=["an automatic reply", "an agent's reply", "a note", "the system's"],
)
def test_nothing_else_opens_it(message: Any) -> None:
    waiting = edited(make_ticket(), status=TicketStatus.RESOLVED)
    after, events = changes.add_message(waiting, message, ADA, later(2))
    assert after.status is TicketStatus.RESOLVED
    assert [event.type for event in events] == [EventType.MESSAGE_ADDED]


def test_a_reply_is_what_a_list_shows_and_a_note_is_not() -> None:
    ticket = make_ticket(preview="First", last_message_by=ActorType.CUSTOMER)
    noted, _ = changes.add_message(ticket, agents_message(ADA, kind=MessageKind.NOTE, text="secret"), ADA, later(1))
    assert (noted.preview, noted.message_count, noted.last_message_at) == ("First", 2, ticket.last_message_at)
    assert "messages" not in noted.field_versions
    replied, (event,) = changes.add_message(noted, agents_message(ADA, text="Look\nat  this"), ADA, later(2))
    assert (replied.preview, replied.message_count, replied.last_message_at) == ("Look at this", 3, later(2))
    assert replied.last_message_by is ActorType.AGENT
    assert replied.field_versions["messages"] == replied.version == 3
    assert event.data["kind"] == "reply"
    assert event.data["author_type"] == "agent"


def test_whoever_is_written_to_takes_part_from_then_on() -> None:
    ticket = make_ticket(mailbox="support@acme.test")
    carl, dora = Person(None, "Carl", "carl@x.test"), Person(None, "Dora", "dora@x.test")
    ourselves = Person(None, "Support", "support@acme.test")
    message = agents_message(ADA, to=(ticket.requester, carl), cc=(ourselves, dora, replace(carl, name="C.")))
    once, _ = changes.add_message(ticket, message, ADA, later(1))
    assert once.participants == (carl, dora)
    again, _ = changes.add_message(once, message, ADA, later(2))
    assert again.participants == (carl, dora)
    assert again.is_entitled("carl@x.test")
    assert again.is_entitled(ticket.requester.email)
    assert not again.is_entitled("eve@x.test")


def test_a_note_invites_nobody() -> None:
    note = agents_message(ADA, kind=MessageKind.NOTE, cc=(make_person(),))
    assert changes.add_message(make_ticket(), note, ADA, later(1))[0].participants == ()


def test_a_preview_is_one_short_line() -> None:
    assert preview_of(" a\n\n b\tc ") == "a b c"
    long = preview_of("word " * 100)
    assert len(long) <= 140
    assert long.endswith("word…")
