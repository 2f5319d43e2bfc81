"""Requests that are wrong: each gets a problem that says what to mend, and changes nothing."""

from typing import Any

import httpx
import pytest

from tests.e2e.api import Api, problem

NOBODY_S_ID = "01920000-0000-7000-8000-000000000000"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Bad requests {word}", f"{word}@customer.example")


def new_ticket(**changes: Any) -> dict[str, Any]:
    good = {"subject": "A", "requester": {"email": "a@customer.example"}, "message": {"text": "b"}}
    return {**good, **changes}


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[1,"])
def test_broken_json(agent: Api, body: bytes) -> None:
    response = agent.http.post("/tickets", content=body, headers=JSON)
    assert response.status_code in (400, 422), response.text
    problem(response, response.status_code, "malformed" if response.status_code == 400 else "invalid")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (new_ticket(colour="red"), "colour"),
        (new_ticket(subject=""), "subject"),
        (new_ticket(subject="x" * 999), "subject"),
        (new_ticket(priority="top"), "priority"),
        (new_ticket(requester={"email": "nobody"}), "requester.email"),
        (new_ticket(requester={"email": "a@customer.example", "phone": "1"}), "requester.phone"),
        (new_ticket(message={"text": "  "}), "message"),
        (new_ticket(id="7"), "id"),
        (new_ticket(assignee_id=NOBODY_S_ID), "assignee_id"),
        (new_ticket(team_id=NOBODY_S_ID), "team_id"),
        (new_ticket(metadata={"x": "y" * 9000}), "metadata"),
        ({"subject": "A"}, "requester"),
        ([], "body"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_field_is_named(agent: Api, body: Any, field: str) -> None:
    found = problem(agent.http.post("/tickets", json=body), 422, "invalid")
    assert any(error["field"].startswith(field) for error in found["errors"]), found["errors"]


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=0", "limit"), ("limit=ten", "limit"), ("status=lost", "status"), ("priority=5", "priority")],
)
def test_a_wrong_filter_is_named(agent: Api, query: str, field: str) -> None:
    found = problem(agent.http.get(f"/tickets?{query}"), 422, "invalid")
    assert found["errors"][0]["field"] == field


def test_a_made_up_cursor(agent: Api) -> None:
    problem(agent.http.get("/tickets", params={"cursor": "made-up"}), 400, "bad-cursor")


def test_a_change_of_nothing_or_to_nothing(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}"
    problem(agent.http.patch(path, json={}), 422, "invalid")
    assert problem(agent.http.patch(path, json={"status": None}), 422, "invalid")["errors"][0]["field"] == "status"
    found = problem(agent.http.patch(path, json={"priority": "low"}, headers={"If-Match": '"x"'}), 422, "invalid")
    assert found["errors"][0]["field"] == "If-Match"
    assert agent.get(path)["version"] == ticket["version"]


def test_an_empty_reply(agent: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}/messages"
    problem(agent.http.post(path, json={"kind": "reply", "text": " \n"}), 422, "invalid")
    problem(agent.http.post(path, json={"kind": "reply", "text": "", "html": "<p><br></p>"}), 422, "invalid")
    found = problem(
        agent.http.post(path, json={"kind": "reply", "text": "x", "attachment_ids": [NOBODY_S_ID]}), 422, "invalid"
    )
    assert found["errors"][0]["field"] == "attachment_ids"


def test_an_oversize_body(agent: Api) -> None:
    response = agent.http.post("/tickets", json=new_ticket(message={"text": "x" * 1_100_000}))
    assert problem(response, 413, "too-large")["errors"][0]["field"] == "body"


def test_too_long_a_text_within_an_acceptable_body(agent: Api) -> None:
    found = problem(agent.http.post("/tickets", json=new_ticket(message={"text": "x" * 200_001})), 422, "invalid")
    assert found["errors"][0]["field"] == "message.text"


def test_something_that_is_not_json(agent: Api) -> None:
    response = agent.http.post("/tickets", content="subject=A", headers={"Content-Type": "text/plain"})
    problem(response, 415, "content-type")


@pytest.mark.parametrize("ticket_id", [NOBODY_S_ID, "1", "../x", "%00", "O%23o", "x" * 300])
def test_a_ticket_that_is_not_there(agent: Api, ticket_id: str) -> None:
    response = agent.http.get(httpx.URL(f"{agent.origin}/api/v1/tickets/{ticket_id}"))
    assert response.status_code == 404, response.text


def test_an_address_that_is_not_there(agent: Api) -> None:
    problem(agent.http.get("/nothing/here"), 404, "not-found")
