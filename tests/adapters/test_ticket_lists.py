"""The contract of lists: their order, their filters, and pages that neither repeat nor lose a ticket."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import UNRESOLVED, Priority, TicketStatus
from tessera.kernel.errors import BadCursor
from tessera.kernel.ids import new_id
from tessera.kernel.page import encode_cursor
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import TicketQuery, Tickets
from tests.adapters.conftest import Desk
from tests.factories.tickets import later, make_person, make_ticket

TEAM, OTHER_TEAM, ADA, BOB, ACME = (new_id() for _ in range(5))
GRACE = make_person()


def fill(desk: Desk) -> list[Ticket]:
    """Every combination once, each a minute after the one before."""
    combinations = itertools.product(TicketStatus, (None, ADA, BOB), (None, TEAM, OTHER_TEAM))
    made = []
    for number, (status, assignee, team) in enumerate(combinations, start=1):
        fields: dict[str, Any] = {"status": status, "assignee_id": assignee, "team_id": team}
        if number % 2 == 0:
            fields["priority"] = Priority.URGENT
        if number % 3 == 0:
            fields["requester"] = GRACE
        if number % 5 == 0:
            fields["company_id"] = ACME
        if number % 7 == 0:
            fields["deleted_at"] = later(0)
        ticket = make_ticket(later(number), number=number, **fields)
        desk.tickets.import_conversation(ticket, [])
        made.append(ticket)
    return made


def read_all(tickets: Tickets, query: TicketQuery, limit: int, oldest_first: bool = False) -> list[Ticket]:
    found: list[Ticket] = []
    cursor = None
    for _ in range(200):
        page = tickets.list(query, limit, cursor, oldest_first=oldest_first)
        assert len(page.items) <= limit
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found
    raise AssertionError("This list never ends.")


ORDER = [TicketStatus.OPEN, TicketStatus.PENDING, TicketStatus.ON_HOLD, TicketStatus.RESOLVED, TicketStatus.CLOSED]


def in_order(tickets: list[Ticket]) -> list[Ticket]:
    newest_first = sorted(tickets, key=lambda ticket: ticket.updated_at, reverse=True)
    return sorted(newest_first, key=lambda ticket: ORDER.index(ticket.status))


def fits(ticket: Ticket, query: TicketQuery) -> bool:
    return (
        (ticket.deleted_at is not None) is query.deleted
        and (not query.statuses or ticket.status in query.statuses)
        and query.assignee in (None, ticket.assignee_id or "none")
        and query.team in (None, ticket.team_id or "none")
        and query.requester in (None, ticket.requester.id)
        and query.company in (None, ticket.company_id)
        and query.priority in (None, ticket.priority)
        and (query.changed_since is None or ticket.updated_at >= query.changed_since)
    )


QUERIES = [
    TicketQuery(),
    TicketQuery(statuses=UNRESOLVED),
    *(TicketQuery(statuses=(status,)) for status in TicketStatus),
    TicketQuery(assignee=ADA),
    TicketQuery(statuses=UNRESOLVED, assignee="none"),
    TicketQuery(team=TEAM),
    TicketQuery(statuses=(TicketStatus.OPEN,), team="none"),
    TicketQuery(requester=GRACE.id),
    TicketQuery(statuses=UNRESOLVED, assignee=BOB, team=OTHER_TEAM),
    TicketQuery(assignee="none", team="none"),
    TicketQuery(assignee="none", team=TEAM),
    TicketQuery(assignee=ADA, team="none", requester=GRACE.id),
    TicketQuery(priority=Priority.URGENT),
    TicketQuery(statuses=(TicketStatus.CLOSED,), assignee=ADA, team=TEAM, priority=Priority.URGENT),
    TicketQuery(statuses=UNRESOLVED, company=ACME),
    TicketQuery(company=ACME, requester=GRACE.id),
    TicketQuery(deleted=True, company=ACME),
    TicketQuery(deleted=True),
    TicketQuery(deleted=True, requester=GRACE.id),
    TicketQuery(deleted=True, assignee=ADA, team=TEAM),
    TicketQuery(requester="nobody"),
    TicketQuery(statuses=(TicketStatus.OPEN,), changed_since=later(4)),
    TicketQuery(statuses=(TicketStatus.CLOSED,), changed_since=later(40), team=TEAM),
    TicketQuery(statuses=(TicketStatus.CLOSED,), changed_since=later(3), deleted=True),
    TicketQuery(statuses=(TicketStatus.PENDING,), changed_since=later(500)),
]


def test_every_list_is_complete_in_order_and_without_repeats(desk: Desk) -> None:
    made = fill(desk)
    for query in QUERIES:
        expected = in_order([ticket for ticket in made if fits(ticket, query)])
        for limit in (4, 100):
            assert [one.number for one in read_all(desk.tickets, query, limit)] == [one.number for one in expected]
            turned = read_all(desk.tickets, query, limit, oldest_first=True)
            assert [one.number for one in turned] == [one.number for one in expected[::-1]]


def test_an_agent_of_teams_lists_their_tickets_those_of_no_team_and_their_own(desk: Desk) -> None:
    made = fill(desk)
    seen = TicketQuery(statuses=UNRESOLVED, seen_by_teams=frozenset({TEAM}), seen_by_agent=BOB)
    found = read_all(desk.tickets, seen, 5)
    expected = [one for one in made if fits(one, TicketQuery(statuses=UNRESOLVED))]
    visible = [one for one in expected if one.team_id in (None, TEAM) or one.assignee_id == BOB]
    assert [one.number for one in found] == [one.number for one in in_order(visible)]
    alone = TicketQuery(team=OTHER_TEAM, seen_by_teams=frozenset(), seen_by_agent=ADA)
    assert {one.assignee_id for one in read_all(desk.tickets, alone, 3)} == {ADA}


def test_a_list_goes_on_where_it_was_though_tickets_move(desk: Desk) -> None:
    for number in range(1, 7):
        desk.tickets.import_conversation(make_ticket(later(number), number=number), [])
    first = desk.tickets.list(TicketQuery(), 3, None)
    assert [one.number for one in first.items] == [6, 5, 4]
    desk.tickets.import_conversation(make_ticket(later(9), number=7), [])
    rest = desk.tickets.list(TicketQuery(), 3, first.next_cursor)
    assert [one.number for one in rest.items] == [3, 2, 1]


def test_a_ticket_comes_back_from_a_list_as_it_went_in(desk: Desk) -> None:
    ticket = make_ticket(
        later(1),
        assignee_id=ADA,
        team_id=TEAM,
        participants=(GRACE, make_person(id=None)),
        consulted=(make_person(id=None),),
        mailbox="support@acme.test",
        metadata={"seats": 4, "tags": ["a", None, 1.5], "nested": {"yes": True}},
        resolved_at=later(2),
        field_versions={"status": 3},
        version=3,
    )
    desk.tickets.import_conversation(ticket, [])
    assert desk.tickets.list(TicketQuery(), 10, None).items == [ticket]
    assert desk.tickets.get(ticket.id) == ticket
    assert desk.tickets.get_by_number(ticket.number) == ticket


def test_there_is_no_such_ticket(desk: Desk) -> None:
    for stranger in (new_id(), "nope", "", "x" * 3000, "é#😀"):
        assert desk.tickets.get(stranger) is None
        assert desk.tickets.open(stranger, 10) is None
        assert desk.tickets.find_message(stranger, stranger) is None
    assert desk.tickets.get_by_number(10**60) is None


@pytest.mark.parametrize(
    "position",
    [{}, {"at": 1}, {"pk": "a"}, {"pk": 1, "sk": 2, "gsk": 3}, {"gs1": "O#x", "pk": "", "sk": "", "gsk": ""}],
)
def test_a_cursor_that_somebody_made_up_is_refused(desk: Desk, position: dict[str, Any]) -> None:
    made_up = encode_cursor(position, desk.org, repr(TicketQuery()))
    with pytest.raises(BadCursor):
        desk.tickets.list(TicketQuery(), 10, made_up)


def test_a_cursor_belongs_to_its_query_and_organization(desk: Desk) -> None:
    fill(desk)
    cursor = desk.tickets.list(TicketQuery(), 3, None).next_cursor
    assert cursor is not None
    with pytest.raises(BadCursor):
        desk.tickets.list(TicketQuery(statuses=UNRESOLVED), 3, cursor)
    with pytest.raises(BadCursor):
        desk.tickets.list(replace(TicketQuery(), seen_by_teams=frozenset({TEAM})), 3, cursor)
    with pytest.raises(BadCursor):
        desk.tickets.entries(new_id(), 3, cursor)
