"""Beside a ticket stands who asks: what is known of them, and what else they wrote."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, NEWEST, OpenScreen
from tests.e2e.mail import Customer, SentMail, Smtp
from tests.e2e.waiting import eventually

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

    expect(tom.page.get_by_text("Tom Okafor changed the name of the requester to Grace Hopper").first).to_be_visible()
    panel.get_by_role("button", name="Block").click()
    expect(panel.get_by_text("Blocked: their mail goes to quarantine.")).to_be_visible()
    tom.page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(panel.get_by_text("Blocked: their mail goes to quarantine.")).to_have_count(0)

    another = agent.make_ticket(f"Third belt {word}", email)
    expect(panel.get_by_role("link", name=f"Third belt {word}")).to_be_visible()
    panel.get_by_role("link", name=company["name"]).click()
    expect(tom.heading(company["name"])).to_be_visible()
    tom.page.get_by_role("link", name="All 3 tickets").click()
    expect(tom.row(f"Third belt {word}")).to_be_visible()
    expect(tom.row(f"Broken belt {word}")).to_be_visible()
    assert another["company_id"] == company["id"]


def test_a_ticket_goes_to_another_person(
    open_screen: OpenScreen, agent: Api, smtp: Smtp, sent_mail: SentMail, word: str
) -> None:
    """By keys; answers go there, and come back from there."""
    alan = Customer("Alan Turing", f"alan@{word}.example")
    ticket = agent.make_ticket(f"Loose gear {word}", f"ada@{word}.example")
    tom = open_screen()
    tom.sign_in(AGENT)
    tom.open_ticket(ticket["subject"])
    expect(tom.page.get_by_test_id("customer").get_by_role("button", name="Change")).to_be_visible()
    tom.press("Shift+R")
    tom.page.get_by_label("Find by name or address").fill(alan.email)
    tom.page.get_by_role("option", name=f"{alan.email} New person").click()
    tom.page.get_by_label(f"Keep ada@{word}.example in copy").check()
    assert tom.violations() == []
    tom.page.get_by_role("button", name="Change requester").click()
    expect(tom.conversation).to_contain_text(f"made {alan.email} the requester")
    tom.press("Control+z")
    expect(tom.conversation).to_contain_text(f"made ada@{word}.example the requester")
    tom.press("Control+Shift+z")
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["requester"]["email"] == alan.email, "it is Alan's again")

    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": "Oil the gear."})
    mail = eventually(lambda: sent_mail.to(alan.email), "the reply")[0]
    smtp.send(alan.answer(mail, "It turns again."))
    expect(tom.message("It turns again.")).to_be_visible()
    assert tom.errors == []
