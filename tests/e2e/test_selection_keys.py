"""A ticket's keys while others are chosen: for those, and never for the one that is open beside them."""

import json

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.three_tickets import Tickets, tickets
from tests.e2e.waiting import eventually

__all__ = ["tickets"]


@pytest.fixture
def ada(open_screen: OpenScreen, tickets: Tickets, word: str) -> Screen:
    screen = open_screen()
    screen.sign_in(ADMIN)
    screen.open_tagged(word, len(tickets))
    return screen


def have(api: Api, tickets: Tickets, field: str, values: list[object]) -> None:
    eventually(lambda: [api.get(f"/tickets/{each['id']}")[field] for each in tickets] == values, f"{field}: {values}")


def marked(screen: Screen) -> set[str]:
    """Of which tickets this browser is about to tell whether they are read."""
    kept = screen.page.evaluate(
        "() => Object.entries(localStorage).find(([key]) => key.startsWith('tessera.marks.'))[1]"
    )
    return set(json.loads(kept))


def choose_two(ada: Screen, tickets: Tickets) -> None:
    ada.press("j")
    expect(ada.row(tickets[0]["subject"])).to_be_focused()
    ada.press("x")
    ada.press("Shift+J")
    expect(ada.page.get_by_text("2 selected")).to_be_visible()


def only_the_third_is_left(ada: Screen, tickets: Tickets) -> None:
    """And nothing is chosen any more: the list has its own head again."""
    expect(ada.page.get_by_test_id("ticket-row")).to_have_count(1)
    expect(ada.row(tickets[2]["subject"])).to_be_visible()
    expect(ada.page.get_by_test_id("bulk-bar")).to_have_count(0)


def test_deleting_is_for_all_that_are_chosen(ada: Screen, tickets: Tickets) -> None:
    choose_two(ada, tickets)
    ada.press("Control+Backspace")
    only_the_third_is_left(ada, tickets)


def test_closing_is_for_all_that_are_chosen(ada: Screen, admin: Api, tickets: Tickets) -> None:
    choose_two(ada, tickets)
    expect(ada.page.get_by_test_id("bulk-bar").get_by_role("button", name="Delete")).to_be_visible()
    ada.press("f")
    expect(ada.page.get_by_text("This is done ticket by ticket.").first).to_be_visible()
    ada.press("u")
    assert marked(ada) == {each["id"] for each in tickets[:2]}
    ada.press("Control+Shift+C")
    have(admin, tickets, "status", ["closed", "closed", "open"])
    assert [admin.get(f"/tickets/{each['id']}")["follower_ids"] for each in tickets] == [[], [], []]
    only_the_third_is_left(ada, tickets)


def test_an_open_ticket_is_left_alone_while_others_are_chosen(ada: Screen, admin: Api, tickets: Tickets) -> None:
    first, second, third = tickets
    ada.open_ticket(third["subject"])
    expect(ada.page.get_by_test_id("composer")).to_be_visible()
    for ticket in (first, second):
        ada.page.get_by_role("listitem").filter(has_text=ticket["subject"]).get_by_role("checkbox").click()
    bar = ada.page.get_by_test_id("bulk-bar")
    expect(bar.get_by_role("button", name="Delete")).to_be_visible()
    ada.conversation.focus()
    ada.press("r")
    expect(ada.page.get_by_text("This is done ticket by ticket.").first).to_be_visible()
    ada.press("p")
    expect(ada.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    ada.type("urg")
    ada.press("Enter")
    have(admin, tickets, "priority", ["urgent", "urgent", "normal"])
    ada.press("Control+Shift+C")
    have(admin, tickets, "status", ["closed", "closed", "open"])
