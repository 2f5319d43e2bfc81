"""A small screen under a finger: what is written stays in sight, and what is shown can be told apart."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, FloatRect, Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.screens import Screen

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Cracked cup {word}", f"{word}@customer.example")


@pytest.fixture
def phone(open_screen: OpenScreen, ticket: dict[str, Any]) -> Screen:
    screen: Screen = open_screen(**PHONE)
    screen.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(screen.page.get_by_test_id("composer")).to_be_visible()
    return screen


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def test_what_was_done_is_not_told_over_what_is_written(phone: Screen) -> None:
    phone.press("p")
    expect(phone.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    phone.type("hig")
    phone.press("Enter")
    toast = phone.page.get_by_role("listitem").filter(has=phone.page.get_by_role("button", name="Dismiss"))
    expect(toast).to_contain_text("High")
    phone.press("r")
    expect(phone.page.get_by_role("textbox", name="Text of the reply")).to_be_focused()
    composer = box(phone.page.get_by_test_id("composer"))
    header = box(phone.page.get_by_role("button", name="Priority").first)
    told = box(toast)
    assert header["y"] + header["height"] <= told["y"]
    assert told["y"] + told["height"] <= composer["y"]


def test_files_that_begin_alike_are_told_apart(phone: Screen) -> None:
    long = "a very long name that goes on and on number"
    files: list[FilePayload] = [
        {"name": f"{long} {at}.txt", "mimeType": "text/plain", "buffer": b"x"} for at in range(6)
    ]
    phone.page.get_by_test_id("attach-input").set_input_files(files[:4])
    attached = phone.page.get_by_role("list", name="Attachments")
    chips = attached.get_by_role("listitem")
    expect(chips).to_have_count(4)
    expect(chips.get_by_title(f"{long} 3.txt")).to_be_visible()
    for at in range(4):
        end = chips.get_by_text(f"number {at}.txt").last
        assert end.evaluate("end => end.scrollWidth <= end.clientWidth || getComputedStyle(end).display === 'inline'")
    # All are in sight, and none is gone through.
    assert attached.evaluate("list => list.scrollHeight <= list.clientHeight")
    # At once: a chip that is drawn anew meanwhile has no place.
    assert attached.evaluate(
        "list => [...list.children].every("
        "  (chip) => chip.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom)"
    )
    phone.page.get_by_test_id("attach-input").set_input_files(files[4:])
    expect(chips).to_have_count(6)
    assert attached.evaluate(
        "list => list.scrollHeight > list.clientHeight && getComputedStyle(list).maskImage != 'none'"
    )
    assert phone.violations() == []


def test_there_is_room_to_write_above_a_keyboard(phone: Screen) -> None:
    text = phone.page.get_by_role("textbox", name="Text of the reply")
    text.click()
    phone.page.set_viewport_size({"width": 360, "height": 420})
    send = phone.page.get_by_role("button", name="Send reply", exact=True)
    files: list[FilePayload] = [
        {"name": f"a picture of the cup from the side number {at}.txt", "mimeType": "text/plain", "buffer": b"x"}
        for at in range(2)
    ]
    for more in ([], files):
        if more:
            phone.page.get_by_test_id("attach-input").set_input_files(more)
            chips = phone.page.get_by_role("list", name="Attachments").last.get_by_role("listitem")
            expect(chips).to_have_count(2)
            # Side by side: they take one line.
            assert box(chips.first)["y"] == box(chips.last)["y"]
        lines = text.evaluate("text => text.parentElement.clientHeight / parseFloat(getComputedStyle(text).lineHeight)")
        assert lines >= 3
        assert box(send)["y"] + box(send)["height"] <= 420
        assert phone.page.evaluate("document.documentElement.scrollHeight") == 420
        assert phone.page.evaluate("document.documentElement.scrollWidth") == 360


def test_compact_rows_are_lower_and_still_a_finger_s(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    phone: Screen = open_screen(**PHONE)
    phone.sign_in(AGENT, at="/settings/appearance")
    row = phone.page.get_by_test_id("sample-list").get_by_test_id("ticket-row").first
    comfortable = box(row)["height"]
    phone.page.get_by_text("Compact", exact=True).click()
    expect(phone.page.locator("html")).to_have_attribute("data-density", "compact")
    assert 44 <= box(row)["height"] < comfortable
    phone.open("/")
    expect(phone.row("").first).to_be_visible()
    assert 44 <= box(phone.row("").first)["height"] < comfortable


def test_news_of_the_connection_hang_above_the_search(open_screen: OpenScreen) -> None:
    phone: Screen = open_screen(expected_errors=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket"), **PHONE)
    phone.sign_in(AGENT, at="/search")
    field = phone.page.get_by_role("combobox", name="Search tickets and people")
    expect(field).to_be_focused()
    phone.context.set_offline(True)
    notch = phone.page.get_by_role("button", name="You are offline")
    expect(notch).to_be_visible()
    frame = field.locator("xpath=ancestor::div[contains(@class, 'border-line-control')]")
    # Its ring is a pixel further out.
    assert box(notch)["y"] + box(notch)["height"] <= box(frame)["y"] - 1


def test_what_does_not_fit_beside_a_ticket_s_fields_makes_no_page_wider(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    agent.patch(f"/tickets/{ticket['id']}", {"add_tags": [f"{word}-{each}" for each in ("one", "two", "three")]})
    agent.patch(f"/tickets/{ticket['id']}", {"snoozed_until": "2099-01-01T09:00:00Z"})
    phone: Screen = open_screen(**PHONE)
    phone.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(phone.page.get_by_role("button", name="Snooze").first).to_be_attached()
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 360
