"""Macros, through the use cases."""

from typing import Any

import pytest

from schemas.vocabulary import EventType, Role, Sharing, TicketStatus
from tessera.automation.service import MacroService
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.person import Person
from tessera.ticketing.files import FileService
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.service import TicketService
from tests.factories.identity import ORG, make_team
from tests.factories.tickets import agent, creation, later
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import FakePeople, FakeStore
from tests.fakes.macros import FakeMacros
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeTicketCustomers, FakeTickets

SAFE = Sanitiser(lambda html: html.replace("<script>", ""), lambda html: html.replace("<p>", "").replace("</p>", ""))
LEAD = agent(Role.SUPERVISOR)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def macros() -> FakeMacros:
    return FakeMacros()


@pytest.fixture
def store() -> FakeStore:
    """With one team."""
    team = make_team(id="billing")
    return FakeStore(teams={(ORG, team.id): team})


@pytest.fixture
def service(desk: FakeDesk, macros: FakeMacros, store: FakeStore) -> MacroService:
    tickets = FakeTickets(desk, ORG)
    files = FileService(ORG, FakeFileRecords(desk), FakeFileStore(), tickets)
    ticketing = TicketService(tickets, FakeTicketCustomers(desk), files, SAFE, lambda: later(1))
    return MacroService(macros, ticketing, FakePeople(store, ORG), SAFE, lambda: later(1))


def fields(**changed: Any) -> dict[str, Any]:
    return {"name": "Refund", "html": "<p>Hi {{ticket.requester.first_name|there}}</p>"} | changed


def test_using_a_macro_changes_the_ticket_and_fills_the_text(service: MacroService, desk: FakeDesk) -> None:
    actor = agent()
    desk.people["agent", actor.id or ""] = True
    first = creation(1, actor, requester=Person("c", "Ada Lovelace", "ada@example.com"))
    FakeTickets(desk, ORG).commit(first)
    actions = {"status": "pending", "assignee_id": "me", "add_tags": ["Refund"]}
    macro = service.create_macro(actor, fields(actions=actions))

    used = service.use_macro(actor, first.ticket.id, macro.id)

    assert (used.ticket.status, used.ticket.assignee_id) == (TicketStatus.PENDING, actor.id)
    assert used.ticket.tags == ("refund",)
    assert (used.html, used.text) == ("<p>Hi Ada</p>", "Hi Ada")
    assert service.list_macros(actor)[0].usage_count == 1


def test_who_sees_which_macro(service: MacroService) -> None:
    maker, colleague = agent(team_ids=frozenset({"billing"})), agent(team_ids=frozenset({"billing"}))
    stranger = agent()
    service.create_macro(maker, fields(name="mine"))
    service.create_macro(maker, fields(name="ours", sharing=Sharing.TEAMS, team_ids=["billing"]))
    service.create_macro(LEAD, fields(name="everybody's", sharing=Sharing.EVERYONE))

    def seen(actor: Actor) -> set[str]:
        return {macro.name for macro in service.list_macros(actor)}

    assert seen(maker) == {"mine", "ours", "everybody's"}
    assert seen(colleague) == {"ours", "everybody's"}
    assert seen(stranger) == {"everybody's"}


def test_who_changes_which_macro(service: MacroService) -> None:
    maker = agent()
    shared = service.create_macro(LEAD, fields(sharing=Sharing.EVERYONE))
    own = service.create_macro(maker, fields())

    with pytest.raises(Forbidden):
        service.change_macro(maker, shared.id, {"name": "Other"})
    with pytest.raises(Forbidden):
        service.change_macro(maker, own.id, {"sharing": Sharing.EVERYONE})
    with pytest.raises(Forbidden):
        service.create_macro(agent(Role.VIEWER), fields())
    with pytest.raises(NotFound):
        service.change_macro(agent(), own.id, {"name": "Other"})
    assert service.change_macro(maker, own.id, {"name": "Other"}).version == 2


def test_a_team_that_is_gone_is_no_obstacle(service: MacroService, store: FakeStore) -> None:
    macro = service.create_macro(LEAD, fields(sharing=Sharing.TEAMS, team_ids=["billing"]))
    store.teams.clear()
    changed = service.change_macro(LEAD, macro.id, {"name": "Other", "team_ids": ["billing"]})
    assert (changed.name, changed.team_ids) == ("Other", ("billing",))
    with pytest.raises(Invalid, match="no such team"):
        service.change_macro(LEAD, macro.id, {"team_ids": ["billing", "sales"]})
    assert service.change_macro(LEAD, macro.id, {"sharing": Sharing.PRIVATE, "team_ids": []}).team_ids == ()


def test_a_stale_change_shows_what_is_there(service: MacroService) -> None:
    macro = service.create_macro(LEAD, fields())
    service.change_macro(LEAD, macro.id, {"name": "Second"}, seen=1)

    with pytest.raises(Conflict) as refused:
        service.change_macro(LEAD, macro.id, {"name": "Third"}, seen=1)

    assert refused.value.current["name"] == "Second"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"html": "", "actions": {}}, "html"),
        ({"html": "{{nope}}"}, "html"),
        ({"name": "  "}, "name"),
        ({"sharing": Sharing.TEAMS}, "team_ids"),
    ],
)
def test_a_macro_that_cannot_be_is_refused_by_field(service: MacroService, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        service.create_macro(LEAD, fields(**wrong))

    assert refused.value.field == field


def test_every_change_of_a_macro_is_an_event(service: MacroService, macros: FakeMacros) -> None:
    macro = service.create_macro(LEAD, fields())
    service.change_macro(LEAD, macro.id, {"name": "Second"})
    service.change_macro(LEAD, macro.id, {"name": "Second"})
    service.delete_macro(LEAD, macro.id)

    assert [event.type for event in macros.events] == [
        EventType.MACRO_CREATED,
        EventType.MACRO_UPDATED,
        EventType.MACRO_DELETED,
    ]
    with pytest.raises(NotFound):
        service.delete_macro(LEAD, macro.id)
