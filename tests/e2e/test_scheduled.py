"""A reply that waits for its time is changed where it stands, and nothing of it is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Slow kettle {word}", f"{word}@customer.example")


@pytest.fixture
def waiting(agent: Api, ticket: dict[str, Any]) -> dict[str, Any]:
    at = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
    reply = {"kind": "reply", "text": "Good morning.", "html": "<p>Good <b>morning</b>.</p>", "send_at": at}
    message: dict[str, Any] = agent.post(f"/tickets/{ticket['id']}/messages", reply)["message"]
    return message


@pytest.fixture
def tom(open_screen: OpenScreen, ticket: dict[str, Any], waiting: dict[str, Any]) -> Screen:
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(screen.page.get_by_role("textbox", name="Text of the reply", exact=True)).to_be_visible()
    return screen


def editor(screen: Screen) -> Locator:
    return screen.page.get_by_role("textbox", name="Text of the reply that waits")


def composer(screen: Screen) -> Locator:
    return screen.page.get_by_role("textbox", name="Text of the reply", exact=True)


def held_of(agent: Api, ticket: dict[str, Any], waiting: dict[str, Any]) -> dict[str, Any]:
    (found,) = (one for one in agent.messages(ticket["id"]) if one["id"] == waiting["id"])
    return found


def test_a_scheduled_reply_is_changed_where_it_stands(
    tom: Screen, agent: Api, ticket: dict[str, Any], waiting: dict[str, Any]
) -> None:
    # Something else is begun in the composer: it stays.
    tom.press("r")
    tom.type("Another draft")
    tom.page.get_by_role("link", name="Scheduled", exact=True).click()
    row = tom.page.get_by_test_id("unsent-row").filter(has_text=ticket["subject"])
    row.get_by_role("button", name="Edit").click()
    expect(editor(tom)).to_be_focused()
    expect(editor(tom)).to_have_text("Good morning.")
    # Away from what has a tooltip.
    tom.page.mouse.move(700, 5)
    expect(tom.page.get_by_role("tooltip")).to_have_count(0)
    assert tom.violations() == []
    tom.press("End")
    tom.type(" It is fixed.")
    # It is there when one comes back from another ticket.
    tom.page.get_by_role("link", name="Scheduled", exact=True).click()
    expect(row).to_contain_text("Good morning.")
    row.get_by_role("link").click()
    expect(editor(tom)).to_have_text("Good morning. It is fixed.")
    assert held_of(agent, ticket, waiting)["text"] == "Good morning."
    tom.press("Control+Enter")
    expect(editor(tom)).to_have_count(0)
    expect(tom.message("Good morning. It is fixed.")).to_contain_text("Will be sent")
    expect(composer(tom)).to_have_text("Another draft")
    changed = held_of(agent, ticket, waiting)
    assert "Good morning. It is fixed." in changed["text"]
    assert "<b>morning</b>" in changed["html"] or "<strong>morning</strong>" in changed["html"]
    assert (changed["send_at"], changed["delivery"]) == (waiting["send_at"], "scheduled")

    tom.page.get_by_role("button", name="Undo").first.click()
    eventually(lambda: held_of(agent, ticket, waiting)["text"] == "Good morning.", "the text as it was")

    tom.message("Good morning.").get_by_role("button", name="Edit").click()
    expect(editor(tom)).to_be_focused()
    tom.type("Never mind ")
    tom.press("Escape")
    expect(editor(tom)).to_have_count(0)
    tom.page.get_by_role("status").or_(tom.page.get_by_role("region")).get_by_role("button", name="Undo").first.click()
    expect(editor(tom)).to_contain_text("Never mind")


def test_another_time_is_taken_back_and_given_again(
    tom: Screen, agent: Api, ticket: dict[str, Any], waiting: dict[str, Any]
) -> None:
    def is_at_its_time() -> bool:
        return bool(held_of(agent, ticket, waiting)["send_at"] == waiting["send_at"])

    tom.message("Good morning.").get_by_role("button", name="Change time").click()
    tom.page.get_by_role("dialog").get_by_role("button").first.click()
    toast = tom.page.get_by_role("region", name="Notifications").get_by_role("listitem")
    expect(toast).to_contain_text("Will be sent")
    eventually(lambda: not is_at_its_time(), "the other time")
    tom.press("Control+z")
    eventually(is_at_its_time, "the time as it was")
    tom.press("Control+Shift+z")
    eventually(lambda: not is_at_its_time(), "the other time again")
    expect(toast).to_contain_text("Will be sent")
    toast.get_by_role("button", name="Undo").click()
    eventually(is_at_its_time, "the time as it was, by the toast")
    expect(tom.message("Good morning.")).to_contain_text("Will be sent")


def test_what_goes_out_meanwhile_loses_nothing(
    tom: Screen, agent: Api, ticket: dict[str, Any], waiting: dict[str, Any]
) -> None:
    composer(tom).click()
    tom.type("Begun")
    tom.message("Good morning.").get_by_role("button", name="Edit").click()
    expect(editor(tom)).to_be_focused()
    tom.press("End")
    tom.type(" And more.")
    agent.patch(f"/tickets/{ticket['id']}/messages/{waiting['id']}", {"send_at": None})
    expect(tom.page.get_by_text("The reply does not wait any more").first).to_be_visible()
    expect(composer(tom)).to_contain_text("Good morning. And more.")
    expect(composer(tom)).to_contain_text("Begun")
    expect(editor(tom)).to_have_count(0)


def test_what_is_taken_back_elsewhere_says_from_where(tom: Screen, ticket: dict[str, Any]) -> None:
    tom.page.get_by_role("link", name="Scheduled", exact=True).click()
    row = tom.page.get_by_test_id("unsent-row").filter(has_text=ticket["subject"])
    row.get_by_role("button", name="Take back").click()
    told = tom.page.get_by_role("listitem").filter(has_text="Taken back into the composer")
    expect(told).to_contain_text(f"#{ticket['number']} {ticket['subject']}")
    told.get_by_role("button", name="Open").click()
    expect(composer(tom)).to_have_text("Good morning.")
