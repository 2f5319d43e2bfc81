"""Jobs that ended before they were through, as a client sees them."""

import itertools
from typing import Any
from unittest.mock import patch

import boto3
import pytest

from functions.workflow_tasks.handler import handler as step
from schemas.vocabulary import Role
from tessera.adapters.dynamodb.tickets import TicketTable
from tests.factories import cloud
from tests.factories.identity import actor_of
from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.transfer_api import counts, upload


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def begun(api: Api, **action: Any) -> tuple[list[str], str]:
    """The tickets, and the id of the job that waits for its run."""
    ids = [api.open_ticket()["id"] for _ in range(101)]
    return ids, api.post("/tickets/bulk", {"ids": ids, "action": action}).body["job"]["id"]


def killed_at(given: dict[str, Any], ticket: int) -> None:
    """The work of the first page, until it dies at the so manyth ticket."""
    commit, counted = TicketTable.commit, itertools.count(1)

    def watched(*these: Any) -> None:
        if next(counted) == ticket:
            dies()
        commit(*these)

    with patch.object(TicketTable, "commit", watched), pytest.raises(SystemError):
        step({"step": "work", "page": 0, **given}, None)


def dies() -> None:
    raise SystemError("killed")


def stop_all() -> None:
    client = boto3.client("stepfunctions")
    for run in client.list_executions(stateMachineArn=cloud.ENVIRONMENT["TESSERA_JOB_MACHINE"])["executions"]:
        client.stop_execution(executionArn=run["executionArn"])


def results(api: Api, job_id: str, result: str) -> set[str]:
    path, found = f"/jobs/{job_id}/results", set()
    page = api.get(path, result=result, limit="100").body
    while page["next_cursor"]:
        found |= {one["id"] for one in page["items"]}
        page = api.get(path, result=result, limit="100", cursor=page["next_cursor"]).body
    return found | {one["id"] for one in page["items"]}


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_what_a_killed_page_did_is_told_and_undone(api: Api, end: str) -> None:
    ids, job_id = begun(api, kind="delete")
    given = jobs.started()[-1]
    step({"step": "freeze", **given}, None)
    killed_at(given, 35)
    stop_all()
    if end == "cancelled":
        api.post(f"/jobs/{job_id}/cancel")
    else:
        step({"step": "fail", **given}, None)
    job = api.get(f"/jobs/{job_id}").body
    assert (job["state"], job["done"], job["can_undo"]) == (end, 34, True)
    assert results(api, job_id, "done") == {one for one in ids if api.get(f"/tickets/{one}").body["deleted_at"]}
    assert len(results(api, job_id, "not_done")) == 67
    undoing = api.post(f"/jobs/{job_id}/undo").body["job"]["id"]
    jobs.run(jobs.started()[-1])
    assert api.get(f"/jobs/{undoing}").body["done"] == 34
    assert len(api.get("/tickets", status="open", limit="100").body["items"]) == 100


def test_cancelled_at_once_each_ticket_is_told_of_as_not_done(api: Api) -> None:
    ids, job_id = begun(api, kind="delete")
    assert api.post(f"/jobs/{job_id}/cancel").body["state"] == "cancelling"
    jobs.run(jobs.started()[-1])
    job = api.get(f"/jobs/{job_id}").body
    assert (job["state"], job["total"], job["done"]) == ("cancelled", 101, 0)
    assert results(api, job_id, "not_done") == set(ids)


def test_a_job_that_failed_twice_and_goes_on_counts_each_ticket_once(api: Api) -> None:
    ids, job_id = begun(api, kind="edit", changes={"priority": "high"})
    given = jobs.started()[-1]
    step({"step": "freeze", **given}, None)
    for further, done in ((35, 34), (11, 44)):
        killed_at(given, further)
        step({"step": "fail", **given}, None)
        assert api.get(f"/jobs/{job_id}").body["done"] == done
        api.post(f"/jobs/{job_id}/continue")
    jobs.run(given)
    step({"step": "work", "page": 0, **given}, None)
    job = api.get(f"/jobs/{job_id}").body
    assert (job["state"], job["done"], job["unchanged"]) == ("done", 101, 0)
    assert results(api, job_id, "done") == set(ids)


def test_an_undo_whose_author_was_deactivated_leaves_the_job_to_others(api: Api) -> None:
    colleague = api.hire(Role.ADMIN)
    ids, job_id = begun(api, kind="edit", changes={"priority": "high"})
    jobs.run(jobs.started()[-1])
    undoing = api.by(colleague).post(f"/jobs/{job_id}/undo").body["job"]["id"]
    api.services.staff(api.org).change_agent(actor_of(api.me), colleague.id, {"active": False})
    jobs.run(jobs.started()[-1])
    assert api.get(f"/jobs/{undoing}").body["state"] == "failed"
    again = api.post(f"/jobs/{job_id}/undo").body["job"]["id"]
    assert api.post(f"/jobs/{undoing}/continue").status == 409
    jobs.run(jobs.started()[-1])
    assert api.get(f"/jobs/{again}").body["done"] == 101
    assert api.get(f"/tickets/{ids[0]}").body["priority"] == "normal"


def test_an_undo_that_failed_and_is_continued_is_the_only_one(api: Api) -> None:
    _, job_id = begun(api, kind="edit", changes={"priority": "high"})
    jobs.run(jobs.started()[-1])
    undoing = api.post(f"/jobs/{job_id}/undo").body["job"]["id"]
    step({"step": "fail", **jobs.started()[-1]}, None)
    assert api.get(f"/jobs/{job_id}").body["can_undo"]
    assert api.post(f"/jobs/{undoing}/continue").body["state"] == "running"
    assert api.post(f"/jobs/{job_id}/undo").status == 409
    jobs.run(jobs.started()[-1])
    assert api.get(f"/jobs/{undoing}").body["done"] == 101


def test_the_tickets_that_a_killed_page_of_an_import_made_are_told(api: Api) -> None:
    content = "subject,requester_email\n" + "Lamp,rosa@a.example\n" * 12
    job_id = api.post("/imports", {"kind": "tickets", "file_id": upload(api, content.encode())}).body["id"]
    given = jobs.started()[-1]
    with pytest.raises(SystemError):
        jobs.run_until(given, 5, dies)
    step({"step": "fail", **given}, None)
    assert api.get(f"/jobs/{job_id}").body["done"] == len(results(api, job_id, "done")) == 4
    assert len(results(api, job_id, "not_done")) == 8
    api.post(f"/jobs/{job_id}/continue")
    jobs.run(given)
    assert counts(api.get(f"/jobs/{job_id}").body) == (12, 0, 0)
