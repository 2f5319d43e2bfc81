"""From a ticket, Escape leads back to where it was opened from, and to the link that was followed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually


@pytest.fixture
def ticket(agent: Api, admin: Api, word: str) -> dict[str, Any]:
    """Of somebody who works somewhere, and told of to the agent."""
    company = admin.post("/companies", {"name": f"Works {word}", "domains": [f"{word}.example"]})
    ticket = agent.make_ticket(f"Found it {word}", f"rosa@{word}.example")
    admin.patch(f"/tickets/{ticket['id']}", {"assignee_id": agent.get("/me")["id"]})
    eventually(lambda: ticket["id"] in str(agent.get("/notifications")), "the notice of it")
    return {**ticket, "company": company["id"]}


@pytest.mark.parametrize(
    "place",
    [
        lambda ticket: f"/people/{ticket['requester']['id']}",
        lambda ticket: f"/companies/{ticket['company']}",
        lambda ticket: "/notifications",
        lambda ticket: "/activity",
        lambda ticket: "/dashboard",
    ],
    ids=["person", "company", "notices", "activity", "dashboard"],
)
def test_escape_leads_back_to_the_page(
    open_screen: OpenScreen, ticket: dict[str, Any], place: Callable[[dict[str, Any]], str]
) -> None:
    tom = open_screen()
    tom.sign_in(AGENT, at=place(ticket))
    link = tom.page.get_by_role("main").get_by_role("link").filter(has_text=ticket["subject"]).first
    link.click()
    expect(tom.heading(ticket["subject"])).to_be_visible()
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    tom.press("Escape")
    expect(tom.page).to_have_url(tom.origin + place(ticket))
    expect(link).to_be_focused()


def test_from_a_list_it_leads_to_the_list(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    tom = open_screen()
    tom.sign_in(AGENT)
    # The palette knows it once the list has it.
    expect(tom.row(ticket["subject"])).to_be_visible()
    tom.press("g")
    tom.press("p")
    expect(tom.heading("Customers")).to_be_visible()
    _by_palette(tom, ticket["subject"])
    tom.press("Escape")
    expect(tom.page).to_have_url(f"{tom.origin}/people")
    tom.open("/views/all")
    expect(tom.row(ticket["subject"])).to_be_visible()
    _by_palette(tom, ticket["subject"])
    tom.press("Escape")
    expect(tom.page).to_have_url(f"{tom.origin}/views/unresolved")


def _by_palette(screen: Screen, subject: str) -> None:
    screen.press("Control+k")
    screen.page.get_by_role("dialog").get_by_role("combobox").fill(subject)
    screen.page.get_by_role("option").filter(has_text=subject).filter(has_text="rosa@").first.click()
    expect(screen.heading(subject)).to_be_visible()
    expect(screen.page.get_by_test_id("composer")).to_be_visible()


def test_a_ticket_s_address_finds_its_row_far_down_in_the_list(open_screen: OpenScreen, agent: Api, word: str) -> None:
    """By the newest change first: what was made first is at the list's end."""
    made = [agent.make_ticket(f"Row {each} {word}", f"{word}@rows.example", tags=[f"far-{word}"]) for each in range(24)]
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-far-{word}/{made[0]['id']}")
    row = tom.row(f"Row 0 {word}")
    expect(row).to_be_in_viewport()
    expect(row).to_have_attribute("aria-current", "page")
    tom.press("k")
    expect(tom.heading(f"Row 1 {word}")).to_be_visible()
    expect(tom.row(f"Row 1 {word}")).to_be_in_viewport()
