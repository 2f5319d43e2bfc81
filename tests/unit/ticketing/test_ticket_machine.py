"""Two agents and a customer at one ticket, in any order, with views as old as they like; held against a plain model."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from schemas.vocabulary import MessageKind, Priority, Role, TicketStatus
from tessera.kernel.errors import Conflict
from tessera.kernel.events import Event
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Ticket
from tests.factories.tickets import agent, customer, make_message
from tests.unit.ticketing.office import Office

FIELDS = ("subject", "status", "priority", "assignee_id", "deleted_at")
STATUSES = st.sampled_from(list(TicketStatus))


class TicketMachine(RuleBasedStateMachine):
    """`said` is what the ticket should be; `changed` the version at which each field last changed."""

    @initialize()
    def begin(self) -> None:
        self.office = Office()
        self.writers = [agent(Role.ADMIN), agent(Role.ADMIN)]
        self.people = [None, self.office.hire(), self.office.hire()]
        self.ticket = self.office.open_ticket()
        self.seen = [1, 1]
        self.said: dict[str, Any] = {name: getattr(self.ticket, name) for name in FIELDS}
        self.changed = dict.fromkeys([*FIELDS, "messages"], 1)
        self.messages = 1
        self.version = 1

    # -- what people do

    @rule(who=st.integers(0, 1))
    def look(self, who: int) -> None:
        self.seen[who] = self.office.state(self.ticket).version

    @rule(status=STATUSES)
    def let_somebody_else_write_in_between(self, status: TicketStatus) -> None:
        """The next write finds, when it comes to committing, that the ticket is another by now."""

        self.office.desk.before_commit = lambda: self.expect_edit({"priority": Priority.LOW, "status": status}, None)

    @rule(
        who=st.integers(0, 1),
        careful=st.booleans(),
        wish=st.fixed_dictionaries(
            {},
            optional={
                "subject": st.sampled_from(["Help", "Fire", "Water"]),
                "status": STATUSES,
                "priority": st.sampled_from(list(Priority)),
                "assignee": st.integers(0, 2),
            },
        ).filter(bool),
    )
    def edit(self, who: int, careful: bool, wish: dict[str, Any]) -> None:
        wish = dict(wish)
        if "assignee" in wish:
            wish["assignee_id"] = self.people[wish.pop("assignee")]
        self.expect_edit(wish, self.seen[who] if careful else None)

    def expect_edit(self, wish: dict[str, Any], seen: int | None) -> None:
        try:
            self.office.service.edit_ticket(self.writers[0], self.ticket.id, wish, seen)
            refused = False
        except Conflict:
            refused = True
        different = {name: value for name, value in wish.items() if self.said[name] != value}
        collides = seen is not None and any(self.changed[name] > seen for name in different)
        assert refused == bool(different and (collides or self.said["deleted_at"]))
        if different and not refused:
            self.count_up(different)

    @rule(who=st.integers(0, 1), careful=st.booleans(), status=st.none() | STATUSES)
    def reply(self, who: int, careful: bool, status: TicketStatus | None) -> None:
        new = NewMessage(
            MessageKind.REPLY, "Try this.", set_status=status, seen_version=self.seen[who] if careful else None
        )
        if self.expect_message(lambda: self.office.service.add_message(self.writers[who], self.ticket.id, new)):
            assert not careful or self.changed["messages"] <= self.seen[who]
            self.count_up({})
            self.changed["messages"] = self.version
            if status is not None and status is not self.said["status"]:
                self.count_up({"status": status})
        else:
            assert self.said["deleted_at"] or (careful and self.changed["messages"] > self.seen[who])

    @rule(who=st.integers(0, 1))
    def note(self, who: int) -> None:
        new = NewMessage(MessageKind.NOTE, "psst")
        if self.expect_message(lambda: self.office.service.add_message(self.writers[who], self.ticket.id, new)):
            self.count_up({})
        else:
            assert self.said["deleted_at"]

    @rule(automatic=st.booleans())
    def hear_from_the_customer(self, automatic: bool) -> None:
        message, grace = make_message(automatic=automatic), customer(self.ticket.requester)
        if self.expect_message(lambda: self.office.service.receive(grace, self.ticket.id, message, ())):
            opened = not automatic and self.said["status"] is not TicketStatus.OPEN
            self.count_up({"status": TicketStatus.OPEN} if opened else {})
            self.changed["messages"] = self.version
        else:
            assert self.said["deleted_at"]

    def expect_message(self, act: Any) -> bool:
        try:
            act()
        except Conflict:
            return False
        self.messages += 1
        return True

    @rule(who=st.integers(0, 1))
    def delete(self, who: int) -> None:
        at = self.office.clock.now
        self.office.service.delete_ticket(self.writers[who], self.ticket.id)
        if self.said["deleted_at"] is None:
            self.count_up({"deleted_at": at})

    @rule(who=st.integers(0, 1))
    def restore(self, who: int) -> None:
        self.office.service.restore_ticket(self.writers[who], self.ticket.id)
        if self.said["deleted_at"] is not None:
            self.count_up({"deleted_at": None})

    @rule()
    def wait(self) -> None:
        self.office.clock.forward(minutes=1)

    def count_up(self, values: dict[str, Any]) -> None:
        self.version += 1
        self.said |= values
        self.changed |= dict.fromkeys(values, self.version)

    # -- what always holds

    @invariant()
    def nothing_is_lost(self) -> None:
        ticket = self.office.state(self.ticket)
        assert {name: getattr(ticket, name) for name in FIELDS} == self.said
        assert (ticket.version, ticket.message_count) == (self.version, self.messages)
        assert {name: ticket.field_versions.get(name, 1) for name in self.changed} == self.changed

    @invariant()
    def the_events_tell_the_whole_story(self) -> None:
        """Each goes on from where the one before left the field, and the last is the ticket as it is."""
        told: dict[str, Any] = {}
        for event in self.events():
            for name, (before, after) in event.changes.items():
                assert told.get(name) == before, (name, told, event)
                told[name] = after
        ticket = self.office.state(self.ticket)
        assert told["status"] == ticket.status
        assert told["subject"] == ticket.subject
        assert told.get("assignee_id") == ticket.assignee_id
        assert (told.get("deleted_at") is None) == (ticket.deleted_at is None)

    @invariant()
    def the_conversation_is_what_was_said(self) -> None:
        ticket = self.office.state(self.ticket)
        entries = self.office.tickets.entries(ticket.id, 10_000, None).items
        assert sum(not isinstance(entry, Event) for entry in entries) == ticket.message_count

    @invariant()
    def done_means_resolved(self) -> None:
        ticket: Ticket = self.office.state(self.ticket)
        assert (ticket.resolved_at is not None) == (ticket.status in (TicketStatus.RESOLVED, TicketStatus.CLOSED))

    def events(self) -> list[Event]:
        return [event for event in self.office.desk.events if event.subject_id == self.ticket.id]


TestTicket = pytest.mark.filterwarnings("default")(TicketMachine.TestCase)
TestTicket.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
