"""What an agent has read in one browser, in another of theirs."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen

TOLD = "**/me/read-marks"
HEARD = "**/me/read-marks*"


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Read {word}", f"{word}@customer.example", tags=[word])


def sign_in(open_screen: OpenScreen, word: str, *errors: str) -> Screen:
    """In a new browser, until it knows what was read elsewhere."""
    screen = open_screen(errors, new=True)
    with screen.page.expect_response(HEARD):
        screen.sign_in(AGENT, at=f"/views/tag-{word}")
    expect(screen.page.get_by_test_id("ticket-row")).to_have_count(1)
    return screen


def unread(screen: Screen, ticket: dict[str, Any]) -> Locator:
    return screen.row(ticket["subject"]).get_by_role("img", name="Unread")


def toggle(screen: Screen, ticket: dict[str, Any]) -> None:
    screen.page.wait_for_load_state("networkidle")
    screen.press("j")
    expect(screen.row(ticket["subject"])).to_be_focused()
    screen.press("u")


def leave(screen: Screen, word: str) -> None:
    screen.press("Escape")
    expect(screen.page).to_have_url(re.compile(f"/views/tag-{word}$"))


def test_what_is_read_on_one_machine_is_read_on_the_next(
    open_screen: OpenScreen, ticket: dict[str, Any], word: str
) -> None:
    desk = sign_in(open_screen, word)
    expect(unread(desk, ticket)).to_be_visible()
    with desk.page.expect_response(TOLD):
        desk.open_ticket(ticket["subject"])
    expect(unread(desk, ticket)).to_have_count(0)

    phone = sign_in(open_screen, word)
    expect(unread(phone, ticket)).to_have_count(0)
    with phone.page.expect_response(TOLD):
        toggle(phone, ticket)
    expect(unread(phone, ticket)).to_be_visible()

    # Its mark shows when it is not the open one. Then as when the window has the focus again.
    leave(desk, word)
    desk.page.evaluate("() => { dispatchEvent(new Event('focus')) }")
    expect(unread(desk, ticket)).to_be_visible()


def test_what_is_read_without_the_network_is_told_later(
    open_screen: OpenScreen, ticket: dict[str, Any], word: str
) -> None:
    desk = sign_in(open_screen, word, "ERR_INTERNET_DISCONNECTED")
    expect(unread(desk, ticket)).to_be_visible()
    desk.page.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    toggle(desk, ticket)
    expect(unread(desk, ticket)).to_have_count(0)
    with desk.page.expect_response(TOLD):
        desk.context.set_offline(False)

    phone = sign_in(open_screen, word)
    expect(unread(phone, ticket)).to_have_count(0)


def test_what_is_marked_unread_stays_so_when_its_page_is_looked_at_anew(
    open_screen: OpenScreen, ticket: dict[str, Any], word: str
) -> None:
    desk = sign_in(open_screen, word)
    with desk.page.expect_response(TOLD):
        desk.open_ticket(ticket["subject"])
    with desk.page.expect_response(TOLD):
        desk.press("u")
    desk.page.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')) }")
    leave(desk, word)
    expect(unread(desk, ticket)).to_be_visible()
