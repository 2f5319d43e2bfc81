"""Two tickets side by side, on a screen with room for them."""

from typing import Any

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests.e2e.api import Api, Json
from tests.e2e.conftest import ADMIN, AGENT, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

WIDE: ViewportSize = {"width": 2560, "height": 1300}


@pytest.fixture
def tickets(agent: Api, word: str) -> list[dict[str, Any]]:
    """The newest first, as the list has them."""
    names = ("Third", "Second", "First")
    return [agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word]) for name in names][::-1]


@pytest.fixture
def tom(open_screen: OpenScreen, tickets: list[dict[str, Any]], word: str) -> Screen:
    """At the first of them, in a list of these alone."""
    screen = open_screen(viewport=WIDE)
    screen.sign_in(AGENT, at=f"/views/tag-{word}/{tickets[0]['id']}")
    expect(screen.page.get_by_test_id("ticket-row")).to_have_count(3)
    expect(main(screen).get_by_test_id("composer")).to_be_visible()
    return screen


def main(screen: Screen) -> Locator:
    return screen.page.locator('[data-place="main"]')


def beside(screen: Screen) -> Locator:
    return screen.page.get_by_test_id("beside")


def shows(pane: Locator, ticket: Json) -> None:
    """And all of it is there, so that its keys are heard."""
    expect(pane.get_by_role("heading", name=ticket["subject"])).to_be_visible()
    expect(pane.get_by_test_id("message").first).to_be_visible()
    expect(pane.get_by_test_id("composer")).to_be_visible()


def has(api: Api, ticket: Json, **fields: object) -> None:
    eventually(lambda: fields.items() <= api.get(f"/tickets/{ticket['id']}").items(), f"{ticket['subject']}: {fields}")


def test_a_ticket_stays_open_beside_those_that_one_goes_on_with(
    tom: Screen, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    first, second, third = tickets
    tom.press("b")
    expect(beside(tom)).to_contain_text("This ticket stays open here")
    shows(main(tom), first)
    tom.press("j")
    shows(main(tom), second)
    shows(beside(tom), first)
    expect(tom.page).to_have_url(f"{tom.page.url.split('?')[0]}?beside={first['id']}")
    assert tom.violations() == []

    # The keys are for the one with the focus, and for no other.
    tom.press("i")
    has(agent, second, assignee_id=agent.get("/me")["id"])
    tom.press("Shift+B")
    expect(beside(tom).get_by_test_id("conversation")).to_be_focused()
    tom.press("s")
    expect(tom.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    tom.type("on hold")
    tom.press("Enter")
    has(agent, first, status="on_hold")
    has(agent, second, status="open")
    tom.press("Control+z")
    has(agent, first, status="open")
    tom.press("Control+k")
    expect(tom.page.get_by_role("dialog")).to_contain_text(first["subject"])
    expect(tom.page.get_by_role("combobox")).to_be_focused()
    tom.press("Escape")

    tom.press("k")
    shows(main(tom), first)
    expect(beside(tom)).to_contain_text("This ticket stays open here")
    tom.press("j")
    shows(main(tom), second)
    tom.press("j")
    shows(main(tom), third)
    tom.page.reload()
    shows(main(tom), third)
    shows(beside(tom), first)

    beside(tom).get_by_role("button", name="Close the ticket beside").click()
    expect(beside(tom)).to_have_count(0)
    expect(main(tom).get_by_test_id("conversation")).to_be_focused()
    expect(tom.page).to_have_url(tom.page.url.split("?")[0])


def test_each_has_its_own_draft_and_sends_its_own_reply(tom: Screen, agent: Api, tickets: list[dict[str, Any]]) -> None:
    first, second, _third = tickets
    tom.press("b")
    tom.press("j")
    shows(beside(tom), first)
    shows(main(tom), second)
    tom.press("n")
    notes = {"main": main(tom), "beside": beside(tom)}
    expect(notes["main"].get_by_role("textbox", name="Text of the internal note")).to_be_focused()
    tom.type("For the second")
    tom.press("Escape")
    tom.press("Shift+B")
    tom.press("n")
    expect(notes["beside"].get_by_role("textbox", name="Text of the internal note")).to_be_focused()
    tom.type("For the first")
    expect(notes["main"].get_by_role("textbox", name="Text of the internal note")).to_have_text("For the second")
    tom.press("Control+Enter")
    expect(beside(tom).get_by_test_id("message").filter(has_text="For the first")).to_be_visible()
    expect(main(tom).get_by_test_id("message").filter(has_text="For the first")).to_have_count(0)
    expect(notes["main"].get_by_role("textbox", name="Text of the internal note")).to_have_text("For the second")
    eventually(lambda: "For the first" in str(agent.get(f"/tickets/{first['id']}")), "the note is on the first")
    # Out of the editor, then out of the ticket; the other one stays.
    tom.press("Escape")
    tom.press("Escape")
    expect(beside(tom)).to_have_count(0)
    shows(main(tom), second)


def test_it_follows_what_happens_to_it(tom: Screen, admin: Api, tickets: list[dict[str, Any]]) -> None:
    first, second, third = tickets
    tom.press("b")
    tom.press("j")
    shows(beside(tom), first)
    admin.post(f"/tickets/{first['id']}/messages", {"kind": "note", "text": "Heard of it"})
    expect(beside(tom).get_by_test_id("message").filter(has_text="Heard of it")).to_be_visible()
    # Another one by a press with Alt, on its row.
    tom.page.keyboard.down("Alt")
    tom.row(third["subject"]).click()
    tom.page.keyboard.up("Alt")
    shows(beside(tom), third)
    shows(main(tom), second)
    beside(tom).get_by_role("button", name="More actions").click()
    tom.page.get_by_role("menuitem", name="Merge into…").click()
    tom.page.get_by_label("Number, subject or person").fill(str(first["number"]))
    tom.page.get_by_role("option", name=first["subject"]).click()
    tom.page.get_by_role("button", name=f"Merge into #{first['number']}").click()
    shows(beside(tom), first)
    shows(main(tom), second)
    eventually(lambda: admin.get(f"/tickets/{third['id']}")["merged_into"] == first["id"], "the change to be sent")


def test_colleagues_know_of_both(
    tom: Screen, open_screen: OpenScreen, tickets: list[dict[str, Any]], word: str
) -> None:
    first, second, third = tickets
    tom.press("b")
    tom.press("j")
    shows(beside(tom), first)
    mara = open_screen()
    mara.sign_in(ADMIN, at=f"/views/tag-{word}")
    here = "Tom Okafor has this ticket open"
    for ticket in (first, second):
        expect(mara.row(ticket["subject"]).get_by_label(here)).to_be_visible()
    expect(mara.row(third["subject"]).get_by_label(here)).to_have_count(0)
    beside(tom).get_by_role("button", name="Close the ticket beside").click()
    expect(mara.row(first["subject"]).get_by_label(here)).to_have_count(0)
    expect(mara.row(second["subject"]).get_by_label(here)).to_be_visible()


def test_one_that_is_not_there_says_so_in_its_place(
    open_screen: OpenScreen, tickets: list[dict[str, Any]], word: str
) -> None:
    screen = open_screen(viewport=WIDE, expected_errors=("404",))
    screen.sign_in(AGENT, at=f"/views/tag-{word}/{tickets[0]['id']}?beside=01ARZ3NDEKTSV4RRFFQ69G5FAV")
    shows(main(screen), tickets[0])
    expect(beside(screen)).to_contain_text("There is no such ticket")
    beside(screen).get_by_role("button", name="Close").click()
    expect(beside(screen)).to_have_count(0)


def test_a_narrower_screen_keeps_it_in_the_address(
    open_screen: OpenScreen, tickets: list[dict[str, Any]], word: str
) -> None:
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/views/tag-{word}/{tickets[0]['id']}?beside={tickets[1]['id']}")
    expect(screen.page.get_by_test_id("ticket-row")).to_have_count(3)
    shows(main(screen), tickets[0])
    screen.press("b")
    screen.press("j")
    shows(main(screen), tickets[1])
    expect(beside(screen)).to_have_count(0)
    screen.page.set_viewport_size(WIDE)
    screen.press("j")
    shows(main(screen), tickets[2])
    shows(beside(screen), tickets[1])
    screen.press("Escape")
    expect(main(screen)).to_have_count(0)
    shows(beside(screen), tickets[1])
