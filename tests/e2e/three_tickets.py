"""Three tickets of one's own, and somebody whose keys are on the first of them."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen

Tickets = list[dict[str, Any]]


@pytest.fixture
def tickets(agent: Api, word: str) -> Tickets:
    """The newest first, as the list has them."""
    names = ("Third", "Second", "First")
    return [agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word]) for name in names][::-1]


@pytest.fixture
def tom(open_screen: OpenScreen, tickets: Tickets, word: str) -> Screen:
    """The keys are on the first row."""
    screen = open_screen()
    screen.sign_in(AGENT)
    screen.open_tagged(word, len(tickets))
    screen.press("j")
    expect(screen.row(tickets[0]["subject"])).to_be_focused()
    return screen
