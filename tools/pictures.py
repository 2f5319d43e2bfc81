"""The ten pictures of the documentation, taken of the running local cloud as it is seeded: `make pictures`.

They are for `docs/tour.md` and the README. Take them on a fresh seed (`make reset`), and look at each.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from localstack import settings
from tools import chromium

TARGET = Path(__file__).parents[1] / "docs" / "images"
DESK, PHONE = (1440, 900), (390, 844)
PASSWORD = "tessera-demo"
#: Of the seed.
TICKET = "Box opened and re-taped"


def nothing(page: Page) -> None:
    """It is there as it opens."""


def type_into_palette(page: Page, text: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("combobox").wait_for()
    page.keyboard.type(text)


def open_ticket(page: Page) -> None:
    """One with a conversation and a file."""
    page.get_by_test_id("ticket-row").first.wait_for()
    type_into_palette(page, TICKET)
    page.locator("[role=option]:not([data-value^=everywhere])", has_text=TICKET).first.click()
    page.get_by_test_id("message").first.wait_for()


def press(*keys: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return act


def ask_palette(page: Page) -> None:
    open_ticket(page)
    type_into_palette(page, "snooze")


def write_reply(page: Page) -> None:
    open_ticket(page)
    page.keyboard.press("r")
    page.locator("[contenteditable]:focus").wait_for()
    page.keyboard.type("Thank you for the pictures. **Two things** would help:")
    page.keyboard.press("Enter")
    page.keyboard.type("- the serial number")
    page.keyboard.press("Enter")
    page.keyboard.type("the day it was bought")


def search(page: Page) -> None:
    page.get_by_role("combobox").wait_for()
    page.keyboard.type("machine")
    page.get_by_test_id("search-result").first.wait_for()
    page.keyboard.press("Escape")


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    act: Callable[[Page], None] = nothing
    size: tuple[int, int] = DESK
    dark: bool = False
    locale: str = "en-GB"


PICTURES = (
    Picture("inbox", "/views/unresolved", open_ticket),
    Picture("inbox-dark", "/views/unresolved", open_ticket, dark=True),
    Picture("palette", "/views/unresolved", ask_palette),
    Picture("phone", "/views/unresolved", open_ticket, size=PHONE),
    Picture("reply", "/views/unresolved", write_reply),
    Picture("board", "/views/unresolved?layout=board&group=assignee"),
    Picture("table", "/views/all?columns=requester,status,priority,assignee,updated", press("v", "l"), dark=True),
    Picture("search", "/search", search),
    Picture("dashboard", "/dashboard"),
    Picture("right-to-left", "/views/unresolved", open_ticket, locale="ar"),
)


def main() -> int:
    path = chromium.find()
    if path is None:
        print("There is no Chromium on this machine. Run: python -m tools.chromium")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, picture)
            print(TARGET / f"{picture.name}.png")
        browser.close()
    return 0


def take(browser: Browser, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.dark else "light",
        locale=picture.locale,
        reduced_motion="reduce",
        is_mobile=width < 600,
        has_touch=width < 600,
    )
    page, origin = context.new_page(), settings.read().web
    page.goto(origin)
    page.locator("input[type=email]").fill("agent@acme.test")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_test_id("ticket-row").first.wait_for()
    page.goto(origin + picture.path)
    page.wait_for_load_state("networkidle")
    picture.act(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)  # toasts and pictures within mails
    page.screenshot(path=TARGET / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
