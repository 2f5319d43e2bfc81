"""Everybody sees what others do, as they do it."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen


def test_what_others_do_is_seen_at_once_and_later(open_screen: OpenScreen, admin: Api, word: str) -> None:
    ticket = admin.make_ticket(f"Paper jam {word}", f"{word}@customer.example")
    screen = open_screen()
    screen.sign_in(AGENT)
    screen.press("g")
    screen.press("f")
    rows = screen.page.get_by_test_id("activity").filter(has_text=word)
    expect(rows.first).to_contain_text("opened it")
    admin.patch(f"/tickets/{ticket['id']}", {"priority": "urgent"})
    admin.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": "It smokes."})
    admin.patch(f"/tickets/{ticket['id']}", {"status": "pending"})
    for said in ("set the priority to Urgent", "wrote a note", "set it to Pending"):
        expect(rows.filter(has_text=said).first).to_be_visible()
    assert screen.violations() == []
    screen.page.reload()
    expect(rows.first).to_contain_text("set it to Pending")
    rows.first.get_by_role("link").click()
    expect(screen.heading(f"Paper jam {word}")).to_be_visible()
