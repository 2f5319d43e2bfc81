"""Taking messages out into a ticket of their own, and putting them back, through the use cases."""

import contextlib
import itertools
from datetime import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from schemas.vocabulary import ActorType, EventType, LinkType, MessageKind, Role, TicketStatus
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.editing import NewText
from tessera.ticketing.model import Claim, Message, Ticket
from tests.factories.tickets import agent, agent_of_teams, customer, make_message, make_person
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN, name="Ada")


@pytest.fixture
def office() -> Office:
    return Office()


def say(office: Office, ticket: Ticket, kind: MessageKind = MessageKind.NOTE, text: str = "More") -> str:
    office.clock.forward(minutes=1)
    message = office.service.add_message(ADA, ticket.id, NewMessage(kind, text)).message
    assert message
    return message.id


def shown(office: Office, ticket: Ticket) -> list[str]:
    entries = office.views.open_ticket(ADA, ticket.id)[1].items
    return [entry.id for entry in entries if isinstance(entry, Message)]


def split(office: Office, ticket: Ticket, *message_ids: str, **fields: str | None) -> Ticket:
    office.clock.forward(minutes=1)
    return office.splitting.split(ADA, ticket.id, message_ids, fields).ticket


def test_chosen_messages_become_a_ticket_of_their_own(office: Office) -> None:
    team = office.hire("team")
    ticket = office.open_ticket()
    (first,) = shown(office, ticket)
    note, reply = say(office, ticket), say(office, ticket, MessageKind.REPLY, "And the bill?")
    last = say(office, ticket, MessageKind.REPLY, "As for the printer")

    made = split(office, ticket, reply, note, subject=" The bill ", team_id=team)

    assert (shown(office, made), shown(office, ticket)) == ([note, reply], [first, last])
    assert (made.subject, made.team_id, made.status) == ("The bill", team, TicketStatus.OPEN)
    assert (made.requester, made.number, made.split_from) == (ticket.requester, 2, ticket.id)
    assert (made.message_count, made.preview, made.last_message_by) == (2, "And the bill?", ActorType.AGENT)
    old = office.state(ticket)
    assert (old.message_count, old.preview) == (2, "As for the printer")
    assert [(link.type, link.number) for link in old.links] == [(LinkType.RELATED, 2)]
    told = [event for event in office.desk.events if event.type is EventType.TICKET_SPLIT]
    assert [(event.subject_id, event.data["other_number"]) for event in told] == [(made.id, 1), (ticket.id, 2)]
    assert office.views.read_message(ADA, made.id, reply).id == reply
    with pytest.raises(NotFound):
        office.views.read_message(ADA, ticket.id, reply)


def test_it_is_of_whoever_wrote_the_first_of_them(office: Office) -> None:
    ticket, other = office.open_ticket(), make_person()
    written = make_message(office.clock(), author_id=other.id, author_name=other.name, author_email=other.email)
    office.service.receive(customer(other), ticket.id, written, ())
    made = split(office, ticket, written.id)
    assert made.requester == other
    assert made.first_reply_at is None
    answer = office.service.add_message(ADA, made.id, NewMessage(MessageKind.REPLY, "Yes.")).message
    assert answer
    assert answer.to == (other,)


def test_putting_back_leaves_everything_as_it_was(office: Office) -> None:
    ticket = office.open_ticket()
    say(office, ticket, MessageKind.REPLY, "Newest")
    before, chosen = office.state(ticket), shown(office, ticket)[1]
    made = split(office, ticket, chosen)

    again = office.splitting.rejoin(ADA, made.id)

    assert (again.message_count, again.preview, again.links) == (before.message_count, before.preview, ())
    assert len(shown(office, ticket)) == 2
    gone = office.state(made)
    assert gone.deleted_at is not None
    with pytest.raises(Conflict):
        office.splitting.rejoin(ADA, made.id)


def test_what_went_on_cannot_be_put_back_but_merged(office: Office) -> None:
    ticket = office.open_ticket()
    made = split(office, ticket, say(office, ticket))
    own = say(office, made)
    with pytest.raises(Conflict, match="Merge it into #1"):
        office.splitting.rejoin(ADA, made.id)
    office.merging.merge(ADA, made.id, ticket.id)
    assert own in shown(office, ticket)
    assert len(shown(office, ticket)) == len(set(shown(office, ticket))) == 3
    with pytest.raises(Conflict, match="not split"):
        office.splitting.rejoin(ADA, office.open_ticket().id)


def test_a_file_goes_with_its_message(office: Office) -> None:
    ours, theirs = office.hire("team"), office.hire("team")
    ticket = office.open_ticket(team_id=ours)
    file_id = office.upload(ADA)
    message = office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "", file_ids=(file_id,))).message
    assert message
    insider, outsider = agent_of_teams(theirs), agent_of_teams(ours)
    made = split(office, ticket, message.id, team_id=theirs)
    assert office.files.read_file(insider, file_id).id == file_id
    with pytest.raises(NotFound):
        office.files.read_file(outsider, file_id)
    office.splitting.rejoin(ADA, made.id)
    assert office.files.read_file(outsider, file_id).id == file_id


def test_a_message_that_was_given_away_is_changed_where_it_is_shown(office: Office) -> None:
    ticket = office.open_ticket()
    note = say(office, ticket)
    made = split(office, ticket, note)
    office.reactions.react(ADA, made.id, note, "👍", True)
    office.editing.edit_text(ADA, made.id, note, NewText("Better"))
    assert office.views.read_message(ADA, made.id, note).text == "Better"
    with pytest.raises(NotFound):
        office.editing.edit_text(ADA, ticket.id, note, NewText("Worse"))
    say(office, made)
    assert shown(office, split(office, made, note)) == [note]


@pytest.mark.parametrize("problem", ["none", "all", "other", "too many", "deleted", "merged", "scheduled", "team"])
def test_what_cannot_be_split_is_refused(office: Office, problem: str) -> None:
    ticket, other = office.open_ticket(), office.open_ticket()
    chosen, fields = [say(office, ticket)], {}
    if problem == "none":
        chosen = []
    if problem == "all":
        chosen += shown(office, ticket)
    if problem == "other":
        chosen += shown(office, other)
    if problem == "too many":
        chosen = [say(office, ticket) for _ in range(21)]
    if problem == "deleted":
        office.service.delete_ticket(ADA, ticket.id)
    if problem == "merged":
        office.merging.merge(ADA, ticket.id, other.id)
    if problem == "scheduled":
        held = office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.REPLY, "Later", hold_seconds=60))
        chosen = [held.message.id] if held.message else []
    if problem == "team":
        fields = {"team_id": "nobody"}
    before = dict(office.desk.tickets)
    with pytest.raises((Conflict, Invalid)):
        office.splitting.split(ADA, ticket.id, chosen, fields)
    assert office.desk.tickets == before


def test_only_who_may_see_and_write(office: Office) -> None:
    team = office.hire("team")
    ticket = office.open_ticket(team_id=team)
    note = say(office, ticket)
    with pytest.raises(NotFound):
        office.splitting.split(agent_of_teams("other"), ticket.id, [note], {})
    with pytest.raises(Forbidden):
        office.splitting.split(agent(Role.VIEWER), ticket.id, [note], {})


def test_a_repeated_request_makes_one_ticket(office: Office) -> None:
    ticket = office.open_ticket()
    claim = (Claim("request", "k", "", fingerprint="f"),)
    note = say(office, ticket)
    one = office.splitting.split(ADA, ticket.id, [note], {}, claim)
    two = office.splitting.split(ADA, ticket.id, [note], {}, claim)
    assert (two.ticket.id, two.fresh) == (one.ticket.id, False)


def test_a_change_in_between_is_not_lost(office: Office) -> None:
    ticket = office.open_ticket()
    note = say(office, ticket)
    office.desk.before_commit = lambda: office.service.edit_ticket(ADA, ticket.id, {"subject": "Meanwhile"})
    made = split(office, ticket, note)
    assert (office.state(ticket).subject, made.subject) == ("Meanwhile", "Meanwhile")


class Conversations(RuleBasedStateMachine):
    """However tickets are split, put back, merged and taken apart: every message is shown once, and what a ticket
    showed at any time can be read later."""

    @initialize(number=st.integers(1, 3))
    def begin(self, number: int) -> None:
        self.office = Office()
        self.made = [self.office.open_ticket() for _ in range(number)]
        self.past: list[tuple[datetime, dict[str, list[str]]]] = []

    def pick(self, place: int) -> Ticket:
        return self.made[place % len(self.made)]

    @rule(place=st.integers(0, 9))
    def write(self, place: int) -> None:
        with contextlib.suppress(Conflict):
            say(self.office, self.pick(place))

    @rule(place=st.integers(0, 9), chosen=st.sets(st.integers(0, 9), min_size=1, max_size=3))
    def split(self, place: int, chosen: set[int]) -> None:
        ticket = self.pick(place)
        there = shown(self.office, ticket)
        ids = {there[each % len(there)] for each in chosen} if there else {"none"}
        with contextlib.suppress(Conflict, Invalid):
            self.made.append(split(self.office, ticket, *ids))

    @rule(place=st.integers(0, 9))
    def put_back(self, place: int) -> None:
        with contextlib.suppress(Conflict):
            self.office.splitting.rejoin(ADA, self.pick(place).id)

    @rule(one=st.integers(0, 9), other=st.integers(0, 9))
    def merge(self, one: int, other: int) -> None:
        with contextlib.suppress(Conflict, Invalid):
            self.office.merging.merge(ADA, self.pick(one).id, self.pick(other).id)

    @rule(place=st.integers(0, 9))
    def take_apart(self, place: int) -> None:
        with contextlib.suppress(Conflict):
            self.office.merging.unmerge(ADA, self.pick(place).id)

    @invariant()
    def every_message_is_shown_once(self) -> None:
        if not hasattr(self, "office"):
            return
        tickets = [ticket for ticket in self.office.desk.tickets.values() if ticket.merged_into is None]
        seen = list(itertools.chain.from_iterable(shown(self.office, ticket) for ticket in tickets))
        held = [
            entry.id
            for entries in self.office.desk.entries.values()
            for entry in entries.values()
            if isinstance(entry, Message)
        ]
        assert sorted(seen) == sorted(held)
        self.past.append((self.office.clock.now, {ticket.id: shown(self.office, ticket) for ticket in self.made}))
        self.office.clock.forward(minutes=1)

    def teardown(self) -> None:
        for at, then in self.past if hasattr(self, "past") else ():
            for ticket_id, message_ids in then.items():
                entries = self.office.views.read_as_of(ADA, ticket_id, at)[1].items
                assert [entry.id for entry in entries if isinstance(entry, Message)] == message_ids


TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
