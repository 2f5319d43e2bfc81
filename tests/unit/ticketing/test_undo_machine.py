"""One agent at some tickets, who takes back and does again what they did, in any order that Ctrl+Z allows.

The model is plain: what the world looked like before each act. After taking it back, by whichever ticket tells of it,
it looks like that again.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schemas.vocabulary import EventType, LinkType, MessageKind, Priority, Role, TicketStatus
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.events import Event
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Message, Ticket
from tests.factories.tickets import agent, customer, make_message
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN)
TICKETS = st.integers(0, 5)
SIDES = st.integers(0, 2)
FIELDS = ("subject", "status", "priority", "assignee_id", "tags", "merged_into", "split_from", "participants")
OF_THE_CONVERSATION = ("first_reply_at", "message_count", "preview", "last_message_at", "last_message_by")


@dataclass
class Step:
    """An act as the tickets tell of it, with the world before and after it."""

    told: list[Event]
    before: Any
    after: Any


class UndoMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.office = Office()
        self.people = [None, self.office.hire(), self.office.hire()]
        self.made = [self.office.open_ticket(subject=f"Ticket {number}") for number in range(3)]
        for ticket in self.made:
            for text in ("First", "Second"):
                self.say(ticket, text)
        self.past: list[Step] = []
        self.undone: list[Step] = []

    def say(self, ticket: Ticket, text: str) -> None:
        self.office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.REPLY, text))
        self.office.clock.forward(minutes=1)

    # -- what the agent does

    @rule(
        which=TICKETS,
        wish=st.fixed_dictionaries(
            {},
            optional={
                "subject": st.sampled_from(["Help", "Fire", "Water"]),
                "status": st.sampled_from(list(TicketStatus)),
                "priority": st.sampled_from(list(Priority)),
                "assignee": st.integers(0, 2),
                "add_tags": st.sampled_from([["a"], ["a", "b"], ["c"]]),
            },
        ).filter(bool),
    )
    def edit(self, which: int, wish: dict[str, Any]) -> None:
        wish = dict(wish)
        if "assignee" in wish:
            wish["assignee_id"] = self.people[wish.pop("assignee")]
        self.act(lambda: self.office.service.edit_ticket(ADA, self.pick(which).id, wish))

    @rule(which=TICKETS)
    def delete(self, which: int) -> None:
        self.act(lambda: self.office.service.delete_ticket(ADA, self.pick(which).id))

    @rule(which=TICKETS, into=TICKETS)
    def merge(self, which: int, into: int) -> None:
        self.act(lambda: self.office.merging.merge(ADA, self.pick(which).id, self.pick(into).id))

    @rule(which=TICKETS)
    def take_apart(self, which: int) -> None:
        """Nothing is merged into a deleted ticket, nor merged again."""
        source = self.office.state(self.pick(which))
        while source.merged_into is not None and source.deleted_at is None:
            source = self.office.desk.tickets[source.merged_into]
        if source.deleted_at is None:
            self.act(lambda: self.office.merging.unmerge(ADA, self.pick(which).id))

    @rule(which=TICKETS, to=TICKETS, type_=st.sampled_from(list(LinkType)))
    def link(self, which: int, to: int, type_: LinkType) -> None:
        self.act(lambda: self.office.linking.link(ADA, self.pick(which).id, self.pick(to).id, type_))

    @rule(which=TICKETS, to=TICKETS)
    def unlink(self, which: int, to: int) -> None:
        """What is gone gets no link, nor gets it again."""
        pair = [self.office.state(self.pick(each)) for each in (which, to)]
        if all(each.deleted_at is None and each.merged_into is None for each in pair):
            self.act(lambda: self.office.linking.unlink(ADA, pair[0].id, pair[1].id))

    @rule(which=TICKETS, number=st.integers(1, 2))
    def split(self, which: int, number: int) -> None:
        chosen = self.shown(self.pick(which))[-number:]
        self.act(lambda: self.made.append(self.office.splitting.split(ADA, self.pick(which).id, chosen, {}).ticket))

    @rule(which=TICKETS)
    def put_back(self, which: int) -> None:
        self.act(lambda: self.office.splitting.rejoin(ADA, self.pick(which).id))

    @rule(side=SIDES)
    @precondition(lambda self: self.past)
    def undo(self, side: int) -> None:
        step = self.past.pop()
        told = self.taken_back(step, side)
        assert self.world() == step.before
        self.undone.append(Step(told, step.before, step.after))

    @rule(side=SIDES)
    @precondition(lambda self: self.undone)
    def redo(self, side: int) -> None:
        step = self.undone.pop()
        told = self.taken_back(step, side)
        assert self.world() == step.after
        self.past.append(Step(told, step.before, step.after))

    def taken_back(self, step: Step, side: int) -> list[Event]:
        event = step.told[side % len(step.told)]
        told = self.telling(lambda: self.office.undoing.undo(ADA, event.subject_id, event.id))
        with contextlib.suppress(Conflict):
            assert self.telling(lambda: self.office.undoing.undo(ADA, event.subject_id, event.id)) == []
        return told

    @rule(which=TICKETS)
    def hear_from_the_customer(self, which: int) -> None:
        """What others do is no step of this agent; what was before it is not gone back to."""
        ticket = self.office.state(self.pick(which))
        if ticket.deleted_at is None and ticket.merged_into is None:
            asker = ticket.requester
            written = {"author_id": asker.id, "author_name": asker.name, "author_email": asker.email}
            message = make_message(self.office.clock.now, **written)
            self.office.service.receive(customer(asker), ticket.id, message, ())
            self.office.clock.forward(minutes=1)
            self.past.clear()
            self.undone.clear()

    # -- how it is done

    def pick(self, which: int) -> Ticket:
        return self.made[which % len(self.made)]

    def act(self, do: Callable[[], object]) -> None:
        before = self.world()
        try:
            told = self.telling(do)
        except (Conflict, Invalid):
            assert self.world() == before
            return
        if told:
            self.past.append(Step(told, before, self.world()))
            self.undone.clear()

    def telling(self, do: Callable[[], object]) -> list[Event]:
        """What the tickets tell of an act. A minute later it is."""
        known = len(self.office.desk.events)
        do()
        self.office.clock.forward(minutes=1)
        return [event for event in self.office.desk.events[known:] if event.type is not EventType.TICKET_CREATED]

    # -- what can be seen of it

    def world(self) -> dict[str, Any]:
        """Of tickets that were split off, those that are there."""
        there = [ticket for ticket in self.made[3:] if self.office.state(ticket).deleted_at is None]
        return {ticket.id: self.seen(ticket) for ticket in (*self.made[:3], *there)}

    def seen(self, ticket: Ticket) -> Any:
        now = self.office.state(ticket)
        fields = {name: getattr(now, name) for name in FIELDS} | {"deleted": now.deleted_at is not None}
        fields["links"] = set(now.links)
        own = self.office.tickets.entries(ticket.id, 1000, None).items
        fields["own"] = [entry.id for entry in own if isinstance(entry, Message)]
        if now.merged_into is None:
            fields |= {"shown": self.shown(ticket)} | {name: getattr(now, name) for name in OF_THE_CONVERSATION}
        return fields

    def shown(self, ticket: Ticket) -> list[str]:
        entries = self.office.views.open_ticket(ADA, ticket.id)[1].items
        return [entry.id for entry in entries if isinstance(entry, Message)]

    # -- what always holds

    @invariant()
    def what_is_counted_is_shown(self) -> None:
        for ticket in self.made:
            now = self.office.state(ticket)
            if now.merged_into is None:
                assert now.message_count == len(self.shown(ticket))

    @invariant()
    def the_present_is_as_of_now(self) -> None:
        for ticket in self.made:
            now = self.office.state(ticket)
            then, entries = self.office.views.read_as_of(ADA, ticket.id, self.office.clock.now)
            for name in (*FIELDS, "links", "deleted_at"):
                assert getattr(then, name) == getattr(now, name), name
            if now.merged_into is None:
                assert [each.id for each in entries.items if isinstance(each, Message)] == self.shown(ticket)
                for name in OF_THE_CONVERSATION:
                    assert getattr(then, name) == getattr(now, name), name


TestUndo = pytest.mark.filterwarnings("default")(UndoMachine.TestCase)
TestUndo.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
