"""Reactions, threads, and messages that are edited or redacted."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import OpenScreen
from tests.e2e.screens import Screen

NOTE = "Text of the internal note"


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Loud fan {word}", f"{word}@customer.example")


def at_ticket(open_screen: OpenScreen, ticket: dict[str, Any], who: str) -> Screen:
    screen = open_screen()
    screen.sign_in(f"{who}@acme.test", at=f"/tickets/{ticket['id']}")
    expect(screen.page.get_by_test_id("composer")).to_be_visible()
    return screen


def by_menu(screen: Screen, message: Locator, action: str) -> None:
    message.hover()
    message.get_by_role("button", name="Actions for").click()
    screen.page.get_by_role("menuitem", name=action).click()


def test_reactions_are_seen_by_everybody_at_once(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    tom, ada = (at_ticket(open_screen, ticket, who) for who in ("agent", "admin"))
    first = tom.page.get_by_test_id("message").first
    first.hover()
    first.get_by_role("button", name="Add a reaction").click()
    tom.page.get_by_role("button", name="🎉").click()
    expect(first.get_by_role("button", name="1 × 🎉: you")).to_have_attribute("aria-pressed", "true")

    seen = ada.page.get_by_test_id("reactions").get_by_role("button", name="1 × 🎉:")
    seen.click()
    expect(tom.page.get_by_test_id("reactions").get_by_role("button", name="2 × 🎉: you and")).to_have_text("🎉2")
    assert tom.violations() == []
    first.get_by_role("button", name="2 × 🎉").click()
    expect(ada.page.get_by_role("button", name="1 × 🎉: you")).to_have_text("🎉1")
    assert tom.errors == ada.errors == []


def test_an_answer_stands_in_its_thread_with_a_way_there(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    tom = at_ticket(open_screen, ticket, "agent")
    tom.write("n", NOTE, "Is it the red one?")
    tom.write("n", NOTE, "Another thing.")
    head = tom.message("Is it the red one?")
    expect(tom.message("Another thing.")).to_be_visible()

    by_menu(tom, head, "Reply in thread")
    expect(tom.page.get_by_test_id("in-thread")).to_contain_text("Is it the red one?")
    expect(tom.page.get_by_role("textbox", name=NOTE)).to_be_focused()
    tom.type("Yes, the red one.")
    tom.press("Control+Enter")
    thread = head.get_by_test_id("thread")
    expect(thread).to_contain_text("Yes, the red one.")
    expect(tom.page.get_by_test_id("in-thread")).to_have_count(0)
    tom.page.get_by_role("button", name="above").click()
    expect(thread.get_by_test_id("message")).to_be_focused()
    assert tom.violations() == []
    assert tom.errors == []


def test_a_link_leads_to_one_message(open_screen: OpenScreen, agent: Api, ticket: dict[str, Any]) -> None:
    first = agent.messages(ticket["id"])[0]
    tom = at_ticket(open_screen, ticket, "agent")
    tom.open(f"/tickets/{ticket['id']}#{first['id']}")
    expect(tom.page.get_by_test_id("message").first).to_be_focused()


def test_a_long_conversation_is_folded_and_unfolds_for_what_is_sought(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any]
) -> None:
    for number in range(15):
        agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": f"Step {number}."})
    fourth = agent.messages(ticket["id"])[4]
    tom = at_ticket(open_screen, ticket, "agent")
    shown = tom.page.get_by_test_id("message")
    expect(shown).to_have_count(7)
    expect(tom.message("Something to look at.")).to_be_visible()
    expect(tom.message("Step 14.")).to_be_in_viewport()
    more = tom.page.get_by_role("button", name="9 more messages")
    more.focus()
    tom.press("Enter")
    expect(shown).to_have_count(16)
    expect(tom.message("Step 8.")).to_be_focused()
    tom.open(f"/tickets/{ticket['id']}#{fourth['id']}")
    expect(tom.message("Step 3.")).to_be_focused()
    assert tom.violations() == []
    assert tom.errors == []


def test_a_note_is_edited_and_a_secret_taken_out_for_good(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any]
) -> None:
    tom = at_ticket(open_screen, ticket, "agent")
    tom.write("n", NOTE, "The PIN is 1234, said Ada.")
    by_menu(tom, tom.message("1234"), "Edit")
    editor = tom.page.get_by_role("textbox", name="Text of the note")
    expect(editor).to_be_focused()
    tom.type(" Twice.")
    tom.press("Control+Enter")
    expect(editor).to_have_count(0)
    note = tom.message("said Ada. Twice.")
    note.get_by_role("button", name="What it said before").click()
    expect(tom.page.get_by_role("dialog").get_by_text("The PIN is 1234, said Ada.")).to_be_visible()
    assert tom.violations() == []
    tom.press("Escape")

    by_menu(tom, note, "Redact…")
    tom.page.get_by_label("Reason").fill("A PIN")
    tom.page.get_by_label("Only parts of it").check()
    kept = tom.page.get_by_role("textbox", name="What stays")
    kept.evaluate("area => area.setSelectionRange(11, 15)")
    tom.page.get_by_role("button", name="Black out the selection").click()
    expect(kept).to_have_value("The PIN is ███, said Ada. Twice.")
    assert tom.violations() == []
    tom.page.get_by_role("button", name="Redact for good").click()
    expect(tom.page.get_by_test_id("redacted")).to_contain_text("A PIN")
    expect(tom.message("1234")).to_have_count(0)
    message = agent.messages(ticket["id"])[-1]
    assert (message["text"], message["html"]) == ("The PIN is ███, said Ada. Twice.", None)
    assert agent.get(f"/tickets/{ticket['id']}/messages/{message['id']}/revisions")["items"] == []
    assert tom.errors == []
