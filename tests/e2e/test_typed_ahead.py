"""What is typed after a key that opens a field goes into that field, however long that takes, and runs nothing."""

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen


@pytest.fixture
def tickets(agent: Api, word: str) -> list[dict[str, Any]]:
    """The newest first, as the list has them."""
    names = ("Second", "First")
    return [agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word]) for name in names][::-1]


class Late:
    """Files of the app that come when they are let go."""

    def __init__(self, screen: Screen, names: str = "command-palette|new-ticket|merge-dialog|editor") -> None:
        self.held: list[Route] | None = []
        screen.page.route(re.compile(rf"/({names})-[^/]*\.js"), self._asked)

    def _asked(self, route: Route) -> None:
        if self.held is None:
            route.continue_()
        else:
            self.held.append(route)

    def come(self) -> None:
        held, self.held = self.held or [], None
        for route in held:
            route.continue_()


@pytest.fixture
def tom(open_screen: OpenScreen) -> Screen:
    screen = open_screen()
    screen.sign_in(AGENT)
    return screen


@pytest.fixture
def late(tom: Screen, tickets: list[dict[str, Any]], word: str) -> Late:
    """The keys are on the first row, and nothing that they open is there yet."""
    late = Late(tom)
    tom.open_tagged(word, len(tickets))
    tom.press("j")
    expect(tom.row(tickets[0]["subject"])).to_be_focused()
    return late


def is_as_it_was(agent: Api, ticket: dict[str, Any]) -> None:
    """Nothing that the letters mean elsewhere was done to it."""
    now = agent.get(f"/tickets/{ticket['id']}")
    assert {name: now[name] for name in ("assignee_id", "status", "priority", "follower_ids", "tags")} == {
        name: ticket[name] for name in ("assignee_id", "status", "priority", "follower_ids", "tags")
    }


def test_the_palette_has_what_is_typed_before_it_is_there(
    tom: Screen, late: Late, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    tom.press("Control+k")
    tom.type("inbnx")
    tom.press("Backspace")
    tom.press("Backspace")
    tom.type("ox")
    late.come()
    search = tom.page.get_by_role("dialog", name="Search and commands").get_by_role("combobox")
    expect(search).to_have_value("inbox")
    expect(tom.page.get_by_test_id("composer")).to_have_count(0)
    is_as_it_was(agent, tickets[0])


def test_a_command_is_found_and_run_by_keys_alone(
    tom: Screen, late: Late, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    tom.press("Control+k")
    tom.type("new ticket")
    tom.press("Enter")
    tom.type("rosa@customer.example")
    tom.press("Tab")
    tom.type("Rosa Lind")
    late.come()
    window = tom.page.get_by_role("dialog", name="New ticket")
    expect(window.get_by_label("Requester’s name")).to_have_value("Rosa Lind")
    expect(window.get_by_label("Requester’s email")).to_have_value("rosa@customer.example")
    is_as_it_was(agent, tickets[0])


@pytest.mark.parametrize(("key", "label"), [("c", "Requester’s email"), ("Shift+M", "Number, subject or person")])
def test_a_window_has_what_is_typed_before_it_is_there(
    tom: Screen, late: Late, agent: Api, tickets: list[dict[str, Any]], key: str, label: str
) -> None:
    tom.press(key)
    tom.type("iuf rosa")
    late.come()
    expect(tom.page.get_by_label(label)).to_have_value("iuf rosa")
    is_as_it_was(agent, tickets[0])


def test_an_answer_begins_with_its_first_letter(
    tom: Screen, late: Late, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    tom.press("Enter")
    expect(tom.heading(tickets[0]["subject"])).to_be_visible()
    tom.press("r")
    tom.type("iabc words")
    tom.press("Enter")
    tom.type("- one")
    late.come()
    text = tom.page.get_by_role("textbox", name="Text of the reply")
    expect(text).to_be_focused()
    expect(text.locator("p").first).to_have_text("iabc words")
    expect(text.locator("li")).to_have_text("one")
    is_as_it_was(agent, tickets[0])


def test_a_note_on_a_row_begins_with_its_first_letter(
    tom: Screen, late: Late, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    tom.press("n")
    tom.type("find it, then ring")
    late.come()
    expect(tom.page.get_by_role("textbox", name="Text of the internal note")).to_have_text("find it, then ring")
    tom.press("Control+Enter")
    expect(tom.message("find it, then ring")).to_be_visible()
    is_as_it_was(agent, tickets[0])


def test_a_field_has_what_is_typed_before_it_is_there(
    tom: Screen, agent: Api, tickets: list[dict[str, Any]], word: str
) -> None:
    late = Late(tom, "field-popover")
    tom.open(f"/tickets/{tickets[0]['id']}")
    field = tom.page.get_by_test_id("custom-fields").get_by_role("button", name="Tracking link")
    field.click()
    tom.type("https://fa.example/rp")
    tom.press("Enter")
    late.come()
    expect(field).to_contain_text("fa.example/rp")
    expect(field).to_be_focused()
    is_as_it_was(agent, tickets[0])


@pytest.mark.parametrize(
    ("key", "role", "name"),
    [
        ("r", "textbox", "Text of the reply"),
        ("Shift+M", "combobox", "Number, subject or person"),
        ("a", "combobox", "Assignee"),
    ],
)
def test_a_key_waits_for_who_answers_to_it(
    tom: Screen, agent: Api, tickets: list[dict[str, Any]], word: str, key: str, role: Any, name: str
) -> None:
    late = Late(tom, "later")
    tom.open(f"/views/tag-{word}")
    expect(tom.page.get_by_test_id("ticket-row")).to_have_count(len(tickets))
    tom.press("j")
    expect(tom.row(tickets[0]["subject"])).to_be_focused()
    tom.press(key)
    tom.type("if")
    late.come()
    field = tom.page.get_by_role(role, name=name)
    expect(field).to_be_focused()
    expect(field).to_have_text("if") if key == "r" else expect(field).to_have_value("if")
    is_as_it_was(agent, tickets[0])


def test_a_key_for_what_is_chosen_waits_too(tom: Screen, agent: Api, tickets: list[dict[str, Any]], word: str) -> None:
    late = Late(tom, "bulk")
    tom.open_tagged(word, len(tickets))
    tom.press("j")
    tom.press("x")
    tom.press("p")
    tom.type("urgent")
    tom.press("Enter")
    late.come()
    expect(tom.row(tickets[0]["subject"]).get_by_role("img", name="Urgent")).to_be_visible()
    assert agent.get(f"/tickets/{tickets[1]['id']}")["priority"] == "normal"


def test_escape_lets_go_and_closes_what_comes_after_all(
    tom: Screen, late: Late, agent: Api, tickets: list[dict[str, Any]]
) -> None:
    tom.press("Control+k")
    tom.type("inbox")
    tom.press("Escape")
    tom.press("j")
    expect(tom.row(tickets[1]["subject"])).to_be_focused()
    late.come()
    tom.page.wait_for_load_state("networkidle")
    expect(tom.page.get_by_role("dialog")).to_have_count(0)
    expect(tom.row(tickets[1]["subject"])).to_be_focused()
    is_as_it_was(agent, tickets[0])


def test_a_part_that_cannot_be_fetched_lets_the_keys_go(open_screen: OpenScreen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Alone {word}", f"{word}@customer.example", tags=[word])
    tom = open_screen(expected_errors=("404", "Failed to load", "Failed to fetch", "could not be fetched", "boundary"))
    tom.page.route(re.compile(r"/help[^/]*\.(js|tsx)"), lambda route: route.fulfill(status=404))
    tom.sign_in(AGENT, at=f"/views/tag-{word}")
    expect(tom.row(ticket["subject"])).to_be_visible()
    tom.press("?")
    tom.type("i")
    expect(tom.page.get_by_text("This part of Tessera could not be fetched")).to_be_visible()
    tom.press("j")
    expect(tom.row(ticket["subject"])).to_be_focused()
    is_as_it_was(agent, ticket)
