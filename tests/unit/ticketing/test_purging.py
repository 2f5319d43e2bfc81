"""What may be purged, and what is left of it."""

from typing import Any

import pytest

from schemas.vocabulary import EventType, Role
from tessera.kernel.errors import Conflict, Forbidden, Gone, NotFound, Unavailable
from tessera.realtime.model import TicketChange
from tessera.ticketing.model import Ticket
from tessera.ticketing.present import summary
from tests.factories.identity import ORG
from tests.factories.tickets import agent, agent_of_teams
from tests.fakes.tickets import FakeGraves
from tests.unit.ticketing.office import Office

BOSS = agent(Role.ADMIN)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def deleted(office: Office) -> Ticket:
    return office.service.delete_ticket(BOSS, office.open_ticket().id)


def test_a_tombstone_says_who_and_when(office: Office, deleted: Ticket) -> None:
    purged = office.purging.purge(BOSS, deleted.id)
    assert (purged.number, purged.version, purged.purged_at) == (deleted.number, deleted.version + 1, office.clock())
    assert (purged.purged_by, purged.purged_by_name) == (BOSS.id, BOSS.name)
    event = office.desk.events[-1]
    assert (event.type, event.subject_id, event.data["number"]) == (
        EventType.TICKET_PURGED,
        deleted.id,
        deleted.number,
    )
    assert office.purging.purge(BOSS, deleted.id) == purged
    assert len([each for each in office.desk.events if each.type is EventType.TICKET_PURGED]) == 1
    with pytest.raises(Gone, match="cannot be restored"):
        office.service.restore_ticket(BOSS, deleted.id)


def test_only_administrators_and_only_what_is_deleted(office: Office, deleted: Ticket) -> None:
    with pytest.raises(Forbidden):
        office.purging.purge(agent(Role.SUPERVISOR), deleted.id)
    with pytest.raises(Conflict, match="Delete it first"):
        office.purging.purge(BOSS, office.open_ticket().id)
    with pytest.raises(NotFound):
        office.purging.purge(BOSS, "nothing")


def test_whoever_sees_only_some_tickets_is_not_told_of_it(office: Office, deleted: Ticket) -> None:
    office.purging.purge(BOSS, deleted.id)
    with pytest.raises(NotFound) as told:
        office.views.open_ticket(agent_of_teams("t1"), deleted.id)
    assert not isinstance(told.value, Gone)


def test_what_somebody_restores_at_that_moment_stays(
    office: Office, deleted: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bury = FakeGraves.bury

    def late(graves: FakeGraves, *given: Any) -> None:
        office.service.restore_ticket(BOSS, deleted.id)
        bury(graves, *given)

    monkeypatch.setattr(FakeGraves, "bury", late)
    with pytest.raises(Conflict, match="Delete it first"):
        office.purging.purge(BOSS, deleted.id)
    assert office.state(deleted).deleted_at is None


def test_what_is_left_goes_and_nothing_of_a_ticket_that_is_there(office: Office, deleted: Ticket) -> None:
    assert office.clearance.clear(deleted.id) == 0
    office.purging.purge(BOSS, deleted.id)
    assert office.clearance.clear(deleted.id) > 0
    assert office.desk.entries[deleted.id] == {}
    assert office.clearance.clear(deleted.id) == 0


def test_news_of_it_go_as_soon_as_all_are_there(office: Office, deleted: Ticket) -> None:
    office.news.now = office.clock().timestamp()
    office.news.append(ORG, [TicketChange(summary(deleted))])
    office.purging.purge(BOSS, deleted.id)
    with pytest.raises(Unavailable):
        office.clearance.clear(deleted.id)
    office.news.append(ORG, [TicketChange.lost(deleted.id, deleted.version + 1, None)])
    office.clearance.clear(deleted.id)
    assert deleted.subject not in str(office.news.read(ORG, 0))
