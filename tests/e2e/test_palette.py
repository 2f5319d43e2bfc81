"""Everything from one field, and keys of one's own."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Dented kettle {word}", f"{word}@customer.example")


def ask(screen: Screen, text: str, answer: str) -> None:
    """The palette, what is typed into it, and its first answer."""
    screen.press("Control+k")
    expect(screen.page.get_by_role("dialog", name="Search and commands")).to_be_visible()
    screen.type(text)
    expect(screen.page.get_by_role("option", selected=True)).to_contain_text(answer)
    screen.press("Enter")
    expect(screen.page.get_by_role("dialog", name="Search and commands")).to_have_count(0)


def test_a_ticket_is_worked_on_from_the_palette(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    tom = open_screen()
    tom.sign_in(AGENT)
    ask(tom, f"#{ticket['number']}", f"#{ticket['number']}")
    expect(tom.heading(ticket["subject"])).to_be_visible()
    tom.open("/views/closed")
    expect(tom.row("").first).to_be_visible()
    ask(tom, f"dented {word}", ticket["subject"])
    expect(tom.heading(ticket["subject"])).to_be_visible()
    ask(tom, "assign to priya", "Assign to Priya Raman")
    expect(tom.field("Assignee")).to_contain_text("Priya Raman")
    ask(tom, "snooze tomorrow", "Snooze until")
    expect(tom.field("Snooze")).to_contain_text("9:00 AM")
    ask(tom, "due friday 14:30", "Due")
    expect(tom.field("Due")).to_contain_text("2:30 PM")
    ask(tom, f"tag fragile-{word}", f"fragile-{word}")
    expect(tom.field("Tags")).to_contain_text(f"fragile-{word}")
    ask(tom, "urgent", "Urgent")
    expect(tom.field("Priority")).to_contain_text("Urgent")
    # A command that has to be told with what asks for it.
    tom.press("Control+k")
    tom.type("assign")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Assign")
    tom.press("Enter")
    tom.type("tom")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Tom Okafor")
    assert tom.violations() == []
    tom.press("Enter")
    expect(tom.field("Assignee")).to_contain_text("Tom Okafor")
    # The screen is ahead of the server.
    eventually(lambda: sent_of(agent, ticket) == ("urgent", [f"fragile-{word}"]), "all of it was sent")


def test_what_needs_another_ticket_or_person_is_told_in_one_go(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    other = agent.make_ticket(f"Chipped lid {word}", f"lid.{word}@customer.example")
    agent.post("/customers", {"email": f"grace@{word}.example", "name": f"Grace {word}"})
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    ask(tom, f"link {other['number']}", f"Link: Related to #{other['number']} Chipped lid")
    eventually(lambda: links_of(agent, ticket) == [("related", other["id"])], "the link")
    ask(tom, f"requester grace@{word}", f"Change requester to Grace {word}")
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["requester"]["name"] == f"Grace {word}", "the requester")
    # The command asks for it in a second step as well.
    tom.press("Control+k")
    tom.type("merge")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Merge into…")
    tom.press("Enter")
    tom.type(f"chipped {word}")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text(f"#{other['number']} Chipped lid")
    assert tom.violations() == []
    tom.press("Escape")
    tom.press("Escape")
    ask(tom, f"merge into chipped {word}", f"Merge into #{other['number']} Chipped lid")
    # It goes on there.
    expect(tom.heading(other["subject"])).to_be_visible()
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["merged_into"] == other["id"], "the merge")
    ask(tom, "company", "Go to companies")
    expect(tom.page).to_have_url(f"{tom.origin}/companies")


def links_of(agent: Api, ticket: dict[str, Any]) -> list[tuple[str, str]]:
    return [(link["type"], link["ticket_id"]) for link in agent.get(f"/tickets/{ticket['id']}")["links"]]


def sent_of(agent: Api, ticket: dict[str, Any]) -> tuple[str, list[str]]:
    now = agent.get(f"/tickets/{ticket['id']}")
    return now["priority"], now["tags"]


def test_the_palette_leads_everywhere(open_screen: OpenScreen, agent: Api, word: str) -> None:
    agent.post("/customers", {"email": f"ada@{word}.example", "name": f"Ada {word}"})
    tom = open_screen()
    tom.sign_in(AGENT)
    ask(tom, "resolved", "Resolved")
    expect(tom.heading("Resolved")).to_be_visible()
    ask(tom, "macros", "Macros")
    expect(tom.heading("Macros")).to_be_visible()
    tom.press("Control+k")
    tom.type(f"ada {word}")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text(f"ada@{word}.example")
    tom.press("Enter")
    expect(tom.heading(f"Ada {word}")).to_be_visible()
    assert tom.errors == []


def test_the_palette_finds_a_listed_ticket_by_its_text_and_spelt_otherwise(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    letter = {"text": "The gasket leaks."}
    agent.post("/tickets", {"subject": f"Wet floor {word}", "requester": {"email": "ada@x.example"}, "message": letter})
    eventually(lambda: agent.get("/search", q=f"gasket {word}")["items"], "the index")
    tom = open_screen()
    tom.sign_in(AGENT)
    expect(tom.row(f"Wet floor {word}")).to_be_visible()
    for typed in (f"gasket {word}", f"gaskte {word}"):
        tom.press("Control+k")
        tom.type(typed)
        expect(tom.page.get_by_role("option", name=f"Wet floor {word}")).to_be_visible()
        tom.press("Escape")
    tom.press("Control+k")
    tom.type(f"wet floor {word}")
    expect(tom.page.get_by_role("option", name="Search everywhere")).to_be_visible()
    # In one of the two groups, not in both.
    expect(tom.page.get_by_role("option", name=f"Wet floor {word}").filter(has_text="ada@")).to_have_count(1)


def test_keys_are_changed_told_and_kept(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    tom = open_screen()
    tom.sign_in(AGENT, at="/settings/keyboard")
    tom.page.get_by_role("button", name="Change Reply, now").press("Enter")
    recorder = tom.page.get_by_test_id("key-recorder")
    expect(recorder).to_be_focused()
    tom.press("n")
    expect(tom.page.get_by_text("Still belongs to: Write an internal note")).to_be_visible()
    assert tom.violations() == []
    tom.press("Backspace")
    tom.press("q")
    tom.press("Enter")
    expect(recorder).to_have_count(0)
    tom.open(f"/tickets/{ticket['id']}")
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    tom.press("q")
    expect(tom.page.get_by_role("textbox", name="Text of the reply")).to_be_focused()
    tom.press("Escape")
    tom.press("?")
    keys = tom.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys.locator("dt:text-is('Reply') + dd")).to_have_text("Q")


def test_only_what_one_may_do_is_told(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    tom.press("Control+k")
    palette = tom.page.get_by_role("dialog", name="Search and commands")
    expect(palette).to_be_visible()
    tom.type("tomorrow")
    # Typed, it is the same time as the usual one.
    expect(palette.get_by_role("option", name="Snooze until")).to_have_count(1)
    expect(palette.get_by_role("option", name="Due ", exact=False)).to_have_count(1)
    tom.press("Escape")
    expect(palette).to_have_count(0)
    tom.press("?")
    keys = tom.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Close the ticket")
    expect(keys).not_to_contain_text("Delete the ticket")
    tom.press("Escape")
    expect(keys).to_have_count(0)
    tom.press("g")
    tom.press("l")
    expect(tom.heading("Scheduled replies")).to_be_visible()
    tom.press("g")
    tom.press("s")
    expect(tom.heading("Settings").first).to_be_visible()
