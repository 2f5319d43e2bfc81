"""One agent at three tickets, who takes back and does again what they did, in any order that Ctrl+Z allows.

The model is plain: what the world looked like before each act. After taking it back it looks like that again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schemas.vocabulary import LinkType, MessageKind, Priority, Role, TicketStatus
from tessera.kernel.errors import Conflict, Invalid
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Message, Ticket
from tests.factories.tickets import agent, customer, make_message
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN)
TICKETS = st.integers(0, 2)
FIELDS = (
    "subject",
    "status",
    "priority",
    "assignee_id",
    "tags",
    "merged_into",
    "participants",
    "links",
    "first_reply_at",
)

#: What takes an act back, and gives what would take that back.
Back = Callable[[], "Back"]


@dataclass
class Step:
    """An act with the world before and after it."""

    back: Back
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
        self.act(lambda: self.changed(lambda: self.office.service.edit_ticket(ADA, self.made[which].id, wish)))

    @rule(which=TICKETS)
    def delete(self, which: int) -> None:
        self.act(lambda: self.changed(lambda: self.office.service.delete_ticket(ADA, self.made[which].id)))

    @rule(which=TICKETS, into=TICKETS)
    def merge(self, which: int, into: int) -> None:
        self.act(lambda: self.merged(self.made[which].id, self.made[into].id))

    @rule(which=TICKETS, to=TICKETS, type_=st.sampled_from(list(LinkType)))
    def link(self, which: int, to: int, type_: LinkType) -> None:
        if not any(each.ticket_id == self.made[to].id for each in self.office.state(self.made[which]).links):
            self.act(lambda: self.linked(self.made[which].id, self.made[to].id, type_))

    @rule(which=TICKETS)
    def split(self, which: int) -> None:
        """It cannot be done again: another ticket would come of it."""
        shown = self.shown(self.made[which])
        self.act(lambda: self.apart(self.made[which].id, shown[-1:]))

    @rule()
    @precondition(lambda self: self.past)
    def undo(self) -> None:
        step = self.past.pop()
        back = step.back()
        assert self.world() == step.before
        if back is not nothing:
            self.undone.append(Step(back, step.before, step.after))
        else:
            self.undone.clear()

    @rule()
    @precondition(lambda self: self.undone)
    def redo(self) -> None:
        step = self.undone.pop()
        back = step.back()
        assert self.world() == step.after
        self.past.append(Step(back, step.before, step.after))

    @rule(which=TICKETS)
    def hear_from_the_customer(self, which: int) -> None:
        """What others do is no step of this agent; what was before it is not gone back to."""
        ticket = self.office.state(self.made[which])
        if ticket.deleted_at is None and ticket.merged_into is None:
            self.office.service.receive(customer(ticket.requester), ticket.id, make_message(self.office.clock.now), ())
            self.office.clock.forward(minutes=1)
            self.past.clear()
            self.undone.clear()

    # -- how each is done and taken back

    def act(self, do: Callable[[], Back]) -> None:
        before = self.world()
        try:
            back = do()
        except (Conflict, Invalid):
            assert self.world() == before
            return
        self.office.clock.forward(minutes=1)
        if self.world() != before:
            self.past.append(Step(back, before, self.world()))
            self.undone.clear()

    def changed(self, do: Callable[[], Ticket]) -> Back:
        ticket = do()
        change = ticket.last_change_id
        if change is None:
            return nothing
        return lambda: self.changed(lambda: self.office.service.undo(ADA, ticket.id, change))

    def merged(self, which: str, into: str) -> Back:
        self.office.merging.merge(ADA, which, into)
        return lambda: self.unmerged(which, into)

    def unmerged(self, which: str, into: str) -> Back:
        self.office.merging.unmerge(ADA, which)
        return lambda: self.merged(which, into)

    def linked(self, one: str, other: str, type_: LinkType) -> Back:
        self.office.linking.link(ADA, one, other, type_)
        return lambda: self.unlinked(one, other, type_)

    def unlinked(self, one: str, other: str, type_: LinkType) -> Back:
        self.office.linking.unlink(ADA, one, other)
        return lambda: self.linked(one, other, type_)

    def apart(self, which: str, message_ids: list[str]) -> Back:
        made = self.office.splitting.split(ADA, which, message_ids, {}).ticket

        def rejoin() -> Back:
            self.office.splitting.rejoin(ADA, made.id)
            return nothing

        return rejoin

    # -- what can be seen of it

    def world(self) -> list[Any]:
        return [self.seen(ticket) for ticket in self.made]

    def seen(self, ticket: Ticket) -> Any:
        now = self.office.state(ticket)
        fields = {name: getattr(now, name) for name in FIELDS} | {"deleted": now.deleted_at is not None}
        if now.merged_into is None:
            fields |= {"shown": self.shown(ticket), "count": now.message_count, "preview": now.preview}
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
            if now.merged_into is None:
                assert [each.id for each in entries.items if isinstance(each, Message)] == self.shown(ticket)
            for name in (*FIELDS, "message_count", "preview", "last_message_at", "last_message_by"):
                assert getattr(then, name) == getattr(now, name), name


def nothing() -> Back:
    raise AssertionError("There is no way back.")


TestUndo = pytest.mark.filterwarnings("default")(UndoMachine.TestCase)
TestUndo.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
