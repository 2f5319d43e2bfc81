"""What goes out comes in again as it was, and what does not is told."""

import json
from typing import Any

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.transfer_api import counts, ended, imported, made, refused, upload

ROW = {"subject": "Lamp", "requester_email": "rosa@a.example"}


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def tickets(api: Api) -> dict[str, dict[str, Any]]:
    """By their subjects; with their conversations."""
    found = api.get("/tickets", status="all", limit="100").body["items"]
    return {one["subject"]: api.get(f"/tickets/{one['id']}").body for one in found}


def texts(ticket: dict[str, Any]) -> list[str]:
    return [entry["text"] for entry in ticket["entries"]["items"] if entry["entry"] == "message"]


def test_messages_of_one_moment_come_in_the_order_of_the_file(api: Api) -> None:
    said = [f"{n:02}" for n in range(20)]
    at = "2024-02-03T04:05:06Z"
    content = lines(
        {**ROW, "subject": "Same", "messages": [{"text": text, "created_at": at} for text in said]},
        {**ROW, "subject": "None", "messages": [{"text": text} for text in said]},
        {
            **ROW,
            "subject": "Some",
            "messages": [{"text": "b", "created_at": at}, {"text": "c"}, {"text": "a", "created_at": "2024-01-01"}],
        },
    )
    begun = api.post("/imports", {"kind": "tickets", "file_id": upload(api, content.encode())})
    jobs.killed_while_working(jobs.started()[-1])
    jobs.run(jobs.started()[-1])
    assert counts(api.get(f"/jobs/{begun.body['id']}").body) == (3, 0, 0)
    found = tickets(api)
    assert [texts(found[name]) for name in ("Same", "None", "Some")] == [said, said, ["a", "b", "c"]]
    assert [found[name]["preview"] for name in ("Same", "None", "Some")] == ["19", "19", "c"]
    assert len({entry["id"] for one in found.values() for entry in one["entries"]["items"]}) == 43


def test_only_tickets_are_chosen_by_a_query(api: Api) -> None:
    for kind in ("people", "companies"):
        answer = api.post("/exports", {"kind": kind, "query": {"status": "open"}})
        answer.problem(422, "invalid")
        assert answer.fields() == {"query"}


def test_a_row_whose_ticket_is_purged_is_told(api: Api) -> None:
    """It is not made again: it was taken out for good."""
    content = lines({**ROW, "external_id": "A1"}, {**ROW, "subject": "Other", "external_id": "A2"})
    imported(api, content)
    gone = tickets(api)["Lamp"]["id"]
    api.delete(f"/tickets/{gone}")
    assert api.post(f"/tickets/{gone}/purge").status < 300
    for update, unchanged in ((True, (0, 1, 1)), (False, (0, 1, 1))):
        for dry_run in (False, True):
            job = imported(api, content, update=update, dry_run=dry_run)
            assert counts(job) == unchanged if not (update and dry_run) else (1, 0, 1)
            assert (job["not_found"], job["has_file"]) == (0, True)
            (row,) = refused(api, job)
            assert (row["line"], row["field"]) == ("1", "external_id")
            assert "was purged" in row["reason"]


def test_a_name_that_two_companies_have_is_not_guessed_between(api: Api) -> None:
    first = api.post("/companies", {"name": "Acme"}).body
    api.post("/companies", {"name": "ACME"})
    api.post("/companies", {"name": "Zenith"})
    api.post("/companies", {"name": "Zenith", "domains": ["zenith.example"]})
    people = "email,company\na@x.example,Acme\nb@x.example,Zenith\nc@x.example,acme\n"
    for dry_run in (True, False):
        job = imported(api, people, kind="people", dry_run=dry_run)
        assert counts(job) == (1, 0, 2)
        report = refused(api, job)
        assert [(row["line"], row["field"]) for row in report] == [("3", "company"), ("4", "company")]
        assert "Two companies are called “Zenith”" in report[0]["reason"]
    (ada,) = api.get("/customers").body["items"]
    assert ada["company"]["id"] == first["id"]
    table = "name,notes\nZenith,Which?\n"
    assert counts(imported(api, table, kind="companies")) == (0, 1, 0)
    assert counts(imported(api, table, kind="companies", update=True)) == (0, 0, 1)


def test_an_export_that_is_imported_again_is_the_same_tickets(api: Api, neighbour: Api) -> None:
    api.open_ticket(subject="Own")
    api.open_ticket(subject="Named by its system", metadata={"external_id": "CRM-7"})
    imported(api, lines({**ROW, "external_id": "A1"}, {**ROW, "subject": "Unnamed"}))
    before = tickets(api)
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "messages": True})))
    for dry_run in (True, False):
        assert counts(imported(api, content, dry_run=dry_run)) == (0, 4, 0)
        better = content.replace('"priority": "normal"', '"priority": "low"')
        assert counts(imported(api, better, dry_run=dry_run, update=True)) == (4, 0, 0)
    assert counts(imported(api, better, update=True)) == (0, 4, 0), "there is nothing to change any more"
    after = tickets(api)
    assert {name: one["id"] for name, one in after.items()} == {name: one["id"] for name, one in before.items()}
    assert {one["priority"] for one in after.values()} == {"low"}
    for _ in range(2):
        there = imported(neighbour, content)
    assert counts(there) == (0, 4, 0), "ids of another organization are just names"
    back = made(neighbour, ended(neighbour, neighbour.post("/exports", {"kind": "tickets", "format": "jsonl"})))
    assert counts(imported(neighbour, back, update=True)) == (0, 4, 0)
    assert len(tickets(neighbour)) == len(tickets(api)) == 4
