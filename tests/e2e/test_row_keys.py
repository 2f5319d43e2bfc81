"""A ticket's keys on the row or card that they are on, and the way back to it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api, Json
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually


@pytest.fixture
def tickets(agent: Api, word: str) -> list[dict[str, Any]]:
    """The newest first, as the list has them."""
    names = ("Second", "First")
    return [agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word]) for name in names][::-1]


@pytest.fixture
def tom(open_screen: OpenScreen, tickets: list[dict[str, Any]], word: str) -> Screen:
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/views/tag-{word}")
    expect(screen.page.get_by_test_id("ticket-row")).to_have_count(2)
    # What is fetched after the first paint is there by then, the keys of a row as well.
    screen.page.wait_for_load_state("networkidle")
    return screen


def has(api: Api, ticket: Json, **fields: object) -> None:
    eventually(lambda: fields.items() <= api.get(f"/tickets/{ticket['id']}").items(), f"{ticket['subject']}: {fields}")


def chosen(screen: Screen, key: str, typed: str) -> None:
    """A field by its key, the value by its first letters."""
    screen.press(key)
    expect(screen.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    screen.type(typed)
    expect(screen.page.get_by_role("option", selected=True)).to_contain_text(typed, ignore_case=True)
    screen.press("Enter")
    expect(screen.page.get_by_placeholder("Search", exact=True)).to_have_count(0)


def test_a_ticket_s_keys_are_for_the_row_that_they_are_on(
    tom: Screen, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    first, second = tickets
    tom.press("j")
    expect(tom.row(first["subject"])).to_be_focused()
    chosen(tom, "p", "urgent")
    expect(tom.row(first["subject"])).to_be_focused()
    has(agent, first, priority="urgent")
    tom.press("i")
    has(agent, first, assignee_id=agent.get("/me")["id"])
    has(agent, second, priority="normal", assignee_id=None)
    tom.press("Control+z")
    has(agent, first, assignee_id=None)

    tom.press("Control+k")
    palette = tom.page.get_by_role("dialog", name="Search and commands")
    expect(palette).to_contain_text(f"#{first['number']} {first['subject']}")
    tom.type("status pending")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Set status to Pending")
    assert tom.violations() == []
    tom.press("Enter")
    has(agent, first, status="pending")
    expect(tom.row(first["subject"])).to_be_focused()

    tom.press("n")
    note = tom.page.get_by_role("textbox", name="Text of the internal note")
    expect(note).to_be_focused()
    expect(tom.heading(first["subject"])).to_be_visible()
    tom.press("Escape")
    tom.press("Escape")
    expect(tom.page.get_by_test_id("composer")).to_have_count(0)
    expect(tom.row(first["subject"])).to_be_focused()


def test_in_columns_and_on_a_board_the_keys_stay_with_the_ticket(
    tom: Screen, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    first, second = tickets
    tom.press("v")
    tom.press("l")
    expect(tom.page.get_by_role("button", name="Order by Priority")).to_be_visible()
    tom.press("j")
    tom.press("j")
    expect(tom.row(second["subject"])).to_be_focused()
    tom.press("Enter")
    expect(tom.page.get_by_test_id("message").first).to_be_visible()
    tom.press("Escape")
    expect(tom.row(second["subject"])).to_be_focused()
    chosen(tom, "s", "on hold")
    has(agent, second, status="on_hold")

    tom.press("v")
    tom.press("b")
    expect(tom.page.get_by_test_id("board")).to_be_visible()
    tom.row(first["subject"]).focus()
    tom.press("i")
    has(agent, first, assignee_id=agent.get("/me")["id"])
    chosen(tom, "s", "pending")
    has(agent, first, status="pending")
    tom.press("Enter")
    expect(tom.page.get_by_test_id("message").first).to_be_visible()
    tom.press("Escape")
    expect(tom.row(first["subject"])).to_be_focused()


def test_a_ticket_s_windows_open_for_its_row(
    tom: Screen, agent: Api, admin: Api, tickets: list[dict[str, Any]], word: str
) -> None:
    first, second = tickets
    macro = admin.post("/macros", {"name": f"Hurry {word}", "actions": {"priority": "urgent"}, "sharing": "everyone"})
    tom.press("j")
    expect(tom.row(first["subject"])).to_be_focused()
    tom.press("m")
    expect(tom.page.get_by_placeholder("Search macros")).to_be_focused()
    tom.type(macro["name"])
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text(macro["name"])
    tom.press("Enter")
    has(agent, first, priority="urgent")
    expect(tom.row(first["subject"])).to_be_focused()

    tom.press("Shift+L")
    link = tom.page.get_by_role("dialog", name=f"Link #{first['number']} to another ticket")
    expect(link).to_be_visible()
    assert tom.violations() == []
    link.get_by_label("Number, subject or person").fill(str(second["number"]))
    link.get_by_role("option", name=second["subject"]).click()
    link.get_by_role("button", name="Link", exact=True).click()
    eventually(lambda: second["id"] in str(agent.get(f"/tickets/{first['id']}")), "the link")
    expect(tom.row(first["subject"])).to_be_focused()

    tom.press("Shift+R")
    people = tom.page.get_by_role("dialog", name=f"#{first['number']}").get_by_role("option")
    expect(people.first).to_be_visible()
    tom.press("Escape")
    expect(tom.row(first["subject"])).to_be_focused()

    tom.press("Shift+M")
    merge = tom.page.get_by_role("dialog", name="Merge")
    merge.get_by_label("Number, subject or person").fill(str(second["number"]))
    expect(merge.get_by_role("option").first).to_contain_text(second["subject"])
    tom.press("Enter")
    expect(merge.get_by_role("button", name=f"Merge into #{second['number']}")).to_be_enabled()
    tom.press("Enter")
    has(agent, first, merged_into=second["id"])
    # One stays in the list.
    expect(tom.row(first["subject"])).to_have_count(0)
    expect(tom.row(second["subject"])).to_be_visible()
    expect(tom.page.get_by_test_id("composer")).to_have_count(0)


def test_what_needs_the_open_ticket_opens_it(
    tom: Screen, agent: Api, admin: Api, tickets: list[dict[str, Any]], word: str
) -> None:
    first, second = tickets
    text = f"Thanks {word}"
    admin.post("/macros", {"name": f"Thank {word}", "html": f"<p>{text}</p>", "sharing": "everyone"})
    agent.patch(f"/tickets/{first['id']}", {"priority": "high"})
    tom.press("j")
    expect(tom.row(first["subject"])).to_be_focused()
    tom.press("Shift+H")
    expect(tom.page.get_by_test_id("as-of")).to_be_visible()
    tom.press("Escape")
    tom.press("Escape")
    expect(tom.row(first["subject"])).to_be_focused()
    tom.press("j")
    expect(tom.row(second["subject"])).to_be_focused()
    tom.press("m")
    expect(tom.page.get_by_placeholder("Search macros")).to_be_focused()
    tom.type(f"Thank {word}")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Thank")
    tom.press("Enter")
    expect(tom.heading(second["subject"])).to_be_visible()
    expect(tom.page.get_by_role("textbox", name="Text of the reply")).to_have_text(text)
