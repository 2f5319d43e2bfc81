"""Replies whose time comes while their ticket is deleted: not sent late, not lost, and their author is told."""

import pytest

from schemas.vocabulary import ActorType, Delivery, EventType
from tessera.kernel.errors import Conflict
from tessera.ticketing.model import Message, Ticket
from tests.factories.tickets import later
from tests.unit.ticketing.office import Office
from tests.unit.ticketing.waiting import (
    ADA,
    BOSS,
    TEXT,
    Deciding,
    put_off,
    reword,
    ring,
    schedule,
    send_now,
    shown,
    states,
    take_back,
)


@pytest.fixture
def office() -> Office:
    return Office()


def deleted_in_time(office: Office, **fields: object) -> tuple[Ticket, Message]:
    """A ticket that is deleted when the time of its reply comes, and the reply."""
    ticket = office.open_ticket()
    waiting = schedule(office, ticket, **fields)  # type: ignore[arg-type]
    office.clock.now = later(10)
    office.service.delete_ticket(BOSS, ticket.id)
    return ticket, waiting


def test_restored_within_its_time_it_goes_out(office: Office) -> None:
    ticket, waiting = deleted_in_time(office)
    assert office.scheduling.list_scheduled(ADA) == [(ticket.id, waiting)]
    office.clock.now = later(20)
    office.service.restore_ticket(BOSS, ticket.id)

    ring(office)

    assert states(office, ticket) == [Delivery.QUEUED]


def test_while_the_ticket_is_deleted_it_stays_unsent_and_its_author_is_told(office: Office) -> None:
    ticket, waiting = deleted_in_time(office)

    ring(office)
    ring(office)

    (unsent,) = shown(office, ticket)
    assert (unsent.id, unsent.delivery, unsent.send_at) == (waiting.id, Delivery.UNSENT, waiting.send_at)
    assert unsent.delivery_detail == "The ticket was deleted when its time came."
    assert office.scheduling.list_scheduled(ADA) == [(ticket.id, unsent)]
    (told,) = [event for event in office.desk.events if event.type is EventType.MESSAGE_UNSENT]
    assert (told.subject_id, told.data["author_id"], told.actor.type) == (ticket.id, ADA.id, ActorType.SYSTEM)
    assert told in office.desk.entries[ticket.id].values(), "the timeline keeps it"
    assert office.state(ticket).message_count == 1


def test_restored_after_its_time_it_does_not_go_out_by_itself(office: Office) -> None:
    ticket, _ = deleted_in_time(office)
    ring(office)
    office.service.restore_ticket(BOSS, ticket.id)
    ring(office, 99)

    assert states(office, ticket) == [Delivery.UNSENT]


@pytest.mark.parametrize(("restored", "rings", "state"), [(40, 41, Delivery.UNSENT), (20, 99, Delivery.QUEUED)])
def test_a_late_alarm_sends_what_nothing_stood_in_the_way_of_at_its_time(
    office: Office, restored: int, rings: int, state: Delivery
) -> None:
    ticket, _ = deleted_in_time(office)
    office.clock.now = later(restored)
    office.service.restore_ticket(BOSS, ticket.id)

    ring(office, rings)

    assert states(office, ticket) == [state]


@pytest.mark.parametrize(
    ("decide", "left", "sent"),
    [(take_back, [], 0), (put_off, [Delivery.SCHEDULED], 1), (send_now, [Delivery.QUEUED], 1)],
)
def test_what_was_not_sent_is_decided_on_then(
    office: Office, decide: Deciding, left: list[Delivery], sent: int
) -> None:
    ticket, waiting = deleted_in_time(office)
    ring(office)
    office.service.restore_ticket(BOSS, ticket.id)

    decided = decide(office, ticket, waiting)

    assert states(office, ticket) == left
    assert decided.delivery_detail is None or not left
    ring(office, 60)
    assert states(office, ticket) == [Delivery.QUEUED] * sent


def test_from_a_deleted_ticket_nothing_is_sent_but_everything_can_be_taken_back(office: Office) -> None:
    ticket, waiting = deleted_in_time(office)
    ring(office)

    for decide in (put_off, send_now, reword):
        with pytest.raises(Conflict, match="Restore it first"):
            decide(office, ticket, waiting)
    assert take_back(office, ticket, waiting).text == TEXT
    assert shown(office, ticket) == []


def test_merged_into_a_ticket_that_is_deleted_it_stays_unsent(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    waiting = schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)
    office.service.delete_ticket(BOSS, target.id)
    ring(office)
    assert states(office, target) == [Delivery.UNSENT]
    (told,) = [event for event in office.desk.events if event.type is EventType.MESSAGE_UNSENT]
    assert told.subject_id == target.id

    office.service.restore_ticket(BOSS, target.id)
    office.merging.unmerge(BOSS, source.id)
    assert (states(office, source), states(office, target)) == ([Delivery.UNSENT], [])
    send_now(office, source, waiting)
    assert states(office, source) == [Delivery.QUEUED]


def test_what_was_not_sent_is_not_split_off(office: Office) -> None:
    ticket, waiting = deleted_in_time(office)
    ring(office)
    office.service.restore_ticket(BOSS, ticket.id)

    with pytest.raises(Conflict, match="Take it back first"):
        office.splitting.split(BOSS, ticket.id, [waiting.id], {})
