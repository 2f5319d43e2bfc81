"""New tickets find somebody by themselves, and pass by whoever is away."""

import re
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import expect

from tests.e2e.api import Api, sign_in
from tests.e2e.conftest import NEWEST, OpenScreen
from tests.e2e.waiting import eventually

pytestmark = NEWEST


def test_what_comes_outside_my_hours_waits(open_screen: OpenScreen, admin: Api, word: str) -> None:
    email = f"eva.{word}@acme.test"
    team = admin.post("/admin/teams", {"name": f"Days {word}", "routing": "round_robin"})
    body = {"name": f"Eva {word}", "email": email, "password": "a-long-password", "team_ids": [team["id"]]}
    eva = admin.post("/admin/agents", body)
    admin.patch(f"/admin/agents/{eva['id']}", {"working_hours": {"time_zone": "Asia/Tokyo", "days": {}}})
    waits = admin.make_ticket(f"Waits {word}", f"{word}@customer.example", team_id=team["id"])
    screen = open_screen()
    screen.sign_in(email, "a-long-password", at="/settings/hours")
    expect(screen.page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    screen.page.get_by_label("Only at certain times").uncheck()
    assert admin.get(f"/tickets/{waits['id']}")["assignee_id"] is None
    screen.page.get_by_role("button", name="Save").click()
    expect(screen.page.get_by_role("button", name="Save")).to_be_disabled()
    given = eventually(lambda: admin.get(f"/tickets/{waits['id']}")["assignee_id"], "it was given to somebody")
    assert given == eva["id"]


def test_tickets_go_to_who_is_here_and_say_why(open_screen: OpenScreen, admin: Api, origin: str, word: str) -> None:
    email = f"ada.{word}@acme.test"
    team = admin.post("/admin/teams", {"name": f"Desk {word}"})
    body = {"name": f"Ada {word}", "email": email, "password": "a-long-password", "team_ids": [team["id"]]}
    ada = admin.post("/admin/agents", body)
    boss = open_screen()
    boss.sign_in("admin@acme.test", at="/settings/people")
    boss.page.get_by_role("button", name=f"Edit Desk {word}").click()
    boss.page.get_by_label("New tickets").click()
    boss.page.get_by_role("option", name="Go to whoever has the fewest").click()
    assert boss.violations() == []
    boss.page.get_by_role("button", name="Save").click()
    expect(boss.page.get_by_role("dialog")).to_have_count(0)

    def assignee(ticket_id: str) -> str | None:
        found: str | None = admin.get(f"/tickets/{ticket_id}")["assignee_id"]
        return found

    first = admin.make_ticket(f"First {word}", f"{word}@customer.example", team_id=team["id"])
    eventually(lambda: assignee(first["id"]) == ada["id"], "the ticket was given to Ada")
    boss.open(f"/tickets/{first['id']}")
    expect(boss.conversation).to_contain_text(f"Assigned to Ada {word}, who had the fewest open tickets (0)")

    screen = open_screen()
    screen.sign_in(email, "a-long-password")
    screen.press("g")
    screen.press("a")
    screen.page.get_by_label("Hand my open tickets back to their teams").check()
    assert screen.violations() == []
    screen.page.get_by_role("button", name="Step away").click()
    expect(screen.page.get_by_role("button", name=re.compile("account and settings"))).to_contain_text("Away")
    eventually(lambda: assignee(first["id"]) is None, "Ada's ticket went back")
    second = admin.make_ticket(f"Second {word}", f"{word}@customer.example", team_id=team["id"])
    expect(screen.row(second["subject"])).to_be_visible()
    screen.press("g")
    screen.press("a")
    expect(screen.page.get_by_text("You are back", exact=True)).to_be_visible()
    both = (first["id"], second["id"])
    eventually(lambda: {assignee(one) for one in both} == {ada["id"]}, "what waited was given to Ada")

    bea = admin.post("/admin/agents", {**body, "name": f"Bea {word}", "email": f"bea.{word}@acme.test"})
    with sign_in(origin, email, "a-long-password") as hers:
        hers.http.put("/me/away", json={"away": True, "hand_back": True}).raise_for_status()
    eventually(lambda: {assignee(one) for one in both} == {bea["id"]}, "what she handed back was given to Bea")


def test_many_at_once_are_no_more_than_somebody_has_room_for(open_screen: OpenScreen, admin: Api, word: str) -> None:
    team = admin.post("/admin/teams", {"name": f"Rush {word}", "routing": "least_loaded"})
    body = {"name": f"Ida {word}", "email": f"ida.{word}@acme.test", "password": "a-long-password"}
    ida = admin.post("/admin/agents", {**body, "team_ids": [team["id"]]})
    admin.patch(f"/admin/agents/{ida['id']}", {"capacity": 2})
    admin.post("/admin/agents", {**body, "name": f"Reads {word}", "email": f"reads.{word}@acme.test", "role": "viewer"})

    def comes(number: int) -> str:
        made = admin.make_ticket(f"Rush {number} {word}", f"{word}.{number}@customer.example", team_id=team["id"])
        return str(made["id"])

    with ThreadPoolExecutor(8) as threads:
        tickets = list(threads.map(comes, range(8)))

    def hers() -> list[str]:
        return [one for one in tickets if admin.get(f"/tickets/{one}")["assignee_id"] == ida["id"]]

    eventually(lambda: len(hers()) == 2, "two were given to Ida")
    admin.post(f"/tickets/{hers()[0]}/status", {"status": "resolved"}, 200)
    eventually(lambda: len(hers()) == 3, "one more was given to Ida")

    screen = open_screen()
    screen.sign_in("admin@acme.test", at=f"/tickets/{tickets[0]}")
    screen.page.get_by_role("button", name=re.compile("^Assignee")).first.click()
    expect(screen.page.get_by_role("option", name=f"Ida {word}")).to_be_visible()
    expect(screen.page.get_by_role("option", name=f"Reads {word}")).to_have_count(0)
