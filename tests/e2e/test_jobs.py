"""Work on many tickets: the workflow really runs, tells of its progress, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.e2e.api import Api
from tests.e2e.live import Listener
from tests.e2e.waiting import eventually

MANY = 104  # more than one page
ENDED = ("done", "cancelled", "failed")
LONG = 90.0


def made(api: Api, count: int, word: str) -> list[dict[str, Any]]:
    def one(number: int) -> dict[str, Any]:
        return api.make_ticket(f"{word} {number}", f"{word}@customer.example", tags=[f"w-{word}"])

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(one, range(count)))


def ended(api: Api, job: dict[str, Any]) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        now = api.get(f"/jobs/{job['id']}")
        return now if now["state"] in ENDED else None

    return eventually(look, f"job {job['id']} ends", LONG)


def test_many_tickets_are_a_job_of_the_workflow(admin: Api, agent: Api, word: str) -> None:
    tickets = made(admin, MANY, word)
    ids = [ticket["id"] for ticket in tickets]
    body = {"ids": ids, "action": {"kind": "edit", "changes": {"priority": "urgent", "add_tags": ["swept"]}}}
    with Listener(admin) as heard:
        begun = admin.post("/tickets/bulk", body, 202)
        assert begun["items"] is None
        job = ended(admin, begun["job"])
        progress = heard.wait_for("job:progress")
    assert progress["job"]["id"] == job["id"]
    assert (job["state"], job["total"], job["done"], job["refused"]) == ("done", MANY, MANY, 0)
    assert admin.get(f"/tickets/{ids[-1]}")["priority"] == "urgent"
    assert len(list(admin.pages(f"/jobs/{job['id']}/results"))) == MANY
    # A newer change of the same field is not overwritten by the undo, which says so.
    admin.patch(f"/tickets/{ids[3]}", {"priority": "low"})
    undone = ended(admin, admin.post(f"/jobs/{job['id']}/undo", status=202)["job"])
    assert (undone["done"], undone["refused"]) == (MANY - 1, 1)
    (kept,) = list(admin.pages(f"/jobs/{undone['id']}/results", result="refused"))
    assert kept["id"] == ids[3]
    assert kept["field"] == "priority"
    assert admin.get(f"/tickets/{ids[-1]}")["priority"] == "normal"
    assert agent.http.get(f"/jobs/{job['id']}").status_code == 404
