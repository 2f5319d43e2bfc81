"""Push: from a tick in the settings to what the system shows.

Chromium's own push service is a company's on the internet, so one on this machine takes its place: the page subscribes
there, the notifier sends there, and what arrives is read with the browser's keys and handed to the service worker as
Chromium would.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Playwright, Route, expect

from tests.e2e.api import Api
from tests.e2e.browsers import Browsers
from tests.e2e.conftest import AGENT, OpenScreen, launched
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually
from tests.fakes.push_service import Browser, PushServer
from tools import chromium

#: The browser's part of a subscription; everything else of the page is its own.
SUBSCRIBE = """
(() => {
  const unsubscribe = async () => delete localStorage.subscribed
  const current = () => localStorage.subscribed && { toJSON: () => (SUBSCRIPTION), unsubscribe }
  PushManager.prototype.getSubscription = async () => current()
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.subscribed = window.subscribedWith = applicationServerKey
    return current()
  }
})()
"""
TEST = {"kind": "test"}
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready
  return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }))
}"""
#: Windows that nobody looks at, and that may be brought to the front without a click of a person's.
LOOK_AWAY = """() => {
  const own = Clients.prototype.matchAll
  Clients.prototype.matchAll = async function (options) {
    const away = { focused: false, focus: async () => undefined }
    return (await own.call(this, options)).map((one) => ({ postMessage: (said) => one.postMessage(said), ...away }))
  }
}"""
CLICK = """async () => {
  for (const notification of await self.registration.getNotifications())
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }))
}"""


@pytest.fixture(scope="module")
def browsers(playwright: Playwright, origin: str) -> Iterator[Browsers]:
    """Whole ones: only these show notifications."""
    with launched(playwright, chromium.find()) as browser:
        yield Browsers(browser, origin)


@pytest.fixture
def server() -> Iterator[PushServer]:
    with PushServer() as server:
        yield server


class PushedTo:
    """Hands messages to the page's service worker."""

    def __init__(self, screen: Screen, origin: str) -> None:
        self._page = screen.page
        self._session: CDPSession = screen.page.context.new_cdp_session(screen.page)
        self._origin = origin
        self._registrations: list[dict[str, Any]] = []
        self._session.on("ServiceWorker.workerRegistrationUpdated", self._heard)
        self._session.send("ServiceWorker.enable")

    def _heard(self, event: dict[str, Any]) -> None:
        self._registrations += event["registrations"]

    def deliver(self, message: dict[str, Any]) -> None:
        # What the browser tells comes while it is asked something.
        eventually(lambda: self._page.evaluate("true") and self._registrations, "the service worker's registration")
        registration = {
            "origin": self._origin,
            "registrationId": self._registrations[-1]["registrationId"],
            "data": json.dumps(message),
        }
        self._session.send("ServiceWorker.deliverPushMessage", registration)


def test_what_concerns_me_is_shown_though_the_app_is_elsewhere(
    open_screen: OpenScreen, admin: Api, agent: Api, origin: str, server: PushServer, word: str
) -> None:
    browser = server.browser()
    screen = open_screen(service_workers="allow", permissions=["notifications"])
    screen.page.add_init_script(SUBSCRIBE.replace("SUBSCRIPTION", json.dumps(browser.subscription())))
    screen.sign_in(AGENT, at="/settings/notifications")
    screen.page.get_by_role("button", name="Turn on").click()
    expect(screen.page.get_by_text("On in this browser", exact=True)).to_be_visible()
    assert screen.page.evaluate("window.subscribedWith") == agent.get("/me/push")["public_key"]
    assert screen.violations() == []

    to = PushedTo(screen, origin)
    row = screen.page.get_by_role("list", name="Your browsers").get_by_role("listitem").filter(has_text="this one")
    row.get_by_role("button", name="Send a test").click()
    eventually(lambda: TEST in server.messages_for(browser), "the push service took the test")
    to.deliver(TEST)
    eventually(lambda: [one["title"] for one in shown(screen)] == ["Push works here"], "the test is shown")
    forget(screen)

    screen.open("/people")
    me = agent.get("/me")["id"]
    ticket = admin.make_ticket(f"Paper jam {word}", f"{word}@customer.example", assignee_id=me)
    eventually(lambda: about(server, browser, ticket), "the push service took the ticket")
    (message,) = about(server, browser, ticket)
    to.deliver(message)
    assert shown(screen) == [], "who has the app before them sees it there"
    worker = screen.page.context.service_workers[0]
    worker.evaluate(LOOK_AWAY)
    to.deliver(message)
    expected = {
        "title": "Mara Lindqvist assigned this to you",
        "body": f"#{ticket['number']} Paper jam {word}",
        "tag": ticket["id"],
        "data": f"/tickets/{ticket['id']}",
    }
    eventually(lambda: shown(screen) == [expected], "the assignment is shown")

    worker.evaluate(CLICK)
    expect(screen.page).to_have_url(re.compile(ticket["id"]))

    screen.open("/settings/notifications")
    mine = screen.page.evaluate("JSON.parse(localStorage['tessera.push']).device")
    assert mine in {one["id"] for one in agent.get("/me/push")["devices"]}
    screen.page.get_by_role("button", name="Turn off").click()
    expect(screen.page.get_by_role("button", name="Turn on")).to_be_visible()
    assert mine not in {one["id"] for one in agent.get("/me/push")["devices"]}


def test_it_stays_on_though_the_app_looks_after_it_while_it_is_turned_on(
    open_screen: OpenScreen, server: PushServer
) -> None:
    screen = open_screen(service_workers="allow", permissions=["notifications"])
    screen.page.add_init_script(SUBSCRIBE.replace("SUBSCRIPTION", json.dumps(server.browser().subscription())))
    screen.page.clock.install()
    screen.sign_in(AGENT, at="/settings/notifications")
    slow: list[Route] = []
    screen.page.route("**/api/v1/me/push/devices", lambda route: slow.append(route))
    with screen.page.expect_request("**/api/v1/me/push/devices"):
        screen.page.get_by_role("button", name="Turn on").click()
    screen.page.clock.fast_forward(10_000)
    screen.page.evaluate("navigator.serviceWorker.getRegistration().then(() => undefined)")
    slow[0].continue_()
    expect(screen.page.get_by_text("On in this browser", exact=True)).to_be_visible()
    screen.page.get_by_role("button", name="Turn off").click()
    expect(screen.page.get_by_role("button", name="Turn on")).to_be_visible()


def shown(screen: Screen) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = screen.page.evaluate(SHOWN)
    return found


def forget(screen: Screen) -> None:
    screen.page.evaluate(
        "async () => (await (await navigator.serviceWorker.ready).getNotifications()).forEach((one) => one.close())"
    )


def about(server: PushServer, browser: Browser, ticket: dict[str, Any]) -> list[dict[str, Any]]:
    messages = server.messages_for(browser)
    return [one for one in messages if one.get("ticket") and one["ticket"]["id"] == ticket["id"]]
