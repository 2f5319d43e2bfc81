"""What tickets are to each other, through the use cases."""

import contextlib
import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from schemas.vocabulary import INVERSE_LINKS, EventType, LinkType, MessageKind, Role, TicketStatus
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.linking import MAX_LEVELS, MAX_LINKS
from tessera.ticketing.model import Ticket
from tests.factories.tickets import agent, agent_of_teams
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN, name="Ada")


@pytest.fixture
def office() -> Office:
    return Office()


def links_of(office: Office, ticket: Ticket) -> list[tuple[LinkType, int]]:
    return [(type_, other.number) for type_, other in office.linking.read(ADA, ticket.id)]


def link(office: Office, ticket: Ticket, type_: LinkType, other: Ticket) -> Ticket:
    return office.linking.link(ADA, ticket.id, other.id, type_)


@pytest.mark.parametrize("type_", LinkType)
def test_both_tickets_know_of_it_and_lose_it_together(office: Office, type_: LinkType) -> None:
    one, two = office.open_ticket(), office.open_ticket()
    place = office.state(one).updated_at
    linked = link(office, one, type_, two)
    assert linked.links == office.state(one).links
    assert links_of(office, one) == [(type_, two.number)]
    assert links_of(office, two) == [(INVERSE_LINKS[type_], one.number)]
    told = [event for event in office.desk.events if event.type is EventType.TICKET_LINKED]
    assert [(event.subject_id, event.data["other_number"]) for event in told] == [(one.id, 2), (two.id, 1)]
    assert office.state(one).updated_at == place
    office.linking.unlink(ADA, two.id, one.id)
    assert links_of(office, one) == links_of(office, two) == []
    assert office.linking.unlink(ADA, two.id, one.id).links == ()


def test_saying_it_again_changes_nothing_and_another_type_takes_its_place(office: Office) -> None:
    one, two = office.open_ticket(), office.open_ticket()
    link(office, one, LinkType.PARENT, two)
    events = len(office.desk.events)
    link(office, two, LinkType.CHILD, one)
    assert len(office.desk.events) == events
    link(office, one, LinkType.CHILD, two)
    assert links_of(office, two) == [(LinkType.PARENT, one.number)]
    link(office, one, LinkType.BLOCKS, two)
    assert links_of(office, two) == [(LinkType.BLOCKED_BY, one.number)]


def test_no_ticket_is_above_itself(office: Office) -> None:
    one, two, three = (office.open_ticket() for _ in range(3))
    link(office, one, LinkType.PARENT, two)
    link(office, two, LinkType.PARENT, three)
    with pytest.raises(Invalid, match="#1 is itself below #3"):
        link(office, three, LinkType.PARENT, one)
    with pytest.raises(Conflict, match="#1 has a parent already, #2"):
        link(office, three, LinkType.CHILD, one)
    with pytest.raises(Invalid, match="itself"):
        link(office, one, LinkType.RELATED, one)


def test_a_parent_is_named_only_to_those_who_may_see_it(office: Office) -> None:
    team, outsider = office.hire("team"), agent_of_teams()
    child, other, parent = office.open_ticket(), office.open_ticket(), office.open_ticket(team_id=team)
    link(office, child, LinkType.PARENT, parent)
    with pytest.raises(Conflict, match="#1 has a parent already, which you may not see") as refused:
        office.linking.link(outsider, child.id, other.id, LinkType.PARENT)
    assert f"#{parent.number}" not in str(refused.value)


def test_a_cycle_that_two_people_close_at_once_is_refused(office: Office) -> None:
    one, two, three = (office.open_ticket() for _ in range(3))
    link(office, two, LinkType.PARENT, three)
    office.desk.before_commit = lambda: link(office, three, LinkType.PARENT, one)
    with pytest.raises(Invalid, match="below"):
        link(office, one, LinkType.PARENT, two)


def test_a_merge_closes_no_circle(office: Office) -> None:
    child, parent, above, merged = (office.open_ticket() for _ in range(4))
    link(office, child, LinkType.PARENT, parent)
    with pytest.raises(Conflict, match="#2 is above #1"):
        office.merging.merge(ADA, parent.id, child.id)
    link(office, parent, LinkType.PARENT, above)
    with pytest.raises(Conflict, match="#3 is above #1"):
        office.merging.merge(ADA, above.id, child.id)
    office.merging.merge(ADA, above.id, merged.id)
    with pytest.raises(Invalid, match="#1 is itself below #4"):
        link(office, child, LinkType.CHILD, merged)
    with pytest.raises(Conflict, match="#4 is above #1"):
        office.merging.merge(ADA, merged.id, child.id)
    office.merging.merge(ADA, child.id, parent.id)


def test_there_is_an_end_to_levels_and_links(office: Office) -> None:
    line = [office.open_ticket() for _ in range(MAX_LEVELS + 2)]
    for below, above in itertools.pairwise(line[1:]):
        link(office, below, LinkType.PARENT, above)
    with pytest.raises(Invalid, match="levels"):
        link(office, line[0], LinkType.PARENT, line[1])
    hub = office.open_ticket()
    for _ in range(MAX_LINKS):
        link(office, hub, LinkType.RELATED, office.open_ticket())
    with pytest.raises(Invalid, match=f"#{hub.number} has"):
        link(office, office.open_ticket(), LinkType.RELATED, hub)


def test_only_among_tickets_that_one_sees_and_that_are_there(office: Office) -> None:
    team = office.hire("team")
    one, hidden = office.open_ticket(), office.open_ticket(team_id=team)
    outsider = agent_of_teams()
    for act in (
        lambda: office.linking.link(outsider, one.id, hidden.id, LinkType.RELATED),
        lambda: office.linking.unlink(outsider, one.id, hidden.id),
        lambda: office.linking.read(outsider, hidden.id),
    ):
        with pytest.raises(NotFound):
            act()
    link(office, one, LinkType.RELATED, hidden)
    assert office.linking.read(outsider, one.id) == []
    with pytest.raises(Forbidden):
        office.linking.link(agent(Role.VIEWER), one.id, hidden.id, LinkType.BLOCKS)
    office.service.delete_ticket(ADA, hidden.id)
    with pytest.raises(Conflict, match="deleted"):
        link(office, one, LinkType.BLOCKS, hidden)
    office.linking.unlink(ADA, one.id, hidden.id)
    assert links_of(office, one) == []


def test_a_merged_ticket_comes_apart_as_it_was_though_its_links_changed(office: Office) -> None:
    one, two, three = (office.open_ticket() for _ in range(3))
    office.service.edit_ticket(ADA, one.id, {"status": TicketStatus.PENDING})
    link(office, one, LinkType.BLOCKS, three)
    office.merging.merge(ADA, one.id, two.id)
    office.linking.unlink(ADA, three.id, one.id)
    assert office.merging.unmerge(ADA, one.id).status is TicketStatus.PENDING


def test_whoever_is_limited_to_teams_is_told_of_no_other_ticket(office: Office) -> None:
    """Neither in the ticket nor in its timeline, now or as of then."""
    one, theirs, ours = (office.open_ticket(team_id=office.hire("team")) for _ in range(3))
    bob = agent_of_teams(str(one.team_id), str(ours.team_id))
    link(office, one, LinkType.BLOCKED_BY, theirs)
    hidden = office.clock()
    office.clock.forward(minutes=1)
    link(office, one, LinkType.RELATED, ours)
    office.linking.unlink(ADA, one.id, theirs.id)
    link(office, one, LinkType.BLOCKED_BY, theirs)
    for ticket, page in (office.views.open_ticket(bob, one.id), office.views.read_as_of(bob, one.id, office.clock())):
        assert [each.number for each in ticket.links] == [ours.number]
        told = [each for each in page.items if isinstance(each, Event) and "links" in each.changes]
        assert [[one["number"] for one in side] for each in told for side in each.changes["links"]] == [[], [3]]
        assert theirs.id not in str([each for each in page.items if isinstance(each, Event)])
    assert [other.number for _, other in office.linking.read(bob, one.id)] == [ours.number]
    assert office.views.read_as_of(bob, one.id, hidden)[0].links == ()
    assert theirs.id not in str(office.views.read_entries(bob, one.id, 50, None).items)
    assert len(office.views.open_ticket(ADA, one.id)[0].links) == 2


def test_a_ticket_does_not_name_the_one_that_it_was_split_off_to_whoever_may_not_see_that(office: Office) -> None:
    one = office.open_ticket(team_id=office.hire("team"))
    note = office.service.add_message(ADA, one.id, NewMessage(MessageKind.NOTE, "Another matter")).message
    assert note
    theirs = office.hire("team")
    made = office.splitting.split(ADA, one.id, [note.id], {"subject": "Another matter", "team_id": theirs}).ticket
    bob = agent_of_teams(theirs)
    shown, page = office.views.open_ticket(bob, made.id)
    assert (shown.split_from, shown.links) == (None, ())
    assert one.id not in str([each.changes for each in page.items if isinstance(each, Event)])
    assert office.views.open_ticket(ADA, made.id)[0].split_from == one.id


def test_only_whoever_is_limited_to_teams_asks_for_linked_tickets(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = office.open_ticket(), office.open_ticket()
    calls: list[Sequence[str]] = []
    get_many = office.tickets.get_many

    def counted(ids: Sequence[str]) -> Sequence[Ticket]:
        calls.append(ids)
        return get_many(ids)

    monkeypatch.setattr(office.tickets, "get_many", counted)
    bob = agent_of_teams()
    office.views.open_ticket(bob, one.id)
    assert calls == [], "there is none"
    link(office, one, LinkType.RELATED, two)
    office.views.open_ticket(ADA, one.id)
    assert calls == []
    office.views.open_ticket(bob, one.id)
    assert calls == [[two.id]]


def test_a_ticket_as_of_a_time_has_the_links_of_then(office: Office) -> None:
    one, two = office.open_ticket(), office.open_ticket()
    link(office, one, LinkType.BLOCKS, two)
    then = office.clock.now
    office.clock.forward(minutes=5)
    office.linking.unlink(ADA, one.id, two.id)
    assert [each.number for each in office.views.read_as_of(ADA, one.id, then)[0].links] == [two.number]


class Linking(RuleBasedStateMachine):
    """Whatever is linked in whatever order: both sides agree, and parents make no cycle."""

    @initialize()
    def open(self) -> None:
        self.office = Office()
        self.tickets = [self.office.open_ticket() for _ in range(5)]

    @rule(one=st.integers(0, 4), two=st.integers(0, 4), type_=st.sampled_from(LinkType))
    def link(self, one: int, two: int, type_: LinkType) -> None:
        self._try(lambda a, b: self.office.linking.link(ADA, a, b, type_), one, two)

    @rule(one=st.integers(0, 4), two=st.integers(0, 4))
    def unlink(self, one: int, two: int) -> None:
        self._try(lambda a, b: self.office.linking.unlink(ADA, a, b), one, two)

    def _try(self, act: Any, one: int, two: int) -> None:
        with contextlib.suppress(Invalid, Conflict):
            act(self.tickets[one].id, self.tickets[two].id)

    @invariant()
    def both_sides_agree(self) -> None:
        now = [self.office.state(ticket) for ticket in self.tickets]
        sides = {(ticket.id, each.ticket_id): each.type for ticket in now for each in ticket.links}
        assert len(sides) == sum(len(ticket.links) for ticket in now)
        assert all(sides[two, one] is INVERSE_LINKS[type_] for (one, two), type_ in sides.items())

    @invariant()
    def nobody_is_above_themselves(self) -> None:
        parent = {ticket.id: self._parent(ticket) for ticket in self.tickets}
        for start in parent:
            at, steps = parent[start], 0
            while at is not None:
                assert at != start
                at, steps = parent[at], steps + 1
                assert steps <= len(parent)

    def _parent(self, ticket: Ticket) -> str | None:
        parents = [each.ticket_id for each in self.office.state(ticket).links if each.type is LinkType.PARENT]
        assert len(parents) <= 1
        return parents[0] if parents else None


Linking.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestLinking = Linking.TestCase
