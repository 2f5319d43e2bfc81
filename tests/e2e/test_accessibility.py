"""Every screen, wide and narrow: no finding of axe, in no theme, and nothing wrong in the console."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.e2e.api import Api
from tests.e2e.conftest import OpenScreen
from tests.e2e.mail import Customer, Smtp
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

Theme = Literal["light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")
#: Nearly half of what axe does on a page.
COLOURS = ["color-contrast"]
SIZES = {1440: 900, 360: 740}
Look = Callable[[Screen, dict[str, Any]], None]


def visit(screen: Screen, path: str) -> None:
    """Without loading the app anew, unless something floats over what was looked at before."""
    floating = screen.page.locator('[role="dialog"], [role="listbox"]').count()
    (screen.open if floating else screen.go)(path)


def inbox(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/")
    expect(screen.row("").first).to_be_visible()


def conversation(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, f"/tickets/{ticket['id']}")
    expect(screen.heading(ticket["subject"])).to_be_visible()
    expect(screen.message("Only for us.")).to_be_visible()
    expect(screen.page.get_by_role("textbox", name="Text of the reply")).to_be_visible()


def reply(screen: Screen, ticket: dict[str, Any]) -> None:
    conversation(screen, ticket)
    screen.press("r")
    screen.type("Turn the switch.")


def note(screen: Screen, ticket: dict[str, Any]) -> None:
    conversation(screen, ticket)
    screen.press("n")
    screen.type("Remember the lamp.")


def status(screen: Screen, ticket: dict[str, Any]) -> None:
    conversation(screen, ticket)
    screen.press("s")
    expect(screen.page.get_by_placeholder("Search", exact=True)).to_be_focused()


def palette(screen: Screen, ticket: dict[str, Any]) -> None:
    inbox(screen, ticket)
    screen.press("Control+k")
    expect(screen.page.get_by_role("dialog")).to_be_visible()


def shortcuts(screen: Screen, ticket: dict[str, Any]) -> None:
    inbox(screen, ticket)
    screen.press("?")
    expect(screen.page.get_by_role("dialog")).to_be_visible()


def new_ticket(screen: Screen, ticket: dict[str, Any]) -> None:
    inbox(screen, ticket)
    screen.press("c")
    expect(screen.page.get_by_role("dialog", name="New ticket")).to_be_visible()


def empty_list(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/views/my-open")
    expect(screen.heading("My open")).to_be_visible()


def no_such_ticket(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/tickets/01920000-0000-7000-8000-000000000000")
    expect(screen.page.get_by_text("There is no such ticket")).to_be_visible()


def board(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/views/unresolved?layout=board")
    expect(screen.row("").first).to_be_visible()


def notifications(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/notifications")
    expect(screen.heading("Notifications")).to_be_visible()


def activity(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/activity")
    expect(screen.page.get_by_test_id("activity").first).to_be_visible()


def dashboard(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/dashboard")
    expect(screen.heading("Dashboard")).to_be_visible()


def customers(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/people")
    expect(screen.page.get_by_role("listitem").first).to_be_visible()


def people(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/settings/people")
    expect(screen.heading("Agents and teams")).to_be_visible()
    expect(screen.page.get_by_text("Tom Okafor").first).to_be_visible()


def agent_dialog(screen: Screen, ticket: dict[str, Any]) -> None:
    people(screen, ticket)
    screen.page.get_by_role("button", name="New agent").click()
    expect(screen.page.get_by_role("dialog")).to_be_visible()


def quarantine(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/settings/quarantine")
    expect(screen.page.get_by_test_id("quarantine-row").first).to_be_visible()


def notification_settings(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/settings/notifications")
    expect(screen.page.get_by_role("heading", name="Do not disturb")).to_be_visible()


def working_hours(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/settings/hours")
    screen.page.get_by_label("Only at certain times").check()
    expect(screen.page.get_by_label("Monday: starts")).to_be_visible()
    screen.page.get_by_role("button", name="Discard changes").click()


def found(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/search?q=status:open")
    expect(screen.page.get_by_test_id("search-result").first).to_be_visible()


def how_to_ask(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/search")
    expect(screen.page.get_by_role("region", name="How one can ask")).to_be_visible()


def person(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, f"/people/{ticket['requester']['id']}")
    expect(screen.page.get_by_role("region", name="About")).to_be_visible()


def filtered(screen: Screen, ticket: dict[str, Any]) -> None:
    visit(screen, "/views/all?filter=priority:high status:open&order=-created&group=assignee")
    expect(screen.row(ticket["subject"])).to_be_visible()


def setting(section: str, title: str) -> Look:
    def look(screen: Screen, ticket: dict[str, Any]) -> None:
        visit(screen, f"/settings/{section}")
        expect(screen.heading(title).last).to_be_visible()
        expect(screen.page.get_by_role("progressbar")).to_have_count(0)

    look.__name__ = section
    return look


SETTINGS = (
    *(("appearance", "Appearance"), ("keyboard", "Keyboard"), ("first-steps", "First steps")),
    *(("statuses", "Statuses"), ("tags", "Tags"), ("fields", "Fields"), ("macros", "Macros")),
    *(("organization", "Organization"), ("transfer", "Import and export"), ("audit", "Audit"), ("mail", "Mail")),
)
LOOKS: tuple[Look, ...] = (
    inbox, board, notifications, activity, dashboard, customers,
    conversation, status, reply, note, palette, shortcuts, new_ticket, empty_list, no_such_ticket, people,
    agent_dialog, quarantine, notification_settings, working_hours, found, how_to_ask, person, filtered,
    *(setting(*each) for each in SETTINGS),
)  # fmt: skip


@pytest.fixture
def ticket(agent: Api, admin: Api, smtp: Smtp, customer: Customer, word: str) -> dict[str, Any]:
    """A ticket with all kinds of entries, and a mail in quarantine."""
    smtp.send(customer.write(f"Look at me {word}", "Dark.", html="<p>The <b>lamp</b> is dark.</p>"))
    smtp.send_raw(b"From: nobody@customer.example\r\n\r\n", "nobody@customer.example", ["support@acme.test"])
    ticket = eventually(lambda: agent.ticket_with_subject(f"Look at me {word}"), "the ticket")
    path = f"/tickets/{ticket['id']}"
    agent.post(f"{path}/messages", {"kind": "note", "text": "Only for us."})
    agent.patch(path, {"priority": "high", "assignee_id": agent.get("/me")["id"]})
    agent.post(f"{path}/messages", {"kind": "reply", "text": "Turn the switch."})
    eventually(lambda: admin.get("/admin/quarantine", limit=1)["items"], "a mail in quarantine")
    return ticket


@pytest.mark.parametrize("width", SIZES)
def test_every_screen(open_screen: OpenScreen, ticket: dict[str, Any], width: int) -> None:
    size: ViewportSize = {"width": width, "height": SIZES[width]}
    # Nothing fades: what is looked at has its colours at once.
    screen = open_screen(viewport=size, expected_errors=("404",), reduced_motion="reduce")
    screen.open("/sign-in")
    expect(screen.heading("Sign in to Tessera")).to_be_visible()
    found = [*findings(screen, "sign-in", THEMES)]
    screen.sign_in("admin@acme.test")
    for look in LOOKS:
        look(screen, ticket)
        # A narrow screen has the colours of the wide one, and a few things of its own.
        themes = THEMES if width > 360 or look in (inbox, conversation) else ()
        # The sidebar is the same everywhere, and that of the settings in all of them.
        found += findings(screen, look.__name__, themes, () if look in (inbox, people) else ["nav"])
        assert_fits(screen, look.__name__)
    assert not found, "\n".join(found)


def findings(screen: Screen, where: str, themes: tuple[Theme, ...], known: Sequence[str] = ()) -> Iterator[str]:
    """Another theme has other colours and nothing else, so that alone is asked of it, but where they are `known`."""
    for violation in screen.violations(without=COLOURS):
        yield f"{where}: {violation}"
    for theme in themes:
        wear(screen, theme)
        for violation in screen.violations(COLOURS, but=known):
            yield f"{where}, {theme}: {violation}"
    wear(screen, "light")


def wear(screen: Screen, theme: Theme) -> None:
    scheme: Literal["light", "dark"] = "dark" if theme == "dark" else "light"
    contrast: Literal["more", "no-preference"] = "more" if theme == "contrast" else "no-preference"
    screen.page.emulate_media(color_scheme=scheme, contrast=contrast)
    expect(screen.page.locator("html")).to_have_attribute("data-theme", theme)


def assert_fits(screen: Screen, where: str) -> None:
    """Nothing is wider than the window."""
    excess = screen.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert excess <= 0, f"{where} is {excess} px too wide"
