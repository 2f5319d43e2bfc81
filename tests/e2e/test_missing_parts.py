"""A tab that stays open while a newer version takes the place of its files: what it cannot fetch costs nothing else."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen

GONE = ("404", "Failed to load", "Failed to fetch", "could not be fetched", "error boundary")
SAID = "This part of Tessera could not be fetched"


def without(open_screen: OpenScreen, part: str) -> Screen:
    """A signed-in browser for which one file of the app is not there any more."""
    screen: Screen = open_screen(expected_errors=GONE)
    screen.page.route(re.compile(rf"/{part}[^/]*\.(js|tsx)"), lambda route: route.fulfill(status=404))
    screen.sign_in(AGENT)
    return screen


def test_a_layer_that_cannot_be_fetched_leaves_the_page_alone(open_screen: OpenScreen) -> None:
    tom = without(open_screen, "help")
    tom.press("?")
    expect(tom.page.get_by_text(SAID)).to_be_visible()
    expect(tom.page.get_by_role("button", name="Reload")).to_be_visible()
    expect(tom.heading("All unresolved")).to_be_visible()
    tom.page.get_by_role("button", name="Dismiss").click()
    expect(tom.page.get_by_text(SAID)).to_have_count(0)
    tom.press("c")
    expect(tom.page.get_by_role("dialog", name="New ticket")).to_be_visible()


def test_a_page_that_cannot_be_fetched_says_so_in_its_place(open_screen: OpenScreen) -> None:
    tom = without(open_screen, "dashboard-page")
    tom.page.get_by_role("link", name="Dashboard").click()
    expect(tom.page.get_by_text(SAID)).to_be_visible()
    expect(tom.page.get_by_role("button", name="Reload")).to_be_visible()
    tom.page.get_by_role("link", name="My open").click()
    expect(tom.heading("My open")).to_be_visible()
