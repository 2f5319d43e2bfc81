"""Replies that wait, as a client sees them, while their ticket is merged or deleted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.vocabulary import Role
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import from_text
from tests.functions.agent_api import Api, Reply

SOON = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds")
LATER = (datetime.now(UTC) + timedelta(hours=2)).isoformat(timespec="milliseconds")


@pytest.fixture
def merged(api: Api) -> tuple[str, str, dict[str, Any]]:
    """The paths of a ticket and of the one that it was merged into, and the reply that waits."""
    source, target = api.open_ticket(), api.open_ticket()
    reply = schedule(api, source)
    assert api.post(f"/tickets/{source['id']}/merge", {"into": target["id"]}).status == 200
    return f"/tickets/{source['id']}", f"/tickets/{target['id']}", reply


def schedule(api: Api, ticket: dict[str, Any]) -> dict[str, Any]:
    added = api.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": "It ships.", "send_at": SOON})
    assert added.status == 201, added.body
    message: dict[str, Any] = added.body["message"]
    return message


def come(api: Api, ticket_id: str, message: dict[str, Any]) -> None:
    """Its time."""
    clock = system_actor(api.org, "alarm")
    api.services.scheduling(api.org).release(clock, ticket_id, message["id"], from_text(message["send_at"]))


def replies(api: Api, path: str) -> list[dict[str, Any]]:
    entries = api.get(path).body["entries"]["items"]
    return [entry for entry in entries if entry["entry"] == "message" and entry["author_type"] == "agent"]


@pytest.mark.parametrize("by", [0, 1])
def test_it_is_changed_and_sent_by_either_ticket(api: Api, merged: tuple[str, str, dict[str, Any]], by: int) -> None:
    address = f"{merged[by]}/messages/{merged[2]['id']}"
    put_off = api.patch(address, {"send_at": LATER})
    assert (put_off.status, put_off.body["id"]) == (200, merged[2]["id"])
    changed = api.call("PUT", f"{address}/text", {"text": "It ships today."})
    assert changed.body["message"]["text"] == "It ships today."
    assert f"/tickets/{changed.body['ticket']['id']}" == merged[1]
    (listed,) = api.get("/scheduled").body["items"]
    assert f"/tickets/{listed['ticket_id']}" == merged[1]

    sent = api.patch(address, {"send_at": None})
    assert (sent.status, sent.body["text"], sent.body["delivery"]) == (200, "It ships today.", "queued")
    assert [one["id"] for one in replies(api, merged[1])] == [sent.body["id"]]
    api.patch(address, {"send_at": None}).problem(404, "not-found")
    api.call("PUT", f"{merged[1]}/messages/{sent.body['id']}/text", {"text": "x"}).problem(409, "conflict")


@pytest.mark.parametrize("by", [0, 1])
def test_it_is_taken_back_by_either_ticket(api: Api, merged: tuple[str, str, dict[str, Any]], by: int) -> None:
    back = api.delete(f"{merged[by]}/messages/{merged[2]['id']}")
    assert (back.status, back.body["text"]) == (200, "It ships.")
    assert replies(api, merged[1]) == []


def test_only_who_may_take_it_back_changes_its_text(api: Api) -> None:
    ticket, bob = api.open_ticket(), api.by(api.hire())
    address = f"/tickets/{ticket['id']}/messages/{schedule(bob, ticket)['id']}/text"
    api.by(api.hire()).call("PUT", address, {"text": "x"}).problem(403, "forbidden")
    api.by(api.hire(Role.VIEWER)).call("PUT", address, {"text": "x"}).problem(403, "forbidden")
    assert api.call("PUT", address, {"text": "As Ada has it."}).status == 200


def test_of_a_deleted_ticket_it_stays_unsent_and_goes_when_it_is_told_to(api: Api) -> None:
    ticket = api.open_ticket()
    path, waiting = f"/tickets/{ticket['id']}", schedule(api, ticket)
    api.delete(path)

    come(api, ticket["id"], waiting)

    (unsent,) = replies(api, path)
    assert (unsent["id"], unsent["delivery"]) == (waiting["id"], "unsent")
    assert unsent["delivery_detail"] == "The ticket was deleted when its time came."
    assert [one["message"]["delivery"] for one in api.get("/scheduled").body["items"]] == ["unsent"]
    api.patch(f"{path}/messages/{waiting['id']}", {"send_at": None}).problem(409, "conflict")
    api.post(f"{path}/restore")
    come(api, ticket["id"], waiting)
    activities = [entry["type"] for entry in api.get(path).body["entries"]["items"] if entry["entry"] == "activity"]
    assert activities[-3:] == ["ticket.deleted", "message.unsent", "ticket.restored"]
    assert [one["delivery"] for one in replies(api, path)] == ["unsent"]
    assert api.patch(f"{path}/messages/{waiting['id']}", {"send_at": None}).body["delivery"] == "queued"
    assert [one["delivery"] for one in replies(api, path)] == ["queued"]
    assert api.get("/scheduled").body["items"] == []


def held(api: Api, path: str, key: str) -> Reply:
    return api.post(f"{path}/messages", {"kind": "reply", "text": "Held.", "hold_seconds": 60}, Idempotency_Key=key)


@pytest.mark.parametrize("merged_before", [False, True])
def test_a_held_reply_that_is_repeated_when_it_is_out_is_answered_with_it(api: Api, merged_before: bool) -> None:
    ticket, other = api.open_ticket(), api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    waits = held(api, path, "k")
    assert waits.status == 201, waits.body
    if merged_before:
        assert api.post(f"{path}/merge", {"into": other["id"]}).status == 200
    come(api, ticket["id"], waits.body["message"])

    again = held(api, path, "k")

    assert again.status == 200, again.body
    assert (again.body["message"]["text"], again.body["message"]["delivery"]) == ("Held.", "queued")
    shown_by = other if merged_before else ticket
    assert again.body["ticket"]["id"] == shown_by["id"]
    assert [one["id"] for one in replies(api, f"/tickets/{shown_by['id']}")] == [again.body["message"]["id"]]


def test_a_held_reply_that_was_sent_by_hand_and_split_off_is_answered_with_it(api: Api) -> None:
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    waits = held(api, path, "k").body["message"]
    sent = api.patch(f"{path}/messages/{waits['id']}", {"send_at": None}).body
    assert api.post(f"{path}/split", {"message_ids": [sent["id"]]}).status == 201
    again = held(api, path, "k")
    assert (again.status, again.body["message"]["id"]) == (200, sent["id"])


def test_a_held_reply_that_is_repeated_when_it_was_taken_back_is_refused(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    waits = held(api, path, "k").body["message"]
    assert api.delete(f"{path}/messages/{waits['id']}").status == 200
    refused = held(api, path, "k").problem(409, "conflict")
    assert "taken back" in refused["detail"]
    assert replies(api, path) == []
    assert held(api, path, "k2").status == 201


def test_a_held_reply_that_is_repeated_when_it_could_not_go_says_so(api: Api) -> None:
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    waits = held(api, path, "k").body["message"]
    api.delete(path)
    come(api, ticket["id"], waits)
    again = held(api, path, "k")
    assert (again.status, again.body["message"]["delivery"]) == (200, "unsent")
    assert api.post(f"{path}/purge").status == 200
    held(api, path, "k").problem(410, "gone")
