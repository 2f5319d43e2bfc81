"""Taking back what two tickets went through together, by either of them, through the use cases."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import EventType, LinkType, MessageKind, Role, TicketStatus
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.linking import MAX_LINKS
from tessera.ticketing.model import Claim, Message, Ticket
from tests.factories.tickets import agent, agent_of_teams
from tests.unit.ticketing.office import Office

ADA = agent(Role.ADMIN, name="Ada")


@pytest.fixture
def office() -> Office:
    return Office()


def told(office: Office, ticket: Ticket, type_: EventType) -> Event:
    """How the ticket tells of the latest of this kind."""
    return [each for each in office.desk.events if each.subject_id == ticket.id and each.type is type_][-1]


def undo(office: Office, ticket: Ticket, event: Event, *claims: Claim) -> Ticket:
    office.clock.forward(minutes=1)
    return office.undoing.undo(ADA, ticket.id, event.id, claims)


def merge(office: Office, source: Ticket, target: Ticket) -> None:
    office.clock.forward(minutes=1)
    office.merging.merge(ADA, source.id, target.id)


def unmerge(office: Office, source: Ticket) -> None:
    office.clock.forward(minutes=1)
    office.merging.unmerge(ADA, source.id)


def say(office: Office, ticket: Ticket) -> str:
    office.clock.forward(minutes=1)
    message = office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.REPLY, "More")).message
    assert message
    return message.id


def shown(office: Office, ticket: Ticket) -> list[str]:
    entries = office.views.open_ticket(ADA, ticket.id)[1].items
    return [entry.id for entry in entries if isinstance(entry, Message)]


def split(office: Office, ticket: Ticket) -> Ticket:
    """Its last message in a ticket of its own."""
    say(office, ticket)
    office.clock.forward(minutes=1)
    return office.splitting.split(ADA, ticket.id, [shown(office, ticket)[-1]], {"subject": "Apart"}).ticket


def rejoin(office: Office, made: Ticket) -> None:
    office.clock.forward(minutes=1)
    office.splitting.rejoin(ADA, made.id)


def link(office: Office, one: Ticket, type_: LinkType, other: Ticket) -> None:
    office.clock.forward(minutes=1)
    office.linking.link(ADA, one.id, other.id, type_)


def links_of(office: Office, ticket: Ticket) -> list[tuple[LinkType, int]]:
    return [(each.type, each.number) for each in office.state(ticket).links]


# -- one ticket's own


def test_a_reopening_that_is_taken_back_leaves_it_resolved_since_then(office: Office) -> None:
    ticket = office.open_ticket()
    resolved = office.service.edit_ticket(ADA, ticket.id, {"status": TicketStatus.RESOLVED})
    office.clock.forward(minutes=5)
    office.service.edit_ticket(ADA, ticket.id, {"status": TicketStatus.OPEN})
    for _ in range(2):  # and once more, after it was done again
        back = undo(office, ticket, told(office, ticket, EventType.TICKET_STATUS_CHANGED))
        assert (back.status, back.resolved_at) == (TicketStatus.RESOLVED, resolved.resolved_at)
        assert office.views.read_as_of(ADA, ticket.id, office.clock())[0].resolved_at == resolved.resolved_at
        again = undo(office, ticket, told(office, ticket, EventType.TICKET_STATUS_CHANGED))
        assert (again.status, again.resolved_at) == (TicketStatus.OPEN, None)


# -- merges


@pytest.mark.parametrize("by", [0, 1])
def test_a_merge_is_taken_back_and_made_again_by_either_ticket(office: Office, by: int) -> None:
    pair = source, target = office.open_ticket(status=TicketStatus.PENDING), office.open_ticket()
    merge(office, source, target)

    undone = undo(office, pair[by], told(office, pair[by], EventType.TICKET_MERGED))
    assert undone == office.state(pair[by])
    now = office.state(source)
    assert (now.merged_into, now.status, office.state(target).merged_ids) == (None, TicketStatus.PENDING, ())

    again = undo(office, pair[by], told(office, pair[by], EventType.TICKET_UNMERGED))
    assert again == office.state(pair[by])
    assert (office.state(source).merged_into, office.state(target).merged_ids) == (target.id, (source.id,))


def test_the_ticket_that_goes_on_shows_how_the_merged_one_tells_of_it(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    merge(office, source, target)
    assert undo(office, target, told(office, source, EventType.TICKET_MERGED)).merged_ids == ()
    with pytest.raises(NotFound):
        undo(office, target, told(office, source, EventType.TICKET_MERGED))


@pytest.mark.parametrize("by", [0, 1])
def test_a_merge_that_is_not_in_place_any_more_stays_past(office: Office, by: int) -> None:
    pair = source, target = office.open_ticket(), office.open_ticket()
    merge(office, source, target)
    first = told(office, pair[by], EventType.TICKET_MERGED)
    unmerge(office, source)
    merge(office, source, target)
    with pytest.raises(Conflict) as refused:
        undo(office, pair[by], first)
    assert refused.value.fields == ("merged_into", "status")
    unmerge(office, source)
    before = dict(office.desk.tickets)
    assert undo(office, pair[by], first) == before[pair[by].id], "it is taken back already"
    merge(office, source, office.open_ticket())
    with pytest.raises(Conflict) as refused:
        undo(office, pair[by], first)
    assert refused.value.fields == ("merged_into", "status")


def test_a_merge_is_not_made_again_over_a_newer_status(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    merge(office, source, target)
    unmerge(office, source)
    office.service.edit_ticket(ADA, source.id, {"status": "pending"})
    with pytest.raises(Conflict) as refused:
        undo(office, target, told(office, target, EventType.TICKET_UNMERGED))
    assert refused.value.fields == ("status",)


def test_a_merge_is_not_made_again_the_other_way_round(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    merge(office, source, target)
    unmerge(office, source)
    merge(office, target, source)
    with pytest.raises(Conflict, match="#2 was merged into this ticket"):
        undo(office, source, told(office, source, EventType.TICKET_UNMERGED))


def test_the_middle_of_a_chain_comes_out_and_goes_in_again(office: Office) -> None:
    first, second, third = (office.open_ticket() for _ in range(3))
    merge(office, first, second)
    merge(office, second, third)
    every = shown(office, third)
    undo(office, first, told(office, first, EventType.TICKET_MERGED))
    assert (len(shown(office, first)), len(shown(office, third))) == (1, 2)
    undo(office, third, told(office, third, EventType.TICKET_UNMERGED))
    assert (office.state(first).merged_into, shown(office, third)) == (second.id, every)
    undo(office, second, told(office, second, EventType.TICKET_MERGED))
    assert office.state(first).merged_into is None


def test_a_merged_ticket_that_was_deleted_and_restored_comes_out_as_it_was(office: Office) -> None:
    source, target = office.open_ticket(status=TicketStatus.PENDING), office.open_ticket()
    merge(office, source, target)
    office.service.delete_ticket(ADA, source.id)
    office.service.restore_ticket(ADA, source.id)
    assert office.merging.unmerge(ADA, source.id).status is TicketStatus.PENDING


def test_a_message_that_was_split_off_meanwhile_is_not_counted_where_it_came_from(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    say(office, source)
    merge(office, source, target)
    office.splitting.split(ADA, target.id, [shown(office, target)[-1]], {})
    unmerge(office, source)
    assert office.state(source).message_count == len(shown(office, source)) == 1


# -- splits


@pytest.mark.parametrize("by", [0, 1])
def test_a_split_is_put_back_and_made_again_by_either_ticket(office: Office, by: int) -> None:
    ticket = office.open_ticket()
    pair = made, _ = split(office, ticket), ticket
    link(office, made, LinkType.CHILD, ticket)
    before = [shown(office, each) for each in pair]

    undone = undo(office, pair[by], told(office, pair[by], EventType.TICKET_SPLIT))
    assert undone == office.state(pair[by])
    assert (len(shown(office, ticket)), office.state(made).deleted_at is None) == (2, False)
    assert (shown(office, made), office.state(made).message_count) == ([], 0)

    again = undo(office, pair[by], told(office, pair[by], EventType.TICKET_REJOINED))
    assert again == office.state(pair[by])
    now = office.state(made)
    assert (now.deleted_at, now.split_from, now.number, now.subject) == (None, ticket.id, made.number, "Apart")
    assert [shown(office, each) for each in pair] == before
    assert links_of(office, made) == [(LinkType.CHILD, ticket.number)]
    assert links_of(office, ticket) == [(LinkType.PARENT, made.number)]

    undo(office, pair[by], told(office, pair[by], EventType.TICKET_SPLIT))
    assert len(shown(office, ticket)) == 2


def test_a_split_that_went_on_is_not_put_back(office: Office) -> None:
    ticket = office.open_ticket()
    made = split(office, ticket)
    say(office, made)
    with pytest.raises(Conflict, match="Merge it into #1 instead"):
        undo(office, ticket, told(office, ticket, EventType.TICKET_SPLIT))


def test_of_a_split_that_was_put_back_and_made_again_only_the_latest_counts(office: Office) -> None:
    ticket = office.open_ticket()
    split(office, ticket)
    first = told(office, ticket, EventType.TICKET_SPLIT)
    undo(office, ticket, first)
    assert undo(office, ticket, first) == office.state(ticket), "it is put back already"
    undo(office, ticket, told(office, ticket, EventType.TICKET_REJOINED))
    with pytest.raises(Conflict) as refused:
        undo(office, ticket, first)
    assert refused.value.fields == ("split_from",)


def test_messages_that_are_elsewhere_by_now_are_not_split_off_again(office: Office) -> None:
    ticket = office.open_ticket()
    made = split(office, ticket)
    rejoin(office, made)
    office.splitting.split(ADA, ticket.id, [shown(office, ticket)[-1]], {})
    with pytest.raises(Conflict, match="One of the messages is not on this ticket"):
        undo(office, made, told(office, made, EventType.TICKET_REJOINED))


def test_what_an_older_event_does_not_say_is_told(office: Office) -> None:
    ticket = office.open_ticket()
    made = split(office, ticket)
    event = told(office, made, EventType.TICKET_SPLIT)
    office.desk.entries[made.id][event.id] = replace(event, changes={})
    assert undo(office, made, event).deleted_at is not None
    event = told(office, ticket, EventType.TICKET_REJOINED)
    data = {name: value for name, value in event.data.items() if name != "message_ids"}
    office.desk.entries[ticket.id][event.id] = replace(event, data=data)
    with pytest.raises(Conflict, match="Split them off again"):
        undo(office, ticket, event)


# -- links


@pytest.mark.parametrize("by", [0, 1])
def test_a_link_is_taken_back_and_made_again_by_either_ticket(office: Office, by: int) -> None:
    pair = one, two = office.open_ticket(), office.open_ticket()
    link(office, one, LinkType.BLOCKS, two)
    link(office, one, LinkType.PARENT, two)
    link(office, one, LinkType.RELATED, office.open_ticket())

    undone = undo(office, pair[by], told(office, two, EventType.TICKET_LINKED) if by else _linked_two(office, one, two))
    assert undone == office.state(pair[by])
    assert (LinkType.BLOCKED_BY, 1) in links_of(office, two)
    assert links_of(office, one) == [(LinkType.RELATED, 3), (LinkType.BLOCKS, 2)]

    undo(office, pair[by], told(office, pair[by], EventType.TICKET_LINKED))
    assert links_of(office, two) == [(LinkType.CHILD, 1)]

    office.linking.unlink(ADA, one.id, two.id)
    undo(office, pair[by], told(office, pair[by], EventType.TICKET_UNLINKED))
    assert links_of(office, two) == [(LinkType.CHILD, 1)]


def _linked_two(office: Office, one: Ticket, two: Ticket) -> Event:
    """How the one tells of its latest link with the other."""
    linked = [each for each in office.desk.events if each.type is EventType.TICKET_LINKED]
    return [each for each in linked if (each.subject_id, each.data["other_number"]) == (one.id, two.number)][-1]


def test_a_link_goes_back_step_by_step_by_changing_sides(office: Office) -> None:
    one, two = office.open_ticket(), office.open_ticket()
    link(office, one, LinkType.BLOCKS, two)
    first = told(office, two, EventType.TICKET_LINKED)
    link(office, one, LinkType.RELATED, two)
    undo(office, one, told(office, one, EventType.TICKET_LINKED))
    assert links_of(office, two) == [(LinkType.BLOCKED_BY, 1)]
    undo(office, two, first)
    assert links_of(office, one) == links_of(office, two) == []


def test_a_link_that_changed_since_is_named(office: Office) -> None:
    one, two = office.open_ticket(), office.open_ticket()
    link(office, one, LinkType.BLOCKS, two)
    first = told(office, one, EventType.TICKET_LINKED)
    office.linking.unlink(ADA, one.id, two.id)
    unlinked = told(office, one, EventType.TICKET_UNLINKED)
    assert undo(office, one, first).links == (), "it is taken back already"
    for type_, event in ((LinkType.BLOCKS, first), (LinkType.RELATED, unlinked)):
        link(office, two, type_, one)
        with pytest.raises(Conflict) as refused:
            undo(office, one, event)
        assert refused.value.fields == ("links",)


def test_a_link_that_has_no_place_any_more_is_refused_with_what_to_do(office: Office) -> None:
    one, two, three = (office.open_ticket() for _ in range(3))
    link(office, one, LinkType.PARENT, two)
    office.linking.unlink(ADA, one.id, two.id)
    unlinked = told(office, one, EventType.TICKET_UNLINKED)
    link(office, one, LinkType.PARENT, three)
    with pytest.raises(Conflict, match="has a parent already, #3"):
        undo(office, one, unlinked)
    office.linking.unlink(ADA, one.id, three.id)
    for _ in range(MAX_LINKS):
        office.linking.link(ADA, two.id, office.open_ticket().id, LinkType.RELATED)
    with pytest.raises(Conflict, match="Remove one first"):
        undo(office, one, unlinked)
    office.service.delete_ticket(ADA, two.id)
    with pytest.raises(Conflict, match="deleted"):
        undo(office, one, unlinked)


# -- all of them


def changed(office: Office, kind: str, **fields: Any) -> tuple[Ticket, Ticket, Event]:
    """Two tickets that went through something together, and how the first tells of it."""
    one, two = office.open_ticket(), office.open_ticket(**fields)
    if kind == "merge":
        merge(office, one, two)
        return one, two, told(office, one, EventType.TICKET_MERGED)
    if kind == "link":
        link(office, one, LinkType.BLOCKS, two)
        return one, two, told(office, one, EventType.TICKET_LINKED)
    made = split(office, two)
    office.service.edit_ticket(ADA, made.id, {"team_id": None})
    return made, two, told(office, made, EventType.TICKET_SPLIT)


KINDS = pytest.mark.parametrize("kind", ["merge", "split", "link"])


@KINDS
def test_only_who_sees_both_and_may_write(office: Office, kind: str) -> None:
    one, two, event = changed(office, kind, team_id=office.hire("team"))
    before = dict(office.desk.tickets)
    for ticket in (one, two):
        own = told(office, ticket, event.type)
        with pytest.raises(NotFound):
            office.undoing.undo(agent_of_teams("other"), ticket.id, own.id)
        with pytest.raises(Forbidden):
            office.undoing.undo(agent(Role.VIEWER), ticket.id, own.id)
    assert office.desk.tickets == before


@KINDS
def test_a_repeated_request_is_answered_by_the_ticket_of_its_path(office: Office, kind: str) -> None:
    one, two, event = changed(office, kind)
    claim = Claim("request", "k", "", fingerprint="f")
    for ticket in (one, two):
        first = undo(office, ticket, told(office, ticket, event.type), claim)
        assert first.id == ticket.id
        known = len(office.desk.events)
        claim = replace(claim, value=f"{ticket.id}")
    again = Claim("request", "k", "", fingerprint="f")
    assert undo(office, two, told(office, two, event.type), again).id == two.id
    assert len(office.desk.events) == known


@KINDS
def test_a_key_that_was_used_for_something_else_is_refused(office: Office, kind: str) -> None:
    one, _, event = changed(office, kind)
    other = office.open_ticket()
    claim = Claim("request", "k", "", fingerprint="f")
    change = office.service.edit_ticket(ADA, other.id, {"status": "pending"}, claims=(claim,))
    assert change
    with pytest.raises(Invalid, match="another request"):
        undo(office, one, event, replace(claim, fingerprint="g"))


@KINDS
def test_a_change_in_between_is_not_lost(office: Office, kind: str) -> None:
    one, two, event = changed(office, kind)
    alive = two if kind == "merge" else one
    office.desk.before_commit = lambda: office.service.edit_ticket(ADA, alive.id, {"priority": "urgent"})
    undo(office, one, event)
    assert office.state(alive).priority == "urgent"
