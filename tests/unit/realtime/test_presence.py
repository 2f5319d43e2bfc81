"""Who is here, and who may know it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.realtime.messages import PresenceChanged
from schemas.vocabulary import PresenceState, TicketScope
from tessera.catalogue.model import Catalogue
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Connection, TicketChange, TicketNews, Whereabouts
from tessera.realtime.presence import PresenceService, wish_from
from tessera.realtime.service import RealtimeService
from tests.factories.identity import ORG, OTHER_ORG
from tests.fakes.realtime import FakeChangeLog, FakeConnections, FakePush


class FakeSight:
    def __init__(self, tickets: dict[str, Whereabouts]) -> None:
        self._tickets = tickets

    def where(self, org_id: OrgId, ticket_id: str) -> Whereabouts | None:
        return self._tickets.get(ticket_id) if org_id == ORG else None


class Room:
    """Ada and Eve see all tickets, Bob those of team `sales`."""

    def __init__(self) -> None:
        self.connections, self.push = FakeConnections(), FakePush()
        tickets = {"sold": Whereabouts("sales", None), "broken": Whereabouts("repairs", None)}
        self.service = PresenceService(self.connections, FakeSight(tickets))
        for name, org, scope in (
            ("ada", ORG, TicketScope.ALL),
            ("eve", ORG, TicketScope.ALL),
            ("bob", ORG, TicketScope.TEAMS),
            ("stranger", OTHER_ORG, TicketScope.ALL),
        ):
            self.connections.add(Connection(name, org, name, frozenset({"sales"}), scope))

    def says(self, name: str, ticket_id: str | None, **more: Any) -> None:
        wish = wish_from({"tab": f"tab-{name}", "ticket_id": ticket_id} | more)
        assert wish
        self.service.move(name, wish, self.push)

    def heard(self, name: str) -> list[tuple[str, str | None, str]]:
        """Of the newest frame: who, on which ticket, doing what."""
        frame = PresenceChanged.model_validate(json.loads(self.push.sent[name][-1]))
        return [(one.agent_id, one.ticket_id, one.state.value) for one in frame.people]


@pytest.fixture
def room() -> Room:
    return Room()


def test_others_hear_where_somebody_is_as_far_as_they_may_see_it(room: Room) -> None:
    room.says("ada", "broken", state="typing")
    assert room.heard("eve") == [("ada", "broken", "typing")]
    assert room.heard("bob") == [("ada", None, "viewing")]
    assert set(room.push.sent) == {"eve", "bob"}
    room.says("ada", "sold")
    assert room.heard("bob") == [("ada", "sold", "viewing")]
    room.says("ada", None)
    assert room.heard("bob") == [("ada", None, "viewing")]


def test_a_ticket_that_one_may_not_see_is_as_none(room: Room) -> None:
    room.says("bob", "broken")
    assert room.heard("ada") == [("bob", None, "viewing")]
    room.says("bob", "made up")
    assert room.heard("ada") == [("bob", None, "viewing")]
    room.says("stranger", "sold")
    assert room.heard("ada") == [("bob", None, "viewing")]


def test_of_two_tickets_side_by_side_both_are_told_as_far_as_one_may_see_them(room: Room) -> None:
    room.says("ada", "sold", state="typing", beside="broken")
    assert room.heard("eve") == [("ada", "sold", "typing"), ("ada", "broken", "viewing")]
    assert room.heard("bob") == [("ada", "sold", "typing"), ("ada", None, "viewing")]
    room.says("ada", "sold", beside=None)
    assert room.heard("eve") == [("ada", "sold", "viewing"), ("ada", None, "viewing")]
    room.says("ada", "sold", beside="broken")
    room.service.leave("ada", room.push)
    assert room.heard("eve") == [("ada", None, "gone"), ("ada", None, "gone")]


def test_who_comes_hears_of_everybody(room: Room) -> None:
    room.says("ada", "broken")
    room.says("eve", "sold", state="typing")
    room.says("bob", None, hello=True)
    assert sorted(room.heard("bob")) == [("ada", None, "viewing"), ("eve", "sold", "typing")]
    assert json.loads(room.push.sent["bob"][-1])["all"] is True


def test_who_leaves_is_gone_for_the_others(room: Room) -> None:
    room.says("ada", "broken")
    room.service.leave("ada", room.push)
    assert room.heard("eve") == [("ada", None, "gone")]
    before = len(room.push.sent["eve"])
    room.service.leave("ada", room.push)
    room.service.leave("bob", room.push)
    room.says("ada", "broken")
    assert len(room.push.sent["eve"]) == before


def test_who_cannot_be_reached_is_gone_too(room: Room) -> None:
    room.says("ada", "sold")
    room.connections.now += 31
    room.push.gone.add("ada")
    realtime = RealtimeService(
        room.connections, FakeChangeLog(), lambda org: lambda fresh: Catalogue(), lambda holder: holder
    )
    summary = {"id": "sold", "team_id": "sales", "assignee_id": None, "version": 2}
    news = TicketNews(ORG, "ticket.updated", {}, "", TicketChange(summary), None)  # type: ignore[arg-type]
    realtime.tell([news], room.push)
    assert room.heard("eve") == [("ada", None, "gone")]


@given(
    st.dictionaries(
        st.sampled_from(["tab", "ticket_id", "state", "hello", "beside"]),
        st.recursive(st.none() | st.integers() | st.text(max_size=99), st.lists),
    )
)
def test_whatever_a_client_says_is_understood_or_let_pass(said: dict[str, Any]) -> None:
    wish = wish_from(said)
    if wish is not None:
        assert wish.place.state in (PresenceState.VIEWING, PresenceState.TYPING)
        assert 0 < len(wish.place.tab) <= 64
