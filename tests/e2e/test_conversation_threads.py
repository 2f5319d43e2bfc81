"""Reactions and threads, between two agents who look at the same ticket."""

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
    screen.sign_in(f"{who}@acme.test")
    screen.open(f"/tickets/{ticket['id']}")
    expect(screen.heading(ticket["subject"])).to_be_visible()
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
