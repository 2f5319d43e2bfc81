"""Work on many tickets: the workflow really runs, tells of its progress, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, OpenScreen
from tests.e2e.live import Listener
from tests.e2e.waiting import eventually

MANY = 104  # more than one page
ENDED = ("done", "cancelled", "failed")
LONG = 90.0


def made(api: Api, count: int, word: str, status: str = "open") -> list[dict[str, Any]]:
    def one(number: int) -> dict[str, Any]:
        return api.make_ticket(f"{word} {number}", f"{word}@customer.example", tags=[f"w-{word}"], status=status)

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(one, range(count)))


def ended(api: Api, job: dict[str, Any]) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        now = api.get(f"/jobs/{job['id']}")
        return now if now["state"] in ENDED else None

    return eventually(look, f"job {job['id']} ends", LONG)


def test_many_tickets_are_a_job_of_the_workflow(admin: Api, agent: Api, word: str) -> None:
    # Open ones would push those that other tests look for out of sight.
    tickets = made(admin, MANY, word, "on_hold")
    ids = [ticket["id"] for ticket in tickets]
    body = {"ids": ids, "action": {"kind": "edit", "changes": {"priority": "urgent", "add_tags": ["swept"]}}}
    with Listener(admin) as heard:
        begun = admin.post("/tickets/bulk", body, 202)
        assert begun["items"] is None
        job = ended(admin, begun["job"])
        heard.wait_for("job:progress", job["id"])
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


def test_tickets_are_chosen_by_keys_and_changed_together(admin: Api, open_screen: OpenScreen, word: str) -> None:
    tickets = sorted(made(admin, 3, word), key=lambda ticket: ticket["updated_at"], reverse=True)
    screen = open_screen()
    screen.sign_in(ADMIN, at=f"/views/tag-w-{word}")
    expect(screen.page.get_by_test_id("ticket-row")).to_have_count(3)
    screen.press("j")
    screen.press("x")
    screen.press("Shift+J")
    bar = screen.page.get_by_test_id("bulk-bar")
    expect(bar).to_be_visible()
    expect(screen.page.get_by_text("2 selected")).to_be_visible()
    assert screen.violations() == []
    screen.press("p")
    expect(screen.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    screen.type("urg")
    screen.press("Enter")
    expect(screen.page.get_by_text("Priority set to Urgent").first).to_be_visible()
    changed = [ticket["id"] for ticket in tickets if admin.get(f"/tickets/{ticket['id']}")["priority"] == "urgent"]
    assert len(changed) == 2
    screen.page.get_by_role("button", name="Undo").click()
    expect(screen.page.get_by_text("Undone").first).to_be_visible()
    assert {admin.get(f"/tickets/{ticket_id}")["priority"] for ticket_id in changed} == {"normal"}
    bar.get_by_role("button", name="Fill in a field").press("Enter")
    screen.type("tracking")
    screen.press("Enter")
    dialog = screen.page.get_by_role("dialog", name="Tracking link")
    dialog.get_by_label("Tracking link").fill("https://parcels.example/1")
    assert screen.violations() == []
    screen.press("Enter")
    expect(screen.page.get_by_text("Tracking link changed").first).to_be_visible()
    filled = [admin.get(f"/tickets/{ticket_id}")["fields"].get("tracking_link") for ticket_id in changed]
    assert filled == ["https://parcels.example/1"] * 2
    screen.press("Escape")
    expect(bar).to_have_count(0)
    screen.press("Control+K")
    expect(screen.page.get_by_role("combobox")).to_be_focused()
    screen.type("Bulk changes")
    screen.page.get_by_role("option", name="Bulk changes and their results").click()
    expect(screen.page.get_by_test_id("job").filter(has_text="Undo: Priority set to Urgent").first).to_be_visible()
    assert screen.violations() == []
