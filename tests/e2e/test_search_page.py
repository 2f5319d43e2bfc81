"""The search page, by keys: completed as one types, narrowed by what was found, kept for another time."""

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.waiting import eventually


def test_the_keys_lead_from_the_field_to_what_was_found_and_back(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    agent.make_ticket(f"Ladder {word}", f"{word}@customer.example")
    eventually(lambda: len(agent.get("/search", q=word)["items"]) == 1, "the index")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/search?q={word}")
    box = tom.page.get_by_role("combobox", name="Search tickets and people")
    result = tom.page.get_by_test_id("search-result")
    expect(result).to_have_count(1)
    expect(box).to_be_focused()
    tom.press("ArrowDown")
    expect(result).to_be_focused()
    tom.press("Escape")
    expect(box).to_be_focused()
    tom.press("Escape")
    expect(result).to_be_focused()


def test_what_is_searched_is_completed_narrowed_kept_and_found_again(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    tag = f"t-{word}"
    for subject, priority in ((f"Squeaking conveyor {word}", "urgent"), (f"Silent conveyor {word}", "low")):
        agent.make_ticket(subject, f"{word}@customer.example", priority=priority, tags=[tag])
    eventually(lambda: len(agent.get("/search", q=f"conveyor {word}")["items"]) == 2, "the index")
    tom = open_screen()
    tom.sign_in(AGENT)
    tom.press("/")
    box = tom.page.get_by_role("combobox", name="Search tickets and people")
    expect(box).to_be_focused()
    expect(tom.page.get_by_role("region", name="How one can ask")).to_be_visible()

    tom.type("stat")
    expect(tom.page.get_by_role("option", name="status:")).to_be_visible()
    tom.press("ArrowDown")
    tom.press("Tab")
    expect(box).to_have_value("status:")
    tom.type("op")
    expect(tom.page.get_by_role("option", name="open")).to_be_visible()
    tom.press("ArrowDown")
    tom.press("Enter")
    expect(box).to_have_value("status:open ")

    tom.type(f"conveyer {word}")  # as one misspells it
    results = tom.page.get_by_test_id("search-result")
    expect(results).to_have_count(2)
    tom.page.get_by_role("button", name=f"status:open conveyor {word}").press("Enter")
    expect(box).to_have_value(f"status:open conveyor {word}")
    expect(results).to_have_count(2)
    expect(results.first.locator("mark").first).to_be_visible()
    facet = tom.page.get_by_role("complementary").get_by_role("button", name="Urgent 1")
    facet.click()
    expect(results).to_have_count(1)
    expect(box).to_have_value(f"status:open conveyor {word} priority:urgent ")
    assert tom.violations() == []
    tom.page.get_by_role("button", name="Save this search").click()
    facet.click()
    expect(results).to_have_count(2)

    box.focus()
    tom.press("End")
    tom.type(" -squeaking")
    expect(results).to_have_count(1)
    tom.press("Enter")
    expect(results.first).to_be_focused()
    tom.press("Enter")
    expect(tom.heading(f"Silent conveyor {word}")).to_be_visible()
    # As from a list, one comes back to where one was.
    tom.press("Escape")
    expect(results).to_have_count(1)
    expect(results.first).to_be_focused()

    tom.press("/")
    box.fill("")
    kept = f"status:open conveyor {word} priority:urgent"
    tom.press("Escape")
    tom.page.get_by_role("region", name="Saved searches").get_by_role("button", name=kept).press("Enter")
    expect(results).to_have_count(1)
    expect(results.first).to_contain_text("Squeaking")
    tom.page.reload()
    expect(results).to_have_count(1)
    assert tom.errors == []


#: Types a letter in the instant in which what was typed before becomes the address.
TYPED_MEANWHILE = """() => {
  const replace = history.replaceState
  history.replaceState = function (...to) {
    replace.apply(this, to)
    if (!String(to[2]).includes('q=pape')) return
    history.replaceState = replace
    document.execCommand('insertText', false, 'r')
  }
}"""


def test_no_letter_is_lost_while_the_address_follows(open_screen: OpenScreen) -> None:
    tom = open_screen()
    tom.sign_in(AGENT, at="/search")
    box = tom.page.get_by_role("combobox", name="Search tickets and people")
    expect(box).to_be_focused()
    tom.page.evaluate(TYPED_MEANWHILE)
    tom.type("pape")
    tom.page.wait_for_url("**/search?q=paper")
    expect(box).to_have_value("paper")
    tom.page.go_back()
    tom.page.go_forward()
    expect(box).to_have_value("paper")


def test_a_link_shows_what_it_finds_and_a_half_typed_filter_keeps_it(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    agent.make_ticket(f"Kettle {word}", f"{word}@customer.example")
    eventually(lambda: len(agent.get("/search", q=f"kettle {word}")["items"]) == 1, "the index")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/search?q={word}")
    results = tom.page.get_by_test_id("search-result")
    expect(results).to_have_count(1)
    box = tom.page.get_by_role("combobox", name="Search tickets and people")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    tom.press("End")
    tom.type(" status:op")
    expect(tom.page.get_by_role("option", name="open")).to_be_visible()
    expect(results).to_have_count(1)
    tom.press("Escape")
    tom.press("Enter")
    expect(tom.page.get_by_role("region", name="Results")).to_contain_text("op")


@pytest.mark.parametrize("number", ["5590641e4037", "0042"])
def test_a_number_in_an_address_is_looked_for_as_it_is_written(
    open_screen: OpenScreen, agent: Api, word: str, number: str
) -> None:
    agent.make_ticket(f"Serial {number} {word}", f"{word}@customer.example")
    eventually(lambda: agent.get("/search", q=f"{number} {word}")["items"], "the index")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/search?q={number}")
    expect(tom.page.get_by_role("combobox", name="Search tickets and people")).to_have_value(number)
    expect(tom.page.get_by_test_id("search-result").filter(has_text=word)).to_be_visible()
