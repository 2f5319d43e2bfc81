"""A page of an import that was killed after its rows were written, and before it was counted: done again, it says what
the job did."""

import json
from typing import Any

import pytest

from functions.workflow_tasks.handler import handler
from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.transfer_api import counts, imported, upload

PEOPLE = [{"email": f"p{n}@a.example", "name": "Rosa", "blocked": "yes" if n == 1 else ""} for n in range(3)]
COMPANIES = [{"name": f"Acme {n}", "domains": [f"acme{n}.example"]} for n in range(3)]


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def begun(api: Api, rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """What its run is given."""
    api.post("/imports", {"kind": "tickets", "file_id": upload(api, lines(rows).encode()), **more})
    return jobs.started()[-1]


def done_again(api: Api, given: dict[str, Any]) -> dict[str, Any]:
    """What the job says that was killed while working, once it is through."""
    jobs.run(given)
    job: dict[str, Any] = api.get(f"/jobs/{given['job_id']}").body
    return job


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize(("kind", "rows"), [("people", PEOPLE), ("companies", COMPANIES)])
def test_whom_it_made_is_done(api: Api, kind: str, rows: list[dict[str, Any]], update: bool) -> None:
    given = begun(api, rows, kind=kind, update=update)
    jobs.killed_while_working(given)
    assert counts(done_again(api, given)) == (3, 0, 0)
    assert counts(imported(api, lines(rows), kind=kind, update=update)) == (0, 3, 0)


@pytest.mark.parametrize(
    ("kind", "rows", "newer"),
    [
        ("people", PEOPLE, {"name": "Rosa Luz", "blocked": "no"}),
        ("people", PEOPLE, {"blocked": "yes", "blocked_reason": "Spam"}),
        ("companies", COMPANIES, {"notes": "Pays late."}),
    ],
)
def test_whom_it_brought_up_to_date_is_done(
    api: Api, kind: str, rows: list[dict[str, Any]], newer: dict[str, Any]
) -> None:
    imported(api, lines(rows), kind=kind)
    given = begun(api, [row | newer for row in rows[:2]] + rows[2:], kind=kind, update=True)
    jobs.killed_while_working(given)
    assert counts(done_again(api, given)) == (2, 1, 0)


@pytest.mark.parametrize(("kind", "rows"), [("people", PEOPLE), ("companies", COMPANIES)])
def test_a_row_that_repeats_another_is_unchanged_each_time(api: Api, kind: str, rows: list[dict[str, Any]]) -> None:
    given = begun(api, [rows[0], rows[0]], kind=kind, update=True)
    jobs.killed_while_working(given)
    assert counts(done_again(api, given)) == (1, 1, 0)


def tickets(api: Api) -> list[str]:
    return [api.open_ticket()["id"] for _ in range(3)]


def newer(ids: list[str]) -> list[dict[str, Any]]:
    return [{"external_id": one, "subject": "New", "requester_email": "a@b.example", "tags": ["x"]} for one in ids]


def test_tickets_that_it_brought_up_to_date_are_done(api: Api) -> None:
    given = begun(api, newer(tickets(api)), update=True)
    jobs.killed_while_working(given)
    assert counts(done_again(api, given)) == (3, 0, 0)
    results = api.get(f"/jobs/{given['job_id']}/results").body["items"]
    assert [one["result"] for one in results] == ["done"] * 3


def test_what_somebody_changed_since_is_not_brought_up_to_date_twice(api: Api) -> None:
    ids = tickets(api)
    given = begun(api, newer(ids), update=True)
    jobs.killed_while_working(given)
    api.patch(f"/tickets/{ids[0]}", {"subject": "Newest"})
    assert counts(done_again(api, given)) == (3, 0, 0)
    assert api.get(f"/tickets/{ids[0]}").body["subject"] == "Newest"


def test_tickets_of_both_kinds_are_told_when_it_fails_instead(api: Api) -> None:
    lamp = {"subject": "Lamp", "requester_email": "a@b.example"}
    given = begun(api, [*newer(tickets(api)), lamp], update=True)
    jobs.killed_while_working(given)
    handler({"step": "fail", **given}, None)
    job = api.get(f"/jobs/{given['job_id']}").body
    assert (job["state"], *counts(job)) == ("failed", 4, 0, 0)
