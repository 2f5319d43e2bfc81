"""Single settings are found by their names, in the settings and from the palette."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ADMIN, OpenScreen


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("undo sned", "/settings/appearance#undo-send"),
        ("signature", "/settings/people#signature"),
        ("do not disturb", "/settings/notifications#quiet"),
    ],
)
def test_enter_leads_to_the_setting_itself(open_screen: OpenScreen, typed: str, address: str) -> None:
    screen = open_screen()
    screen.sign_in(ADMIN, at="/settings")
    screen.page.get_by_label("Search settings").fill(typed)
    screen.press("Enter")
    place = screen.page.locator(address[address.index("#") :])
    expect(place).to_be_in_viewport()
    expect(screen.page).to_have_url(re.compile(f"{address}$"))
    # Which team is the first hangs on what other tests made.
    expect(place.locator("input:checked, button").first).to_be_focused()
    assert screen.violations() == []


def test_the_palette_leads_to_a_setting_and_what_is_not_saved_stays(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.sign_in(ADMIN, at="/settings/organization")
    name = screen.page.get_by_label("Name", exact=True)
    name.fill("Renamed")
    screen.press("Control+k")
    screen.page.get_by_role("combobox").fill("colour")
    screen.page.get_by_role("option", name="Colour Organization").click()
    expect(screen.page).to_have_url(re.compile("/settings/organization#colour$"))
    expect(screen.page.locator("#colour input:focus")).to_be_visible()
    expect(name).to_have_value("Renamed")
    screen.page.get_by_role("link", name="Appearance").click()
    expect(screen.heading("Not saved yet")).to_be_visible()
    screen.page.get_by_role("button", name="Discard changes").click()
    expect(screen.heading("Appearance")).to_be_visible()


def test_every_setting_that_is_listed_is_on_its_page(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.sign_in(ADMIN, at="/settings/keyboard")
    # A letter that hardly any description does without.
    screen.page.get_by_label("Search settings").fill("e")
    links = screen.page.get_by_role("navigation", name="Settings").locator("a[href*='#']")
    expect(links.first).to_be_visible()
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    assert len(addresses) > 12
    for address in addresses:
        screen.page.locator(f"a[href='{address}']").click()
        expect(screen.page.locator(address[address.index("#") :])).to_be_in_viewport()
