"""Beside a ticket stands who asks: what is known of them, and what else they wrote."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, NEWEST, OpenScreen

pytestmark = NEWEST


def test_what_agents_know_of_a_customer_stands_beside_the_ticket(
    open_screen: OpenScreen, admin: Api, agent: Api, word: str
) -> None:
    domain, email = f"{word}.example", f"grace@{word}.example"
    company = admin.post("/companies", {"name": f"Works {word}", "domains": [domain]})
    first = agent.make_ticket(f"Broken belt {word}", email)
    agent.make_ticket(f"Second belt {word}", email)
    tom = open_screen()
    tom.sign_in(AGENT)
    tom.open_ticket(f"Broken belt {word}")
    panel = tom.page.get_by_test_id("customer")
    expect(panel.get_by_role("link", name=f"Second belt {word}")).to_be_visible()
    expect(panel.get_by_role("link", name=company["name"])).to_be_visible()

    panel.get_by_role("button", name="Edit").click()
    tom.page.get_by_label("Name", exact=True).fill("Grace Hopper")
    tom.page.get_by_label("Phones, one a line").fill("+1 202 555 0143\n+1 202 555 0144")
    tom.page.get_by_label("Notes").fill("Call in the morning.")
    tom.page.get_by_role("button", name="Save", exact=True).click()
    expect(panel.get_by_text("Call in the morning.")).to_be_visible()
    expect(panel.get_by_role("link", name="+1 202 555 0144")).to_be_visible()
    assert tom.violations() == []
    known = agent.get(f"/customers/{first['requester']['id']}")
    assert (known["name"], known["phones"]) == ("Grace Hopper", ["+1 202 555 0143", "+1 202 555 0144"])

    panel.get_by_role("button", name="Block").click()
    expect(panel.get_by_text("Blocked: their mail goes to quarantine.")).to_be_visible()
    tom.page.get_by_role("button", name="Undo").first.click()
    expect(panel.get_by_text("Blocked: their mail goes to quarantine.")).to_have_count(0)

    another = agent.make_ticket(f"Third belt {word}", email)
    expect(panel.get_by_role("link", name=f"Third belt {word}")).to_be_visible()
    panel.get_by_role("link", name=company["name"]).click()
    expect(tom.heading(company["name"])).to_be_visible()
    tom.page.get_by_role("link", name="All 3 tickets").click()
    expect(tom.row(f"Third belt {word}")).to_be_visible()
    expect(tom.row(f"Broken belt {word}")).to_be_visible()
    assert another["company_id"] == company["id"]
