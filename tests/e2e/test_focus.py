"""The focus is never lost: a layer gives it back to what had it, and what is typed next goes where one was."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, AGENT, OpenScreen
from tests.e2e.screens import Screen

PALETTE = "Search and commands"


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Lost thread {word}", f"{word}@customer.example")


@pytest.fixture
def tom(open_screen: OpenScreen, ticket: dict[str, Any]) -> Screen:
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(screen.page.get_by_test_id("composer")).to_be_visible()
    return screen


def opened(screen: Screen, name: str) -> Locator:
    """A window that has opened, and has the focus by now."""
    window = screen.page.get_by_role("dialog", name=name)
    expect(window.locator(":focus")).to_have_count(1)
    return window


def test_what_is_closed_before_it_was_drawn_takes_no_further_key(tom: Screen) -> None:
    """A menu, a list of choices and a window: whoever is quick goes on at once."""
    tom.page.evaluate("() => document.documentElement.style.setProperty('--animate-float', 'float 60s 60s')")
    tom.page.get_by_role("button", name="More actions").press("Enter")
    expect(tom.page.get_by_role("menuitem").first).to_be_focused()
    tom.press("Escape")
    expect(tom.page.get_by_role("menu")).to_have_count(0)
    tom.press("p")
    expect(tom.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    tom.press("Escape")
    expect(tom.page.get_by_placeholder("Search", exact=True)).to_have_count(0)
    tom.press("?")
    window = opened(tom, "Keyboard shortcuts")
    tom.press("Escape")
    expect(window).to_have_count(0)
    tom.press("Control+k")
    palette = opened(tom, PALETTE)
    tom.press("Escape")
    expect(palette).to_have_count(0)


def test_what_opens_over_a_text_gives_the_caret_back(tom: Screen) -> None:
    text = tom.page.get_by_role("textbox", name="Text of the reply")
    tom.press("r")
    expect(text).to_be_focused()
    tom.type("abef")
    tom.press("ArrowLeft")
    tom.press("ArrowLeft")
    tom.press("Control+k")
    palette = opened(tom, PALETTE)
    tom.press("Escape")
    expect(palette).to_have_count(0)
    expect(text).to_be_focused()
    tom.type("c")

    tom.press("Control+k")
    opened(tom, PALETTE)
    tom.type("new ticket")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("New ticket")
    tom.press("Enter")
    window = opened(tom, "New ticket")
    tom.press("Escape")
    expect(window).to_have_count(0)
    expect(text).to_be_focused()
    tom.type("d")
    expect(text).to_have_text("abcdef")

    tom.press("Control+a")
    tom.press("Backspace")
    tom.press("/")
    expect(tom.page.get_by_placeholder("Search macros")).to_be_focused()
    tom.press("Escape")
    expect(text).to_be_focused()


def test_escape_leaves_whom_a_message_is_forwarded_to(tom: Screen) -> None:
    tom.press("w")
    to = tom.page.get_by_role("combobox", name="To, email addresses")
    expect(to).to_be_focused()
    tom.press("Escape")
    expect(to).not_to_be_focused()
    tom.press("Escape")
    expect(tom.page.get_by_test_id("composer")).to_have_count(0)


def test_a_window_of_the_settings_gives_the_focus_back(open_screen: OpenScreen) -> None:
    boss = open_screen()
    boss.sign_in(ADMIN, at="/settings/tags")
    button = boss.page.get_by_role("button", name="New tag")
    button.press("Enter")
    window = opened(boss, "New tag")
    boss.press("Escape")
    expect(window).to_have_count(0)
    expect(button).to_be_focused()
    boss.press("?")
    keys = opened(boss, "Keyboard shortcuts")
    boss.press("Escape")
    expect(keys).to_have_count(0)
    expect(button).to_be_focused()


def test_the_focus_is_on_the_page_that_two_keys_lead_to(tom: Screen) -> None:
    for second, address in (("p", "people"), ("f", "activity"), ("i", "unresolved")):
        tom.press("g")
        tom.press(second)
        tom.page.wait_for_url(f"**/{address}")
        expect(tom.page.get_by_role("main")).to_be_focused()


def test_escape_from_the_values_of_a_new_filter_leads_back_to_the_list(tom: Screen) -> None:
    tom.press("Shift+F")
    expect(tom.page.get_by_placeholder("Filter by…")).to_be_focused()
    tom.type("team")
    tom.press("Enter")
    expect(tom.page.get_by_role("combobox")).to_be_focused()
    tom.press("Escape")
    expect(tom.page.get_by_test_id("filter-bar")).to_have_count(0)
    expect(tom.page.locator("body")).not_to_be_focused()
