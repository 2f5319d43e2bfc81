"""Merging and taking apart, through the use cases."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import MessageKind, Role, TicketStatus
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.person import Person
from tessera.ticketing.changes import add_message
from tessera.ticketing.merging import MAX_MERGED, MergeService
from tessera.ticketing.model import Change, Message, Ticket
from tessera.ticketing.views import TicketViews
from tests.factories.identity import ORG
from tests.factories.tickets import agent, agent_of_teams, agents_message, creation, later
from tests.fakes.identity import FakeClock
from tests.fakes.tickets import FakeDesk, FakeTickets


@dataclass
class Office:
    tickets: FakeTickets
    service: MergeService
    views: TicketViews
    clock: FakeClock
    made: int = 0

    def ticket(self, **fields: Any) -> Ticket:
        self.made += 1
        change = creation(self.made, agent(), later(self.made), **fields)
        self.tickets.commit(change)
        return change.ticket

    def now(self, ticket: Ticket) -> Ticket:
        found = self.tickets.get(ticket.id)
        assert found
        return found

    def messages(self, ticket: Ticket) -> list[str]:
        entries = self.views.open_ticket(agent(), ticket.id)[1].items
        return [entry.id for entry in entries if isinstance(entry, Message)]


@pytest.fixture
def office() -> Office:
    return new_office()


def new_office() -> Office:
    tickets, clock = FakeTickets(FakeDesk(), ORG), FakeClock()
    return Office(tickets, MergeService(tickets, clock), TicketViews(tickets), clock)


def test_the_ticket_that_goes_on_has_both_conversations_and_all_people(office: Office) -> None:
    ada, bob = Person("a", "Ada", "ada@example.com"), Person("b", "Bob", "bob@example.com")
    source, target = office.ticket(requester=ada, participants=(bob,)), office.ticket(requester=bob)
    before = office.messages(source) + office.messages(target)

    merged = office.service.merge(agent(), source.id, target.id)

    assert office.messages(target) == sorted(before)
    assert merged.message_count == 2
    assert merged.participants == (ada,)
    assert merged.is_entitled("ada@example.com")
    gone = office.now(source)
    assert (gone.merged_into, gone.status) == (target.id, TicketStatus.CLOSED)


def test_taking_apart_restores_both(office: Office) -> None:
    source, target = office.ticket(status=TicketStatus.PENDING), office.ticket()
    alone, other = office.messages(source), office.messages(target)
    office.service.merge(agent(), source.id, target.id)

    restored = office.service.unmerge(agent(), source.id)

    assert (restored.merged_into, restored.status) == (None, TicketStatus.PENDING)
    assert (office.messages(source), office.messages(target)) == (alone, other)
    assert (office.now(target).message_count, office.now(target).merged_ids) == (1, ())
    with pytest.raises(Conflict):
        office.service.unmerge(agent(), source.id)


def test_who_came_with_the_merged_ticket_leaves_with_it_unless_they_were_written_to(office: Office) -> None:
    ada, bob, cora = (Person(None, name, f"{name.lower()}@example.com") for name in ("Ada", "Bob", "Cora"))
    source, target = office.ticket(requester=ada, participants=(cora,)), office.ticket(requester=bob)
    before = office.now(target)
    office.clock.forward(minutes=20)
    grown = office.service.merge(agent(), source.id, target.id)
    answer = agents_message(agent(), later(30), to=(bob,), cc=(cora,))
    office.tickets.commit(Change(*_added(grown, answer)))
    office.clock.forward(minutes=20)

    office.service.unmerge(agent(), source.id)

    now = office.now(target)
    assert now.participants == (cora,)
    assert (now.message_count, now.last_message_at, now.first_reply_at) == (2, later(30), later(30))
    then, entries = office.views.read_as_of(agent(), target.id, before.updated_at)
    assert (then.participants, then.message_count, then.preview) == ((), 1, before.preview)
    assert [each.id for each in entries.items if isinstance(each, Message)] == office.messages(target)[:1]


def test_only_what_comes_with_messages_stops_a_reply_and_taking_it_apart_does_not(office: Office) -> None:
    def stops(ticket: Ticket, seen: Ticket) -> bool:
        return office.now(ticket).field_versions.get("messages", 1) > seen.version

    source, target = office.ticket(), office.ticket()
    merged = office.service.merge(agent(), source.id, target.id)
    assert stops(target, target)
    office.service.unmerge(agent(), source.id)
    assert not stops(target, merged)

    silent = replace(creation(9, agent()).ticket, message_count=0)
    office.tickets.import_conversation(silent, ())
    office.service.merge(agent(), silent.id, target.id)
    assert not stops(target, merged)


def test_who_was_consulted_on_it_leaves_with_it_unless_they_were_consulted_here(office: Office) -> None:
    ada, bob = (Person(None, name, f"{name.lower()}@example.com") for name in ("Ada", "Bob"))
    source, target = office.ticket(), office.ticket()
    asked = {"kind": MessageKind.NOTE, "forward_of": "m"}
    office.tickets.commit(Change(*_added(source, agents_message(agent(), later(20), to=(ada, bob), **asked))))
    grown = office.service.merge(agent(), source.id, target.id)
    assert grown.consulted == (ada, bob)
    office.tickets.commit(Change(*_added(grown, agents_message(agent(), later(30), to=(bob,), **asked))))
    office.service.unmerge(agent(), source.id)
    assert office.now(target).consulted == (bob,)
    assert office.now(source).consulted == (ada, bob)


def _added(ticket: Ticket, message: Message) -> tuple[Ticket, int, tuple[Message]]:
    return add_message(ticket, message, agent(), message.created_at)[0], ticket.version, (message,)


def test_a_chain_shows_as_one_and_comes_apart_link_by_link(office: Office) -> None:
    first, second, third = office.ticket(), office.ticket(), office.ticket()
    office.service.merge(agent(), first.id, second.id)
    office.service.merge(agent(), second.id, third.id)
    assert len(office.messages(third)) == 3

    office.service.unmerge(agent(), second.id)

    assert len(office.messages(third)) == 1
    assert len(office.messages(second)) == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_chain_that_came_apart_leaves_nobody_in_copy(office: Office, order: tuple[int, int]) -> None:
    ada, bob, cora, dan = (Person(None, name, f"{name.lower()}@example.com") for name in ("Ada", "Bob", "Cora", "Dan"))
    first, second, third = (office.ticket(requester=one) for one in (ada, bob, cora))
    office.tickets.commit(Change(replace(office.now(first), participants=(dan,), version=2), 1))
    office.service.merge(agent(), first.id, second.id)
    office.service.merge(agent(), second.id, third.id)
    assert [one.email for one in office.now(third).participants] == [bob.email, ada.email, dan.email]

    for place in order:
        office.service.unmerge(agent(), (first, second)[place].id)

    assert [office.now(one).participants for one in (first, second, third)] == [(dan,), (), ()]


def test_an_own_status_is_none_while_the_ticket_is_within_another(office: Office) -> None:
    source, target = office.ticket(status=TicketStatus.ON_HOLD, status_id="parts"), office.ticket()
    office.service.merge(agent(), source.id, target.id)
    assert (office.now(source).status, office.now(source).status_id) == (TicketStatus.CLOSED, None)

    office.service.unmerge(agent(), source.id)

    assert (office.now(source).status, office.now(source).status_id) == (TicketStatus.ON_HOLD, "parts")


def test_a_link_taken_out_of_the_middle_leaves_the_rest(office: Office) -> None:
    first, second, third = office.ticket(), office.ticket(), office.ticket()
    office.service.merge(agent(), first.id, second.id)
    office.service.merge(agent(), second.id, third.id)

    office.service.unmerge(agent(), first.id)

    assert [len(office.messages(one)) for one in (first, third)] == [1, 2]
    assert office.service.unmerge(agent(), second.id).status is TicketStatus.OPEN


@pytest.mark.parametrize("problem", ["itself", "merged source", "merged target", "deleted"])
def test_what_cannot_be_merged_is_refused(office: Office, problem: str) -> None:
    source, target, third = office.ticket(), office.ticket(), office.ticket()
    into = source.id if problem == "itself" else target.id
    if problem == "merged source":
        office.service.merge(agent(), source.id, third.id)
    if problem == "merged target":
        office.service.merge(agent(), target.id, third.id)
    if problem == "deleted":
        office.tickets.commit(Change(replace(target, deleted_at=later(9), version=2), 1))

    with pytest.raises((Conflict, Invalid)):
        office.service.merge(agent(), source.id, into)


def test_a_merge_needs_sight_of_both_and_leave_to_write(office: Office) -> None:
    source, target = office.ticket(team_id="billing"), office.ticket()

    with pytest.raises(NotFound):
        office.service.merge(agent_of_teams("support"), source.id, target.id)
    with pytest.raises(Forbidden):
        office.service.merge(agent(Role.VIEWER), source.id, target.id)


def test_a_ticket_takes_only_so_many(office: Office) -> None:
    target = office.ticket()
    for _ in range(MAX_MERGED):
        office.service.merge(agent(), office.ticket().id, target.id)

    with pytest.raises(Invalid):
        office.service.merge(agent(), office.ticket().id, target.id)


def test_somebody_who_writes_at_that_moment_loses_nothing(office: Office) -> None:
    source, target = office.ticket(), office.ticket()
    late = office.ticket()
    office.tickets._desk.before_commit = lambda: office.service.merge(agent(), late.id, target.id)

    office.service.merge(agent(), source.id, target.id)

    assert set(office.now(target).merged_ids) == {source.id, late.id}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_no_message_is_ever_lost_or_doubled(acts: list[tuple[bool, int, int]]) -> None:
    office = new_office()
    made = [office.ticket() for _ in range(4)]
    every = {message for ticket in made for message in office.messages(ticket)}

    for together, one, other in acts:
        try:
            if together:
                office.service.merge(agent(), made[one].id, made[other].id)
            else:
                office.service.unmerge(agent(), made[one].id)
        except (Conflict, Invalid):
            continue

    shown = [message for ticket in made if not office.now(ticket).merged_into for message in office.messages(ticket)]
    assert sorted(shown) == sorted(every)
