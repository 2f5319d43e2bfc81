"""Jobs that ended before they were through, as a client sees them."""

from typing import Any

import pytest

from functions.workflow_tasks.handler import handler as step
from schemas.vocabulary import Role
from tests.factories.identity import actor_of
from tests.functions import jobs
from tests.functions.agent_api import Api


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def begun(api: Api, **action: Any) -> tuple[list[str], str]:
    """The tickets, and the id of the job that waits for its run."""
    ids = [api.open_ticket()["id"] for _ in range(101)]
    return ids, api.post("/tickets/bulk", {"ids": ids, "action": action}).body["job"]["id"]


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
