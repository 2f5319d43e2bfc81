"""Who takes something away by keys goes on at what took its place, and Ctrl+Z brings it back."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, AGENT, NEWEST, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.three_tickets import Tickets, tickets, tom
from tests.e2e.waiting import eventually

pytestmark = NEWEST
__all__ = ["tickets", "tom"]


def has(api: Api, ticket: dict[str, Any], status: str) -> None:
    eventually(lambda: api.get(f"/tickets/{ticket['id']}")["status"] == status, f"{ticket['subject']}: {status}")


def column(screen: Screen, key: str) -> Locator:
    return screen.page.locator(f"[data-testid=column][data-column='{key}']")


def test_a_condition_that_came_to_nothing_gives_the_focus_back(tom: Screen, tickets: Tickets) -> None:
    tom.press("Shift+F")
    expect(tom.page.get_by_placeholder("Filter by…")).to_be_focused()
    tom.press("Escape")
    expect(tom.page.get_by_test_id("filter-bar")).to_have_count(0)
    expect(tom.row(tickets[0]["subject"])).to_be_focused()


def test_a_card_takes_the_focus_to_wherever_it_is_moved(tom: Screen, agent: Api, tickets: Tickets) -> None:
    tom.press("v")
    tom.press("b")
    card = tom.row(tickets[1]["subject"])
    expect(column(tom, "open").get_by_test_id("ticket-row")).to_have_count(3)
    card.focus()
    tom.press("Shift+ArrowRight")
    expect(column(tom, "pending").get_by_text(tickets[1]["subject"])).to_be_visible()
    expect(card).to_be_focused()
    has(agent, tickets[1], "pending")
    tom.press("Control+z")
    expect(column(tom, "open").get_by_text(tickets[1]["subject"])).to_be_visible()
    expect(card).to_be_focused()
    has(agent, tickets[1], "open")
    tom.press("s")
    expect(tom.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    tom.type("Pending")
    tom.press("Enter")
    expect(column(tom, "pending").get_by_text(tickets[1]["subject"])).to_be_visible()
    expect(card).to_be_focused()
    has(agent, tickets[1], "pending")
    tom.press("Control+z")
    expect(column(tom, "open").get_by_text(tickets[1]["subject"])).to_be_visible()
    expect(card).to_be_focused()
    has(agent, tickets[1], "open")
    agent.patch(f"/tickets/{tickets[1]['id']}", {"status": "on_hold"})
    expect(column(tom, "on_hold").get_by_text(tickets[1]["subject"])).to_be_visible()
    expect(card).to_be_focused()


def test_the_past_gives_the_focus_back_to_a_property(tom: Screen, agent: Api, tickets: Tickets) -> None:
    agent.patch(f"/tickets/{tickets[0]['id']}", {"priority": "high"})
    tom.press("Enter")
    expect(tom.field("Priority")).to_contain_text("High")
    tom.press("a")
    expect(tom.page.get_by_placeholder("Search", exact=True)).to_be_focused()
    tom.press("Escape")
    expect(tom.field("Assignee")).to_be_focused()
    tom.press("Shift+H")
    expect(tom.page.get_by_test_id("as-of").get_by_role("slider")).to_be_focused()
    tom.press("Escape")
    expect(tom.page.get_by_test_id("as-of")).to_have_count(0)
    expect(tom.field("Assignee")).to_be_focused()


def test_the_arrows_go_through_the_times(tom: Screen) -> None:
    for key in ("h", "d"):
        tom.press(key)
        times = tom.page.get_by_role("dialog").get_by_role("listitem").get_by_role("button")
        expect(times.first).to_be_focused()
        tom.press("ArrowDown")
        expect(times.nth(1)).to_be_focused()
        tom.press("End")
        expect(times.last).to_be_focused()
        tom.press("ArrowDown")
        expect(times.first).to_be_focused()
        tom.press("Escape")
        expect(times).to_have_count(0)


def test_a_file_that_is_taken_out_leaves_the_focus_to_the_next_and_to_the_text(tom: Screen) -> None:
    tom.press("Enter")
    expect(tom.message("")).to_have_count(1)
    tom.press("r")
    text = tom.page.get_by_role("textbox", name="Text of the reply")
    expect(text).to_be_focused()
    files = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"x"} for name in ("one", "two")]
    tom.page.get_by_test_id("attach-input").set_input_files(files)  # type: ignore[arg-type]
    first, second = (tom.page.get_by_role("button", name=f"Remove {name}.txt") for name in ("one", "two"))
    expect(tom.page.get_by_role("progressbar")).to_have_count(0)
    expect(second).to_be_visible()
    first.press("Enter")
    expect(second).to_be_focused()
    second.press("Enter")
    expect(second).to_have_count(0)
    expect(tom.page.get_by_test_id("composer").locator(":focus")).to_have_count(1)


def test_views_go_and_come_by_keys(open_screen: OpenScreen, agent: Api, word: str) -> None:
    everything = {"match": "all", "of": []}
    made = [agent.post("/views", {"name": f"{name} {word}", "filter": everything}) for name in ("Fires", "Floods")]
    agent.make_ticket(f"Older {word}", f"{word}@customer.example")
    try:
        tom = open_screen()
        tom.sign_in(AGENT)
        views = tom.page.get_by_test_id("saved-views")
        names = views.get_by_role("link").filter(has_text=word)
        expect(names).to_have_count(2)
        names.first.focus()
        tom.press("Alt+ArrowDown")
        expect(names.first).to_contain_text("Floods")
        tom.press("Control+z")
        expect(names.first).to_contain_text("Fires")
        more = views.get_by_role("button", name=f"More for Fires {word}")
        more.press("Enter")
        tom.page.get_by_role("menuitem", name="Delete").press("Enter")
        expect(names).to_have_count(1)
        expect(views.get_by_role("button", name=f"More for Floods {word}")).to_be_focused()
        tom.press("Control+z")
        expect(names).to_have_count(2)
        tom.press("Control+Shift+z")
        expect(names).to_have_count(1)
        eventually(lambda: made[0]["id"] not in [one["id"] for one in agent.get("/views")["items"]], "the view to go")
    finally:
        agent.http.delete(f"/views/{made[1]['id']}").raise_for_status()


def test_drafts_and_replies_that_wait_are_discarded_one_after_the_other(
    tom: Screen, agent: Api, tickets: Tickets
) -> None:
    at = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
    for ticket in tickets[:2]:
        draft = {"kind": "reply", "text": f"Begun {ticket['subject']}", "html": "<p>Begun</p>"}
        agent.http.put(f"/tickets/{ticket['id']}/draft", json=draft).raise_for_status()
        waits = {"kind": "reply", "text": "Good morning.", "send_at": at}
        agent.post(f"/tickets/{ticket['id']}/messages", waits)
    first, second = (tom.page.get_by_test_id("unsent-row").filter(has_text=each["subject"]) for each in tickets[1::-1])
    rows = tom.page.get_by_test_id("unsent-row")

    def go_through(keys: str, button: str) -> None:
        tom.press("g")
        tom.press(keys)
        expect(first).to_be_visible()
        expect(second).to_be_visible()
        count = rows.count()
        at_first = rows.first.get_by_role("button", name=button)
        after = rows.nth(1).get_by_role("button", name=button).element_handle()
        at_first.press("Enter")
        expect(rows).to_have_count(count - 1)
        assert after is not None
        tom.page.wait_for_function("(button) => document.activeElement === button", arg=after)

    go_through("d", "Discard")
    count = rows.count()
    tom.press("Control+z")
    expect(rows).to_have_count(count + 1)
    tom.press("Control+Shift+z")
    expect(rows).to_have_count(count)
    go_through("l", "Take back")
    for ticket in tickets[:2]:
        agent.http.delete(f"/tickets/{ticket['id']}/draft")


def go_and_come(screen: Screen, names: list[str]) -> None:
    first, second = (screen.page.get_by_role("button", name=f"Delete {name}") for name in names)
    first.press("Enter")
    expect(first).to_have_count(0)
    expect(second).to_be_focused()
    screen.press("Control+z")
    expect(first).to_be_visible()
    screen.press("Control+Shift+z")
    expect(first).to_have_count(0)
    second.press("Enter")
    expect(second).to_have_count(0)


def test_definitions_go_and_come_by_keys(open_screen: OpenScreen, admin: Api, word: str) -> None:
    names = [f"{word}-{each}" for each in ("a", "b")]
    for name in names:
        admin.post("/admin/tags", {"name": name, "colour": "blue"})
        admin.post("/macros", {"name": name, "folder": word, "html": "<p>x</p>", "sharing": "private"})
    mara = open_screen()
    mara.sign_in(ADMIN, at="/settings/tags")
    go_and_come(mara, names)
    mara.open("/settings/macros")
    go_and_come(mara, names)


def test_a_widget_that_is_hidden_leaves_the_focus_to_the_next(open_screen: OpenScreen) -> None:
    tom = open_screen()
    tom.sign_in(AGENT, at="/dashboard")
    tom.page.get_by_role("button", name="Arrange").press("Enter")
    hide = tom.page.get_by_role("button", name="Hide ")
    expect(hide.first).to_be_visible()
    second = hide.nth(1).get_attribute("aria-label")
    hide.first.press("Enter")
    expect(tom.page.get_by_role("button", name=second or "", exact=True)).to_be_focused()
    tom.page.get_by_test_id("hidden-widgets").get_by_role("button").first.press("Enter")
    expect(tom.page.get_by_test_id("hidden-widgets").locator("button:focus")).to_have_count(1)


def test_the_list_of_keys_tells_of_the_messages(tom: Screen) -> None:
    tom.press("?")
    tom.type("messages at")
    expect(tom.page.get_by_role("dialog")).to_contain_text("F8")
