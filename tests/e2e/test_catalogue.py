"""What tickets are made of: an administrator defines it in the settings, agents meet it on tickets."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Cracked lid {word}", f"{word}@customer.example")


def at(screen: Screen, email: str, path: str) -> Screen:
    screen.sign_in(email, at=path)
    return screen


def test_a_field_is_defined_filled_in_and_asked_for(
    open_screen: OpenScreen, admin: Api, ticket: dict[str, Any], word: str
) -> None:
    mara = at(open_screen(), "admin@acme.test", "/settings")
    mara.page.get_by_label("Search settings").fill("custom form")
    mara.press("Enter")
    mara.page.get_by_role("button", name="New field").click()
    name = f"Cause {word}"
    mara.page.get_by_label("Name", exact=True).fill(name)
    preview = mara.page.get_by_role("region", name="Preview")
    expect(preview.get_by_label(name)).to_be_visible()
    mara.press("Escape")
    expect(mara.heading("Not saved yet")).to_be_visible()
    mara.page.get_by_role("button", name="Keep editing").last.click()
    assert mara.violations() == []
    mara.page.get_by_role("button", name="Save").click()
    expect(mara.page.get_by_role("dialog")).to_have_count(0)
    expect(mara.page.get_by_text(name)).to_be_visible()

    tom = at(open_screen(), "agent@acme.test", f"/tickets/{ticket['id']}")
    field = tom.page.get_by_test_id("custom-fields").get_by_role("button", name=name)
    field.click()
    tom.page.get_by_label(name, exact=True).last.fill("Dropped")
    tom.press("Enter")
    expect(field).to_contain_text("Dropped")
    expect(tom.page.get_by_text(f"set {name} to Dropped").first).to_be_visible()
    tom.press("Control+z")
    expect(field).to_contain_text("Not set")

    # Nobody else's tickets should be held open by this test.
    id_ = next(one["id"] for one in admin.get("/catalogue")["fields"] if one["name"] == name)
    assert admin.http.patch(f"/admin/fields/{id_}", json={"deleted": True}).is_success


def lids(admin: Api, word: str) -> tuple[dict[str, Any], str, str]:
    """A field of two choices, and these."""
    body = {"name": f"Lid {word}", "type": "one_of", "options": [{"label": "Steel"}, {"label": "Glass"}]}
    field = admin.post("/admin/fields", body)
    steel, glass = (option["id"] for option in field["options"])
    return field, steel, glass


def test_a_list_is_narrowed_by_an_own_field_and_shows_it(
    open_screen: OpenScreen, admin: Api, agent: Api, word: str
) -> None:
    lid, steel, glass = lids(admin, word)
    for name, option in (("Bent", steel), ("Cracked", glass)):
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", fields={lid["id"]: option})
    tom = at(open_screen(), "agent@acme.test", "/views/all")
    expect(tom.row(f"Bent {word}")).to_be_visible()
    tom.press("Shift+F")
    for asked, typed in (("Filter by…", f"Lid {word}"), (f"Lid {word} is…", "Glass")):
        tom.page.get_by_role("combobox", name=asked).press_sequentially(typed)
        # The field may be newer than what this browser knows.
        expect(tom.page.get_by_role("option", selected=True)).to_contain_text(typed)
        tom.press("Enter")
    tom.press("Escape")
    expect(tom.row(f"Bent {word}")).to_have_count(0)
    expect(tom.row(f"Cracked {word}")).to_be_visible()
    assert tom.violations() == []
    tom.press("v")
    tom.press("l")
    expect(tom.row(f"Cracked {word}").locator("[data-column=due]")).to_have_count(1)
    expect(tom.page.get_by_role("button", name="Order and groups")).to_be_visible()
    tom.press("Shift+D")
    tom.page.get_by_role("menuitemcheckbox", name=f"Lid {word}").click()
    tom.press("Escape")
    expect(tom.row(f"Cracked {word}").locator(f"[data-column='fields.{lid['id']}']")).to_have_text("Glass")
    agent.make_ticket(f"Splintered {word}", f"{word}@customer.example", fields={lid["id"]: glass})
    expect(tom.row(f"Splintered {word}")).to_be_visible()
    assert admin.http.patch(f"/admin/fields/{lid['id']}", json={"deleted": True}).is_success
    tom.page.reload()
    expect(tom.page.get_by_text("A field that is asked for here is deleted")).to_be_visible()
    expect(tom.page.get_by_test_id("filter-bar")).to_contain_text("A deleted field is")


def test_a_board_by_an_own_field_and_bounds_that_are_typed(
    open_screen: OpenScreen, admin: Api, agent: Api, word: str
) -> None:
    lid, steel, glass = lids(admin, word)
    litres = admin.post("/admin/fields", {"name": f"Litres {word}", "type": "number"})
    made = {
        name: agent.make_ticket(
            f"{name} {word}", f"{word}@customer.example", fields={lid["id"]: steel, litres["id"]: size}, tags=[word]
        )
        for name, size in (("Small", 9), ("Large", 10.5))
    }
    tom = at(open_screen(), "agent@acme.test", f"/views/tag-{word}?group=own-{lid['id']}&order=-own-{litres['id']}")
    expect(tom.page.get_by_test_id("group")).to_contain_text("Steel")
    expect(tom.page.get_by_test_id("ticket-row").first).to_contain_text(f"Large {word}")
    tom.press("v")
    tom.press("b")
    columns = tom.page.get_by_test_id("column")
    expect(columns).to_have_count(3)
    tom.row(f"Large {word}").focus()
    tom.press("Shift+ArrowRight")
    expect(columns.nth(1).get_by_text(f"Large {word}")).to_be_visible()
    eventually(
        lambda: agent.get(f"/tickets/{made['Large']['id']}")["fields"][lid["id"]] == glass, "the lid of the large one"
    )
    assert tom.violations() == []

    tom.press("Shift+F")
    for asked, typed in (("Filter by…", f"Litres {word}"), (f"Litres {word} is…", "9.5")):
        tom.page.get_by_role("combobox", name=asked).press_sequentially(typed)
        tom.press("Enter")
    bar = tom.page.get_by_test_id("filter-bar")
    expect(bar).to_contain_text(f"Litres {word} is 9.5 or more")
    expect(tom.row(f"Small {word}")).to_have_count(0)
    expect(tom.row(f"Large {word}")).to_be_visible()
    bar.get_by_role("button", name="Clear").click()
    tom.press("Shift+F")
    for asked, typed in (("Filter by…", "Subject"), ("Subject is…", "small")):
        tom.page.get_by_role("combobox", name=asked).press_sequentially(typed)
        tom.press("Enter")
    expect(bar).to_contain_text("Subject contains small")
    expect(tom.row(f"Large {word}")).to_have_count(0)
    expect(tom.row(f"Small {word}")).to_be_visible()
    for field in (lid, litres):
        assert admin.http.patch(f"/admin/fields/{field['id']}", json={"deleted": True}).is_success


def test_an_own_status_has_its_name_and_colour(
    open_screen: OpenScreen, admin: Api, ticket: dict[str, Any], word: str
) -> None:
    mara = at(open_screen(), "admin@acme.test", "/settings/statuses")
    mara.page.get_by_role("button", name="New status").click()
    name = f"Lid ordered {word}"
    mara.page.get_by_label("Name", exact=True).fill(name)
    mara.page.get_by_role("combobox", name="Category").click()
    mara.page.get_by_role("option", name="On hold").click()
    mara.page.get_by_text("Teal").locator("..").click()
    mara.page.get_by_role("button", name="Save").click()
    expect(mara.page.get_by_role("dialog")).to_have_count(0)
    expect(mara.page.get_by_text(name)).to_be_visible()

    tom = at(open_screen(), "agent@acme.test", f"/tickets/{ticket['id']}")
    expect(tom.field("Status")).to_be_visible()
    tom.choose("s", name)
    expect(tom.field("Status")).to_contain_text(name)
    eventually(lambda: admin.get(f"/tickets/{ticket['id']}")["status"] == "on_hold", "the change to be sent")
    mara.page.get_by_role("button", name=f"Archive {name}").click()
    expect(mara.page.get_by_role("button", name=f"Bring back {name}")).to_be_visible()
    expect(tom.field("Status")).to_contain_text(name)


def test_a_reply_is_sent_with_an_own_status_and_found_by_it(
    open_screen: OpenScreen, admin: Api, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    name, path = f"Waiting for lid {word}", f"/tickets/{ticket['id']}"
    own = admin.post("/admin/statuses", {"name": name, "category": "on_hold", "colour": "violet"})["id"]
    tom = at(open_screen(), "agent@acme.test", path)
    reply = tom.page.get_by_role("textbox", name="Text of the reply")
    reply.click()
    tom.type("It is ordered.")
    send_and_set(tom, name)
    tom.message("It is ordered.").get_by_role("button", name="Undo").click()
    expect(reply).to_have_text("It is ordered.")
    assert agent.get(path)["status_id"] is None
    send_and_set(tom, name)

    def held() -> bool:
        now = agent.get(path)
        return (now["status"], now["status_id"]) == ("on_hold", own)

    eventually(held, "the reply went out, and its status with it", 40)
    expect(tom.field("Status")).to_contain_text(name)
    typed = f'status:"{name.upper()}"'
    eventually(lambda: agent.get("/search", q=typed)["total"] == 1, "the index")
    tom.open(f"/search?q={quote(typed)}")
    expect(tom.page.get_by_test_id("search-result")).to_contain_text(ticket["subject"])
    facet = tom.page.get_by_role("complementary").get_by_role("button", name=f"{name} 1")
    expect(facet).to_have_attribute("aria-pressed", "true")
    assert tom.violations() == []
    # Nobody else's menus should offer it.
    admin.patch(f"/admin/statuses/{own}", {"deleted": True})


def send_and_set(screen: Screen, name: str) -> None:
    screen.page.get_by_role("button", name="More ways to send").click()
    screen.page.get_by_role("menuitem", name=f"Send and set to {name}").click()


def test_a_tag_is_renamed_on_all_tickets(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    agent.http.patch(f"/tickets/{ticket['id']}", json={"add_tags": [f"old-{word}"]})
    mara = at(open_screen(), "admin@acme.test", "/settings/tags")
    mara.page.get_by_role("button", name=f"Edit old-{word}").click()
    mara.page.get_by_label("Name", exact=True).fill(f"new-{word}")
    mara.page.get_by_role("button", name="Save").click()
    expect(mara.page.get_by_text(f"Also: old-{word}")).to_be_visible()
    tom = at(open_screen(), "agent@acme.test", f"/tickets/{ticket['id']}")
    expect(tom.field("Tags")).to_contain_text(f"new-{word}")
