"""An import tells what it would refuse, and what it did not take over."""

import csv
import io
import json
from typing import Any

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field
from tests.functions.transfer_api import counts, ended, imported, made, refused, refused_rows


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


@pytest.mark.parametrize("update", [False, True])
def test_a_dry_run_refuses_what_others_have(api: Api, update: bool) -> None:
    api.post("/companies", {"name": "Acme", "domains": ["acme.example"]})
    api.post("/companies", {"name": "Zenith", "domains": ["zenith.example"]})
    for emails in (["ada@a.example"], ["kim@a.example", "kim@b.example"]):
        api.post("/customers", {"emails": emails})
    companies = "name,domains\nNew,new.example; acme.example\nZenith,zenith.example; acme.example\n"
    people = "email,other_emails\nnew@a.example,new@b.example; kim@b.example\nada@a.example,kim@b.example\n"
    for kind, content, field in (("companies", companies, "domains.1"), ("people", people, "other_emails")):
        told = []
        for dry_run in (True, False):
            job = imported(api, content, kind=kind, update=update, dry_run=dry_run)
            assert counts(job) == ((0, 0, 2) if update else (0, 1, 1))
            told.append(refused(api, job))
        assert told[0] == told[1]
        assert {row["field"] for row in told[0]} == {field}
    fine = "name,domains\nZenith,zenith.example; zenith.org\n"
    assert counts(imported(api, fine, kind="companies", update=True, dry_run=True)) == (1, 0, 0)
    fine = "email,other_emails\nada@a.example,ada@b.example; ada@a.example\nkim@b.example,kim@a.example\n"
    assert counts(imported(api, fine, kind="people", update=True, dry_run=True)) == (1, 1, 0)


def told(api: Api, update: bool = True, **row: Any) -> str:
    """What an import says of the row `A1`."""
    whole = {"external_id": "A1", "subject": "Lamp", "requester_email": "rosa@a.example", **row}
    reasons = []
    for dry_run in (True, False):
        job = imported(api, json.dumps(whole), update=update, dry_run=dry_run)
        assert job["refused"] == 0
        (result,) = api.get(f"/jobs/{job['id']}/results").body["items"]
        reasons.append(result["reason"])
    assert reasons[0] == reasons[1], "a dry run tells it too"
    return str(reasons[0])


def test_what_is_not_taken_over_of_a_ticket_that_is_there_is_told(api: Api) -> None:
    long = "x" * 3000
    first: dict[str, Any] = {"created_at": "2024-02-03T04:05:06Z", "number": 70, "requester_name": "Rosa"}
    assert told(api, **first, message="It burns.") == ""
    (ticket,) = api.get("/tickets", status="all").body["items"]
    api.patch(f"/customers/{ticket['requester']['id']}", {"emails": ["rosa@a.example", "rosa@b.example"]})
    said = "Not taken over, since the ticket is there already: {}."
    assert told(api, **first, message="It burns.", priority="urgent") == ""
    assert told(api, requester_email="Rosa@b.example") == ""
    assert told(api, requester_email="lee@a.example", requester_name="Lee") == said.format("“requester_email”")
    assert told(api, requester_name="Rosa Lind", number=71) == said.format("“requester_name”, “number”")
    assert told(api, created_at="2024-02-04", message="It does not.") == said.format("“created_at”, “message”")
    assert told(api, description="It does not.") == said.format("“description”")
    assert told(api, messages=[{"text": "It burns."}, {"text": "No."}]) == said.format("“messages”")
    assert told(api, update=False, message="It does not.", number=71) == ""
    for text in (long, "Between us."):
        api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": text})
    assert told(api, message="It burns.") == ""
    more = [{"text": f"{long}\n"}, {"html": "<p>It <b>burns.</b></p>"}, {"text": "", "files": ["plan.pdf"]}]
    assert told(api, messages=more, tint="red") == ""
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "messages": True})))
    job = imported(api, content, update=True)
    (result,) = api.get(f"/jobs/{job['id']}/results").body["items"]
    assert (result["result"], result["reason"]) == ("unchanged", "")


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_the_rows_that_were_refused_can_be_put_right_and_imported(api: Api, format: str) -> None:
    tint = add_field(api, "Tint", "one_of", options=[{"label": "Red"}])
    rows = [
        {"Title": "Good", "E-mail": "x@a.example", "Tint": "red", "Text": "=1+1"},
        {"Title": "Bad, again", "E-mail": "nobody", "Tint": "red", "Text": "=1+1\nTwice"},
    ]
    mapping = {"Title": "subject", "E-mail": "requester_email", "Tint": f"fields.{tint}", "Text": "message"}
    job = imported(api, written(format, rows), mapping=mapping)
    assert counts(job) == (1, 0, 1)
    (row,) = refused_rows(api, job)
    assert (str(row["refused_line"]), row["refused_field"]) == ("3" if format == "csv" else "2", "requester_email")
    again = imported(api, made(api, job).replace("nobody", "rosa@a.example"))
    assert (counts(again), again["what"]["left"]) == ((1, 0, 0), []), "its own columns are nothing to be told of"
    found = {one["subject"]: one for one in api.get("/tickets", status="all").body["items"]}
    assert found["Bad, again"]["fields"] == {tint: "red"}
    assert found["Bad, again"]["requester"]["email"] == "rosa@a.example"
    (message,) = api.get(f"/tickets/{found['Bad, again']['id']}").body["entries"]["items"]
    assert message["text"] == "=1+1\nTwice"


def written(format: str, rows: list[dict[str, str]]) -> str:
    if format == "jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows)
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
