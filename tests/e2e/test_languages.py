"""The screens in other languages, one of them from right to left."""

import pytest
from playwright.sync_api import expect

from tests.e2e.api import PASSWORD, Api
from tests.e2e.conftest import OpenScreen


@pytest.mark.parametrize(
    ("locale", "direction", "email", "password", "sign_in", "reply"),
    [
        ("de-AT", "ltr", "E-Mail", "Passwort", "Anmelden", "Text der Antwort"),
        ("ar-EG", "rtl", "البريد الإلكتروني", "كلمة المرور", "تسجيل الدخول", "نص الرد"),
    ],
)
def test_the_job_in_the_browser_s_language(
    open_screen: OpenScreen,
    agent: Api,
    word: str,
    locale: str,
    direction: str,
    email: str,
    password: str,
    sign_in: str,
    reply: str,
) -> None:
    ticket = agent.make_ticket(f"Languages {word}", f"{word}@customer.example")
    screen = open_screen(locale=locale)
    screen.open(f"/tickets/{ticket['id']}")
    page = screen.page.locator("html")
    expect(page).to_have_attribute("lang", locale[:2])
    expect(page).to_have_attribute("dir", direction)
    screen.page.get_by_label(email).fill("agent@acme.test")
    screen.page.get_by_label(password, exact=True).fill(PASSWORD)
    assert screen.violations() == []
    screen.page.get_by_role("button", name=sign_in).click()
    expect(screen.heading(ticket["subject"])).to_be_visible()
    screen.write("r", reply, f"Done {word}.")
    assert screen.violations() == []


def test_a_chosen_language_stays(open_screen: OpenScreen) -> None:
    tom = open_screen()
    tom.sign_in("agent@acme.test")
    tom.page.get_by_role("button", name="account and settings").first.click()
    tom.page.get_by_role("menuitem", name="Appearance and language").click()
    tom.page.get_by_role("radio", name="Compact").check(force=True)
    expect(tom.page.locator("html")).to_have_attribute("data-density", "compact")
    expect(tom.page.get_by_test_id("sample-list")).to_be_visible()
    assert tom.violations() == []
    tom.page.get_by_role("radio", name="Deutsch").check(force=True)
    expect(tom.heading("Darstellung")).to_be_visible()
    tom.open("/")
    expect(tom.heading("Alle ungelösten")).to_be_visible()
    tom.open("/")
    expect(tom.heading("Alle ungelösten")).to_be_visible()
    expect(tom.page.locator("html")).to_have_attribute("lang", "de")
