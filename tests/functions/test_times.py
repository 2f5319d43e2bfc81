"""Times that are sent lie within the years that tickets live in; any other is refused by its name."""

from typing import Any

import pytest

from functions.api_admin.handler import handler as admin_handler
from tests.factories.http import json_of, make_request
from tests.functions.agent_api import Api

BEYOND = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999-14:00", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z")
UNSENT = {"kind": "reply", "text": "Hello."}


#: Not RFC 3339: numbers of seconds, days, times without a zone.
NO_TIMES: tuple[object, ...] = (
    1_800_000_000,
    1.8e9,
    "1800000000",
    "2026-12-01",
    "2026-12-01T09:00:00",
    "tomorrow",
    "",
    True,
    ["x"],
    {},
)
TAKEN = pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("PATCH", "/tickets/{id}", {"due_at": ...}, "due_at"),
        ("PATCH", "/tickets/{id}", {"snoozed_until": ...}, "snoozed_until"),
        ("POST", "/tickets/{id}/messages", {**UNSENT, "send_at": ...}, "send_at"),
        ("PATCH", "/tickets/{id}/messages/{id}", {"send_at": ...}, "send_at"),
        ("PUT", "/me/away", {"away": True, "until": ...}, "until"),
        ("PUT", "/me/notification-preferences", {"quiet": {"until": ..., "off_hours": False}}, "quiet.until"),
    ],
)


@pytest.mark.parametrize("at", [*NO_TIMES, *BEYOND])
@TAKEN
def test_what_is_no_time_or_out_of_reach_is_refused(
    api: Api, method: str, path: str, body: dict[str, Any], field: str, at: object
) -> None:
    answer = api.call(method, path.format(id=api.open_ticket()["id"]), filled(body, at))
    answer.problem(422, "invalid")
    assert answer.fields() == {field}


@pytest.mark.parametrize("at", ["2026-12-01T09:00:00Z", "2026-12-01T09:00:00.125Z", "2026-12-01t10:00:00+01:00"])
def test_a_time_is_taken_in_any_form_of_its_standard(api: Api, at: str) -> None:
    kept = api.patch(f"/tickets/{api.open_ticket()['id']}", {"due_at": at}).body["due_at"]
    assert kept.startswith("2026-12-01T09:00:00")


@pytest.mark.parametrize("at", BEYOND)
@pytest.mark.parametrize("name", ["due_at", "snoozed_until"])
def test_so_it_is_for_many_tickets(api: Api, name: str, at: str) -> None:
    answer = api.post("/tickets/bulk", {"ids": ["a"], "action": {"kind": "edit", "changes": {name: at}}})
    answer.problem(422, "invalid")
    assert all(field.endswith(f"changes.{name}") for field in answer.fields())
    assert api.get("/jobs").body["items"] == []


@pytest.mark.parametrize("at", [*BEYOND, "1800000000"])
def test_so_it_is_for_a_new_ticket_an_agent_and_what_was(api: Api, at: str) -> None:
    made = api.post(
        "/tickets", {"due_at": at, "subject": "x", "requester": {"email": "a@b.test"}, "message": {"text": "x"}}
    )
    assert (made.status, made.fields()) == (422, {"due_at"})
    event = make_request("PATCH", f"/api/v1/admin/agents/{api.me.id}", {"away": True, "away_until": at}, agent=api.me)
    answer = admin_handler(event, None)
    assert (answer["statusCode"], json_of(answer)["errors"][0]["field"]) == (422, "away_until")
    then = api.get(f"/tickets/{api.open_ticket()['id']}/as-of", at=at)
    assert (then.status, then.fields()) == (422, {"at"})


def test_the_first_and_the_last_moment_are_taken(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    for sent, kept in (
        ("2000-01-01T14:00:00+14:00", "2000-01-01T00:00:00.000Z"),
        ("2199-12-31T23:59:59.9999Z", "2199-12-31T23:59:59.999Z"),
    ):
        assert api.patch(path, {"due_at": sent}).body["due_at"] == kept


def filled(body: dict[str, Any], at: object) -> dict[str, Any]:
    """The body with the time in its place."""
    return {
        name: at if value is ... else filled(value, at) if isinstance(value, dict) else value
        for name, value in body.items()
    }
