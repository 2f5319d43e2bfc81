"""The tickets' API on the running system."""

from typing import Any

import pytest

from tessera.kernel.ids import new_id
from tests.e2e.api import Api, problem


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Broken lamp {word}", f"{word}@customer.example")


def read_version(api: Api, ticket_id: str) -> str:
    return str(api.http.get(f"/tickets/{ticket_id}").headers["etag"])


def test_create_open_and_find_by_number(agent: Api, word: str) -> None:
    response = agent.http.post(
        "/tickets",
        json={
            "subject": f"Lamp {word}",
            "requester": {"email": f"Ada.{word}@Customer.example", "name": "Ada Byron"},
            "message": {"text": "The lamp is dark."},
            "priority": "high",
            "metadata": {"order": 17},
        },
    )
    assert response.status_code == 201, response.text
    made = response.json()
    assert response.headers["etag"] == f'"{made["version"]}"'
    opened = agent.get(f"/tickets/{made['id']}")
    assert opened["requester"]["email"] == f"ada.{word}@customer.example"
    assert (opened["status"], opened["priority"], opened["channel"]) == ("open", "high", "web")
    assert opened["metadata"] == {"order": 17}
    assert [message["text"] for message in agent.messages(made["id"])] == ["The lamp is dark."]
    assert [found["id"] for found in agent.get("/tickets", number=made["number"])["items"]] == [made["id"]]


def test_a_create_with_the_client_s_own_id_is_done_once(agent: Api, word: str) -> None:
    own = new_id()
    body = {
        "id": own,
        "subject": f"Twice {word}",
        "requester": {"email": f"{word}@customer.example"},
        "message": {"text": "Once."},
    }
    first = agent.http.post("/tickets", json=body)
    again = agent.http.post("/tickets", json=body)
    assert (first.status_code, again.status_code) == (201, 200), again.text
    assert first.json()["id"] == again.json()["id"] == own
    assert first.json()["number"] == again.json()["number"]


def test_an_idempotency_key_makes_one_ticket_and_one_message(agent: Api, word: str) -> None:
    body = {
        "subject": f"Key {word}",
        "requester": {"email": f"{word}@customer.example"},
        "message": {"text": "Once."},
    }
    first = agent.post("/tickets", body, Idempotency_Key=word)
    assert agent.post("/tickets", body, 200, Idempotency_Key=word)["id"] == first["id"]
    other = agent.http.post("/tickets", json={**body, "subject": "Other"}, headers={"Idempotency-Key": word})
    assert problem(other, 422, "invalid")["errors"][0]["field"] == "Idempotency-Key"

    note = {"kind": "note", "text": "Look at this."}
    path = f"/tickets/{first['id']}/messages"
    written = agent.post(path, note, Idempotency_Key=f"n-{word}")
    assert agent.post(path, note, 200, Idempotency_Key=f"n-{word}")["message"]["id"] == written["message"]["id"]
    assert len(agent.messages(first["id"])) == 2


def test_lists_filter_and_page(agent: Api, word: str) -> None:
    me = agent.get("/me")["id"]
    requester = None
    for place in range(5):
        made = agent.make_ticket(f"{place} {word}", f"{word}@customer.example", assignee_id=me if place % 2 else None)
        requester = made["requester"]["id"]
    mine = [ticket["subject"] for ticket in agent.pages("/tickets", requester=requester, limit=2)]
    assert mine == [f"{place} {word}" for place in (4, 3, 2, 1, 0)]
    assigned = agent.pages("/tickets", assignee="me", status="open", limit=50)
    assert {f"1 {word}", f"3 {word}"} <= {ticket["subject"] for ticket in assigned}
    unassigned = {ticket["subject"] for ticket in agent.get("/tickets", assignee="none", limit=100)["items"]}
    assert f"4 {word}" in unassigned
    assert f"3 {word}" not in unassigned


def test_change_assign_and_status(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}"
    me = agent.get("/me")["id"]
    team = agent.get("/teams")["items"][0]["id"]
    assert agent.patch(path, {"priority": "urgent", "subject": "Renamed"})["priority"] == "urgent"
    assigned = agent.post(f"{path}/assign", {"assignee_id": me, "team_id": team}, 200)
    assert (assigned["assignee_id"], assigned["team_id"]) == (me, team)
    assert agent.post(f"{path}/assign", {"assignee_id": None}, 200)["assignee_id"] is None
    assert agent.post(f"{path}/status", {"status": "resolved"}, 200)["status"] == "resolved"
    opened = agent.get(path)
    assert (opened["subject"], opened["team_id"]) == ("Renamed", team)
    assert opened["resolved_at"] is not None
    kinds = [entry["type"] for entry in opened["entries"]["items"] if entry["entry"] == "activity"]
    assert kinds[-1] == "ticket.status_changed"
    assert "ticket.assigned" in kinds


def test_a_stale_change_gets_the_current_state_and_other_fields_do_not_collide(
    agent: Api, ticket: dict[str, Any]
) -> None:
    path = f"/tickets/{ticket['id']}"
    seen = read_version(agent, ticket["id"])
    agent.patch(path, {"priority": "high"}, If_Match=seen)
    body = problem(agent.http.patch(path, json={"priority": "low"}, headers={"If-Match": seen}), 409, "conflict")
    assert body["current"]["priority"] == "high"
    assert body["errors"][0]["field"] == "priority"
    assert agent.patch(path, {"subject": "Another field"}, If_Match=seen)["subject"] == "Another field"


def test_a_reply_does_not_go_out_over_a_message_nobody_read(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}/messages"
    agent.post(path, {"kind": "reply", "text": "First."})
    late = agent.http.post(path, json={"kind": "reply", "text": "Late.", "seen_version": ticket["version"]})
    assert problem(late, 409, "conflict")["current"]["id"] == ticket["id"]
    agent.post(path, {"kind": "note", "text": "A note may.", "seen_version": ticket["version"]})


def test_reply_and_note(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}/messages"
    agent.post(path, {"kind": "note", "text": "Only for us."})
    answered = agent.post(
        path, {"kind": "reply", "text": "", "html": "<p>Hi<script>x()</script></p>", "set_status": "pending"}
    )
    assert "script" not in answered["message"]["html"]
    assert answered["ticket"]["status"] == "pending"
    assert [(one["kind"], one["author_type"]) for one in agent.messages(ticket["id"])] == [
        ("reply", "customer"),
        ("note", "agent"),
        ("reply", "agent"),
    ]
    assert agent.get(f"/tickets/{ticket['id']}")["preview"] == "Hi"


def test_a_deleted_ticket_leaves_the_lists_and_comes_back(admin: Api, agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}"
    problem(agent.http.delete(path), 403, "forbidden")
    deleted = admin.http.delete(path)
    assert deleted.status_code == 200, deleted.text
    assert deleted.json()["deleted_at"] is not None
    assert agent.ticket_with_subject(ticket["subject"]) is None
    assert ticket["id"] in {one["id"] for one in admin.get("/tickets", status="deleted", limit=100)["items"]}
    restored = admin.post(f"{path}/restore", None, 200)
    assert restored["deleted_at"] is None
    assert agent.ticket_with_subject(ticket["subject"]) is not None


def test_long_conversations_come_in_pages(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}"
    texts = [f"Note {place}" for place in range(6)]
    for text in texts:
        agent.post(f"{path}/messages", {"kind": "note", "text": text})
    newest = agent.get(f"{path}/entries", limit=5)
    assert [entry["text"] for entry in newest["items"]] == texts[-5:]
    older = agent.get(f"{path}/entries", limit=5, cursor=newest["next_cursor"])
    assert [entry.get("text", entry.get("type")) for entry in older["items"]] == [
        "Something to look at.",
        "ticket.created",
        texts[0],
    ]
    assert older["next_cursor"] is None


def test_customers_are_found_and_renamed(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/customers/{ticket['requester']['id']}"
    renamed = agent.patch(path, {"name": "Ada Byron"})
    assert agent.get(path) == renamed
    double = agent.http.post("/customers", json={"email": ticket["requester"]["email"].upper()})
    problem(double, 409, "already-exists")
