"""Who is told what, and who may listen."""

import json
from dataclasses import replace
from typing import Any

import pytest

from schemas.realtime.messages import Delta
from schemas.vocabulary import ActorType, EventType, Role, TicketScope
from tessera.catalogue.model import Catalogue
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.kernel.errors import Forbidden, Unauthenticated
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, TicketChange, TicketNews, Whereabouts
from tessera.realtime.service import PASS_SECONDS, POSITION, RealtimeService
from tessera.ticketing import policy
from tessera.ticketing.model import Ticket
from tessera.ticketing.present import summary
from tests.factories.identity import ORG, OTHER_ORG
from tests.factories.tickets import agent, agent_of_teams, make_ticket
from tests.fakes.identity import START
from tests.fakes.realtime import FakeChangeLog, FakeConnections, FakePush

SEES_ALL = Connection.of(agent(), "c1")
ADA = {"type": "agent", "id": "a1", "name": "Ada"}


def nothing_defined(fresh: bool) -> Catalogue:
    return Catalogue()


def news(ticket: Ticket | None = None, event: EventType = EventType.TICKET_UPDATED, **fields: Any) -> TicketNews:
    known: dict[str, Any] = {"org_id": ORG, "event": event, "actor": ADA, "at": to_text(START), "message": None}
    change = TicketChange(summary(ticket or make_ticket()), fields.pop("before", None))
    return TicketNews(**known | {"change": change} | fields)


@pytest.fixture
def connections() -> FakeConnections:
    return FakeConnections()


@pytest.fixture
def log() -> FakeChangeLog:
    return FakeChangeLog()


@pytest.fixture
def service(connections: FakeConnections, log: FakeChangeLog) -> RealtimeService:
    return RealtimeService(connections, log, lambda org: nothing_defined, lambda holder: holder)


def listen(service: RealtimeService, actor: Actor, connection_id: str) -> Connection:
    return service.connect(service.issue_pass(actor), connection_id)


def deltas(push: FakePush, connection_id: str) -> list[Delta]:
    return [Delta.model_validate_json(text) for text in push.sent.get(connection_id, []) if POSITION not in text]


def steps(push: FakePush, connection_id: str) -> list[tuple[str, int, int]]:
    """What a screen was sent, in the order of its sending: event, after, seq."""
    sent = [json.loads(text) for text in push.sent.get(connection_id, [])]
    return [(one["event"], one["after"], one["seq"]) for one in sent]


# -- passes


def test_a_pass_opens_one_socket_for_its_holder(service: RealtimeService, connections: FakeConnections) -> None:
    ada = agent_of_teams("t1")
    value = service.issue_pass(ada)
    opened = service.connect(value, "c1")
    assert opened == Connection("c1", ORG, ada.id or "", frozenset({"t1"}), TicketScope.TEAMS, Role.AGENT)
    assert connections.of_org(ORG) == [opened]
    with pytest.raises(Unauthenticated):
        service.connect(value, "c2")
    assert len(connections.of_org(ORG)) == 1


@pytest.mark.parametrize("value", ["", "made-up", "ä" * 5000])
def test_no_pass_no_socket(service: RealtimeService, connections: FakeConnections, value: str) -> None:
    with pytest.raises(Unauthenticated):
        service.connect(value, "c1")
    assert connections.of_org(ORG) == []


def test_a_pass_is_good_for_seconds(service: RealtimeService, connections: FakeConnections) -> None:
    first, second = service.issue_pass(agent()), service.issue_pass(agent())
    assert first != second
    connections.now += PASS_SECONDS
    service.connect(first, "c1")
    connections.now += 1
    with pytest.raises(Unauthenticated):
        service.connect(second, "c2")


def test_a_customer_gets_none(service: RealtimeService) -> None:
    with pytest.raises(Forbidden):
        service.issue_pass(Actor(ORG, ActorType.CUSTOMER, "c"))


# -- news


def test_everybody_who_may_see_it_is_told_in_order(service: RealtimeService) -> None:
    push = FakePush()
    listen(service, agent(), "c1")
    listen(service, agent(), "c2")
    listen(service, agent(org_id=OTHER_ORG), "stranger")
    first, second = make_ticket(number=1), make_ticket(number=2)
    told = service.tell([news(first, EventType.TICKET_CREATED), news(second), news(org_id=OrgId("empty"))], push)
    assert told == 2
    assert set(push.sent) == {"c1", "c2"}
    assert [delta.ticket_id for delta in deltas(push, "c1")] == [first.id, second.id]
    assert [delta.seq for delta in deltas(push, "c1")] == [1, 2]
    service.tell([news(first)], push)
    assert [delta.seq for delta in deltas(push, "c2")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (EventType.TICKET_CREATED, "ticket:created"),
        (EventType.TICKET_ASSIGNED, "ticket:assigned"),
        (EventType.TICKET_STATUS_CHANGED, "ticket:status_changed"),
        (EventType.TICKET_UPDATED, "ticket:updated"),
        (EventType.TICKET_DELETED, "ticket:updated"),
        (EventType.MESSAGE_ADDED, "ticket:updated"),
        (EventType.MESSAGE_DELIVERY_CHANGED, "ticket:updated"),
    ],
)
def test_news_have_the_names_that_screens_know(event: EventType, name: str) -> None:
    (delta,) = news(event=event).deltas(SEES_ALL, 6, 7, nothing_defined)
    parsed = Delta.model_validate(json.loads(json.dumps(delta)))
    assert (parsed.event, parsed.seq, parsed.message_id) == (name, 7, None)


def test_a_message_is_told_beside_its_ticket(service: RealtimeService) -> None:
    push = FakePush()
    listen(service, agent(), "c1")
    service.tell([news(event=EventType.MESSAGE_ADDED, message={"id": "m1", "kind": "note"})], push)
    ticket, message = deltas(push, "c1")
    assert ticket.ticket is not None
    assert (message.event, message.message_id, message.kind, message.ticket) == ("message:new", "m1", "note", None)
    assert message.ticket_id == ticket.ticket_id


def test_an_agent_of_teams_hears_what_they_may_see() -> None:
    team, other = "t1", "t2"
    ada = agent_of_teams(team)
    for ticket in (
        make_ticket(team_id=None),
        make_ticket(team_id=team),
        make_ticket(team_id=other),
        make_ticket(team_id=other, assignee_id=ada.id),
        make_ticket(team_id=other, assignee_id="somebody"),
    ):
        assert news(ticket).change.is_for(Connection.of(ada, "c1")) == policy.may_see(ada, ticket)
        assert news(ticket).change.is_for(Connection.of(agent(), "c2"))


def test_what_somebody_may_not_see_is_not_sent(service: RealtimeService) -> None:
    push = FakePush()
    listen(service, agent_of_teams("t1"), "c1")
    service.tell([news(make_ticket(team_id="t2"))], push)
    assert steps(push, "c1") == [(POSITION, 0, 1)]
    service.tell([news(make_ticket(team_id="t2")), news(make_ticket(team_id="t1"))], push)
    assert steps(push, "c1")[1:] == [("ticket:updated", 1, 3)]
    service.tell([news(make_ticket(team_id="t1")), news(make_ticket(team_id="t2"))], push)
    assert steps(push, "c1")[2:] == [("ticket:updated", 3, 4), (POSITION, 4, 5)]


def test_who_loses_a_ticket_is_told_once_and_nothing_of_what_it_became(service: RealtimeService) -> None:
    push = FakePush()
    listen(service, agent_of_teams("t1"), "loses")
    listen(service, agent_of_teams("t2"), "gains")
    listen(service, agent_of_teams("t3"), "stranger")
    moved = make_ticket(team_id="t2", version=5)
    service.tell([news(moved, before=Whereabouts("t1", None))], push)
    (lost,) = deltas(push, "loses")
    assert (lost.event, lost.ticket_id, lost.version, lost.ticket) == ("ticket:removed", moved.id, 5, None)
    (gained,) = deltas(push, "gains")
    assert gained.ticket is not None
    assert steps(push, "stranger") == [(POSITION, 0, 1)]
    service.tell([news(moved, before=Whereabouts("t2", None))], push)
    assert steps(push, "loses")[1:] == [(POSITION, 1, 2)]


def test_what_is_imported_is_pointed_at(service: RealtimeService, log: FakeChangeLog) -> None:
    """A screen that stands at 0 gets `after` 2: it missed something, and asks."""
    push = FakePush()
    listen(service, agent(), "c1")
    service.tell([news(quiet=True), news(quiet=True)], push)
    assert steps(push, "c1") == [(POSITION, 2, 2)]
    service.tell([news(quiet=True), news()], push)
    assert steps(push, "c1")[1:] == [("ticket:updated", 3, 4)]
    assert len(log.read(ORG, 0).entries) == 4


def test_who_is_gone_is_forgotten(service: RealtimeService, connections: FakeConnections) -> None:
    push = FakePush(gone={"c1"})
    listen(service, agent(), "c1")
    connections.now += 31
    stays = listen(service, agent(), "c2")
    assert service.tell([news()], push) == 1
    assert connections.of_org(ORG) == [stays]
    connections.remove("c2")
    assert service.tell([news()], push) == 0


def test_whose_handshake_is_not_over_is_told_of_the_rest(service: RealtimeService) -> None:
    push = FakePush(gone={"c1"})
    listen(service, agent(), "c1")
    assert service.tell([news()], push) == 0
    push.gone.clear()
    assert service.tell([news()], push) == 1


def test_nobody_listens_and_it_is_logged_all_the_same(service: RealtimeService, log: FakeChangeLog) -> None:
    told = [news(), news()]
    assert service.tell(told, FakePush()) == 0
    assert [(entry.seq, entry.change) for entry in log.read(ORG, 0).entries] == [
        (1, told[0].change),
        (2, told[1].change),
    ]


def test_a_delta_fits_into_a_frame() -> None:
    """API Gateway takes 128 KB a message; a summary at its longest is far below."""
    ticket = make_ticket(subject="😀" * 998, preview="😀" * 140)
    ticket = replace(ticket, requester=replace(ticket.requester, name="😀" * 200))
    assert (
        len(json.dumps(news(ticket).deltas(SEES_ALL, 0, 1, nothing_defined)[0], ensure_ascii=False).encode())
        < 32 * 1024
    )
