"""What tickets are to each other, as an agent links them and sees them."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import OpenScreen


def test_a_parent_shows_how_its_child_is_and_tells_of_it(open_screen: OpenScreen, agent: Api, word: str) -> None:
    child = agent.make_ticket(f"No light in hall {word}", f"{word}@customer.example")
    parent = agent.make_ticket(f"Power cut {word}", f"{word}@customer.example")
    tom = open_screen()
    tom.sign_in("agent@acme.test", at=f"/tickets/{parent['id']}")
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    tom.press("Shift+L")
    dialog = tom.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="The other ticket is").click()
    tom.page.get_by_role("option", name="Child").click()
    expect(tom.page.get_by_role("option", name="Child")).to_have_count(0)
    dialog.get_by_role("combobox", name="Number, subject or person").fill(f"#{child['number']}")
    dialog.get_by_role("option", name=f"#{child['number']}").click()
    assert tom.violations() == []
    dialog.get_by_role("button", name="Link", exact=True).click()

    linked = tom.page.get_by_test_id("linked-tickets")
    row = linked.get_by_role("link", name=child["subject"])
    expect(row).to_be_visible()
    expect(tom.conversation).to_contain_text(f"Child #{child['number']}")
    tom.choose("s", "closed")
    expect(tom.page.get_by_text("1 child is still open").first).to_be_visible()
    expect(linked).to_contain_text("1 child is still open")
    agent.post(f"/tickets/{child['id']}/status", {"status": "resolved"}, status=200)
    expect(row.get_by_label("Resolved")).to_be_visible()
    expect(linked).not_to_contain_text("still open")

    row.click()
    expect(tom.heading(child["subject"])).to_be_visible()
    expect(linked.get_by_role("heading", name="Parent")).to_be_visible()
    assert tom.violations() == []
    linked.get_by_role("link").hover()
    linked.get_by_role("button", name=f"Remove the link to #{parent['number']}").click()
    expect(linked.get_by_role("link")).to_have_count(0)
    tom.press("Control+z")
    expect(linked.get_by_role("link", name=parent["subject"])).to_be_visible()
    assert tom.errors == []


def test_messages_become_a_ticket_of_their_own(open_screen: OpenScreen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Two matters {word}", f"{word}@customer.example")
    tom = open_screen()
    tom.sign_in("agent@acme.test", at=f"/tickets/{ticket['id']}")
    tom.write("n", "Internal note", f"Another matter {word}")
    tom.message(f"Another matter {word}").get_by_role("button", name="Actions for the message").click()
    expect(tom.page.get_by_role("menuitem", name="Make a ticket of it")).to_be_visible()
    tom.press("Escape")
    # By keys it begins with the latest message.
    tom.press("Control+k")
    tom.type("split")
    expect(tom.page.get_by_role("option", name="Make a ticket of messages", selected=True)).to_be_visible()
    tom.press("Enter")
    dialog = tom.page.get_by_role("dialog", name="Make a ticket of messages")
    expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(1)
    dialog.get_by_role("checkbox", checked=False).check()
    dialog.get_by_role("button", name="Make a ticket of 2 messages").click()
    expect(dialog.get_by_role("alert")).to_have_text("Leave at least one message, or change the ticket itself.")
    tom.errors.clear()  # the refusal
    dialog.get_by_role("checkbox").first.uncheck()
    dialog.get_by_label("Subject").fill(f"The other {word}")
    assert tom.violations() == []
    dialog.get_by_role("button", name="Make a ticket of it").click()

    expect(tom.heading(f"The other {word}")).to_be_visible()
    expect(tom.message(f"Another matter {word}")).to_be_visible()
    related = tom.page.get_by_test_id("linked-tickets").get_by_role("link", name=f"Two matters {word}")
    related.click()
    expect(tom.heading(f"Two matters {word}")).to_be_visible()
    expect(tom.message(f"Another matter {word}")).to_have_count(0)
    expect(tom.conversation).to_contain_text("split messages off")
    tom.press("Control+z")
    expect(tom.message(f"Another matter {word}")).to_be_visible()
    assert tom.errors == []
