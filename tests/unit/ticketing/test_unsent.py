"""Drafts, through the use cases."""

import pytest

from schemas.vocabulary import Role
from tessera.kernel.errors import Forbidden, Invalid, NotFound
from tessera.ticketing.model import Ticket
from tessera.ticketing.unsent import Draft, DraftService
from tessera.ticketing.views import TicketViews
from tests.factories.identity import ORG
from tests.factories.tickets import agent, agent_of_teams, creation
from tests.fakes.identity import FakeClock
from tests.fakes.tickets import FakeDesk, FakeTickets


class FakeDrafts:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Draft] = {}

    def put(self, draft: Draft) -> None:
        self.kept[draft.agent_id, draft.ticket_id] = draft

    def get(self, agent_id: str, ticket_id: str) -> Draft | None:
        return self.kept.get((agent_id, ticket_id))

    def remove(self, agent_id: str, ticket_id: str) -> None:
        self.kept.pop((agent_id, ticket_id), None)

    def of_agent(self, agent_id: str) -> list[Draft]:
        return [draft for (author, _), draft in self.kept.items() if author == agent_id]


@pytest.fixture
def ticket() -> Ticket:
    return creation(1, agent(), team_id="billing").ticket


@pytest.fixture
def service(ticket: Ticket) -> DraftService:
    tickets = FakeTickets(FakeDesk(tickets={ticket.id: ticket}), ORG)
    return DraftService(FakeDrafts(), TicketViews(tickets), FakeClock())


def test_each_agent_has_their_own_draft(service: DraftService, ticket: Ticket) -> None:
    ann, bob = agent(), agent()
    service.save_draft(ann, ticket.id, {"text": "first"})
    service.save_draft(ann, ticket.id, {"text": "second"})

    draft = service.read_draft(ann, ticket.id)
    assert draft
    assert draft.content == {"text": "second"}
    assert service.list_drafts(ann) == [draft]
    assert service.read_draft(bob, ticket.id) is None


def test_a_discarded_draft_is_gone(service: DraftService, ticket: Ticket) -> None:
    ann = agent()
    service.save_draft(ann, ticket.id, {"text": "x"})
    service.discard_draft(ann, ticket.id)
    service.discard_draft(ann, ticket.id)

    assert service.list_drafts(ann) == []


def test_there_are_no_drafts_on_tickets_that_one_may_not_see(service: DraftService, ticket: Ticket) -> None:
    with pytest.raises(NotFound):
        service.save_draft(agent_of_teams("support"), ticket.id, {"text": "x"})
    with pytest.raises(Forbidden):
        service.save_draft(agent(Role.VIEWER), ticket.id, {"text": "x"})


def test_a_draft_that_does_not_fit_is_refused(service: DraftService, ticket: Ticket) -> None:
    with pytest.raises(Invalid):
        service.save_draft(agent(), ticket.id, {"text": "x" * 400_000})
