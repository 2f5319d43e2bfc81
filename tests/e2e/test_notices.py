"""From what a colleague does to being told, and the way there; and the choice of what one is told."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import NEWEST, OpenScreen
from tests.e2e.waiting import eventually

pytestmark = NEWEST


def test_what_concerns_me_reaches_me(open_screen: OpenScreen, admin: Api, agent: Api, word: str) -> None:
    """By keys: told live, opened, read; and on every screen of the agent."""
    agent.http.put("/me/notification-preferences", json={"channels": {"new_ticket": []}}).raise_for_status()
    subject = f"Squeaky hinge {word}"
    ticket = admin.make_ticket(subject, f"{word}@customer.example")
    tom = open_screen()
    tom.sign_in("agent@acme.test")
    expect(tom.row(subject)).to_be_visible()
    tom.press("g")
    tom.press("n")
    expect(tom.heading("Notifications")).to_be_visible()
    told = tom.page.get_by_test_id("notice").filter(has_text=subject)
    expect(told).to_have_count(0)

    admin.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": agent.get("/me")["id"]}, 200)
    expect(told).to_contain_text("assigned this to you")
    expect(told).to_have_attribute("data-unread", "true")
    expect(tom.page.get_by_role("link", name="Notifications").get_by_role("img")).to_be_visible()
    admin.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": "Oil is in the cupboard."})
    expect(told).to_contain_text("wrote a note and 1 earlier")
    assert tom.violations() == []

    told.get_by_role("link").focus()
    tom.press("Enter")
    expect(tom.heading(subject)).to_be_visible()
    expect(tom.message("Oil is in the cupboard.")).to_be_visible()
    tom.press("g")
    tom.press("n")
    expect(told).to_have_attribute("data-unread", "false")

    tom.page.get_by_role("link", name="Choose what you are told of").first.click()
    new = tom.page.get_by_role("checkbox", name="A new ticket comes to my team, or to no team: In Tessera")
    with tom.page.expect_response("**/me/notification-preferences"):
        new.set_checked(True)
    assert tom.violations() == []
    other = f"Fresh arrival {word}"
    admin.make_ticket(other, f"{word}@customer.example")
    tom.page.get_by_role("link", name="Notifications").first.click()
    expect(tom.page.get_by_test_id("notice").filter(has_text=other)).to_contain_text("New ticket")
    assert tom.errors == []


def test_what_one_has_seen_is_marked_as_read_where_it_stands(
    open_screen: OpenScreen, admin: Api, agent: Api, word: str
) -> None:
    """By its key and by its button, and back; the others stay as they are, on the server too."""
    me = agent.get("/me")["id"]
    subjects = [f"{name} {word}" for name in ("First", "Second", "Third")]
    for subject in subjects:
        ticket = admin.make_ticket(subject, f"{word}@customer.example")
        admin.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": me}, 200)
    tom = open_screen()
    tom.sign_in("agent@acme.test")
    tom.open("/notifications")
    first, second, third = (tom.page.get_by_test_id("notice").filter(has_text=subject) for subject in subjects)
    for told in (first, second, third):
        expect(told).to_contain_text("assigned this to you")
        expect(told).to_have_attribute("data-unread", "true")

    second.get_by_role("link").focus()
    tom.press("Tab")
    expect(second.get_by_role("button", name="Mark as read")).to_be_focused()
    with tom.page.expect_response("**/notifications/read"):
        tom.press("u")
    expect(second).to_have_attribute("data-unread", "false")
    third.hover()
    with tom.page.expect_response("**/notifications/read"):
        third.get_by_role("button", name="Mark as read").click()
    assert tom.violations() == []
    with tom.page.expect_response("**/notifications/unread"):
        third.get_by_role("button", name="Mark as unread").click()
    expect(third.get_by_role("button", name="Mark as read")).to_be_focused()
    tom.page.reload()
    expect(second).to_have_attribute("data-unread", "false")
    for told in (first, third):
        expect(told).to_have_attribute("data-unread", "true")

    tom.page.get_by_role("button", name="Mark all as read").click()
    for told in (first, second, third):
        expect(told).to_have_attribute("data-unread", "false")
    expect(tom.page.get_by_role("region", name="Notifications").get_by_text("All marked as read")).to_be_visible()
    with tom.page.expect_response("**/notifications/unread"):
        tom.press("Control+z")
    tom.page.reload()
    expect(second).to_have_attribute("data-unread", "false")
    for told in (first, third):
        expect(told).to_have_attribute("data-unread", "true")


def test_who_is_named_in_a_note_is_told(open_screen: OpenScreen, admin: Api, agent: Api, word: str) -> None:
    """By keys, from the `@` to the notification."""
    agent.make_ticket(f"Odd noise {word}", f"{word}@customer.example")
    mara = admin.get("/me")["name"]
    tom = open_screen()
    tom.sign_in("agent@acme.test")
    tom.open_ticket(f"Odd noise {word}")
    expect(tom.page.get_by_role("textbox", name="Text of the reply")).to_be_visible()
    tom.press("n")
    note = tom.page.get_by_role("textbox", name="Text of the internal note")
    note.press_sequentially(f"Please listen, @{mara.split()[0][:3]}")
    expect(tom.page.get_by_role("option", name=mara)).to_be_visible()
    assert tom.violations() == []
    tom.press("Enter")
    note.press_sequentially(f"heard {word}? :ear")
    expect(tom.page.get_by_role("listbox", name="Emoji")).to_be_visible()
    assert tom.violations() == []
    tom.press("ArrowDown")
    tom.press("ArrowUp")
    tom.press("Enter")
    note.press_sequentially("at 12:30 :tada:")
    expect(note).to_contain_text(f"heard {word}? 👂️ at 12:30 🎉")
    expect(note.get_by_role("link", name=f"@{mara}")).to_be_visible()
    tom.press("Control+Enter")
    expect(tom.message(f"heard {word}?")).to_contain_text(f"Please listen, @{mara}")

    other = open_screen()
    other.sign_in("admin@acme.test", at="/notifications")
    told = other.page.get_by_test_id("notice").filter(has_text=f"Odd noise {word}")
    expect(told).to_contain_text("mentioned you")


def test_who_put_a_ticket_to_sleep_is_told_that_it_woke(agent: Api, word: str) -> None:
    me = agent.get("/me")["id"]
    ticket = agent.make_ticket(f"Asleep {word}", f"{word}@customer.example", assignee_id=me)
    soon = datetime.now(UTC) + timedelta(seconds=2)
    agent.patch(f"/tickets/{ticket['id']}", {"snoozed_until": soon.isoformat()})
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["status"] == "open", "the ticket woke")

    def told() -> bool:
        notices = agent.get("/notifications")["items"]
        return any(one["kind"] == "woke" and one["ticket"]["id"] == ticket["id"] for one in notices)

    eventually(told, "its assignee was told")
