"""Pages of a file, and imports, that are worked on at the same time."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from functions.workflow_tasks.handler import handler
from tessera.adapters.dynamodb.table import Table
from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.transfer_api import counts, imported, refused, upload

HEAD = "external_id,subject,requester_email,message\n"
DOUBLE = "An earlier row has this id already."


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def begun(api: Api, content: str, **more: Any) -> str:
    body = {"kind": "tickets", "file_id": upload(api, content.encode()), **more}
    return str(api.post("/imports", body).body["id"])


def run_while(given: dict[str, Any], happens: Callable[[], object]) -> None:
    """All steps of one execution. Something happens when the first conversation is about to be written."""
    put_all, left = Table.put_all, [happens]

    def watched(*these: Any) -> None:
        if left:
            left.pop()()
        put_all(*these)

    with patch.object(Table, "put_all", watched):
        jobs.run(given)


def names(api: Api) -> list[str]:
    return sorted(one["name"] for one in api.get("/companies", limit="100").body["items"])


def conversations(api: Api) -> list[tuple[str, list[str]]]:
    found = api.get("/tickets", status="all", limit="100").body["items"]
    entries = [(one["subject"], api.get(f"/tickets/{one['id']}").body["entries"]["items"]) for one in found]
    return sorted((subject, [one["text"] for one in said if one["entry"] == "message"]) for subject, said in entries)


@pytest.mark.parametrize("more", [{}, {"dry_run": True}, {"update": True}])
def test_an_id_is_one_rows_in_the_whole_file(api: Api, more: dict[str, Any]) -> None:
    rows = [f"A{n},First {n},rosa@a.example,x\n" for n in range(100)]
    content = HEAD + "".join(rows) + "A7,Other,rosa@a.example,y\n,Lamp,rosa@a.example,\n,Lamp,rosa@a.example,\n"
    for unchanged in (0, 0 if more.get("dry_run") else 100):
        job = imported(api, content, **more)
        assert counts(job) == (102 - unchanged, unchanged, 1)
        assert refused(api, job) == [{"line": "102", "field": "external_id", "reason": DOUBLE}]


def test_an_id_is_known_in_every_step_of_reading(api: Api) -> None:
    rows = "".join(f"A{n},Lamp,rosa@a.example,\n" for n in range(2000))
    begun(api, HEAD + rows + "B,Lamp,rosa@a.example,\nA7,Lamp,rosa@a.example,\nB,Lamp,rosa@a.example,\n", dry_run=True)
    given = jobs.started()[-1]
    assert handler({"step": "freeze", **given}, None)["next"] == "freeze"
    dying = patch("tessera.adapters.dynamodb.jobs.JobTable.note_frozen", side_effect=RuntimeError("killed"))
    with dying, pytest.raises(RuntimeError):
        handler({"step": "freeze", **given}, None)
    assert handler({"step": "freeze", **given}, None)["next"] == "work"
    handler({"step": "work", "page": 20, **given}, None)
    job = api.get(f"/jobs/{given['job_id']}").body
    assert counts(job) == (1, 0, 2)


@pytest.mark.parametrize("update", [False, True])
def test_two_imports_at_once_do_not_write_into_one_ticket(api: Api, update: bool) -> None:
    """With times, as exports have them: by these, both would make the same ticket."""
    table = HEAD.replace("message", "created_at,message")
    begun(api, table + "A1,Late,rosa@a.example,2024-02-03,from late\n", update=update)
    late = jobs.started()[-1]
    run_while(late, lambda: imported(api, table + "A1,Early,rosa@a.example,2024-02-03,from early\n"))
    job = api.get(f"/jobs/{late['job_id']}").body
    assert counts(job) == ((1, 0, 0) if update else (0, 1, 0))
    assert conversations(api) == [("Late" if update else "Early", ["from early"])]


def test_a_page_that_is_done_twice_at_once_is_done_once(api: Api) -> None:
    begun(api, HEAD + "A1,Lamp,rosa@a.example,Broken\n,Desk,rosa@a.example,Too\n")
    given = jobs.started()[-1]
    run_while(given, lambda: jobs.run(given))
    assert counts(api.get(f"/jobs/{given['job_id']}").body) == (2, 0, 0)
    assert conversations(api) == [("Desk", ["Too"]), ("Lamp", ["Broken"])]


@pytest.mark.parametrize("update", [False, True])
def test_companies_of_one_name_are_made_once(api: Api, update: bool) -> None:
    """Also while lists do not show yet what the page beside this one made, or this one before it was killed."""
    table = "name,domains,notes\nAcme,acme.example,\nZenith,,\nÅcme,acme.example; acme.org,Later\nAcme,,\n"
    begun(api, table, kind="companies", update=update)
    given = jobs.started()[-1]
    with patch("tessera.adapters.dynamodb.companies.DynamoCompanies.companies_named", return_value=[]):
        jobs.killed_while_working(given)
        jobs.run(given)
    assert names(api) == ["Acme", "Zenith"]
    acme = api.get("/companies", q="acme").body["items"][0]
    assert (acme["domains"], acme["notes"]) == (
        (["acme.example", "acme.org"], "Later") if update else (["acme.example"], "")
    )
    job = api.get(f"/jobs/{given['job_id']}").body
    assert job["refused"] == 0
    assert counts(imported(api, table, kind="companies", update=update)) == (0, 4, 0)
    api.post("/companies", {"name": "ACME"})
    assert names(api) == ["ACME", "Acme", "Zenith"], "by hand there may be two"
