"""After a key has done its work the focus is where one goes on, and never lost to the page."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.screens import Screen
from tests.e2e.three_tickets import Tickets, tickets, tom

__all__ = ["tickets", "tom"]


def test_a_ticket_that_leaves_the_list_leaves_the_focus_to_the_next(tom: Screen, tickets: Tickets) -> None:
    tom.press("Shift+F")
    expect(tom.page.get_by_placeholder("Filter by…")).to_be_focused()
    tom.type("status")
    tom.press("Enter")
    tom.type("open")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Open")
    tom.press("Enter")
    condition = tom.page.get_by_test_id("filter-bar").get_by_role("button").first
    expect(condition).to_be_focused()
    tom.press("j")
    tom.press("k")
    expect(tom.row(tickets[0]["subject"])).to_be_focused()
    tom.press("Control+Shift+C")
    expect(tom.page.get_by_test_id("ticket-row")).to_have_count(2)
    expect(tom.row(tickets[1]["subject"])).to_be_focused()


def test_escape_ends_a_selection_at_once(tom: Screen, tickets: Tickets) -> None:
    tom.press("x")
    bar = tom.page.get_by_test_id("bulk-bar")
    bar.get_by_role("button").first.focus()
    tom.press("Tab")
    expect(tom.page.get_by_role("tooltip")).to_have_count(1)
    tom.press("Escape")
    expect(bar).to_have_count(0)
    expect(tom.row(tickets[0]["subject"])).to_be_focused()


def test_escape_leads_from_a_text_to_its_conversation(tom: Screen) -> None:
    tom.press("r")
    text = tom.page.get_by_role("textbox", name="Text of the reply")
    expect(text).to_be_focused()
    tom.type("Ask @")
    hint = tom.page.get_by_text("Mentions work in internal notes")
    expect(hint).to_be_visible()
    tom.press("Escape")
    expect(hint).to_have_count(0)
    expect(text).to_be_focused()
    tom.press("Escape")
    expect(tom.conversation).to_be_focused()


def test_the_past_is_gone_through_by_the_arrow_keys(tom: Screen, agent: Api, tickets: Tickets) -> None:
    for priority in ("high", "urgent"):
        agent.patch(f"/tickets/{tickets[0]['id']}", {"priority": priority})
    tom.press("Shift+H")
    slider = tom.page.get_by_test_id("as-of").get_by_role("slider")
    expect(slider).to_be_focused()
    before = int(slider.input_value())
    tom.press("ArrowLeft")
    expect(slider).to_have_value(str(before - 1))
    tom.press("Escape")
    expect(tom.page.get_by_test_id("as-of")).to_have_count(0)
    expect(tom.row(tickets[0]["subject"])).to_be_focused()


def test_an_emoji_is_chosen_by_keys(tom: Screen) -> None:
    tom.press("Enter")
    message = tom.page.get_by_test_id("message").first
    expect(message).to_be_visible()
    message.get_by_role("button", name="Add a reaction").first.press("Enter")
    expect(tom.page.get_by_role("button", name="👍").first).to_be_focused()
    tom.press("ArrowRight")
    expect(tom.page.get_by_role("button", name="❤️").first).to_be_focused()
