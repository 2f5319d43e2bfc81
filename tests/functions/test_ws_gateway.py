"""The WebSocket's own events, in process."""

import json

import pytest

from functions.ws_gateway.handler import handler
from schemas.vocabulary import Role
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId
from tests.factories.streams import socket_event
from tests.factories.tickets import agent
from tests.fakes.realtime import FakePush


@pytest.fixture
def push(services: Services, monkeypatch: pytest.MonkeyPatch) -> FakePush:
    made = FakePush()
    monkeypatch.setitem(vars(services), "push", made)
    return made


def test_a_pass_opens_one_socket(services: Services, org: OrgId) -> None:
    value = services.realtime.issue_pass(agent(Role.VIEWER, org))
    assert handler(socket_event("$connect", "c1", **{"pass": value}), None) == {"statusCode": 200}
    assert handler(socket_event("$connect", "c2", **{"pass": value}), None) == {"statusCode": 401}
    assert handler(socket_event("$connect", "c3", **{"pass": "made up"}), None) == {"statusCode": 401}
    assert handler(socket_event("$connect", "c4"), None) == {"statusCode": 401}
    push = FakePush()
    assert handler(socket_event("$disconnect", "c1"), None) == {"statusCode": 200}
    assert handler(socket_event("$disconnect", "c1"), None) == {"statusCode": 200}
    assert push.sent == {}


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
