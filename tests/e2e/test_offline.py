"""The app lives on its own copy: it opens from it, works without a network, and comes right afterwards."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.api import PASSWORD, Api
from tests.e2e.conftest import ADMIN, AGENT, NEWEST, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

pytestmark = NEWEST


@pytest.fixture
def tom(open_screen: OpenScreen) -> Screen:
    screen: Screen = open_screen(expected_errors=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket"))
    screen.sign_in(AGENT)
    return screen


def kept(screen: Screen, ticket_id: str) -> bool:
    """Whether the browser's database holds the ticket."""
    return bool(
        screen.page.evaluate(
            """async (id) => {
              const open = (name) => new Promise((done) => {
                const request = indexedDB.open(name)
                request.onsuccess = () => done(request.result)
              })
              const db = await open(localStorage.getItem('tessera.copy'))
              const row = await new Promise((done) => {
                const request = db.transaction('rows').objectStore('rows').get(id)
                request.onsuccess = () => done(request.result)
              })
              db.close()
              return Boolean(row)
            }""",
            ticket_id,
        )
    )


#: Does as a key does, and goes at once, while the database is busy with something else.
DONE_AND_GONE = """async (key) => {
  const db = await new Promise((done) => {
    const request = indexedDB.open(localStorage.getItem('tessera.copy'))
    request.onsuccess = () => done(request.result)
  })
  const store = db.transaction('queue', 'readwrite').objectStore('queue')
  const again = () => (store.count().onsuccess = again)
  again()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  setTimeout(() => location.reload())
}"""


def until_kept(screen: Screen, ticket_id: str) -> None:
    for _ in range(50):
        if kept(screen, ticket_id):
            return
        screen.page.wait_for_timeout(100)
    raise AssertionError("The browser's database does not hold the ticket.")


def test_what_was_missed_without_a_network_is_there_again_with_it(tom: Screen, agent: Api, word: str) -> None:
    before = agent.make_ticket(f"Before {word}", f"{word}@customer.example")
    expect(tom.row(f"Before {word}")).to_be_visible()
    tom.context.set_offline(True)
    expect(tom.page.get_by_text("You are offline")).to_be_visible()
    agent.make_ticket(f"Meanwhile {word}", f"{word}@customer.example")
    agent.patch(f"/tickets/{before['id']}", {"subject": f"Renamed {word}"})
    tom.context.set_offline(False)
    expect(tom.row(f"Meanwhile {word}")).to_be_visible()
    expect(tom.row(f"Renamed {word}")).to_be_visible()
    expect(tom.row(f"Before {word}")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 900, 360])
def test_nothing_moves_when_the_network_goes_and_comes(
    open_screen: OpenScreen, agent: Api, word: str, width: int
) -> None:
    ticket = agent.make_ticket(f"Steady {word}", f"{word}@customer.example")
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket")
    tom: Screen = open_screen(expected_errors=lost, viewport={"width": width, "height": 720}, has_touch=width < 768)
    tom.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(tom.message("")).to_have_count(1)
    places = (tom.heading(ticket["subject"]), tom.message(""), tom.page.get_by_test_id("composer"))
    for place in places:
        expect(place).to_be_visible()
    before = [place.bounding_box() for place in places]
    tom.context.set_offline(True)
    news = tom.page.get_by_role("status").filter(has_text="You are offline")
    expect(news).to_be_visible()
    assert [place.bounding_box() for place in places] == before
    assert tom.violations() == []
    tom.context.set_offline(False)
    expect(news).to_have_count(0)
    assert [place.bounding_box() for place in places] == before


def test_views_and_opened_tickets_are_there_without_a_network(tom: Screen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Kept {word}", f"{word}@customer.example", tags=[f"t-{word}"])
    tom.open_ticket(f"Kept {word}")
    expect(tom.message("")).to_have_count(1)
    tom.context.set_offline(True)
    tom.page.get_by_role("navigation").get_by_role("link", name="Unassigned").click()
    expect(tom.row(f"Kept {word}")).to_be_visible()
    tom.open_ticket(f"Kept {word}")
    expect(tom.message("")).to_have_count(1)
    tom.page.get_by_role("navigation").get_by_role("link", name="Closed").click()
    expect(tom.row(f"Kept {word}")).to_have_count(0)
    assert ticket["number"]


def test_what_was_never_read_here_says_so_and_comes_with_the_network(tom: Screen, agent: Api, word: str) -> None:
    for subject in ("Not yet", "Between", "Read"):  # the next one would be read ahead
        agent.make_ticket(f"{subject} {word}", f"{word}@customer.example")
    expect(tom.row(f"Not yet {word}")).to_be_visible()
    tom.open_ticket(f"Read {word}")
    expect(tom.message("")).to_have_count(1)
    tom.context.set_offline(True)
    tom.open_ticket(f"Not yet {word}")
    expect(tom.page.get_by_text("This conversation is not kept in this browser")).to_be_visible()
    assert tom.violations() == []
    tom.context.set_offline(False)
    expect(tom.message("")).to_have_count(1)
    expect(tom.page.get_by_test_id("composer")).to_be_visible()


def test_what_is_done_without_a_network_is_sent_when_it_is_back(open_screen: OpenScreen, agent: Api, word: str) -> None:
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket")
    tom: Screen = open_screen(expected_errors=lost, service_workers="allow")
    tom.sign_in(AGENT)
    ticket = agent.make_ticket(f"Tunnel {word}", f"{word}@customer.example")
    tom.open_ticket(f"Tunnel {word}")
    expect(tom.message("")).to_have_count(1)
    tom.page.wait_for_function("() => localStorage.getItem('tessera.copy')")
    tom.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    until_kept(tom, ticket["id"])
    tom.context.set_offline(True)
    tom.choose("s", "Pending")
    expect(tom.field("Status")).to_contain_text("Pending")
    tom.press("i")
    expect(tom.page.get_by_text("You are offline. 2 changes will be sent")).to_be_visible()
    tom.page.reload()
    expect(tom.page.get_by_text("2 changes will be sent")).to_be_visible()
    expect(tom.field("Status")).to_contain_text("Pending")
    expect(tom.field("Assignee")).not_to_contain_text("Unassigned")
    tom.page.get_by_role("button", name="Show", exact=True).click()
    rows = tom.page.get_by_test_id("unsent-row")
    expect(rows).to_have_count(2)
    rows.last.get_by_role("button", name="Discard", exact=True).click()
    expect(tom.page.get_by_text("Change discarded", exact=True)).to_be_visible()
    expect(rows).to_have_count(1)
    tom.page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(rows).to_have_count(2)
    tom.press("Escape")
    tom.press("g")
    tom.press("q")
    expect(tom.page.get_by_role("dialog", name="2 changes have not been sent yet")).to_be_visible()
    tom.page.get_by_role("button", name="Wait", exact=True).last.click()
    mia: Screen = open_screen()
    mia.sign_in(ADMIN, at=f"/tickets/{ticket['id']}")
    # Of the first change only the answer may be lost: Chromium lets a request through that a service worker is asked
    # about. The second waits for it.
    expect(mia.field("Assignee")).to_contain_text("Nobody")
    tom.context.set_offline(False)
    expect(mia.field("Assignee")).not_to_contain_text("Nobody")
    expect(mia.field("Status")).to_contain_text("Pending")
    expect(tom.page.get_by_text("You are offline")).to_have_count(0)
    entries = agent.get(f"/tickets/{ticket['id']}")["entries"]["items"]
    assert (
        len([entry for entry in entries if "status" in entry.get("changes", {}) and entry["type"] != "ticket.created"])
        == 1
    )


def test_what_is_done_as_the_page_goes_is_not_lost(tom: Screen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Hurry {word}", f"{word}@customer.example")
    tom.open_ticket(f"Hurry {word}")
    expect(tom.message("")).to_have_count(1)
    tom.page.wait_for_function("() => localStorage.getItem('tessera.copy')")
    tom.page.evaluate(DONE_AND_GONE, "i")
    expect(tom.field("Assignee")).to_contain_text("Tom Okafor")
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["assignee_id"], "the assignee")


def test_a_reply_without_a_network_waits_calmly_and_says_when_it_went_out(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket", "could not be fetched")
    tom: Screen = open_screen(expected_errors=lost, service_workers="allow")
    tom.sign_in(AGENT)
    ticket = agent.make_ticket(f"Ferry {word}", f"{word}@customer.example")
    tom.open_ticket(f"Ferry {word}")
    expect(tom.message("")).to_have_count(1)
    tom.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    tom.context.set_offline(True)
    tom.press("r")
    tom.page.get_by_role("textbox", name="Text of the reply").fill(f"From the ferry {word}")
    tom.press("Control+Enter")
    waiting = tom.message(f"From the ferry {word}")
    expect(waiting).to_contain_text("Waits for the network")
    expect(waiting.get_by_role("alert")).to_have_count(0)
    expect(tom.page.get_by_text("You are offline. 1 change will be sent")).to_be_visible()
    tom.page.get_by_role("button", name="Show", exact=True).click()
    expect(tom.page.get_by_test_id("unsent-row")).to_contain_text(f"From the ferry {word}")
    tom.press("Escape")
    tom.context.set_offline(False)
    expect(tom.page.get_by_text("Your reply that waited is on its way").first).to_be_visible()
    assert [message["text"] for message in agent.messages(ticket["id"])][-1] == f"From the ferry {word}"


def test_a_reply_that_was_sent_without_a_network_is_no_draft_afterwards(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket", "could not be fetched", "404")
    tom: Screen = open_screen(expected_errors=lost, service_workers="allow")
    tom.sign_in(AGENT)
    ticket = agent.make_ticket(f"Island {word}", f"{word}@customer.example")
    tom.open_ticket(f"Island {word}")
    expect(tom.message("")).to_have_count(1)
    tom.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    tom.press("r")
    text = tom.page.get_by_role("textbox", name="Text of the reply")
    expect(text).to_be_focused()
    with tom.page.expect_response(lambda response: response.request.method == "PUT" and "/draft" in response.url):
        tom.type(f"From the island {word}")
    tom.context.set_offline(True)
    tom.press("Control+Enter")
    expect(tom.message(f"From the island {word}")).to_contain_text("Waits for the network")
    with tom.page.expect_event("requestfailed", lambda request: request.method == "DELETE"):
        tom.page.get_by_role("navigation").get_by_role("link", name="Closed").click()
    with tom.page.expect_response(lambda response: response.request.method == "DELETE" and "/draft" in response.url):
        tom.context.set_offline(False)
    assert [message["text"] for message in agent.messages(ticket["id"])][-1] == f"From the island {word}"
    assert ticket["id"] not in [draft["ticket_id"] for draft in agent.get("/drafts")["items"]]
    tom.open(f"/tickets/{ticket['id']}")
    expect(tom.message(f"From the island {word}")).to_have_count(1)
    expect(text).to_have_text("")


def test_the_app_opens_from_its_copy_and_does_not_wait_for_the_server(tom: Screen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Copied {word}", f"{word}@customer.example")
    expect(tom.row(f"Copied {word}")).to_be_visible()
    tom.page.wait_for_function("() => localStorage.getItem('tessera.copy')")
    until_kept(tom, ticket["id"])
    tom.page.route("**/api/**", lambda route: route.abort())
    tom.open("/views/unresolved")
    expect(tom.row(f"Copied {word}")).to_be_visible()
    tom.page.unroute_all()
    agent.patch(f"/tickets/{ticket['id']}", {"subject": f"Fresh {word}"})
    expect(tom.row(f"Fresh {word}")).to_be_visible(timeout=45_000)


def test_the_app_can_be_installed_and_opens_without_a_network(open_screen: OpenScreen, agent: Api, word: str) -> None:
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket")
    tom: Screen = open_screen(expected_errors=lost, service_workers="allow")
    tom.sign_in(AGENT)
    ticket = agent.make_ticket(f"Underground {word}", f"{word}@customer.example")
    expect(tom.row(f"Underground {word}")).to_be_visible()
    tom.page.wait_for_function("() => localStorage.getItem('tessera.copy')")
    until_kept(tom, ticket["id"])
    tom.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    found = tom.context.new_cdp_session(tom.page).send("Page.getInstallabilityErrors")
    # Playwright's contexts are private windows, and that is all that stands against it.
    assert [each["errorId"] for each in found["installabilityErrors"]] in ([], ["in-incognito"])
    tom.context.set_offline(True)
    tom.open("/views/unresolved")
    expect(tom.row(f"Underground {word}")).to_be_visible()
    expect(tom.page.get_by_text(re.compile("You are offline|Live updates are interrupted"))).to_be_visible()


def test_signing_out_leaves_nothing(tom: Screen) -> None:
    tom.page.wait_for_function("() => localStorage.getItem('tessera.copy')")
    tom.page.get_by_role("button", name="account and settings").click()
    tom.page.get_by_role("menuitem", name="Sign out").click()
    expect(tom.page.get_by_label("Email")).to_be_visible()
    # The page is there at once; what was kept is wiped behind it.
    tom.page.wait_for_function("async () => (await indexedDB.databases()).length === 0")
    assert tom.page.evaluate("() => localStorage.getItem('tessera.copy')") is None


def test_a_session_that_ended_meanwhile_leads_to_sign_in_and_back_again(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    ticket = agent.make_ticket(f"Where I was {word}", f"{word}@customer.example")
    screen = open_screen(expected_errors=("401",))
    screen.sign_in(AGENT)
    address = f"/views/all/{ticket['id']}"
    # The ticket is there before the new cookie is, which would come after the old one was taken away.
    with screen.page.expect_response("**/auth/refresh"):
        screen.open(address)
    expect(screen.page.get_by_role("heading", name=f"Where I was {word}")).to_be_visible()
    screen.context.clear_cookies()
    screen.page.reload()
    expect(screen.page).to_have_url(re.compile(rf"/sign-in\?{re.escape(urlencode({'to': address}))}\b"))
    screen.page.get_by_label("Email").fill(AGENT)
    screen.page.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.press("Enter")
    expect(screen.page.get_by_role("heading", name=f"Where I was {word}")).to_be_visible()
    expect(screen.page).to_have_url(screen.origin + address)


def test_who_loses_a_team_s_ticket_does_not_see_it_any_more(open_screen: OpenScreen, admin: Api, word: str) -> None:
    ours, theirs = (admin.post("/admin/teams", {"name": f"{name} {word}"})["id"] for name in ("Ours", "Theirs"))
    email = f"limited.{word}@acme.test"
    admin.post(
        "/admin/agents",
        {
            "name": "Limited",
            "email": email,
            "password": "a-long-password",
            "ticket_scope": "teams",
            "team_ids": [ours],
        },
    )
    ticket = admin.make_ticket(f"Leaving {word}", f"{word}@customer.example", team_id=ours, tags=[word])
    lia: Screen = open_screen()
    lia.sign_in(email, "a-long-password")
    lia.open(f"/views/tag-{word}")  # in the list of everything other tests' tickets would push it out of sight
    expect(lia.row(f"Leaving {word}")).to_be_visible()
    admin.post(f"/tickets/{ticket['id']}/assign", {"team_id": theirs}, 200)
    expect(lia.row(f"Leaving {word}")).to_have_count(0)
    admin.post(f"/tickets/{ticket['id']}/assign", {"team_id": ours}, 200)
    expect(lia.row(f"Leaving {word}")).to_be_visible()


def test_the_row_of_the_open_ticket_stays_in_sight_while_rows_still_come(tom: Screen, agent: Api, word: str) -> None:
    def make(each: str) -> str:
        tags = [f"far-{word}"]
        return str(agent.make_ticket(f"Row {each} {word}", f"{word}@rows.example", tags=tags)["id"])

    until_kept(tom, make("none"))
    tom.page.goto("about:blank")
    first, *_ = [make(str(each)) for each in range(24)]
    rest: list[Route] = []

    def in_parts(route: Route) -> None:
        if rest:
            rest.append(route)
            return
        page = route.fetch().json()
        ids = [item["ticket_id"] for item in page["items"]]
        if first in ids:
            rest.append(route)
            page |= {"items": page["items"][: ids.index(first) + 1], "seq": 0, "more": True}
        route.fulfill(json=page)

    tom.page.route("**/api/v1/sync?*", in_parts)
    tom.open(f"/views/tag-far-{word}/{first}")
    row = tom.row(f"Row 0 {word}")
    expect(row).to_be_in_viewport()
    expect(tom.page.get_by_test_id("ticket-row")).to_have_count(2)
    eventually(lambda: tom.page.title() and len(rest) > 1, "the browser asks for the rest")
    rest[1].continue_()
    tom.page.unroute_all()
    expect(tom.row(f"Row 1 {word}")).to_be_in_viewport()
    expect(row).to_be_in_viewport()
