"""Replies that wait, and tickets that sleep, through the use cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from schemas.vocabulary import ActorType, Delivery, EventType, MessageKind, Role, TicketStatus
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.ids import new_id
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.files import FileService
from tessera.ticketing.merging import MergeService
from tessera.ticketing.model import FileRef, Message, Ticket
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.scheduling import SchedulingService
from tessera.ticketing.service import TicketService
from tests.factories.identity import ORG
from tests.factories.tickets import agent, agent_of_teams, creation, later, make_file, make_message
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import FakeClock
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeTicketCustomers, FakeTickets

CLOCK = system_actor(ORG, "c")


@dataclass
class Office:
    desk: FakeDesk
    tickets: FakeTickets
    service: TicketService
    scheduling: SchedulingService
    clock: FakeClock
    ticket: Ticket
    author: Actor

    def schedule(self, minutes: float = 30, then: TicketStatus | None = None, *files: FileRef) -> Message:
        new = NewMessage(
            MessageKind.REPLY,
            "It ships tomorrow.",
            file_ids=tuple(file.id for file in files),
            set_status=then,
            send_at=later(minutes),
        )
        message = self.service.add_message(self.author, self.ticket.id, new).message
        assert message
        return message

    def now(self) -> Ticket:
        ticket = self.tickets.get(self.ticket.id)
        assert ticket
        return ticket

    def messages(self) -> list[Message]:
        return [entry for entry in self.desk.entries[self.ticket.id].values() if isinstance(entry, Message)]


@pytest.fixture
def office() -> Office:
    desk, clock, store = FakeDesk(), FakeClock(), FakeFileStore()
    tickets = FakeTickets(desk, ORG)
    first = creation(1, agent())
    tickets.commit(first)
    files = FileService(ORG, FakeFileRecords(desk), store, tickets)
    service = TicketService(tickets, FakeTicketCustomers(desk), files, Sanitiser(str, str), clock)
    return Office(desk, tickets, service, SchedulingService(tickets, clock), clock, first.ticket, agent())


def test_a_scheduled_reply_waits_and_changes_nothing_yet(office: Office) -> None:
    message = office.schedule(then=TicketStatus.PENDING)

    assert message.delivery is Delivery.SCHEDULED
    assert office.now().status is TicketStatus.OPEN
    assert office.now().last_message_by is ActorType.CUSTOMER
    assert office.desk.events[-1].type is EventType.MESSAGE_SCHEDULED


def test_when_its_time_comes_it_goes_out_in_its_authors_name(office: Office) -> None:
    message = office.schedule(30, TicketStatus.PENDING)
    office.clock.forward(minutes=30)

    office.scheduling.release(CLOCK, office.ticket.id, message.id, later(30))

    sent = office.messages()[-1]
    assert (sent.delivery, sent.author_id, sent.created_at) == (Delivery.QUEUED, office.author.id, later(30))
    assert message.id not in office.desk.entries[office.ticket.id]
    assert (office.now().status, office.now().last_message_by) == (TicketStatus.PENDING, ActorType.AGENT)
    told = [event for event in office.desk.events if event.type is EventType.MESSAGE_ADDED][-1]
    assert (told.data["message_id"], told.actor.id) == (sent.id, office.author.id)


def test_an_alarm_that_rings_twice_sends_once(office: Office) -> None:
    message = office.schedule()
    for _ in range(2):
        office.scheduling.release(CLOCK, office.ticket.id, message.id, later(30))

    assert len([sent for sent in office.messages() if sent.delivery is Delivery.QUEUED]) == 1


def test_a_reply_that_was_taken_back_never_goes_out_and_its_files_can_be_used_again(office: Office) -> None:
    file = make_file()
    FakeFileRecords(office.desk).add_upload(file, office.author.id)
    office.service._files._store.kept[file.key] = b"pdf"  # type: ignore[attr-defined]
    message = office.schedule(30, None, file)

    back = office.scheduling.take_back(office.author, office.ticket.id, message.id)
    office.scheduling.release(CLOCK, office.ticket.id, message.id, later(30))

    assert back.text == "It ships tomorrow."
    assert [sent for sent in office.messages() if sent.author_type is ActorType.AGENT] == []
    assert office.schedule(40, None, file).files == message.files


def test_a_reply_that_was_put_off_goes_out_at_the_later_time_only(office: Office) -> None:
    message = office.schedule(30)
    moved = office.scheduling.put_off(office.author, office.ticket.id, message.id, later(60))

    office.scheduling.release(CLOCK, office.ticket.id, message.id, later(30))
    assert office.scheduling.list_scheduled(office.author) == [(office.ticket.id, moved)]

    office.scheduling.release(CLOCK, office.ticket.id, moved.id, later(60))
    assert office.scheduling.list_scheduled(office.author) == []


def test_what_is_on_its_way_cannot_be_taken_back(office: Office) -> None:
    new = NewMessage(MessageKind.REPLY, "Gone.")
    sent = office.service.add_message(office.author, office.ticket.id, new).message
    assert sent

    with pytest.raises(Conflict):
        office.scheduling.take_back(office.author, office.ticket.id, sent.id)
    with pytest.raises(NotFound):
        office.scheduling.take_back(office.author, office.ticket.id, "no-such-message")


def test_it_can_go_at_once_after_all(office: Office) -> None:
    message = office.schedule(30, TicketStatus.PENDING)

    sent = office.scheduling.send_now(office.author, office.ticket.id, message.id)
    office.scheduling.release(CLOCK, office.ticket.id, message.id, later(30))

    assert (sent.delivery, sent.send_at, office.now().status) == (Delivery.QUEUED, None, TicketStatus.PENDING)
    assert len([one for one in office.messages() if one.author_type is ActorType.AGENT]) == 1


def test_what_is_held_for_some_seconds_is_held_by_our_own_clock(office: Office) -> None:
    new = NewMessage(MessageKind.REPLY, "Oops.", hold_seconds=8)
    held = office.service.add_message(office.author, office.ticket.id, new).message
    assert held

    assert (held.delivery, held.send_at) == (Delivery.SCHEDULED, office.clock() + timedelta(seconds=8))


@pytest.mark.parametrize("waits", [{"hold_seconds": 8}, {"send_at": later(30)}])
def test_a_note_waits_for_nothing(office: Office, waits: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="Leave the time out") as refused:
        office.service.add_message(office.author, office.ticket.id, NewMessage(MessageKind.NOTE, "For us.", **waits))
    assert refused.value.field == next(iter(waits))


def test_its_author_takes_it_back_though_they_do_not_see_the_ticket_any_more(office: Office) -> None:
    team = new_id()
    office.desk.people["team", team] = True
    author = office.author = agent_of_teams("other")
    message = office.schedule()
    office.service.edit_ticket(agent(Role.ADMIN), office.ticket.id, {"team_id": team})
    hidden = office.ticket.id
    with pytest.raises(NotFound):
        office.scheduling.take_back(agent_of_teams("other"), hidden, message.id)
    with pytest.raises(NotFound):
        office.scheduling.put_off(author, hidden, message.id, later(60))
    with pytest.raises(NotFound):
        office.scheduling.send_now(author, hidden, message.id)
    assert office.scheduling.take_back(author, hidden, message.id).text == message.text
    with pytest.raises(NotFound):
        office.scheduling.take_back(author, hidden, message.id)


def test_only_its_author_or_a_supervisor_decides_on_a_waiting_reply(office: Office) -> None:
    message = office.schedule()
    decisions: tuple[Callable[[Actor], Message], ...] = (
        lambda who: office.scheduling.take_back(who, office.ticket.id, message.id),
        lambda who: office.scheduling.put_off(who, office.ticket.id, message.id, later(60)),
        lambda who: office.scheduling.send_now(who, office.ticket.id, message.id),
    )
    for decide in decisions:
        with pytest.raises(Forbidden):
            decide(agent())

    assert office.scheduling.take_back(agent(Role.SUPERVISOR), office.ticket.id, message.id).id == message.id


def test_a_reply_is_not_put_off_into_the_past(office: Office) -> None:
    message = office.schedule()

    with pytest.raises(Invalid) as refused:
        office.scheduling.put_off(office.author, office.ticket.id, message.id, later(-1.1))
    assert refused.value.field == "send_at"


def test_a_reply_is_not_sent_in_the_past_either(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.schedule(-1.1)
    assert refused.value.field == "send_at"
    assert office.scheduling.list_scheduled(office.author) == []


def test_a_clock_may_be_a_minute_late(office: Office) -> None:
    message = office.schedule(-0.9)
    moved = office.scheduling.put_off(office.author, office.ticket.id, message.id, later(-0.9))
    assert moved.send_at == later(-0.9)


def test_a_note_is_not_sent_at_any_time(office: Office) -> None:
    new = NewMessage(MessageKind.NOTE, "Among us.", send_at=later(30))
    with pytest.raises(Invalid) as refused:
        office.service.add_message(office.author, office.ticket.id, new)
    assert refused.value.field == "send_at"


def test_a_snoozed_ticket_wakes_at_its_time(office: Office) -> None:
    asleep = office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(60)})
    assert (asleep.status, asleep.snoozed_until) == (TicketStatus.ON_HOLD, later(60))

    office.scheduling.wake(CLOCK, office.ticket.id, later(60))

    assert (office.now().status, office.now().snoozed_until) == (TicketStatus.OPEN, None)


def test_a_ticket_that_was_put_off_again_sleeps_on(office: Office) -> None:
    office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(60)})
    office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(90)})

    office.scheduling.wake(CLOCK, office.ticket.id, later(60))

    assert office.now().status is TicketStatus.ON_HOLD


@pytest.mark.parametrize("minutes", [30, 90])
def test_what_is_deleted_over_the_end_of_its_snooze_is_awake_when_it_comes_back(office: Office, minutes: int) -> None:
    office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(60)})
    boss = agent(Role.ADMIN)
    office.service.delete_ticket(boss, office.ticket.id)
    office.clock.forward(minutes=minutes)
    if minutes > 60:
        office.scheduling.wake(CLOCK, office.ticket.id, later(60))
        assert office.now().snoozed_until == later(60)

    office.service.restore_ticket(boss, office.ticket.id)

    asleep = (TicketStatus.ON_HOLD, later(60))
    assert (office.now().status, office.now().snoozed_until) == (asleep if minutes < 60 else (TicketStatus.OPEN, None))


@pytest.mark.parametrize("minutes", [30, 90])
def test_what_is_merged_over_the_end_of_its_snooze_is_awake_when_it_stands_alone(office: Office, minutes: int) -> None:
    other = creation(2, agent())
    office.tickets.commit(other)
    office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(60)})
    merging = MergeService(office.tickets, office.clock)
    merging.merge(office.author, office.ticket.id, other.ticket.id)
    office.clock.forward(minutes=minutes)
    if minutes > 60:
        office.scheduling.wake(CLOCK, office.ticket.id, later(60))

    alone = merging.unmerge(office.author, office.ticket.id)

    asleep = (TicketStatus.ON_HOLD, later(60))
    assert (alone.status, alone.snoozed_until) == (asleep if minutes < 60 else (TicketStatus.OPEN, None))
    assert office.tickets.get(alone.id) == alone


def test_the_customer_wakes_the_ticket_by_answering(office: Office) -> None:
    office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(60)})
    answer = replace(make_message(later(5)), author_id=office.ticket.requester.id)

    office.service.receive(CLOCK, office.ticket.id, answer, ())

    assert (office.now().status, office.now().snoozed_until) == (TicketStatus.OPEN, None)


def test_waking_what_is_not_asleep_opens_nothing(office: Office) -> None:
    office.service.edit_ticket(office.author, office.ticket.id, {"status": TicketStatus.RESOLVED})

    same = office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": None})

    assert same.status is TicketStatus.RESOLVED


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"snoozed_until": later(-5)}, "snoozed_until"),
        ({"snoozed_until": later(60), "status": TicketStatus.RESOLVED}, "status"),
        ({"snoozed_until": later(60), "status": TicketStatus.OPEN}, "status"),
    ],
)
def test_sleep_ends_in_time_to_come_and_is_on_hold(office: Office, wish: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        office.service.edit_ticket(office.author, office.ticket.id, wish)

    assert refused.value.field == field


def test_another_status_ends_the_sleep(office: Office) -> None:
    office.service.edit_ticket(office.author, office.ticket.id, {"snoozed_until": later(60)})
    resolved = office.service.edit_ticket(office.author, office.ticket.id, {"status": TicketStatus.RESOLVED})

    assert (resolved.status, resolved.snoozed_until) == (TicketStatus.RESOLVED, None)
