"""The WebSocket's own events, in process."""

import json

import pytest

from functions.ws_gateway.handler import handler
from schemas.vocabulary import Role
from tessera.adapters.dynamodb.connections import ConnectionTable
from tessera.bootstrap import Services
from tests.factories.identity import actor_of
from tests.factories.streams import socket_event
from tests.fakes.realtime import FakePush
from tests.functions.agent_api import Api


@pytest.fixture
def push(services: Services, monkeypatch: pytest.MonkeyPatch) -> FakePush:
    made = FakePush()
    monkeypatch.setitem(vars(services), "push", made)
    return made


def test_a_pass_opens_one_socket(api: Api) -> None:
    value = api.services.realtime.issue_pass(actor_of(api.hire(Role.VIEWER)))
    assert handler(socket_event("$connect", "c1", **{"pass": value}), None) == {"statusCode": 200}
    assert handler(socket_event("$connect", "c2", **{"pass": value}), None) == {"statusCode": 401}
    assert handler(socket_event("$connect", "c3", **{"pass": "made up"}), None) == {"statusCode": 401}
    assert handler(socket_event("$connect", "c4"), None) == {"statusCode": 401}
    push = FakePush()
    assert handler(socket_event("$disconnect", "c1"), None) == {"statusCode": 200}
    assert handler(socket_event("$disconnect", "c1"), None) == {"statusCode": 200}
    assert push.sent == {}


def test_who_was_deactivated_opens_none_though_their_token_is_still_good(api: Api) -> None:
    ada = api.hire()
    value = api.services.realtime.issue_pass(actor_of(ada))
    api.services.staff(api.org).change_agent(actor_of(api.me), ada.id, {"active": False})
    assert handler(socket_event("$connect", "c1", **{"pass": value}), None) == {"statusCode": 401}


def test_what_one_hears_is_what_one_may_see_now_whatever_the_token_says(api: Api) -> None:
    ada = api.hire(Role.AGENT, api.found_team())
    value = api.services.realtime.issue_pass(actor_of(ada))
    api.services.staff(api.org).change_agent(actor_of(api.me), ada.id, {"team_ids": [], "role": Role.VIEWER})
    assert handler(socket_event("$connect", "c1", **{"pass": value}), None) == {"statusCode": 200}
    opened = ConnectionTable(api.services.live).find("c1")
    assert opened is not None
    assert (opened.team_ids, opened.role) == (frozenset(), Role.VIEWER)


def test_a_ping_is_answered(push: FakePush) -> None:
    assert handler(socket_event("$default", "c1", '{"action": "ping"}'), None) == {"statusCode": 200}
    assert push.sent == {"c1": ['{"event": "pong"}']}


@pytest.mark.parametrize(
    "body", [None, "", "ping", "{", "[]", '"ping"', '{"action": ["ping"]}', '{"a": 1}', "[" * 100_000, "9" * 10_000]
)
def test_anything_else_is_let_pass(push: FakePush, body: str | None) -> None:
    assert handler(socket_event("$default", "c1", body), None) == {"statusCode": 200}
    assert push.sent == {}


def test_who_is_gone_gets_no_answer(push: FakePush) -> None:
    push.gone.add("c1")
    assert handler(socket_event("$default", "c1", json.dumps({"action": "ping"})), None) == {"statusCode": 200}


def test_colleagues_hear_where_one_is(push: FakePush, api: Api) -> None:
    ticket = api.open_ticket()
    for name in ("c1", "c2"):
        value = api.services.realtime.issue_pass(actor_of(api.hire()))
        handler(socket_event("$connect", name, **{"pass": value}), None)
    says = {"action": "presence", "tab": "t1", "ticket_id": ticket["id"], "state": "typing"}
    assert handler(socket_event("$default", "c1", json.dumps(says)), None) == {"statusCode": 200}
    assert [json.loads(text)["people"][0]["ticket_id"] for text in push.sent["c2"]] == [ticket["id"]]
    handler(socket_event("$default", "c2", json.dumps(says | {"tab": "t2", "ticket_id": None, "hello": True})), None)
    assert json.loads(push.sent["c2"][-1])["people"][0]["state"] == "typing"
    for nonsense in ({"tab": 1}, {"ticket_id": ["x"]}, {"state": "gone"}, {"tab": "t" * 65}):
        handler(socket_event("$default", "c1", json.dumps(says | nonsense)), None)
    assert len(push.sent["c2"]) == 2
    handler(socket_event("$disconnect", "c1"), None)
    assert json.loads(push.sent["c2"][-1])["people"][0]["state"] == "gone"
