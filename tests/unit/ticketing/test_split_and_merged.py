"""Messages that were split off a ticket into which others were merged: each goes back to where it stood."""

import itertools
from datetime import datetime

import pytest

from schemas.vocabulary import EventType, MessageKind, Role
from tessera.kernel.errors import Conflict
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Message, Ticket
from tests.factories.tickets import agent
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN, name="Ada")


class Desk(Office):
    """Tickets whose messages are known by what they say."""

    def opened(self, *texts: str) -> Ticket:
        ticket = self.open_ticket()
        for text in texts:
            self.service.add_message(ADA, ticket.id, NewMessage(MessageKind.REPLY, text))
            self.clock.forward(minutes=1)
        return ticket

    def says(self, ticket: Ticket, at: datetime | None = None) -> list[str]:
        """All but what it was opened with."""
        views = self.views
        page = views.read_as_of(ADA, ticket.id, at)[1] if at else views.open_ticket(ADA, ticket.id)[1]
        texts = [entry.text for entry in page.items if isinstance(entry, Message)]
        return [text for text in texts if text != "It does not work."]

    def split(self, ticket: Ticket, text: str) -> Ticket:
        entries = self.views.open_ticket(ADA, ticket.id)[1].items
        chosen = [entry.id for entry in entries if isinstance(entry, Message) and entry.text == text]
        made = self.splitting.split(ADA, ticket.id, chosen, {}).ticket
        self.clock.forward(minutes=1)
        return made

    def merge(self, source: Ticket, target: Ticket) -> None:
        self.merging.merge(ADA, source.id, target.id)
        self.clock.forward(minutes=1)

    def unmerge(self, source: Ticket) -> None:
        self.merging.unmerge(ADA, source.id)
        self.clock.forward(minutes=1)

    def rejoin(self, made: Ticket) -> Ticket:
        goes_on = self.splitting.rejoin(ADA, made.id)
        self.clock.forward(minutes=1)
        return goes_on

    def undo(self, ticket: Ticket, type_: EventType) -> None:
        event = next(each for each in reversed(self.desk.events) if each.subject_id == ticket.id and each.type is type_)
        self.undoing.undo(ADA, ticket.id, event.id)
        self.clock.forward(minutes=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("by_undo", [True, False])
def test_what_came_with_a_merge_leaves_with_it_though_it_was_split_off(desk: Desk, by_undo: bool) -> None:
    one, other = desk.opened("a"), desk.opened("b")
    desk.merge(one, other)
    made = desk.split(other, "a")
    if by_undo:
        desk.undo(other, EventType.TICKET_SPLIT)
        assert desk.says(other) == ["a", "b"]
        desk.undo(other, EventType.TICKET_MERGED)
    else:
        desk.rejoin(made)
        desk.unmerge(one)
    assert (desk.says(one), desk.says(other)) == (["a"], ["b"])
    assert [desk.state(each).message_count for each in (one, other)] == [2, 2]
    assert desk.state(other).participants == ()


def test_it_goes_back_to_its_ticket_though_that_left_before(desk: Desk) -> None:
    one, other, further = desk.opened("a"), desk.opened("b"), desk.opened("c")
    desk.merge(one, other)
    made = desk.split(other, "a")
    desk.unmerge(one)
    desk.merge(one, further)
    assert desk.rejoin(made).id == further.id
    assert (desk.says(other), desk.says(further)) == (["b"], ["a", "c"])
    assert [desk.state(each).message_count for each in (one, other, further)] == [2, 2, 4]
    desk.unmerge(one)
    assert (desk.says(one), desk.says(further)) == (["a"], ["c"])


def test_the_ticket_that_has_the_messages_again_is_the_answer(desk: Desk) -> None:
    one, other = desk.opened("a"), desk.opened("b")
    desk.merge(one, other)
    made = desk.split(other, "a")
    desk.unmerge(one)
    assert desk.rejoin(made).id == one.id
    assert desk.says(one) == ["a"]


def test_it_stays_where_it_was_split_off_if_its_own_ticket_is_deleted(desk: Desk) -> None:
    one, other = desk.opened("a"), desk.opened("b")
    desk.merge(one, other)
    made = desk.split(other, "a")
    desk.unmerge(one)
    desk.service.delete_ticket(ADA, one.id)
    desk.rejoin(made)
    assert desk.says(other) == ["a", "b"]


def test_what_was_split_off_twice_goes_back_step_by_step(desk: Desk) -> None:
    first = desk.opened("a", "b", "c")
    event_of_split = desk.split(first, "b")
    desk.merge(event_of_split, first)
    again = desk.split(first, "b")
    desk.rejoin(again)
    desk.unmerge(event_of_split)
    assert (desk.says(first), desk.says(event_of_split)) == (["a", "c"], ["b"])


def test_a_ticket_that_others_were_merged_into_is_not_put_back(desk: Desk) -> None:
    first = desk.opened("a", "b", "c")
    one, other = desk.split(first, "a"), desk.split(first, "b")
    desk.merge(one, other)
    with pytest.raises(Conflict, match="merged into this one"):
        desk.splitting.rejoin(ADA, other.id)
    desk.unmerge(one)
    desk.rejoin(other)
    assert (desk.says(one), desk.says(first)) == (["a"], ["b", "c"])


def test_a_ticket_as_of_a_time_says_what_it_said_then(desk: Desk) -> None:
    """However its messages were split off, put back, merged and taken apart since."""
    one, other = desk.opened("a", "b"), desk.opened("c", "d")
    tickets = [one, other]
    seen: list[tuple[datetime, dict[str, list[str]]]] = []

    def look() -> None:
        now = {each.id: desk.says(each) for each in tickets}
        seen.append((desk.clock.now, now))
        desk.clock.forward(minutes=1)

    look()
    tickets.append(first := desk.split(one, "b"))
    look()
    desk.rejoin(first)
    look()
    desk.merge(one, other)
    look()
    tickets.append(second := desk.split(other, "a"))
    look()
    desk.merge(second, other)
    look()
    tickets.append(desk.split(other, "a"))
    look()
    desk.unmerge(one)
    look()
    for (at, then), ticket in itertools.product(seen, tickets):
        if ticket.id in then:
            assert desk.says(ticket, at) == then[ticket.id], (at, ticket.number)


def test_a_merged_ticket_is_not_said_to_have_been_resolved(desk: Desk) -> None:
    one, other = desk.opened(), desk.opened()
    desk.merge(one, other)
    assert desk.state(one).resolved_at is None
    assert desk.views.read_as_of(ADA, one.id, desk.clock.now)[0].resolved_at is None
