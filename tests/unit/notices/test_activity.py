"""Who did what, as far as one may see it."""

import pytest

from schemas.http.sync import TicketDeed
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.notices.activity import AT_ONCE, ActivityService
from tessera.realtime.model import Deed, TicketChange
from tessera.ticketing.model import Ticket
from tessera.ticketing.present import summary
from tests.factories.identity import ORG
from tests.factories.tickets import agent, agent_of_teams, make_ticket
from tests.fakes.identity import START
from tests.fakes.realtime import FakeChangeLog

ADA = {"type": "agent", "id": "a1", "name": "Ada"}


class FakeTickets:
    """Only what activity asks for."""

    def __init__(self) -> None:
        self.kept: dict[str, Ticket] = {}

    def get_many(self, ticket_ids: list[str]) -> list[Ticket]:
        assert len(ticket_ids) <= 100
        return [self.kept[one] for one in ticket_ids if one in self.kept]


class Desk:
    def __init__(self) -> None:
        self.log, self.tickets = FakeChangeLog(), FakeTickets()
        self.service = ActivityService(ORG, self.log, self.tickets)  # type: ignore[arg-type]

    def does(self, ticket: Ticket, *fields: str, message: str | None = None, quiet: bool = False) -> None:
        self.tickets.kept[ticket.id] = ticket
        deed = None if quiet else Deed("ticket.updated", ADA, to_text(START), fields, message)
        self.log.append(ORG, [TicketChange(summary(ticket), None, deed)])

    def seen_by(self, actor: Actor) -> list[TicketDeed]:
        done, _ = self.service.latest(actor, None)
        return [TicketDeed.model_validate(each.to_json()) for each in done]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_newest_comes_first_with_what_it_made_of_the_ticket(desk: Desk) -> None:
    ticket = make_ticket(team_id="t1", subject="Paper jam")
    desk.does(ticket, "team_id", "subject")
    desk.does(ticket, message="note")
    note, moved = desk.seen_by(agent())
    assert (note.seq, note.message, note.to) == (2, "note", {})
    assert (moved.seq, moved.fields, moved.to) == (1, ["team_id", "subject"], {"team_id": "t1"})
    assert (moved.ticket.subject, moved.actor.name) == ("Paper jam", "Ada")


def test_what_one_may_not_see_any_more_and_imports_are_left_out(desk: Desk) -> None:
    desk.does(make_ticket(team_id="t1"))
    desk.does(make_ticket(team_id="t2"))
    desk.does(make_ticket(), quiet=True)
    assert [one.seq for one in desk.seen_by(agent_of_teams("t1"))] == [1]
    assert [one.seq for one in desk.seen_by(agent())] == [2, 1]
    desk.tickets.kept.clear()
    assert desk.seen_by(agent()) == []


def test_pages_lead_back_to_the_first(desk: Desk) -> None:
    for _ in range(AT_ONCE * 2 + 1):
        desk.does(make_ticket())
    numbers: list[int] = []
    before: int | None = None
    for _ in range(5):
        done, before = desk.service.latest(agent(), before)
        numbers += [each.seq for each in done]
        if before is None:
            break
    assert numbers == list(range(AT_ONCE * 2 + 1, 0, -1))
