"""A list is narrowed by keys, kept under a name, and found by a colleague."""

import re

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, NEWEST, OpenScreen
from tests.e2e.waiting import eventually

pytestmark = NEWEST


def test_a_filter_becomes_a_view_that_others_have_too(
    open_screen: OpenScreen, admin: Api, agent: Api, word: str
) -> None:
    tag = f"t-{word}"
    for subject, priority in (("Burning", "urgent"), ("Smoking", "low")):
        agent.make_ticket(f"{subject} {word}", f"{word}@customer.example", priority=priority, tags=[tag])
    mara = open_screen()
    mara.sign_in("admin@acme.test")
    expect(mara.row(f"Burning {word}")).to_be_visible()
    mara.press("Shift+F")
    for asked, typed in (("Filter by…", "Priority"), ("Priority is…", "Urgent")):
        mara.page.get_by_role("combobox", name=asked).press_sequentially(typed)
        mara.press("Enter")
    mara.press("Escape")
    expect(mara.row(f"Smoking {word}")).to_have_count(0)
    expect(mara.row(f"Burning {word}")).to_be_visible()
    mara.page.reload()
    expect(mara.row(f"Burning {word}")).to_be_visible()
    expect(mara.row(f"Smoking {word}")).to_have_count(0)

    mara.page.get_by_role("button", name="Save as a view").click()
    mara.page.get_by_label("Name", exact=True).fill(f"Fires {word}")
    mara.page.get_by_label("Who sees it").click()
    mara.page.get_by_role("option", name="Everyone").click()
    mara.page.get_by_role("button", name="Save", exact=True).click()
    expect(mara.heading(f"Fires {word}")).to_be_visible()
    assert mara.violations() == []

    tom = open_screen()
    tom.sign_in(AGENT)
    saved = tom.page.get_by_test_id("saved-views").get_by_role("link", name=f"Fires {word}")
    saved.click()
    expect(tom.row(f"Burning {word}")).to_be_visible()
    expect(tom.row(f"Smoking {word}")).to_have_count(0)
    before = saved.get_by_test_id("found").text_content() or ""
    agent.make_ticket(f"Blazing {word}", f"{word}@customer.example", priority="urgent")
    expect(tom.row(f"Blazing {word}")).to_be_visible()
    expect(saved.get_by_test_id("found")).not_to_have_text(before)
    expect(tom.page.get_by_test_id("save-bar")).to_have_count(0)
    tom.page.get_by_test_id("filter-bar").get_by_role("button", name="Clear").click()
    agent.make_ticket(f"Glowing {word}", f"{word}@customer.example", priority="low")
    expect(tom.row(f"Glowing {word}")).to_be_visible()
    tom.page.get_by_role("button", name="As saved").click()
    expect(tom.row(f"Glowing {word}")).to_have_count(0)

    fire = f"[data-testid=ticket-row]:has-text('Burning {word}') [data-column=%s]"
    mara.press("v")
    mara.press("l")
    expect(mara.page.locator(fire % "due")).to_have_count(1)
    for column in ("Due", "Number"):
        mara.press("Shift+D")
        mara.page.get_by_role("menuitemcheckbox", name=column, exact=True).press("Enter")
        mara.press("Escape")
    expect(mara.page.locator(fire % "due")).to_have_count(0)
    mara.page.get_by_role("button", name="Save", exact=True).click()
    expect(mara.page.get_by_test_id("save-bar")).to_have_count(0)
    tom.press("g")
    tom.press("i")
    # What a colleague saved is here without asking.
    expect(saved).to_have_attribute("href", re.compile("columns=number"))
    saved.click()
    tom.press("v")
    tom.press("l")
    expect(tom.page.locator(fire % "number")).to_be_visible()
    expect(tom.page.locator(fire % "due")).to_have_count(0)
    tom.press("g")
    tom.press("i")
    expect(tom.page.locator(fire % "due")).to_have_count(1)

    # As icons they stand like all places, large enough to be hit.
    tom.press("[")
    place = tom.page.get_by_role("link", name="All unresolved").bounding_box()
    icon = tom.page.get_by_test_id("saved-views").get_by_role("link", name=f"Fires {word}").bounding_box()
    assert place is not None
    assert icon is not None
    assert (icon["width"], icon["height"]) == (place["width"], place["height"])

    menu = mara.page.get_by_role("button", name=f"More for Fires {word}")
    menu.focus()
    mara.press("Enter")
    mara.page.get_by_role("menuitem", name="Delete").click()
    expect(mara.page.get_by_role("link", name=f"Fires {word}")).to_have_count(0)
    mara.page.get_by_role("button", name="Undo").first.click()
    expect(mara.page.get_by_role("link", name=f"Fires {word}")).to_be_visible()
    for view in admin.get("/views")["items"]:
        if word in view["name"]:
            admin.http.delete(f"/views/{view['id']}").raise_for_status()


def test_views_are_put_in_order_by_hand_and_by_keys(open_screen: OpenScreen, agent: Api, word: str) -> None:
    everything = {"match": "all", "of": []}
    names = [f"{name} {word}" for name in ("First", "Second", "Third")]
    made = [agent.post("/views", {"name": name, "filter": everything})["id"] for name in names]

    def order() -> list[str]:
        return [view["name"].split()[0] for view in agent.get("/views")["items"] if word in view["name"]]

    try:
        tom = open_screen()
        tom.sign_in(AGENT)
        views = tom.page.get_by_test_id("saved-views")
        first, _, third = (views.get_by_role("link", name=name) for name in names)
        third.drag_to(first)
        eventually(lambda: order() == ["Third", "First", "Second"], "the order by hand")
        third.focus()
        tom.press("Alt+ArrowDown")
        tom.press("Alt+ArrowDown")
        eventually(lambda: order() == ["First", "Second", "Third"], "the order by keys")
        expect(third).to_be_focused()
        expect(views.get_by_role("status")).to_contain_text(f"“{names[2]}” is number")
        assert tom.violations() == []
        tom.page.reload()
        shown = views.get_by_role("link").filter(has_text=word)
        expect(shown).to_have_count(3)
        assert [text.split()[0] for text in shown.all_inner_texts()] == ["First", "Second", "Third"]
    finally:
        for view in made:
            agent.http.delete(f"/views/{view}").raise_for_status()


def test_who_comes_back_finds_what_was_arranged_meanwhile(open_screen: OpenScreen, admin: Api, word: str) -> None:
    tom = open_screen()
    tom.sign_in(AGENT)
    tom.open("/favicon.svg")
    everything = {"match": "all", "of": []}
    made = admin.post("/views", {"name": f"Meanwhile {word}", "filter": everything, "sharing": "everyone"})
    tom.open("/")
    expect(tom.page.get_by_test_id("saved-views").get_by_role("link", name=f"Meanwhile {word}")).to_be_visible()
    admin.http.delete(f"/views/{made['id']}").raise_for_status()


def test_either_of_two_conditions_is_enough_where_one_says_or(open_screen: OpenScreen, agent: Api, word: str) -> None:
    tag = f"t-{word}"
    for subject, more in (("Urgent", {"priority": "urgent"}), ("Tagged", {"tags": [tag]}), ("Neither", {})):
        agent.make_ticket(f"{subject} {word}", f"{word}@customer.example", **more)
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/all?filter=subject.contains:{word}+priority:urgent+tag:{tag}")
    bar = tom.page.get_by_test_id("filter-bar")
    expect(tom.page.get_by_text("No ticket fits all filters")).to_be_visible()
    bar.get_by_role("button", name="And: turn into").nth(1).focus()
    tom.press("Enter")
    expect(tom.row(f"Urgent {word}")).to_be_visible()
    expect(tom.row(f"Tagged {word}")).to_be_visible()
    expect(tom.row(f"Neither {word}")).to_have_count(0)
    expect(bar.get_by_role("button", name="Or: turn into")).to_be_focused()
    tom.page.reload()
    expect(bar.get_by_role("group", name="One of these is enough")).to_contain_text("Priority is Urgent")
    assert tom.violations() == []
    bar.get_by_role("button", name="Or: turn into").focus()
    tom.press("Enter")
    expect(tom.page.get_by_text("No ticket fits all filters")).to_be_visible()
    expect(bar.get_by_role("button", name="And: turn into").nth(1)).to_be_focused()
    assert tom.errors == []
