"""What an agent does with a ticket besides answering it: fields, the way back, merging."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Loose handle {word}", f"{word}@customer.example")


@pytest.fixture
def tom(open_screen: OpenScreen, ticket: dict[str, Any]) -> Screen:
    screen = open_screen()
    screen.sign_in("agent@acme.test", at=f"/tickets/{ticket['id']}")
    expect(screen.heading(ticket["subject"])).to_be_visible()
    expect(screen.message("")).to_have_count(1)
    return screen


def test_tags_are_added_by_key_and_taken_back_by_key(tom: Screen, agent: Api, ticket: dict[str, Any]) -> None:
    tom.press("t")
    search = tom.page.get_by_placeholder("Search or add a tag")
    expect(search).to_be_focused()
    search.fill("Paper Jam")
    tom.press("Enter")
    expect(tom.field("Tags")).to_contain_text("paper-jam")
    tom.press("Escape")
    expect(search).to_have_count(0)
    expect(tom.page.get_by_text("Tagged paper-jam").first).to_be_visible()
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["tags"] == ["paper-jam"], "the change to be sent")

    toasts = tom.page.get_by_role("region", name="Notifications")
    tom.press("Control+z")
    expect(tom.field("Tags")).to_contain_text("No tags")
    expect(tom.page.get_by_text("Undone").first).to_be_visible()
    expect(toasts.get_by_role("button", name="Redo")).to_be_visible()
    expect(toasts.get_by_role("button", name="Undo")).to_have_count(0)
    tom.press("Control+Shift+z")
    expect(tom.field("Tags")).to_contain_text("paper-jam")
    expect(toasts.get_by_role("button", name="Undo")).to_be_visible()
    expect(toasts.get_by_role("button", name="Redo")).to_have_count(0)
    tom.page.evaluate("document.activeElement.blur()")  # its tooltip goes
    expect(tom.page.get_by_role("tooltip")).to_have_count(0)
    assert tom.violations() == []


def test_one_goes_back_step_by_step_and_forth_again(tom: Screen, agent: Api, ticket: dict[str, Any]) -> None:
    def is_(priority: str) -> None:
        eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["priority"] == priority, priority)
        expect(tom.field("Priority")).to_contain_text(priority.capitalize())

    steps = ["normal", "low", "high", "urgent"]
    for priority in steps[1:]:
        tom.press("p")
        tom.page.get_by_role("option", name=priority.capitalize()).click()
        is_(priority)
    for priority in reversed(steps[:-1]):
        tom.press("Control+z")
        is_(priority)
    for priority in steps[1:]:
        tom.press("Control+Shift+z")
        is_(priority)


def test_people_are_put_in_copy_and_taken_out_again(tom: Screen, agent: Api, ticket: dict[str, Any], word: str) -> None:
    known = {"email": f"zelda-{word}@customer.example", "name": f"Zelda{word} Quist"}
    agent.make_ticket(f"Known {word}", known["email"], requester=known)
    properties = tom.page.get_by_test_id("properties")
    add = properties.get_by_role("button", name="Add somebody in copy")
    add.press("Enter")
    tom.type(f"zelda{word[:8]}")
    expect(tom.page.get_by_role("option", name=known["name"])).to_be_visible()
    tom.press("Escape")
    expect(properties.get_by_role("combobox", name="Add somebody in copy")).to_be_focused()
    tom.type(word[8])
    tom.page.get_by_role("option", name=known["name"]).click()
    expect(properties.get_by_role("button", name=f"Take {known['name']} out of copy")).to_be_visible()
    expect(add).to_be_focused()

    tom.press("Enter")
    expect(properties.get_by_role("combobox", name="Add somebody in copy")).to_be_focused()
    tom.type(f"boss-{word}@customer.example")
    tom.press("Enter")
    line = properties.get_by_text(f"boss-{word}@customer.example")
    expect(line).to_be_visible()
    assert tom.violations() == []
    properties.get_by_role("button", name=f"Take boss-{word}@customer.example out of copy").click()
    expect(line).to_have_count(0)
    tom.press("Control+z")
    expect(line).to_be_visible()


def test_due_and_snooze_have_a_time(tom: Screen) -> None:
    tom.press("d")
    tom.page.get_by_role("button", name="In an hour").click()
    expect(tom.field("Due")).to_contain_text("Due")
    tom.press("h")
    tom.page.get_by_role("button", name="Tomorrow morning").click()
    expect(tom.field("Status")).to_contain_text("On hold")
    expect(tom.field("Snooze")).to_contain_text("9:00")


def test_an_undo_that_somebody_overtook_names_the_field(tom: Screen, admin: Api, ticket: dict[str, Any]) -> None:
    tom.choose("p", "high")
    expect(tom.page.get_by_text("Priority set to High").first).to_be_visible()
    admin.http.patch(f"/tickets/{ticket['id']}", json={"priority": "urgent"})
    expect(tom.field("Priority")).to_contain_text("Urgent")
    tom.press("Control+z")
    expect(tom.page.get_by_text("Changed since: Priority.").first).to_be_visible()
    expect(tom.field("Priority")).to_contain_text("Urgent")
    tom.errors.clear()  # the browser tells of the 409


def test_a_merge_leads_on_and_is_taken_apart(tom: Screen, agent: Api, ticket: dict[str, Any], word: str) -> None:
    other = agent.make_ticket(f"Second handle {word}", f"{word}@customer.example")
    tom.press("Shift+M")
    tom.page.get_by_label("Number, subject or person").fill(str(other["number"]))
    tom.page.get_by_role("option", name=other["subject"]).click()
    tom.page.get_by_role("button", name=f"Merge into #{other['number']}").click()
    expect(tom.heading(other["subject"])).to_be_visible()

    tom.open(f"/tickets/{ticket['id']}")
    expect(tom.page.get_by_text("This ticket was merged.")).to_be_visible()
    tom.page.get_by_role("button", name="Take apart").click()
    expect(tom.page.get_by_text("This ticket was merged.")).to_have_count(0)
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["merged_into"] is None, "the change to be sent")


def test_the_timeline_takes_back_what_two_tickets_went_through(open_screen: OpenScreen, agent: Api, word: str) -> None:
    one, two = (agent.make_ticket(f"{name} {word}", f"{word}@customer.example") for name in ("Handle", "Second handle"))
    said = agent.messages(two["id"])[0]["text"]
    tom = open_screen()
    tom.sign_in("agent@acme.test", at=f"/tickets/{one['id']}")
    undo = tom.conversation.get_by_role("button", name=re.compile("^Undo: ")).last

    assert agent.http.put(f"/tickets/{one['id']}/links/{two['id']}", json={"type": "blocks"}).status_code == 200
    linked = tom.page.get_by_test_id("linked-tickets").get_by_role("link", name=two["subject"])
    expect(linked).to_be_visible()
    undo.click()
    expect(linked).to_have_count(0)
    eventually(lambda: agent.get(f"/tickets/{two['id']}")["links"] == [], "the link to be gone")

    agent.post(f"/tickets/{two['id']}/merge", {"into": one["id"]}, 200)
    expect(tom.conversation).to_contain_text("merged the ticket into another")
    shown = tom.conversation.get_by_text(said, exact=True)
    expect(shown).to_have_count(2)
    undo.click()
    expect(shown).to_have_count(1)
    eventually(lambda: agent.get(f"/tickets/{two['id']}")["merged_into"] is None, "the merge to be taken back")
    assert tom.violations() == []


def test_a_ticket_is_read_as_it_was(open_screen: OpenScreen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Then and now {word}", f"{word}@customer.example", priority="low")
    agent.patch(f"/tickets/{ticket['id']}", {"priority": "urgent"})
    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": f"Much later {word}"})
    tom = open_screen()
    tom.sign_in("agent@acme.test", at=f"/tickets/{ticket['id']}")
    expect(tom.message(f"Much later {word}")).to_be_visible()
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    tom.press("Shift+H")
    past = tom.page.get_by_test_id("as-of")
    expect(past).to_contain_text("set the priority to Urgent")
    expect(tom.message(f"Much later {word}")).to_have_count(0)
    expect(tom.page.get_by_test_id("composer")).to_have_count(0)
    assert tom.violations() == []
    past.get_by_role("slider").focus()
    tom.press("Home")
    expect(past).to_contain_text("created the ticket")
    expect(tom.page.get_by_test_id("properties")).to_contain_text("Low")
    tom.press("Escape")
    expect(tom.message(f"Much later {word}")).to_be_visible()
    expect(tom.page.get_by_test_id("properties")).to_contain_text("Urgent")
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
