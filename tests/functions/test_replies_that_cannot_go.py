"""A waiting reply that fails whenever it is to go out: it stays, unsent, with a reason, and its author is told."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.timers.handler import handler
from schemas.vocabulary import EventType
from tessera.automation.alarms import Alarms
from tessera.edge.queue import ATTEMPTS
from tessera.kernel.clock import to_text
from tessera.kernel.errors import Conflict
from tessera.kernel.events import make_event
from tessera.ticketing import changes
from tests.factories.identity import actor_of
from tests.fakes.alarms import FakeAlarmClock
from tests.functions.agent_api import Api


@pytest.fixture(autouse=True)
def alarms(api: Api) -> Iterator[None]:
    """Times to come are not waited for here."""
    with pytest.MonkeyPatch.context() as patch:
        services = api.services
        alarms = Alarms(services.scheduling, services.staff, FakeAlarmClock(), services.clock)
        patch.setitem(vars(services), "alarms", alarms)
        yield


def test_it_is_tried_again_and_then_given_up(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket, waiting = scheduled(api)

    def fails(*args: Any) -> None:
        raise SystemError("The item is too large.")

    monkeypatch.setattr(changes, "add_message", fails)
    assert ring(api, ticket, waiting, 1)
    assert reply(api, ticket)["delivery"] == "scheduled"
    assert ring(api, ticket, waiting, ATTEMPTS), "an operator is to see it"
    unsent = reply(api, ticket)
    assert (unsent["id"], unsent["delivery"]) == (waiting["id"], "unsent")
    assert unsent["delivery_detail"].startswith("Sending failed again and again.")
    monkeypatch.undo()
    assert not ring(api, ticket, waiting, 1)
    assert reply(api, ticket)["delivery"] == "unsent", "not by itself any more"
    sent = api.patch(f"/tickets/{ticket['id']}/messages/{waiting['id']}", {"send_at": None})
    assert (sent.status, sent.body["delivery"]) == (200, "queued")


def test_what_a_person_can_understand_is_its_reason(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket, waiting = scheduled(api)

    def refuses(*args: Any) -> None:
        raise Conflict("Not like this.")

    monkeypatch.setattr(changes, "add_message", refuses)
    ring(api, ticket, waiting, ATTEMPTS)
    assert reply(api, ticket)["delivery_detail"] == "Not like this."
    told = [entry["type"] for entry in api.get(f"/tickets/{ticket['id']}").body["entries"]["items"][-1:]]
    assert told == ["message.unsent"]


def scheduled(api: Api) -> tuple[dict[str, Any], dict[str, Any]]:
    """A ticket, and a reply whose time is past when the alarm rings."""
    ticket = api.open_ticket()
    body = {"kind": "reply", "text": "It ships.", "send_at": to_text(datetime.now(UTC) - timedelta(seconds=5))}
    return ticket, api.post(f"/tickets/{ticket['id']}/messages", body).body["message"]


def ring(api: Api, ticket: dict[str, Any], waiting: dict[str, Any], times: int) -> list[Any]:
    """What comes again, when the alarm is heard for so many times."""
    data, at = {"message_id": waiting["id"], "send_at": waiting["send_at"]}, datetime.now(UTC)
    event = make_event(EventType.MESSAGE_SCHEDULED, actor_of(api.me), at, ("ticket", ticket["id"]), data=data)
    record = {
        "messageId": "m",
        "attributes": {"ApproximateReceiveCount": str(times)},
        "body": json.dumps({"detail": event.to_json()}),
    }
    failed: list[Any] = handler({"Records": [record]}, None)["batchItemFailures"]
    return failed


def reply(api: Api, ticket: dict[str, Any]) -> dict[str, Any]:
    entries = api.get(f"/tickets/{ticket['id']}").body["entries"]["items"]
    found: dict[str, Any] = [entry for entry in entries if entry["entry"] == "message"][-1]
    return found
