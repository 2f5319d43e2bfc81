"""Numbers that follow what happens, and lead to the tickets that they count."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, NEWEST, OpenScreen

pytestmark = NEWEST


def holes(page: Page) -> list[str]:
    """Rows of widgets that do not reach from side to side."""
    grid = page.get_by_test_id("widget").first.locator("..").bounding_box()
    boxes = [each.bounding_box() for each in page.get_by_test_id("widget").all()]
    assert grid is not None
    rows: dict[float, float] = {}
    for box in boxes:
        assert box is not None
        rows[box["y"]] = max(rows.get(box["y"], 0), box["x"] + box["width"])
    return [f"{y}: {end}" for y, end in rows.items() if abs(end - grid["x"] - grid["width"]) > 1]


def test_the_dashboard_counts_what_happens_and_opens_it(open_screen: OpenScreen, agent: Api, word: str) -> None:
    me = agent.get("/me")["id"]
    mine = agent.make_ticket(f"Counted {word}", f"{word}@customer.example", assignee_id=me)
    tom = open_screen()
    tom.sign_in(AGENT)
    expect(tom.row(f"Counted {word}")).to_be_visible()
    tom.press("g")
    tom.press("o")
    expect(tom.heading("Dashboard")).to_be_visible()
    work = tom.page.get_by_role("region", name="My work")
    waiting = work.get_by_role("link", name="Waiting for my answer")
    count = int(re.findall(r"\d+", waiting.inner_text())[0])
    agent.make_ticket(f"One more {word}", f"{word}@customer.example", assignee_id=me)
    expect(waiting).to_contain_text(str(count + 1))
    agent.post(f"/tickets/{mine['id']}/messages", {"kind": "reply", "text": "It is on its way."})
    expect(waiting).to_contain_text(str(count))
    expect(tom.page.get_by_role("region", name="Time to first answer")).to_contain_text("Half took at most")
    assert tom.violations() == []

    waiting.focus()
    tom.press("Enter")
    expect(tom.row(f"One more {word}")).to_be_visible()
    expect(tom.row(f"Counted {word}")).to_have_count(0)
    expect(tom.page.get_by_test_id("filter-bar")).to_contain_text("Last word is the customer")

    tom.page.go_back()
    tom.page.get_by_role("button", name="Arrange").click()
    tom.page.get_by_role("button", name="Move Volume forward").press("Enter")
    tom.page.get_by_role("button", name="Hide Channels of new tickets").press("Enter")
    tom.press("Escape")
    expect(tom.page.get_by_role("button", name="Arrange")).to_be_focused()
    expect(tom.page.get_by_role("button", name="Move Volume forward")).to_have_count(0)
    tom.page.reload()
    titles = tom.page.get_by_test_id("widget").get_by_role("heading")
    expect(titles.nth(1)).to_have_text("Volume")
    expect(tom.page.get_by_role("region", name="Channels of new tickets")).to_have_count(0)
    assert holes(tom.page) == []


def test_the_numbers_of_the_volume_open_what_they_count(open_screen: OpenScreen, agent: Api, word: str) -> None:
    person = f"{word}@customer.example"
    done = agent.make_ticket(f"Done {word}", person)
    agent.make_ticket(f"Begun {word}", person)
    agent.patch(f"/tickets/{done['id']}", {"status": "resolved"})
    tom = open_screen()
    tom.sign_in(AGENT, at="/dashboard")
    volume = tom.page.get_by_role("region", name="Volume")
    days = volume.get_by_role("group", name="Tickets by day").get_by_role("link")

    volume.get_by_role("link", name=re.compile("Resolved$")).click()
    expect(tom.row(f"Done {word}")).to_be_visible()
    expect(tom.row(f"Begun {word}")).to_have_count(0)
    tom.page.go_back()
    volume.get_by_role("link", name=re.compile("Came in$")).click()
    expect(tom.row(f"Begun {word}")).to_be_visible()
    tom.page.go_back()

    # One stop for Tab; from there the arrows go on.
    last = days.last
    expect(last).to_have_accessible_name(re.compile(r": \d+ resolved$"))
    last.focus()
    tom.press("ArrowLeft")
    expect(days.nth(-2)).to_be_focused()
    expect(days.nth(-2)).to_have_accessible_name(re.compile(r": [\d,]+ came in$"))
    tom.press("ArrowRight")
    tom.press("Enter")
    expect(tom.row(f"Done {word}")).to_be_visible()
    expect(tom.row(f"Begun {word}")).to_have_count(0)
