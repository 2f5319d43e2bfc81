"""People and companies have pages: found by typing, edited, and everything of theirs in one place."""

from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, AGENT, OpenScreen
from tests.e2e.waiting import eventually


def test_a_company_has_its_people_and_their_tickets(open_screen: OpenScreen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Bent spoon {word}", f"grace@{word}.example")
    tom = open_screen()
    tom.sign_in(AGENT)
    tom.press("g")
    tom.press("c")
    expect(tom.heading("Customers")).to_be_visible()
    tom.page.get_by_role("button", name="New company").click()
    dialog = tom.page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(f"Works {word}")
    dialog.get_by_label("Mail domains").fill("not a domain")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Mail domains")).to_have_attribute("aria-invalid", "true")
    tom.errors.clear()  # the refusal
    dialog.get_by_label("Mail domains").fill(f"{word}.example")
    dialog.get_by_role("button", name="Save").click()
    expect(tom.heading(f"Works {word}")).to_be_visible()
    expect(tom.page.get_by_role("link", name=f"grace@{word}.example")).to_be_visible()
    assert tom.violations() == []

    tom.page.get_by_role("button", name="More actions").click()
    tom.page.get_by_role("menuitem", name="Delete").click()
    expect(tom.page.get_by_text("This company is deleted.")).to_be_visible()
    tom.page.get_by_role("button", name="Undo").first.click()
    expect(tom.page.get_by_text("This company is deleted.")).to_have_count(0)

    tom.page.get_by_role("link", name=f"grace@{word}.example").click()
    expect(tom.heading(f"grace@{word}.example")).to_be_visible()
    expect(tom.page.get_by_role("link", name=f"Works {word}")).to_be_visible()
    expect(tom.page.get_by_role("link", name=ticket["subject"])).to_be_visible()
    tom.page.get_by_role("button", name="Edit").click()
    dialog.get_by_label("Name", exact=True).fill(f"Grace {word}")
    dialog.get_by_role("button", name="Company: ").click()
    tom.page.get_by_role("option", name="No company").click()
    assert tom.violations() == []
    dialog.get_by_role("button", name="Save").click()
    expect(tom.heading(f"Grace {word}")).to_be_visible()
    expect(tom.page.get_by_role("link", name=f"Works {word}")).to_have_count(0)


def test_a_company_is_found_by_searching(open_screen: OpenScreen, agent: Api, word: str) -> None:
    company = agent.post("/companies", {"name": f"{word} Ironworks", "domains": [f"{word}.example"]})
    agent.post("/customers", {"email": f"ada@{word}.example", "name": "Ada"})
    eventually(lambda: agent.get("/search", q=f"{word} ironworks")["people"], "who works there")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/search?q={word}")
    expect(tom.page.get_by_test_id("found-person")).to_contain_text("Ironworks")
    assert tom.violations() == []
    tom.page.get_by_test_id("found-company").press("Enter")
    expect(tom.heading(company["name"])).to_be_visible()
    tom.press("Control+k")
    expect(tom.page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    tom.type(f"{word} iron")
    tom.page.get_by_role("option", name=company["name"]).click()
    expect(tom.heading(company["name"])).to_be_visible()


def test_people_are_found_by_typing_and_added(open_screen: OpenScreen, agent: Api, word: str) -> None:
    agent.post("/customers", {"email": f"ada@{word}.example", "name": f"Ada {word}"})
    tom = open_screen()
    tom.sign_in(AGENT)
    tom.page.get_by_role("link", name="Customers").click()
    tom.page.get_by_label("Find by name or address").fill(f"ada@{word}")
    expect(tom.page.get_by_role("listitem")).to_have_count(1)
    tom.page.get_by_label("Find by name or address").blur()
    tom.press("j")
    expect(tom.page.get_by_role("link", name=f"Ada {word}")).to_be_focused()
    assert tom.violations() == []
    tom.press("Enter")
    expect(tom.heading(f"Ada {word}")).to_be_visible()
    tom.press("Escape")
    tom.page.get_by_role("button", name="New person").click()
    dialog = tom.page.get_by_role("dialog")
    dialog.get_by_label("Addresses").fill(f"bob@{word}.example")
    dialog.get_by_role("button", name="Save").click()
    expect(tom.heading(f"bob@{word}.example")).to_be_visible()
    expect(tom.page.get_by_text("No tickets yet.")).to_be_visible()


def test_two_records_of_one_person_become_one(open_screen: OpenScreen, agent: Api, word: str) -> None:
    """By keys, with the tickets, and back."""
    ada = agent.post("/customers", {"email": f"ada@{word}.example", "name": f"Ada {word}"})
    agent.make_ticket(f"Second address {word}", f"countess@{word}.example")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/people/{ada['id']}")
    expect(tom.heading(f"Ada {word}")).to_be_visible()
    tom.page.get_by_role("button", name="More actions").focus()
    tom.press("Enter")
    tom.press("Enter")
    dialog = tom.page.get_by_role("dialog")
    dialog.get_by_label("Find by name or address").fill(f"countess@{word}")
    expect(dialog.get_by_role("option")).to_contain_text(f"countess@{word}.example")
    tom.press("Enter")
    expect(dialog.get_by_role("button", name="Merge", exact=True)).to_be_enabled()
    assert tom.violations() == []
    tom.press("Enter")
    expect(tom.page.get_by_role("link", name=f"countess@{word}.example")).to_be_visible()
    expect(tom.page.get_by_role("link", name=f"Second address {word}")).to_be_visible()
    expect(tom.page.get_by_role("button", name="Take apart")).to_be_visible()
    assert tom.violations() == []
    tom.page.get_by_role("button", name="Undo").first.click()
    expect(tom.page.get_by_role("button", name="Take apart")).to_have_count(0)
    expect(tom.page.get_by_role("link", name=f"countess@{word}.example")).to_have_count(0)
    expect(tom.page.get_by_role("link", name=f"Second address {word}")).to_have_count(0)
    assert tom.errors == []


def test_people_and_companies_have_fields_of_the_organization_s_own(
    open_screen: OpenScreen, admin: Api, agent: Api, word: str
) -> None:
    mara = open_screen()
    mara.sign_in(ADMIN, at="/settings/fields")
    for of, name in (("People", f"Seats {word}"), ("Companies", f"VAT {word}")):
        mara.page.get_by_role("button", name="New field").click()
        mara.page.get_by_label("Name", exact=True).fill(name)
        mara.page.get_by_label("Of", exact=True).click()
        mara.page.get_by_role("option", name=of).click()
        assert mara.violations() == []
        mara.page.get_by_role("button", name="Save").click()
        expect(mara.page.get_by_role("region", name=of).get_by_text(name)).to_be_visible()

    company = agent.post("/companies", {"name": f"Works {word}", "domains": [f"{word}.example"]})
    ticket = agent.make_ticket(f"Bent spoon {word}", f"grace@{word}.example")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/companies/{company['id']}")
    dialog = tom.page.get_by_role("dialog")
    tom.page.get_by_role("button", name="Edit").click()
    dialog.get_by_label(f"VAT {word}").fill("DE 123 456 789")
    dialog.get_by_role("button", name="Save").click()
    expect(tom.page.get_by_test_id("own-fields")).to_contain_text("DE 123 456 789")
    assert tom.violations() == []

    tom.page.get_by_role("link", name=f"grace@{word}.example").click()
    expect(tom.heading(f"grace@{word}.example")).to_be_visible()
    tom.page.get_by_role("button", name="Edit").click()
    dialog.get_by_label(f"Seats {word}").fill("twelve")
    dialog.get_by_role("button", name="Language: ").click()
    tom.type("portuguese")
    tom.press("Enter")
    dialog.get_by_label("Time zone").fill("Europe/Lisbon")
    assert tom.violations() == []
    dialog.get_by_role("button", name="Save").click()
    expect(tom.page.get_by_test_id("own-fields")).to_contain_text("twelve")
    expect(tom.page.get_by_role("region", name="About").get_by_text("Portuguese")).to_be_visible()
    tom.open(f"/tickets/{ticket['id']}")
    customer = tom.page.get_by_test_id("customer")
    expect(customer.get_by_text("twelve")).to_be_visible()
    expect(customer.get_by_text(" there")).to_be_visible()

    for field in admin.get("/catalogue")["fields"]:
        if word in field["name"]:
            assert admin.http.patch(f"/admin/fields/{field['id']}", json={"deleted": True}).is_success
