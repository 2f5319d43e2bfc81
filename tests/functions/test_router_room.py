"""Room that comes free, and who of those that wait gets it: in process, from API to events to router."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.vocabulary import EventType, Role, RoutingMode
from tessera.adapters.dynamodb.routing import RoutingTable
from tessera.identity.model import Agent
from tessera.ticketing.model import Ticket, Turns
from tests.factories.tickets import later, make_ticket
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import admin
from tests.functions.routing import Desk, alarms, turns

__all__ = ["alarms", "turns"]

#: What takes a ticket from whoever has it, with somebody else at hand; the router hears of it.
Less = Callable[[Desk, str, Agent], None]


def deleted(desk: Desk, ticket: str, other: Agent) -> None:
    desk.api.delete(f"/tickets/{ticket}")
    desk.happens("ticket", ticket)


def purged(desk: Desk, ticket: str, other: Agent) -> None:
    desk.api.delete(f"/tickets/{ticket}")
    assert desk.api.post(f"/tickets/{ticket}/purge").status == 200
    desk.happens("ticket", ticket, EventType.TICKET_DELETED)


def merged(desk: Desk, ticket: str, other: Agent) -> None:
    assert desk.api.post(f"/tickets/{ticket}/merge", {"into": desk.ticket(team_id=None)}).status == 200
    desk.happens("ticket", ticket)


def given_away(desk: Desk, ticket: str, other: Agent) -> None:
    desk.api.patch(f"/tickets/{ticket}", {"assignee_id": other.id})
    desk.happens("ticket", ticket)


def sent_away(desk: Desk, ticket: str, other: Agent) -> None:
    desk.api.patch(f"/tickets/{ticket}", {"assignee_id": None, "team_id": desk.api.found_team()})
    desk.happens("ticket", ticket)


def put_back(desk: Desk, ticket: str, other: Agent) -> None:
    desk.api.patch(f"/tickets/{ticket}", {"assignee_id": None})
    desk.happens("ticket", ticket)


def snoozed(desk: Desk, ticket: str, other: Agent) -> None:
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert desk.api.patch(f"/tickets/{ticket}", {"snoozed_until": until}).status == 200
    desk.happens("ticket", ticket)


@pytest.fixture(params=[deleted, purged, merged, given_away, sent_away, put_back, snoozed])
def less(request: pytest.FixtureRequest) -> Less:
    found: Less = request.param
    return found


def test_whoever_has_a_ticket_less_gets_the_one_that_waits(turns: Desk, less: Less) -> None:
    ada, other = turns.hire("Ada", capacity=1), turns.api.hire()
    first = turns.comes_to(ada)
    second = turns.ticket()
    turns.happens("ticket", second)
    assert turns.assignee(second) is None
    less(turns, first, other)
    assert turns.assignee(second) == ada.id


def import_waiting(desk: Desk, count: int, first: int = 1, **fields: Any) -> list[Ticket]:
    """The oldest first; nobody changed them since."""
    table, made = desk.api.services.ticket_table(desk.api.org), list[Ticket]()
    for number in range(first, first + count):
        ticket = make_ticket(later(number), number=number, team_id=desk.team, **fields)
        table.import_conversation(ticket, [])
        made.append(ticket)
    return made


def test_the_oldest_of_many_that_wait_comes_first(turns: Desk) -> None:
    """Though its customer wrote again; those that are somebody's are in the same list."""
    import_waiting(turns, 10, 100, assignee_id=turns.api.me.id, updated_at=later(-1))
    ada = turns.hire("Ada", capacity=2)
    waiting = [*import_waiting(turns, 1, updated_at=later(99)), *import_waiting(turns, 60, 2)]
    turns.happens_to(ada)
    given = [ticket.number for ticket in waiting if turns.assignee(ticket.id) == ada.id]
    assert given == [1, 2]


def test_all_that_wait_are_given_though_they_are_put_in_order_some_at_a_time(
    turns: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tessera.routing.service.IN_ORDER", 3)
    ada, waiting = turns.hire("Ada"), import_waiting(turns, 8)
    turns.happens_to(ada)
    assert {turns.assignee(ticket.id) for ticket in waiting} == {ada.id}


def test_who_has_no_room_is_not_asked_for_each_that_waits(turns: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, turn = turns.hire("Ada", capacity=1), RoutingTable.turns
    import_waiting(turns, 9)
    taken = list[str]()

    def counted(table: RoutingTable, team_id: str) -> Turns:
        taken.append(team_id)
        return turn(table, team_id)

    monkeypatch.setattr(RoutingTable, "turns", counted)
    turns.happens_to(ada)
    assert len(taken) == 2 + 1  # given, refused; and what hears it again is refused at once


def test_a_split_that_is_taken_back_makes_room(turns: Desk) -> None:
    ada = turns.hire("Ada", capacity=1)
    whole = turns.ticket(team_id=None)
    said = turns.api.post(f"/tickets/{whole}/messages", {"kind": "note", "text": "Another matter"})
    note = said.body["message"]["id"]
    split = {"message_ids": [note], "subject": "Another", "team_id": turns.team, "assignee_id": ada.id}
    part = turns.api.post(f"/tickets/{whole}/split", split).body["id"]
    waits = turns.ticket()
    turns.happens("ticket", waits)
    assert turns.assignee(waits) is None
    assert turns.api.by(turns.api.hire(Role.ADMIN)).post(f"/tickets/{part}/rejoin").status == 200
    turns.happens("ticket", part)
    assert turns.assignee(waits) == ada.id


def test_what_somebody_puts_back_by_hand_does_not_come_back_by_that(turns: Desk) -> None:
    """Though it is the oldest that waits; the next room is for it."""
    ada = turns.hire("Ada", capacity=1)
    first = turns.comes_to(ada)
    turns.api.patch(f"/tickets/{first}", {"assignee_id": None})
    turns.happens("ticket", first)
    assert turns.assignee(first) is None
    second = turns.ticket(assignee_id=ada.id)
    turns.ticket()
    turns.api.post(f"/tickets/{second}/status", {"status": "resolved"})
    turns.happens("ticket", second)
    assert turns.assignee(first) == ada.id


def test_whoever_has_one_that_waits_for_others_less_has_no_more_room_by_that(turns: Desk) -> None:
    """Nor has whoever the ticket went to."""
    ada, bob = turns.hire("Ada", capacity=1), turns.hire("Bob", capacity=1)
    first, second = turns.comes(), turns.comes()
    assert {first, second} == {ada.id, bob.id}
    waits = turns.ticket()
    pending = turns.ticket(assignee_id=ada.id, status="pending")
    turns.api.patch(f"/tickets/{pending}", {"assignee_id": bob.id})
    turns.happens("ticket", pending)
    assert turns.assignee(waits) is None


@pytest.mark.parametrize("mode", [RoutingMode.ROUND_ROBIN, RoutingMode.LEAST_LOADED])
def test_a_team_that_is_served_from_now_on_has_what_waits_given(api: Api, mode: RoutingMode) -> None:
    desk = Desk(api, RoutingMode.MANUAL)
    ada = desk.hire("Ada")
    ticket = desk.ticket()
    desk.happens("ticket", ticket)
    assert desk.assignee(ticket) is None
    desk.serve(mode)
    desk.happens("team", desk.team)
    assert desk.assignee(ticket) == ada.id


def test_who_comes_to_a_team_finds_what_waits(turns: Desk) -> None:
    ticket = turns.ticket()
    turns.happens("ticket", ticket)
    email = f"{turns.team}@acme.test"
    body = {"name": "Eva", "email": email, "password": "a-long-password", "team_ids": [turns.team]}
    eva = admin(turns.api, "POST", "/agents", body)["id"]
    turns.happens("agent", eva)
    assert turns.assignee(ticket) == eva
