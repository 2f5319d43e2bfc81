"""Two agents on one ticket see each other, and who is writing."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen

MARA = "admin@acme.test"


def test_two_on_one_ticket_know_of_each_other(open_screen: OpenScreen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Cold coffee {word}", f"{word}@customer.example")
    tom, mara = open_screen(), open_screen()
    tom.sign_in(AGENT)
    mara.sign_in(MARA)
    expect(mara.page.get_by_test_id("online-now")).to_be_visible()
    tom.open_ticket(ticket["subject"])
    row = mara.row(ticket["subject"])
    expect(row.get_by_label("Tom Okafor has this ticket open")).to_be_visible()

    mara.page.get_by_test_id("online-now").click()
    assert mara.violations() == []
    mara.page.get_by_role("link", name=ticket["subject"]).last.click()
    expect(mara.heading(ticket["subject"])).to_be_visible()
    expect(tom.page.get_by_label("Mara Lindqvist has this ticket open").first).to_be_visible()

    tom.press("n")
    expect(tom.page.get_by_role("textbox", name="Internal note")).to_be_focused()
    tom.type("I have it")
    expect(mara.page.get_by_test_id("who-types")).to_have_text("Tom Okafor is writing…")
    assert mara.violations() == []
    tom.press("Control+Enter")
    expect(mara.message("I have it")).to_be_visible()
    expect(mara.page.get_by_test_id("who-types")).to_have_text("")

    tom.page.close()
    expect(mara.page.get_by_label("Tom Okafor has this ticket open")).to_have_count(0)
