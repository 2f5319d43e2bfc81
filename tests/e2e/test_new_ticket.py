"""Taking a ticket down: nothing that was typed is lost, whoever is known is found, and the network may be away."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen


@pytest.fixture
def tom(open_screen: OpenScreen) -> Screen:
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket", "could not be fetched")
    screen: Screen = open_screen(expected_errors=lost)
    screen.sign_in(AGENT)
    return screen


def begin(screen: Screen) -> Locator:
    screen.press("c")
    dialog = screen.page.get_by_role("dialog", name="New ticket")
    expect(dialog).to_be_visible()
    return dialog


def test_what_was_typed_is_there_the_next_time_until_it_is_discarded(tom: Screen, word: str) -> None:
    dialog = begin(tom)
    dialog.get_by_label("Subject").fill(f"Half a call {word}")
    tom.press("Escape")
    expect(dialog).to_have_count(0)
    expect(tom.page.get_by_text("What you typed is kept").first).to_be_visible()
    tom.page.reload()
    expect(tom.heading("All unresolved")).to_be_visible()
    dialog = begin(tom)
    expect(dialog.get_by_label("Subject")).to_have_value(f"Half a call {word}")
    dialog.get_by_role("button", name="Discard").click()
    tom.page.get_by_role("button", name="Undo").click()
    expect(dialog.get_by_label("Subject")).to_have_value(f"Half a call {word}")
    dialog.get_by_role("button", name="Discard").click()
    expect(dialog).to_have_count(0)
    dialog = begin(tom)
    expect(dialog.get_by_label("Subject")).to_have_value("")


def test_who_is_known_is_found_by_name_and_the_ticket_begins_with_its_properties(
    tom: Screen, agent: Api, word: str
) -> None:
    address = f"{word}@customer.example"
    agent.make_ticket(f"Known {word}", address, requester={"email": address, "name": f"Zelda{word} Quist"})
    dialog = begin(tom)
    requester = dialog.get_by_label("Requester’s email")
    requester.press_sequentially(f"zelda{word[:8]}")
    found = tom.page.get_by_role("option").filter(has_text=address)
    expect(found).to_be_visible()
    tom.press("Enter")
    expect(requester).to_have_value(address)
    expect(dialog.get_by_label("Requester’s name")).to_have_value(f"Zelda{word} Quist")
    dialog.get_by_label("Subject").fill(f"Rang {word}")
    dialog.get_by_label("What it is about").fill("The lamp is dark again.")
    dialog.get_by_role("button", name="Priority").click()
    tom.page.get_by_role("option", name="High").click()
    dialog.get_by_role("button", name="Create ticket").click()
    expect(tom.row(f"Rang {word}")).to_be_visible()
    made = agent.ticket_with_subject(f"Rang {word}")
    assert made is not None
    assert made["priority"] == "high"
    assert made["requester"]["email"] == address


def test_without_a_network_it_waits_and_is_created_by_itself(tom: Screen, word: str) -> None:
    dialog = begin(tom)
    tom.context.set_offline(True)
    dialog.get_by_label("Requester’s email").fill(f"{word}@customer.example")
    dialog.get_by_label("Subject").fill(f"From a tunnel {word}")
    dialog.get_by_label("What it is about").fill("The lamp is dark again.")
    expect(dialog.get_by_text("It is created when you are back")).to_be_visible()
    dialog.get_by_role("button", name="Create ticket").click()
    expect(dialog).to_have_count(0)
    expect(tom.page.get_by_text("You are offline. 1 change will be sent")).to_be_visible()
    tom.context.set_offline(False)
    expect(tom.row(f"From a tunnel {word}")).to_be_visible()
    expect(tom.page.get_by_text(re.compile(r"Ticket #\d+ created")).first).to_be_visible()


def test_what_is_missing_has_the_focus(tom: Screen) -> None:
    dialog = begin(tom)
    dialog.get_by_role("button", name="Create ticket").click()
    expect(dialog.get_by_label("Requester’s email")).to_be_focused()
